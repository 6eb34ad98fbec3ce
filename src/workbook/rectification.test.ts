import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../model/finding.js';
import { rectificationList } from './rectification.js';
import { sheetNames } from './sheetname.js';
import { smallDossier } from './testing.js';
import { finding, MARKET, SERVICES } from './testing-findings.js';
import { all, parseXml, type ReadSheet, readParts, readWorkbook, records } from './testing-read.js';

const absent = spawnSync('soffice', ['--version']).status !== 0;
const ODD = '党委[2024]: 组织/宣传*统战?部 与 一个名称特别长的部门及其下属单位';

let folder: string;
let report: Report;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rectification-'));
  const { report: small } = smallDossier();
  const said = { args: { count: '=cmd|calc', limit: 1000, over: 132 } };
  report = { ...small, findings: [...small.findings, finding('error', '17', { department: ODD, ...said })] };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function written(lang: 'zh' | 'en', of: Report = report): Promise<ReadSheet[]> {
  const path = join(folder, `${lang}.xlsx`);
  await writeFile(path, await rectificationList(of, lang));
  return readWorkbook(path);
}

describe('整改清单', () => {
  it.each(['zh', 'en'] as const)(
    'holds a summary, all findings and a sheet per department, in %s',
    async (lang) => {
      const sheets = await written(lang);
      const shown = sheets.map(({ name, rows }) =>
        [
          `# ${name}`,
          ...rows.map((row) => row.map((cell) => cell.value.replaceAll('\n', '⏎')).join('\t')),
        ].join('\n'),
      );
      await expect(`${shown.join('\n\n')}\n`).toMatchFileSnapshot(
        resolve(`fixtures/reporters/xlsx.${lang}.golden.txt`),
      );
    },
  );

  it('sends each department its own findings, and none that is waived', async () => {
    const sheets = await written('zh');
    const open = report.findings.filter((f) => f.waived === null);
    expect(records(sheets[1], '序号')).toHaveLength(open.length);
    for (const department of [SERVICES, MARKET]) {
      const own = records(
        sheets.find((s) => s.name === department),
        '序号',
      );
      expect(own.map((row) => row.get('单位')?.value)).toEqual(
        open.filter((f) => f.department === department).map(() => department),
      );
      for (const row of own) {
        for (const blank of ['整改情况', '整改时限', '责任人']) expect(row.get(blank)?.value).toBe('');
      }
    }
  });

  it('can be filtered, repeats its head in print and keeps it in sight', async () => {
    for (const { name, xml, rows } of await written('zh')) {
      const root = parseXml(xml);
      const head = rows.findIndex((row) => row.some((cell) => cell.value === '单位')) + 1;
      expect(all(root, 'autoFilter'), name).toHaveLength(1);
      expect(all(root, 'pane')[0]?.attributes).toMatchObject({ state: 'frozen', ySplit: String(head) });
      expect(all(root, 'pageSetup')[0]?.attributes).toMatchObject({ paperSize: '9', fitToWidth: '1' });
    }
    const book = parseXml((await readParts(join(folder, 'zh.xlsx'))).get('xl/workbook.xml') ?? '');
    const titles = all(book, 'definedName').filter((n) => n.attributes.name === '_xlnm.Print_Titles');
    expect(titles).toHaveLength(all(book, 'sheet').length);
  });

  it('keeps text that begins like a formula as text', async () => {
    const evil = {
      ...report,
      findings: [finding('error', '17', { department: '=1+1', path: '@a/+b.docx' })],
    };
    const sheets = await written('zh', evil);
    const cells = sheets.flatMap((sheet) => sheet.rows.flat());
    expect(cells.some((cell) => cell.formula)).toBe(false);
    expect(cells.filter((cell) => /^[=@]/.test(cell.value)).map((cell) => cell.type)).toContain('inlineStr');
  });

  it('is the same bytes for the same report', async () => {
    expect(await rectificationList(report, 'zh')).toEqual(await rectificationList(report, 'zh'));
  });

  it('says so where nothing was found', async () => {
    const sheets = await written('zh', { ...report, findings: [] });
    expect(sheets.map((s) => s.name)).toEqual(['汇总', '全部问题']);
    expect(sheets[1]?.rows.flat().map((cell) => cell.value)).toContain('（无）');
  });

  it.skipIf(absent)('is read by LibreOffice as it was written', async () => {
    await written('zh');
    const profile = pathToFileURL(join(folder, 'profile')).href;
    const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';
    const args = [
      `-env:UserInstallation=${profile}`,
      '--headless',
      '--convert-to',
      filter,
      '--outdir',
      folder,
    ];
    const { status, stderr } = spawnSync('soffice', [...args, join(folder, 'zh.xlsx')], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    });
    expect(status, stderr).toBe(0);
    const tables = (await readdir(folder)).filter((name) => name.endsWith('.csv'));
    expect(tables).toHaveLength(2 + 4);
    const whole = await readFile(join(folder, 'zh-全部问题.csv'), 'utf8');
    expect(whole).toContain('情况说明 =cmd|calc 字');
    expect(whole).not.toMatch(/#NAME\?|#VALUE!|Err:5/);
  });
});

describe('names of sheets', () => {
  it('are legal, at most 31 long and apart', () => {
    const names = sheetNames(
      [ODD, ODD.toLowerCase(), "'甲'", 'History', '汇总', '', `${'字'.repeat(30)}𠀀`],
      ['汇总'],
    );
    for (const name of names) {
      expect(name.length).toBeLessThanOrEqual(31);
      expect(name).not.toMatch(/[:\\/?*[\]]|^'|'$|^$/);
    }
    expect(new Set(names).size).toBe(names.length);
    expect(names.slice(2)).toEqual(['甲', '_History', '汇总(2)', '_', '字'.repeat(30)]);
  });
});
