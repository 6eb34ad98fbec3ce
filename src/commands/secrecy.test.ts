/** What is classified is copied into no output, whatever part of the folder is looked at. */
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../cli/testing.js';
import { CONCEALED_TITLE } from '../model/secrecy.js';
import { readParts } from '../workbook/testing-read.js';

const SECRET = '重点目标警卫方案';
let base: string;
let folder: string;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'dossier-secrecy-'));
  folder = join(base, '行政审批局');
  await cp(resolve('fixtures/demo/申报材料/行政审批局'), folder, { recursive: true });
});
afterEach(() => rm(base, { recursive: true, force: true }));

describe('a material registered as classified and delivered on paper', () => {
  it('is bound in by number and grade, its title nowhere', async () => {
    const unit = join(folder, '18 制定政务服务规范');
    for (const name of await readdir(unit)) if (!name.includes('情况说明')) await rm(join(unit, name));
    await writeFile(
      join(unit, '证明材料目录.csv'),
      `序号,材料名称,文号,网址,密级,提交方式,备注\n1,标准清单,,https://www.qingyu.example.gov.cn/b,,网址,\n2,${SECRET},青屿密发〔2024〕3号,,机密★10年,纸质,${SECRET}见机要室\n`,
    );
    const out = join(base, 'out');
    const built = await run(['build', folder, '-o', out, '--unit', '18', '--as-of', '2024-12-20']);
    expect(built.code, built.out + built.err).toBe(0);
    const manifest = await readFile(join(out, 'manifest.json'), 'utf8');
    expect(manifest).toContain(CONCEALED_TITLE);
    expect(manifest + built.out).not.toContain(SECRET);
    const book = (await readdir(out)).find((n) => n.endsWith('.xlsx')) ?? '';
    const parts = [...(await readParts(join(out, book))).values()].join('');
    expect(parts).toContain('***');
    expect(parts).not.toContain(SECRET);
    expect(parts).not.toContain('青屿密发');
  });
});

describe('a file with a mark outside the chosen scope', () => {
  it('stops the build all the same', async () => {
    await cp(
      resolve('fixtures/rules/security/classified-mark/bad-loose/申报材料/司法局/庚案通报.docx'),
      join(folder, '17 优化公共服务', `7 ${SECRET}.docx`),
    );
    for (const scope of [
      ['--unit', '18'],
      ['--unit', '18', '--draft'],
      ['--rule', 'structure/litter-file'],
    ]) {
      const command = scope[0] === '--rule' ? 'check' : 'build';
      const target = command === 'build' ? ['-o', join(base, 'out')] : [];
      const { code, out, err } = await run([command, folder, ...target, ...scope]);
      expect(code, scope.join(' ')).toBe(1);
      expect(out).toContain('7 ***.docx');
      expect(out + err).not.toContain(SECRET);
    }
    expect(await readdir(base)).toEqual(['行政审批局']);
  });
});
