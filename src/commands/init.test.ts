import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scanPdf } from '../../fixtures/readers/scan.js';
import { DossierError } from '../model/error.js';
import { check } from './check.js';
import type { Context, Options } from './command.js';
import { init } from './init.js';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'init-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const context = (lang: 'zh' | 'en' = 'zh'): Context => ({
  cwd,
  lang,
  tool: { name: 'dossier', version: '0.0.0' },
  today: '2024-12-20',
  style: (_, text) => text,
  progress: () => undefined,
});

const run = (folder: string | undefined, options: Options, lang?: 'zh' | 'en') =>
  init.run(context(lang), [folder], options);

const errorOf = async (promise: Promise<unknown>): Promise<DossierError> => {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof DossierError) return error;
  throw error ?? new Error('no error');
};

/** Every file's path with its time and bytes, every folder's path. */
function tree(folder = cwd): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => {
      const full = join(folder, path);
      const info = statSync(full);
      return info.isDirectory()
        ? `${path}/`
        : `${path} ${info.mtimeMs} ${readFileSync(full).toString('base64')}`;
    })
    .sort();
}

const paths = (folder: string) => tree(join(cwd, folder)).map((line) => line.replace(/ [\d.]+ \S*$/, ''));

describe('dossier init', () => {
  it('makes the folders of exactly its units, with the forms of the department', async () => {
    const { code, out } = await run('材料', { department: '审批局' });
    expect(code).toBe(0);
    expect(paths('材料')).toEqual(
      [
        'dossier.yaml',
        '行政审批局/',
        '行政审批局/总结报告.docx',
        '行政审批局/法治政府建设示范创建工作人员名单反馈表.docx',
        ...[
          ['1 行政审批事项', '关于行政审批事项的情况说明'],
          ['2 依法实施行政许可', '关于依法实施行政许可的情况说明'],
          ['3 行政审批中介服务', '关于行政审批中介服务的情况说明'],
          ['17 优化公共服务', '关于优化公共服务的情况说明'],
          ['18 制定政务服务规范', '关于制定政务服务规范的情况说明'],
          ['19 政务服务评价', '关于政务服务评价的情况说明'],
        ].flatMap(([folder, title]) => [
          `行政审批局/${folder}/`,
          `行政审批局/${folder}/${title}.docx`,
          `行政审批局/${folder}/印证材料/`,
          `行政审批局/${folder}/证明材料目录.xlsx`,
        ]),
      ].sort(),
    );
    expect(out).toContain('新建 15 个文件、6 个印证材料文件夹；保留已有的 0 项，未作改动。');
    expect(out).toContain('新建  行政审批局/17 优化公共服务/关于优化公共服务的情况说明.docx');
    expect(out).toContain('dossier check "材料/行政审批局"');
  });

  it('changes nothing the second time', async () => {
    await run('材料', { department: '行政审批局' });
    const before = tree();
    const { code, out } = await run('材料', { department: '行政审批局' });
    expect(code).toBe(0);
    expect(tree()).toEqual(before);
    expect(out).toContain('新建 0 个文件、0 个印证材料文件夹；保留已有的 20 项，未作改动。');
  });

  it('keeps what is there under another name, and adds what lacks', async () => {
    const unit = join(cwd, '材料/审批局/017优化公共服务');
    mkdirSync(unit, { recursive: true });
    writeFileSync(join(cwd, '材料/审批局/2024年法治建设总结.doc'), 'x');
    writeFileSync(join(unit, '关于优化公共服务的情况说明.doc'), 'x');
    const before = tree();
    const { out } = await run('材料', { department: '行政审批局', unit: '17' });
    expect(tree()).toEqual(expect.arrayContaining(before));
    expect(paths('材料')).toEqual(
      [
        'dossier.yaml',
        '审批局/',
        '审批局/017优化公共服务/',
        '审批局/017优化公共服务/关于优化公共服务的情况说明.doc',
        '审批局/017优化公共服务/印证材料/',
        '审批局/017优化公共服务/证明材料目录.xlsx',
        '审批局/2024年法治建设总结.doc',
        '审批局/法治政府建设示范创建工作人员名单反馈表.docx',
      ].sort(),
    );
    expect(out).toContain('保留  审批局/017优化公共服务/关于优化公共服务的情况说明.doc');
    expect(out).toContain('dossier check "材料/审批局" --unit 17');
  });

  it('fills the own folder of a department, which then names the department', async () => {
    mkdirSync(join(cwd, '统计局'));
    const { code } = await run('统计局', {});
    expect(code).toBe(0);
    expect(paths('统计局')).toContain('总结报告.docx');
    expect(paths('统计局').filter((path) => path.endsWith('dossier.yaml'))).toEqual([]);
    const error = await errorOf(run('统计局', { department: '司法局' }));
    expect(error.kind).toBe('usage');
    expect(error.zh).toContain('自己的文件夹');
  });

  it('without a folder: a new one, unless the current one is an evidence folder', async () => {
    writeFileSync(join(cwd, '别的.txt'), '');
    await run(undefined, { department: '统计局' });
    expect(readdirSync(cwd).sort()).toEqual(['别的.txt', '申报材料']);
    cwd = join(cwd, '申报材料');
    try {
      await run(undefined, { department: '审计局' });
      expect(readdirSync(cwd).sort()).toEqual(['dossier.yaml', '审计局', '统计局']);
    } finally {
      cwd = join(cwd, '..');
    }
  });

  it('leaves a dossier.yaml alone, keeps to its scope and says where it leaves the department out', async () => {
    mkdirSync(join(cwd, '材料'));
    const yaml = 'pack: xincheng-2024\ndepartments: [司法局]\nunits: [17]\n';
    writeFileSync(join(cwd, '材料/dossier.yaml'), yaml);
    const { out } = await run('材料', { department: '行政审批局' });
    expect(readFileSync(join(cwd, '材料/dossier.yaml'), 'utf8')).toBe(yaml);
    expect(readdirSync(join(cwd, '材料/行政审批局')).filter((name) => /^\d/.test(name))).toEqual([
      '17 优化公共服务',
    ]);
    expect(out).toContain('没有列入行政审批局');
  });

  it('gives each lead its statements, and none to one that leads other items', async () => {
    await run('材料', { department: '检察院,人民法院,司法局', unit: '72' });
    const words = (department: string) =>
      readdirSync(join(cwd, '材料', department, '72 履行裁判和检察建议')).filter((name) =>
        name.endsWith('.docx'),
      );
    expect(words('检察院')).toEqual(['关于检察建议办理的情况说明.docx']);
    expect(words('人民法院')).toEqual(['关于生效判决履行的情况说明.docx']);
    const { out } = await run('材料', { department: '农牧局', unit: '4' });
    expect(out).toContain('情况说明由其他牵头单位提供');
    expect(readdirSync(join(cwd, '材料/农牧局/4 证明事项清单管理')).sort()).toEqual([
      '印证材料',
      '证明材料目录.xlsx',
    ]);
  });

  it('says so where the scope leaves a department no unit', async () => {
    mkdirSync(join(cwd, '材料'));
    writeFileSync(join(cwd, '材料/dossier.yaml'), 'units: [17]\n');
    const { code, out } = await run('材料', { department: '统计局' });
    expect(code).toBe(0);
    expect(out).toContain('没有统计局牵头的申报单元，只生成总结报告和名单反馈表');
  });

  it('speaks English', async () => {
    const { out } = await run('材料', { department: '行政审批局', unit: '17' }, 'en');
    expect(out).toContain('Made 5 files and 1 evidence folders; kept 0 that were there, unchanged.');
    expect(out).toContain('Run dossier check "材料/行政审批局" --unit 17');
  });

  it.each([
    [{ department: '财政厅' }, '任务清单中没有“财政厅”这个单位。可选：行政审批局、'],
    [{}, '请用 --department 写明单位。任务清单中的单位：行政审批局、'],
    [{ department: '司法局', unit: '999' }, '没有申报单元“999”'],
    [{ department: '司法局', templates: 'nowhere' }, '找不到模板文件夹'],
  ])('%j is a mistake of usage and makes nothing', async (options, words) => {
    const error = await errorOf(run('材料', options));
    expect(error.kind).toBe('usage');
    expect(error.zh).toContain(words);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('takes templates of the office, and makes nothing where one is broken', async () => {
    mkdirSync(join(cwd, '模板'));
    writeFileSync(join(cwd, '模板/liaison-form.docx'), '不是文档');
    const error = await errorOf(run('材料', { department: '统计局', templates: '模板' }));
    expect(error.zh).toMatch(/^模板 liaison-form\.docx 无法使用/);
    expect(existsSync(join(cwd, '材料'))).toBe(false);
  });

  it('stops where a file is in the way, keeps what was made and can go on', async () => {
    mkdirSync(join(cwd, '材料/行政审批局'), { recursive: true });
    writeFileSync(join(cwd, '材料/行政审批局/3 行政审批中介服务'), '一个文件');
    const { code, out, note } = await run('材料', { department: '行政审批局' });
    expect(code).toBe(2);
    expect(out).toContain('新建  行政审批局/2 依法实施行政许可/关于依法实施行政许可的情况说明.docx');
    expect(note).toContain('同名的文件已经存在');
    expect(note).toContain('已经建好的 7 个文件、2 个印证材料文件夹都完好');
    expect(readFileSync(join(cwd, '材料/行政审批局/3 行政审批中介服务'), 'utf8')).toBe('一个文件');
    expect(paths('材料').filter((path) => path.endsWith('.tmp'))).toEqual([]);
    renameSync(join(cwd, '材料/行政审批局/3 行政审批中介服务'), join(cwd, '挪开'));
    expect((await run('材料', { department: '行政审批局' })).code).toBe(0);
    expect(existsSync(join(cwd, '材料/行政审批局/19 政务服务评价/证明材料目录.xlsx'))).toBe(true);
  });

  it.skipIf(process.platform !== 'linux')('says so where nothing can be made', async () => {
    const error = await errorOf(run('/proc/申报材料', { department: '统计局' }));
    expect(error.kind).toBe('input');
    expect(error.zh).toMatch(/^无法写入“\/proc\/申报材料.*请检查文件夹的写入权限/);
  });
});

/** What a clerk does: text below each heading, the hints away. */
function write(path: string): void {
  const parts = unzipSync(readFileSync(path));
  const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
  let hints = 0;
  const done = xml.replace(/<w:p>(?:(?!<\/w:p>).)*<\/w:p>/gs, (paragraph) => {
    if (/【请填写/.test(paragraph)) return paragraph.replace(/【请填写[^】]+】/, '行政审批局');
    if (!/【请/.test(paragraph)) return paragraph;
    hints += 1;
    return paragraph.replace(/【请(?:写明：)?([^】]+)】/, '$1：2024年以来办理时间缩短一半（材料1）。');
  });
  expect(hints).toBeGreaterThan(3);
  parts['word/document.xml'] = strToU8(done);
  writeFileSync(path, zipSync(parts));
}

describe('what init makes', () => {
  const unit = '材料/行政审批局/17 优化公共服务';
  const findings = async (): Promise<{ rule: string; path: string }[]> => {
    const { out } = await check.run(context(), ['材料'], {
      department: '行政审批局',
      unit: '17',
      format: 'json',
    });
    return (JSON.parse(out) as { findings: { rule: string; path: string }[] }).findings;
  };

  it('is incomplete to the check until it is filled in', async () => {
    await run('材料', { department: '行政审批局', unit: '17' });
    const rules = (await findings()).map(({ rule }) => rule);
    expect(rules).toContain('statement/empty');
    expect(rules).toContain('structure/evidence-missing');
    expect(
      rules.filter((rule) => /^(?:naming|format|catalogue)\//.test(rule) && rule !== 'catalogue/url-missing'),
    ).toEqual([]);
  });

  it('is clean once it is filled in', async () => {
    await run('材料', { department: '行政审批局', unit: '17' });
    write(join(cwd, unit, '关于优化公共服务的情况说明.docx'));
    write(join(cwd, '材料/行政审批局/总结报告.docx'));
    const catalogue = join(cwd, unit, '证明材料目录.xlsx');
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(catalogue);
    const row = book.worksheets[0]?.getRow(4);
    if (row) {
      row.values = [
        1,
        '政务服务事项进驻清单',
        '新审批发〔2024〕3号',
        '行政审批局',
        '20240403',
        'https://www.example.gov.cn/jzqd.html',
        1,
        '',
        '电子',
      ];
    }
    await book.xlsx.writeFile(catalogue);
    writeFileSync(join(cwd, unit, '印证材料/1 政务服务事项进驻清单.pdf'), scanPdf({ dpi: 200, pages: 1 }));
    expect(await findings()).toEqual([]);
  });
});
