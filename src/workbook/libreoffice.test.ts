/** What another program makes of the file. Skipped where LibreOffice is not installed. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallDossier } from './testing.js';
import { writeWorkbook } from './workbook.js';

const absent = spawnSync('soffice', ['--version']).status !== 0;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workbook-'));
  const input = smallDossier();
  await writeWorkbook(join(folder, '总览.xlsx'), input);
  for (const { file } of input.plan.volumes) await writeFile(join(folder, file), '');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Converts the workbook in its folder, with a profile of its own so that runs do not meet. */
function convert(to: string): void {
  const profile = pathToFileURL(join(folder, 'profile')).href;
  const args = [`-env:UserInstallation=${profile}`, '--headless', '--convert-to', to, '--outdir', folder];
  const { status, stderr } = spawnSync('soffice', [...args, join(folder, '总览.xlsx')], {
    encoding: 'utf8',
    // Where no locale is set, LibreOffice finds no file with a Chinese name, and says nothing.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  expect(status, stderr).toBe(0);
}

describe('LibreOffice', () => {
  it.skipIf(absent)('reads every sheet, and text that begins like a formula as text', async () => {
    // All sheets, UTF-8, quoted where needed, values as shown.
    convert('csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1');
    const sheets = (await readdir(folder)).filter((name) => name.endsWith('.csv')).sort();
    expect(sheets).toHaveLength(8);
    const catalogue = await readFile(join(folder, '总览-材料目录.csv'), 'utf8');
    expect(catalogue).toContain('"=HYPERLINK(""http://evil.example"",""政务公开"")"');
    expect(catalogue).toContain('新城区政务服务事项进驻清单,20230506,,6,');
    expect(catalogue).toContain(',@抽查结果公示,');
    expect(catalogue).not.toMatch(/#NAME\?|#VALUE!|Err:5/);
  });

  it.skipIf(absent)('follows the links to the volumes that lie beside the workbook', async () => {
    convert('fods');
    const flat = await readFile(join(folder, '总览.fods'), 'utf8');
    const targets = [...flat.matchAll(/xlink:href="(file:[^"#]*)#page=(\d+)"/g)];
    expect(new Set(targets.map((target) => target[2]))).toEqual(
      new Set(['5', '8', '9', '12', '18', '19', '23', '24', '27']),
    );
    for (const [, url = ''] of targets) expect((await stat(fileURLToPath(url))).isFile()).toBe(true);
    expect(flat).not.toContain('table:formula');
  });
});
