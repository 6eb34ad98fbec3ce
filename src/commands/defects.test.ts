/**
 * One defect per rule, planted in a copy of the demo district. What each must give was written down beforehand;
 * the check must find exactly that, nothing else, and exit with 1.
 */
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import exceljs from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../cli/testing.js';
import { rules } from '../rules/index.js';

const demo = resolve('fixtures/demo/申报材料');
let base: string;
let folder: string;

interface Told {
  rule: string;
  department: string | null;
  unit: string | null;
  path: string;
}
const declared: Told[] = [];

function declare(rule: string, path: string, unit: string | null): void {
  const department = path.includes('/') ? (path.split('/')[0] ?? null) : null;
  declared.push({ rule, department, unit, path });
}

const at = (path: string) => join(folder, path);

async function find(unitFolder: string, pattern: RegExp): Promise<string> {
  const names = await readdir(at(unitFolder));
  const name = names.find((n) => pattern.test(n));
  if (name === undefined) throw new Error(`${unitFolder} holds nothing like ${pattern}: ${names.join()}`);
  return `${unitFolder}/${name}`;
}

async function move(path: string, name: string): Promise<string> {
  const target = `${dirname(path)}/${name}`;
  await rename(at(path), at(target));
  return target;
}

/** Edits a Word file's body as text. */
async function editWord(path: string, edit: (xml: string) => string): Promise<void> {
  const parts = unzipSync(await readFile(at(path)));
  const body = parts['word/document.xml'];
  if (!body) throw new Error(`${path} has no body`);
  const before = strFromU8(body);
  const after = edit(before);
  if (after === before) throw new Error(`nothing was edited in ${path}`);
  await writeFile(at(path), zipSync({ ...parts, 'word/document.xml': strToU8(after) }));
}

const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const append = (text: string) => (xml: string) =>
  xml.replace(/(<w:sectPr[\s>])(?![\s\S]*<w:sectPr[\s>])/, `${paragraph(text)}$1`);

async function editSheet(path: string, edit: (sheet: exceljs.Worksheet) => void): Promise<void> {
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(at(path));
  const sheet = book.worksheets[0];
  if (!sheet) throw new Error(`${path} has no sheet`);
  edit(sheet);
  await book.xlsx.writeFile(at(path));
}

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'dossier-defects-'));
  folder = join(base, '申报材料');
  await cp(demo, folder, { recursive: true });

  // structure/unit-missing
  await rm(at('行政审批局/2 依法实施行政许可'), { recursive: true });
  declared.push({ rule: 'structure/unit-missing', department: '行政审批局', unit: '2', path: '' });

  // structure/statement-missing
  const unit3 = '行政审批局/3 行政审批中介服务';
  await rm(at(await find(unit3, /情况说明\.docx$/)));
  declare('structure/statement-missing', unit3, '3');

  // structure/catalogue-missing
  const unit30 = '司法局/30 行政规范性文件后评估';
  await rm(at(await find(unit30, /^证明材料目录/)));
  declare('structure/catalogue-missing', unit30, '30');

  // structure/evidence-missing: the one material that is listed has no file either.
  const unit33 = '政府办/指标33 规范性文件公开发布';
  for (const name of await readdir(at(unit33))) {
    if (!name.includes('情况说明')) await rm(at(`${unit33}/${name}`), { recursive: true });
  }
  await writeFile(at(`${unit33}/证明材料目录.csv`), '序号,材料名称\n1,查询平台首页截图\n');
  declare('structure/evidence-missing', unit33, '33');
  declare('catalogue/entry-without-file', `${unit33}/证明材料目录.csv`, '33');

  // structure/folder-unrecognised
  await mkdir(at('司法局/其他材料'));
  await writeFile(at('司法局/其他材料/会议照片说明.txt'), '照片');
  declare('structure/folder-unrecognised', '司法局/其他材料', null);

  // structure/litter-file
  await writeFile(at('行政审批局/1 行政审批事项/~$于行政审批事项的情况说明.docx'), 'lock');
  declare('structure/litter-file', '行政审批局/1 行政审批事项/~$于行政审批事项的情况说明.docx', '1');

  // structure/empty-file
  const empty = await find('司法局/79 人民调解组织建设/印证材料', /^4 /);
  await truncate(at(empty), 0);
  declare('structure/empty-file', empty, '79');

  // naming/statement-title
  const renamed = await move(
    await find('行政审批局/17 优化公共服务', /情况说明\.docx$/),
    '关于优化政务服务的情况说明.docx',
  );
  declare('naming/statement-title', renamed, '17');

  // naming/title-in-document
  const retitled = await find('行政审批局/18 制定政务服务规范', /情况说明\.docx$/);
  await editWord(retitled, (xml) => xml.replace('关于制定政务服务规范的情况说明', '政务服务规范工作情况'));
  declare('naming/title-in-document', retitled, '18');

  // naming/draft-name: a renamed file breaks its catalogue entry as well.
  const unit82 = '司法局/82 行政复议体制改革';
  const draft = await move(await find(`${unit82}/印证材料`, /^1 /), '1 行政复议体制改革实施方案(1).pdf');
  declare('naming/draft-name', draft, '82');
  declare('catalogue/file-not-listed', draft, '82');
  declare('catalogue/entry-without-file', await find(unit82, /^证明材料目录/), '82');

  // naming/illegal-name
  const unit22 = '政府办/指标22 地方制度建设探索实践';
  const illegal = await move(await find(unit22, /^1 /), '1 制定计划<2023>.pdf');
  declare('naming/illegal-name', illegal, '22');
  declare('catalogue/file-not-listed', illegal, '22');
  declare('catalogue/entry-without-file', await find(unit22, /^证明材料目录/), '22');

  // statement/word-limit
  const long = await find('司法局/24 提高公众参与度', /情况说明\.docx$/);
  await editWord(long, append('继续扩大公众参与'.repeat(80)));
  declare('statement/word-limit', long, '24');

  // statement/placeholder
  const unfilled = await find('司法局/22 地方制度建设探索实践', /情况说明\.docx$/);
  await editWord(unfilled, (xml) => xml.replace(/\d+件/, 'XX件'));
  declare('statement/placeholder', unfilled, '22');

  // catalogue/entry-without-file
  const unit24 = '政府办/指标24 提高公众参与度';
  await rm(at(await find(unit24, /^2 /)));
  declare('catalogue/entry-without-file', await find(unit24, /^证明材料目录/), '24');

  // catalogue/file-not-listed
  const extra = '行政审批局/19 政务服务评价/9 窗口评价器照片.png';
  await cp(at(await find('行政审批局/19 政务服务评价', /^4 .*png$/)), at(extra));
  declare('catalogue/file-not-listed', extra, '19');

  // catalogue/numbering: 1, 2, 3, 5
  const gap = await find('司法局/99 法治建设第一责任人', /^证明材料目录/);
  await editSheet(gap, (sheet) => {
    sheet.getCell('A7').value = 5;
  });
  declare('catalogue/numbering', gap, '99');

  // catalogue/url-missing
  const noUrl = await find('行政审批局/1 行政审批事项', /^证明材料目录/);
  await editSheet(noUrl, (sheet) => {
    sheet.getCell('F5').value = null;
  });
  declare('catalogue/url-missing', noUrl, '1');

  // catalogue/url-malformed
  const unit2629 = '司法局/26-29 行政规范性文件程序';
  const badUrl = await find(unit2629, /^证明材料目录/);
  await editSheet(badUrl, (sheet) => {
    sheet.getCell('F4').value = 'http//www.qingyu.example.gov.cn/zwgk';
  });
  declare('catalogue/url-malformed', badUrl, '26-29');

  // format/extension-mismatch
  const mismatch = await find('司法局/72 尊重并执行生效裁判/印证材料', /^4 .*pdf$/);
  await cp(at(await find('行政审批局/19 政务服务评价', /^4 .*png$/)), at(mismatch));
  declare('format/extension-mismatch', mismatch, '72');

  // format/unreadable
  const damaged = await find('政府办/指标30 行政规范性文件后评估', /^1 .*pdf$/);
  await truncate(at(damaged), 300);
  declare('format/unreadable', damaged, '30');

  // format/encrypted
  const encrypted = await find('政府办/指标26-29 行政规范性文件程序', /^4 .*pdf$/);
  await cp(resolve('fixtures/readers/user-password.pdf'), at(encrypted));
  declare('format/encrypted', encrypted, '26-29');

  // security/classified-mark: neither name nor title in any output
  const secret = await find('政府办/指标99 法治建设第一责任人', /^2 .*docx$/);
  await editWord(secret, (xml) => xml.replace(/<w:body>/, `<w:body>${paragraph('秘密★5年')}`));
  declare('security/classified-mark', `${dirname(secret)}/2 ***.docx`, '99');
}, 120_000);
afterAll(() => rm(base, { recursive: true, force: true }));

