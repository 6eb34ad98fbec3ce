import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lang } from '../model/lang.js';
import type { UrlProbe, UrlVerdict } from '../model/urlrecord.js';
import { bound, smallDossier } from './testing.js';
import { finding, MARKET, SERVICES } from './testing-findings.js';
import { all, parseXml, type ReadSheet, readWorkbook, records } from './testing-read.js';
import { type WorkbookInput, writeWorkbook } from './workbook.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workbook-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function sheetsOf(fields: Partial<WorkbookInput> = {}): Promise<ReadSheet[]> {
  const target = join(folder, 'read.xlsx');
  await writeWorkbook(target, smallDossier(fields));
  return readWorkbook(target);
}

const values = (rows: Map<string, { value: string }>[], head: string) =>
  rows.map((row) => row.get(head)?.value ?? '');

describe('writeWorkbook', () => {
  it('gives size and digest of what it wrote, and leaves nothing beside it', async () => {
    const own = await mkdtemp(join(folder, 'own-'));
    const target = join(own, '申报材料.xlsx');
    const { bytes, sha256 } = await writeWorkbook(target, smallDossier());
    expect((await stat(target)).size).toBe(bytes);
    expect(
      createHash('sha256')
        .update(await readFile(target))
        .digest('hex'),
    ).toBe(sha256);
    expect(await readdir(own)).toEqual(['申报材料.xlsx']);
  });

  it('leaves the old workbook whole where it fails', async () => {
    const own = await mkdtemp(join(folder, 'own-'));
    const target = join(own, 'a.xlsx');
    await writeFile(target, 'old');
    const input = smallDossier();
    const report = { ...input.report, findings: [finding('error', '17', { rule: 'no/such-rule' })] };
    await expect(writeWorkbook(target, { ...input, report })).rejects.toThrow(
      'no card for rule no/such-rule',
    );
    expect(await readFile(target, 'utf8')).toBe('old');
    expect(await readdir(own)).toEqual(['a.xlsx']);
  });

  it('takes no date that is none', async () => {
    const target = join(folder, 'date.xlsx');
    for (const date of ['2024-12', '2024-13-01', 'today']) {
      await expect(writeWorkbook(target, smallDossier({ date }))).rejects.toThrow('not an ISO date');
    }
  });

  it('names its sheets in both languages', async () => {
    const names = (sheets: ReadSheet[]) => sheets.map((sheet) => sheet.name);
    expect(names(await sheetsOf())).toEqual([
      '总览',
      '材料目录',
      '网址索引',
      '问题清单',
      '部门情况',
      '统计',
      '线下材料',
      '说明',
    ]);
    expect(names(await sheetsOf({ lang: 'en' }))).toEqual([
      'Overview',
      'Catalogue',
      'URLs',
      'Findings',
      'Departments',
      'Statistics',
      'Off-line materials',
      'Notes',
    ]);
  });
});