const key = (f: Told) => [f.rule, f.department ?? '', f.unit ?? '', f.path].join(' | ');

describe('the demo district', () => {
  it('is clean', async () => {
    const { code, out } = await run(['check', demo, '--format', 'json', '--as-of', '2024-12-20']);
    const report = JSON.parse(out) as { findings: unknown[]; summary: { units: number } };
    expect(report.findings).toEqual([]);
    expect([code, report.summary.units]).toEqual([0, 15]);
  });

  it('plants every rule', () => {
    expect(new Set(declared.map((f) => f.rule))).toEqual(new Set(rules.map((r) => r.card.id)));
  });

  it('with one defect per rule gives exactly what was declared, and exits 1', async () => {
    const { code, out } = await run(['check', folder, '--format', 'json', '--as-of', '2024-12-20']);
    const { findings } = JSON.parse(out) as { findings: Told[] };
    expect(findings.map(key).sort()).toEqual(declared.map(key).sort());
    expect(code).toBe(1);
  });

  it('names a classified file nowhere, in no language and no format', async () => {
    for (const lang of ['zh', 'en']) {
      for (const format of ['text', 'json']) {
        const { out, err } = await run(['check', folder, '--format', format, '--lang', lang]);
        expect(out + err).not.toContain('常务会议学法');
        expect(out).toContain(format === 'json' ? '***' : '2 ***.docx');
      }
    }
  });

  it('words every finding in both languages, with what to do', async () => {
    for (const lang of ['zh', 'en']) {
      const { out } = await run(['check', folder, '--format', 'json', '--lang', lang]);
      for (const f of (JSON.parse(out) as { findings: Record<string, string>[] }).findings) {
        for (const part of ['message', 'advice', 'source']) {
          expect(f[part], `${f.rule} ${part}`).toMatch(lang === 'zh' ? /[\u4e00-\u9fff]/ : /[a-z]{3}/);
          expect(f[part]).not.toMatch(/\{\w+\}/);
        }
      }
    }
  });

  it('builds nothing with errors, and nothing at all with a classified file', async () => {
    const out = join(base, 'out');
    const plain = await run(['build', folder, '-o', out]);
    const draft = await run(['build', folder, '-o', out, '--draft']);
    expect([plain.code, draft.code]).toEqual([1, 1]);
    expect(draft.out).toMatch(/涉密/);
    expect((await readdir(base)).map((n) => basename(n))).toEqual(['申报材料']);
  });
});