describe('总览', () => {
  it('says what the dossier is', async () => {
    const [sheet] = await sheetsOf({ draft: true });
    expect(sheet?.rows.slice(0, 5).map((row) => row[0]?.value)).toEqual([
      '新城区法治政府建设示范创建申报材料总览',
      '草　稿',
      '新城区法治政府建设示范创建指标任务清单（新依法治区办发〔2024〕3号）',
      '编制日期：2024年12月20日　　共2卷54页，证明材料8件　　错误1　警告2　待核1',
      '指标10项，申报单元7个：合格3个、有错误1个、待核1个、未报送1个、不要求1个',
    ]);
    const [final] = await sheetsOf();
    expect(final?.xml).not.toMatch(/草\s*稿/);
  });

  it('names many leads as the list does, so that the row holds them', async () => {
    const { workspace } = smallDossier();
    const [first, ...others] = workspace.units;
    if (!first) throw new Error('no unit');
    const leads = Array.from({ length: 30 }, (_, i) => ({ department: `第${i + 1}局`, items: [] }));
    const unit = { ...first.unit, leadText: '市政府各部门、县（市、区）政府', leads };
    const [sheet] = await sheetsOf({ workspace: { ...workspace, units: [{ ...first, unit }, ...others] } });
    expect(values(records(sheet, '申报单元'), '牵头单位')[0]).toBe('市政府各部门、县（市、区）政府');
  });

  it('has a row per indicator, in the order of the list, with what became of its unit', async () => {
    const [sheet] = await sheetsOf();
    const every = records(sheet, '申报单元').slice(0, 10);
    expect(values(every, '指标')).toEqual(['17', '26', '27', '28', '29', '32', '47', '60', '72', '加1']);
    expect(values(every, '状态').slice(1, 5)).toEqual(Array(4).fill('有错误'));
    expect(values(every, '情况说明')[3]).toBe('合并申报，见指标26');
    // What can be added up stands once.
    for (const head of ['字数', '页数', '证明材料', '错误']) expect(values(every, head)[3]).toBe('');
    const rows = every.filter((row) => !['27', '28', '29'].includes(row.get('指标')?.value ?? ''));
    expect(values(rows, '申报单元')).toEqual(['17', '26-29', '32', '47', '60', '72', '加1']);
    expect(values(rows, '状态')).toEqual(['合格', '有错误', '合格', '待核', '未报送', '合格', '不要求']);
    expect(values(rows, '字数')).toEqual(['486', '1564', '1204', '待核', '', '650', '']);
    expect(values(rows, '页数')).toEqual(['11', '19', '6', '3', '0', '4', '0']);
    expect(values(rows, '卷')).toEqual(['1', '2', '1', '2', '', '2', '']);
    expect(values(rows, '起始页')).toEqual(['8', '5', '19', '24', '', '27', '']);
    expect(rows[1]?.get('情况说明')?.value).toBe(
      '市场监督管理局：《关于加强市场监管的情况说明》（1132字）\n行政审批局：《关于加强市场监管的情况说明》（432字）',
    );
    expect(rows[2]?.get('情况说明')?.value).toBe(
      '《关于规范重大行政决策程序的情况说明》（1204字，其中正文880字）',
    );
    const states = ['证明材料', '电子文件', '网址', '线下', '无'];
    expect(states.map((state) => values(rows, state).map(Number))).toEqual([
      [2, 3, 1, 1, 0, 1, 0],
      [1, 2, 0, 0, 0, 0, 0],
      [1, 0, 0, 0, 0, 0, 0],
      [0, 1, 1, 1, 0, 0, 0],
      [0, 0, 0, 0, 0, 1, 0],
    ]);
    // Leads to the first of the unit's materials, 026-01.
    expect(sheet?.links.get(rows[1]?.get('证明材料')?.address ?? '')).toBe("#'材料目录'!J4");
    expect(rows[0]?.get('字数')?.type).toBe('n');
  });

  it('lists the volumes below and links into them', async () => {
    const [sheet] = await sheetsOf();
    const file = '新城区法治政府建设示范创建申报材料 第二卷.pdf';
    const volumes = records(sheet, '文件');
    expect(values(volumes, '文件')[1]).toBe(file);
    expect(values(volumes, '页数')).toEqual(['24', '30']);
    const escaped = file.replace(' ', '%20');
    expect(sheet?.links.get(volumes[1]?.get('文件')?.address ?? '')).toBe(escaped);
    const [, merged] = records(sheet, '申报单元');
    expect(sheet?.links.get(merged?.get('起始页')?.address ?? '')).toBe(`${escaped}#page=5`);
  });

  it("leads to a unit's sheet, not to a blank page before it", async () => {
    const input = smallDossier();
    const volumes = input.plan.volumes.map((volume) => {
      const [first] = volume.pieces.filter(({ unit }) => unit === '17');
      if (!first) return volume;
      const before = {
        ...first,
        id: 'blank',
        kind: 'chapter' as const,
        firstPage: first.firstPage - 1,
        pages: 1,
      };
      return { ...volume, pieces: volume.pieces.flatMap((p) => (p === first ? [before, p] : [p])) };
    });
    const [sheet] = await sheetsOf({ plan: { ...input.plan, volumes } });
    expect(values(records(sheet, '申报单元'), '起始页')[0]).toBe('8');
  });

  it('gives printed numbers and the page of the PDF where volumes are numbered on', async () => {
    const input = smallDossier();
    const materials = input.plan.materials.map((m) =>
      m.volume === 2 ? { ...m, printedFirst: (m.firstPage ?? 0) + 24 } : m,
    );
    const [overview, catalogue] = await sheetsOf({ plan: { ...input.plan, materials } });
    const rows = records(overview, '申报单元').slice(0, 10);
    expect(values(rows, '起始页')).toEqual(['8', '29', '29', '29', '29', '19', '48', '', '51', '']);
    expect(overview?.links.get(rows[1]?.get('起始页')?.address ?? '')).toMatch(/第二卷\.pdf#page=5$/);
    const row = records(catalogue, '题名')[2];
    expect(row?.get('页码')?.value).toBe('33');
    expect(catalogue?.links.get(row?.get('页码')?.address ?? '')).toMatch(/第二卷\.pdf#page=9$/);
  });
});

describe('材料目录', () => {
  it('has the columns of DA/T 22-2015 and a row per material', async () => {
    const [, sheet] = await sheetsOf();
    expect(sheet?.rows[0]?.map((cell) => cell.value)).toEqual(
      '序号 档号 文号 责任者 题名 日期 密级 页数 备注 材料编号 申报单元 单位 状态 卷 页码 网址'.split(' '),
    );
    const rows = records(sheet, '题名');
    const numbers = ['017-01', '017-02', '026-01', '026-02', '026-03', '032-01', '047-01', '072-01'];
    expect(values(rows, '材料编号')).toEqual(numbers);
    expect(values(rows, '日期')).toEqual([
      '20230506',
      '2023年5月',
      '20240318',
      '',
      '',
      '2024-02-30',
      '20181205',
      '',
    ]);
    expect(rows[0]?.get('日期')?.type).toBe('n');
    expect(values(rows, '页数')).toEqual(['6', '1', '14', '35', '', '12', '', '']);
    expect(values(rows, '页码')).toEqual(['12', '18', '9', '23', '', '', '', '']);
    expect(rows[0]?.get('档号')?.value).toBe('G8-2023-永久-0012');
    expect(rows[3]?.get('备注')?.value).toBe('以占位页代替：文件已损坏');
    expect(rows[2]?.get('题名')?.value).toBe('“双随机、一公开”监管工作报告 <2024> & 附件');
    const words = ['电子文件', '网址', '电子文件', '电子文件', '实地核查', '纸质', '上级文件', '无'];
    expect(values(rows, '状态')).toEqual(words);
    expect(rows[1]?.get('网址')?.value).toMatch(/\n等2个，见“网址索引”$/);
  });
});

describe('网址索引', () => {
  it('has each address once per material and links those that can be opened', async () => {
    const [, , sheet] = await sheetsOf();
    const rows = records(sheet, '网址');
    expect(values(rows, '网址')).toEqual([
      'https://www.example.gov.cn/政务公开/清单 1.html?a=1&b=[2]',
      'https://www.example.gov.cn/b.html',
      'www.example.gov.cn/没有协议',
    ]);
    expect(values(rows, '材料编号')).toEqual(['017-02', '017-02', '026-01']);
    const targets = rows.map((row) => sheet?.links.get(row.get('网址')?.address ?? ''));
    expect(targets[0]).toBe(
      'https://www.example.gov.cn/%E6%94%BF%E5%8A%A1%E5%85%AC%E5%BC%80/%E6%B8%85%E5%8D%95%201.html?a=1&b=%5B2%5D',
    );
    expect(targets[2]).toBeUndefined();
  });
});

describe('网址索引 with a record', () => {
  const probe = (verdict: UrlVerdict, on: string, fields: Partial<UrlProbe> = {}): UrlProbe => ({
    verdict,
    on,
    status: 200,
    finalUrl: '',
    title: '',
    sha256: '',
    detail: '',
    ...fields,
  });

  async function verdicts(probes: Record<string, UrlProbe>, lang: Lang = 'zh') {
    const input = smallDossier();
    const urlRecord = { tool: 'dossier', on: '2024-12-19', probes };
    const sheets = await sheetsOf({ lang, workspace: { ...input.workspace, urlRecord } });
    return { sheet: sheets[2], rows: records(sheets[2], lang === 'zh' ? '网址' : 'URL') };
  }

  const [first, second] = [
    'https://www.example.gov.cn/政务公开/清单 1.html?a=1&b=[2]',
    'https://www.example.gov.cn/b.html',
  ];

  it('says what was found, when, and where it led', async () => {
    const { sheet, rows } = await verdicts({
      [first]: probe('ok', '2024-12-19', { finalUrl: 'https://www.example.gov.cn/new.html' }),
      [second]: probe('dead', '2024-12-18', { detail: 'ENOTFOUND', finalUrl: second }),
    });
    expect(values(rows, '核验结果')).toEqual(['可打开', '已失效', '未核验']);
    expect(values(rows, '核验日期')).toEqual(['2024-12-19', '2024-12-18', '']);
    const head = '最终网址（有跳转的）';
    expect(values(rows, head)).toEqual(['https://www.example.gov.cn/new.html', '', '']);
    expect(sheet?.links.get(rows[0]?.get('材料编号')?.address ?? '')).toBe("#'材料目录'!J3");
    expect(values(rows, '核验说明')).toEqual([
      '',
      '域名不存在。请更换网址，或改交网页截图。',
      '请运行 dossier urls。',
    ]);
    const tones = all(parseXml(sheet?.xml ?? ''), 'formula').map(({ text }) => text);
    expect(tones).toEqual(expect.arrayContaining(['"可打开"', '"已失效"', '"核验已过期"', '"未核验"']));
  });

  it('never shows an old record as passed', async () => {
    const { rows } = await verdicts({ [first]: probe('ok', '2024-10-01') });
    expect(values(rows, '核验结果')[0]).toBe('核验已过期');
    expect(values(rows, '核验说明')[0]).toBe('当时：可打开。请重新运行 dossier urls。');
    const english = await verdicts({ [first]: probe('blocked', '2024-12-19', { status: 403 }) }, 'en');
    expect(values(english.rows, 'Verdict')[0]).toBe('blocked');
    expect(values(english.rows, 'Remark')[0]).toBe('Only browsers are let in: open it by hand.');
  });

  it('lists no address of a classified material', async () => {
    const input = smallDossier();
    const materials = input.plan.materials.map((m) =>
      m.entry?.urls.includes(second) ? { ...m, entry: { ...m.entry, classification: '秘密' } } : m,
    );
    const sheets = await sheetsOf({ plan: { ...input.plan, materials } });
    expect(values(records(sheets[2], '网址'), '网址')).toEqual(['www.example.gov.cn/没有协议']);
    expect(sheets.map((sheet) => sheet.xml).join('')).not.toContain('example.gov.cn/b.html');
  });
});

describe('统计', () => {
  it('adds up chapter by chapter, and to the whole', async () => {
    const rows = records((await sheetsOf())[5], '一级指标').slice(0, 4);
    expect(values(rows, '一级指标')).toEqual([
      '政府职能依法全面履行',
      '行政执法严格规范公正文明',
      '不分指标（封面、目录、索引等）',
      '合计',
    ]);
    expect(values(rows, '指标')).toEqual(['2', '8', '0', '10']);
    expect(values(rows, '合格')).toEqual(['2', '1', '0', '3']);
    expect(values(rows, '未报送')).toEqual(['0', '1', '0', '1']);
    expect(values(rows, '证明材料')).toEqual(['3', '5', '0', '8']);
    expect(values(rows, '页数').map(Number)).toEqual([17, 26, 8, 51]);
    // The warning about the folder itself belongs to no chapter.
    expect(values(rows, '警告')).toEqual(['0', '1', '1', '2']);
  });
});

describe('说明', () => {
  it('explains links, statuses and the record of URLs, in both languages', async () => {
    for (const [lang, word] of [
      ['zh', '未核验'],
      ['en', 'No URL was probed'],
    ] as const) {
      const text = (await sheetsOf({ lang }))[7]?.rows.flat().map((cell) => cell.value);
      expect(text?.join('\n')).toContain(word);
      expect(text).not.toContain('');
    }
  });
});

describe('问题清单', () => {
  it('goes by department in the order of the list, what is waived last', async () => {
    const [, , , sheet, departments] = await sheetsOf();
    const rows = records(sheet, '程度');
    expect(values(rows, '程度')).toEqual(['提示', '错误', '警告', '待核', '警告', '错误（豁免）']);
    expect(values(rows, '单位')).toEqual([SERVICES, MARKET, MARKET, MARKET, '', SERVICES]);
    const places = records(departments, '应报单元').map((row) =>
      departments?.links.get(row.get('问题清单')?.address ?? ''),
    );
    expect(places).toEqual(["#'问题清单'!A2", "#'问题清单'!A3", "#'问题清单'!A6"]);
    expect(rows[1]?.get('问题')?.value).toBe('情况说明 1,132 字，超过上限 1,000 字 132 字');
    expect(rows[1]?.get('办法')?.value).toBe('删减到 1,000 字以内。');
    expect(rows[1]?.get('位置')?.value).toBe('市场监督管理局/26-29 加强市场监管/情况说明.docx\n第3段');
    expect(rows[4]?.get('位置')?.value).toBe('整个文件夹');
    expect(rows[5]?.get('豁免')?.value).toBe('已豁免：经区法治办同意，材料下月补报');
    const english = records((await sheetsOf({ lang: 'en' }))[3], 'Severity');
    expect(english[1]?.get('Finding')?.value).toBe('the statement has 1,132 characters, 132 more than 1,000');
    expect(english[5]?.get('Severity')?.value).toBe('error (waived)');
  });
});

describe('部门情况 and 线下材料', () => {
  it('counts what each department owes and has delivered', async () => {
    const [, , , , sheet] = await sheetsOf();
    const rows = records(sheet, '应报单元');
    expect(values(rows, '单位')).toEqual(['行政审批局', '市场监督管理局', '（未分到单位）']);
    expect(values(rows, '应报单元')).toEqual(['4', '3', '0']);
    expect(values(rows, '已报单元')).toEqual(['4', '2', '0']);
    expect(values(rows, '未报单元')).toEqual(['', '60', '']);
    expect(values(rows, '证明材料')).toEqual(['4', '4', '0']);
    // The waived error of the first department does not count.
    expect(values(rows, '错误')).toEqual(['0', '1', '0']);
    expect(values(rows, '总结报告')).toEqual(['有', '缺', '']);
    expect(values(rows, '联络员表')).toEqual(['有', '不要求', '']);
  });

  it('registers what is not bound in, and where it is', async () => {
    const sheet = (await sheetsOf())[6];
    const rows = records(sheet, '题名');
    expect(values(rows, '材料编号')).toEqual(['026-03', '032-01', '047-01', '072-01']);
    expect(values(rows, '提交方式')).toEqual(['实地核查', '纸质', '上级文件', '无']);
    expect(values(rows, '存放处或备注')[1]).toBe('存局档案室三号柜');
    // Leads to the row of 032-01 in the catalogue.
    expect(sheet?.links.get(rows[1]?.get('材料编号')?.address ?? '')).toBe("#'材料目录'!J7");
  });

  it('says so where there is nothing to list, and puts no filter there', async () => {
    const input = smallDossier();
    const plan = { ...input.plan, materials: [bound('017-01', { volume: 1, firstPage: 3, pages: 2 })] };
    const sheets = await sheetsOf({ plan, report: { ...input.report, findings: [] } });
    for (const sheet of [sheets[2], sheets[3], sheets[6]]) {
      expect(sheet?.rows[1]?.map((cell) => cell.value)).toEqual(['（无）']);
      expect(sheet?.order).not.toContain('autoFilter');
    }
  });
});
