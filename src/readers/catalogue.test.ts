import { describe, expect, it } from 'vitest';
import { docxOf, fileOf, fixture, p, r, zipOf } from '../../fixtures/readers/make.js';
import type { CatalogueDocument, CatalogueEntry } from '../model/document.js';
import { catalogueFromCsv } from './catalogue.js';
import { urlsIn } from './catalogue-urls.js';
import { columnOf, isFooter, stateInRemark, stateOf } from './catalogue-words.js';
import { readFile } from './read.js';

const csv = (text: string): CatalogueDocument =>
  catalogueFromCsv(
    'c.csv',
    text.split('\n').map((line) => line.split('|')),
  );
const titles = (c: CatalogueDocument) => c.entries.map((e) => `${e.number} ${e.title}`);

async function word(body: string, more = {}) {
  const absolute = fileOf('目录.docx', docxOf(body, {}, more));
  return readFile({ path: '目录.docx', absolute, role: 'catalogue', signature: 'docx', extension: 'docx' });
}
const tbl = (rows: string[][]): string =>
  `<w:tbl>${rows.map((row) => `<w:tr>${row.map((c) => `<w:tc>${c.startsWith('<w:') ? c : p(c)}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`;

describe('from a workbook', () => {
  it('finds the head below titles, takes entries, groups, sums, notes, links and continued rows as they are', async () => {
    const c = await readFile({
      path: '目录.xlsx',
      absolute: fixture('openpyxl.xlsx'),
      role: 'catalogue',
      signature: 'xlsx',
      extension: 'xlsx',
    });
    if (c.kind !== 'catalogue') throw new Error(JSON.stringify(c));
    expect(c).toMatchObject({ format: 'xlsx', sheet: '证明材料目录', headRow: 3, path: '目录.xlsx' });
    expect(c.columns.slice(0, 3)).toEqual(['序 号', '材料名称', '文号']);
    expect(titles(c)).toEqual([
      '1 关于印发《政务服务办法》的通知',
      '2 政务公开专栏',
      '3 办事大厅',
      '4 专项报告',
      '5 富文本',
    ]);
    expect(c.entries[0]).toMatchObject({
      row: 5,
      documentNumber: '新政办发〔2024〕26号',
      responsible: '区政府办',
      date: '2024-03-01',
      pages: '12',
      state: 'file',
      extra: { 经办科室: '一科' },
    });
    expect(c.entries[1]).toMatchObject({
      urls: ['https://www.example.gov.cn/zwgk/', 'https://www.example.gov.cn/b.html', 'www.example.gov.cn/c'],
      remark: '补充网址',
      state: 'url',
    });
    expect(c.entries.map((e) => [e.state, e.stateKnown])).toEqual([
      ['file', true],
      ['url', true],
      ['on-site', true],
      ['paper', true],
      ['file', false],
    ]);
  });
});

describe('rows', () => {
  it('skips blanks, groups, sums and signature lines; keeps a material that is called 说明', () => {
    const c = csv(
      '证明材料目录||\n序号|材料名称|备注\n一、制度文件||\n1|甲|\n||\n（二）其他||\n二|工作开展|\n2|说明|\n|无序号的材料|\n合计|2件|\n注：以上属实||\n填报人：某||',
    );
    expect(c.headRow).toBe(2);
    expect(titles(c)).toEqual(['1 甲', '2 说明', ' 无序号的材料']);
    expect(c.entries.map((e) => e.row)).toEqual([4, 8, 9]);
  });

  it('folds width and spaces of the head, keeps doubled and unknown columns', () => {
    const c = csv('序  号|材 料 名 称（全称）|备注|备注|经办人\n１|甲|a|b|张某');
    expect(c.entries[0]).toMatchObject({
      number: '１',
      title: '甲',
      remark: 'a',
      extra: { 备注: 'b', 经办人: '张某' },
    });
  });

  it.each([
    '|2024年12月1日|',
    '|二〇二四年十二月一日|',
    '||年  月  日',
    '|填报人|某某',
    '|审核人：某某|2024年12月1日',
    '制表||2024-12-01',
    '|合计|3件',
  ])('%j at the foot is no entry', (row) => {
    expect(titles(csv(`序号|材料名称|备注\n1|甲|\n${row}`))).toEqual(['1 甲']);
  });
  it.each(['2|2024年12月1日|', '|审核意见|见附件', '2|填报人|', '|2024年工作要点|'])('%j is one', (row) => {
    expect(csv(`序号|材料名称|备注\n1|甲|\n${row}`).entries).toHaveLength(2);
  });
  it('takes an address out of the title, and leaves it where it is all there is', () => {
    const c = csv(
      '序号|材料名称|提交方式\n1|甲办法（试行） https://a.gov.cn/1|\n2|乙（网址：https://a.gov.cn/2）|\n3|https://a.gov.cn/3|\n4|丁 https://a.gov.cn/4|电子',
    );
    expect(c.entries.map((e) => [e.title, e.urls, e.state])).toEqual([
      ['甲办法（试行）', ['https://a.gov.cn/1'], 'url'],
      ['乙', ['https://a.gov.cn/2'], 'url'],
      ['https://a.gov.cn/3', ['https://a.gov.cn/3'], 'url'],
      ['丁', ['https://a.gov.cn/4'], 'file'],
    ]);
  });
  it('a title that bears a mark of secrecy goes on paper', () => {
    expect(csv('序号|材料名称\n1|（机密）甲\n2|乙').entries.map((e) => e.state)).toEqual(['paper', 'file']);
  });
  it('skips the head repeated on a new page', () => {
    expect(titles(csv('序号|名称\n1|甲\n序号|名称\n2|乙'))).toEqual(['1 甲', '2 乙']);
  });

  it('takes the state from the remark or the addresses where no column says it', () => {
    const c = csv(
      '序号|名称|网址|密级|备注\n1|甲|https://a.gov.cn||\n2|乙|||实地评估、核查时提供\n3|丙||机密|\n4|丁|无||\n5|戊|||见 https://b.gov.cn/x。\n6|己|||上级文件',
    );
    expect(c.entries.map((e) => e.state)).toEqual(['url', 'on-site', 'paper', 'file', 'url', 'superior']);
    expect(c.entries[4]?.urls).toEqual(['https://b.gov.cn/x']);
    expect(c.entries.every((e) => e.stateKnown)).toBe(true);
  });

  it('says what it looked for and saw where there is no head row', async () => {
    const absolute = fileOf('c.csv', '制度文件,2024\n公示,2023');
    expect(
      await readFile({ path: 'c.csv', absolute, role: 'catalogue', signature: 'text', extension: 'csv' }),
    ).toEqual({
      kind: 'unreadable',
      path: 'c.csv',
      reason: 'no-head-row',
      detail: expect.stringMatching(/材料名称.*制度文件 \| 2024/),
    });
  });
});

/** A workbook of sheets, each its name and the inner XML of its sheetData and what follows. */
async function workbook(sheets: [name: string, xml: string][], rels = '') {
  const x = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const r = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const p = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const parts: Record<string, string> = {
    '_rels/.rels': `<Relationships xmlns="${p}"><Relationship Id="a" Type="${r}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${x}" xmlns:r="${r}"><sheets>${sheets.map(([name], i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="s${i}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${p}">${sheets.map((_, i) => `<Relationship Id="s${i}" Type="${r}/worksheet" Target="worksheets/sheet${i}.xml"/>`).join('')}</Relationships>`,
    'xl/worksheets/_rels/sheet0.xml.rels': `<Relationships xmlns="${p}">${rels}</Relationships>`,
  };
  sheets.forEach(([, xml], i) => {
    parts[`xl/worksheets/sheet${i}.xml`] = `<worksheet xmlns="${x}" xmlns:r="${r}">${xml}</worksheet>`;
  });
  const absolute = fileOf('目录.xlsx', zipOf(parts));
  const c = await readFile({
    path: '目录.xlsx',
    absolute,
    role: 'catalogue',
    signature: 'xlsx',
    extension: 'xlsx',
  });
  if (c.kind !== 'catalogue') throw new Error(JSON.stringify(c));
  return c;
}
/** Rows of cells; one that starts with = is a formula without its result, with | before the result that it has. */
const data = (rows: string[][]): string =>
  `<sheetData>${rows
    .map(
      (row, i) =>
        `<row r="${i + 1}">${row
          .map((text, j) => {
            const at = `${'ABCDEF'[j]}${i + 1}`;
            const [formula = '', result] = text.split('|');
            if (!text.startsWith('='))
              return text === '' ? '' : `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
            const f = `<f>${formula.slice(1).replaceAll('"', '&quot;')}</f>`;
            return result === undefined
              ? `<c r="${at}">${f}</c>`
              : `<c r="${at}" t="str">${f}<v>${result}</v></c>`;
          })
          .join('')}</row>`,
    )
    .join('')}</sheetData>`;

describe('formulas, links and several sheets', () => {
  const head = ['序号', '材料名称', '网址'];
  it('works out row numbers and links, and says which numbers have no result', async () => {
    const c = await workbook([
      [
        '目录',
        data([
          head,
          ['=ROW()-1', '甲', '=HYPERLINK("https://a.gov.cn/1","点击查看")'],
          ['=A2+1', '乙', '=HYPERLINK("https://a.gov.cn/2","点击查看")|点击查看'],
          ['=A2+1|3', '丙', '=HYPERLINK("https://a.gov.cn/3")'],
        ]),
      ],
    ]);
    expect(c.entries.map((e) => [e.number, e.numberPending, e.urlText, e.urls])).toEqual([
      ['1', undefined, '点击查看', ['https://a.gov.cn/1']],
      ['', true, '点击查看', ['https://a.gov.cn/2']],
      ['3', undefined, 'https://a.gov.cn/3', ['https://a.gov.cn/3']],
    ]);
  });
  it('takes the link of a cell that shows nothing', async () => {
    const c = await workbook(
      [['目录', `${data([head, ['1', '甲', '']])}<hyperlinks><hyperlink ref="C2" r:id="L"/></hyperlinks>`]],
      '<Relationship Id="L" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://a.gov.cn/1" TargetMode="External"/>',
    );
    expect(c.entries).toMatchObject([{ title: '甲', urls: ['https://a.gov.cn/1'], state: 'url' }]);
  });
  it('goes on over sheets with the same head, not over samples, copies and others', async () => {
    const c = await workbook([
      ['2023', data([['秘密'], ['证明材料目录'], head, ['1', '甲', ''], ['2', '乙', '']])],
      ['说明', data([['填写说明', '见下']])],
      ['2024', data([head, ['3', '丙', '']])],
      ['填写示例', data([head, ['1', '某材料', '']])],
      ['2023 (2)', data([head, ['1', '甲', ''], ['2', '乙', '']])],
    ]);
    expect(titles(c)).toEqual(['1 甲', '2 乙', '3 丙']);
    expect(c.entries.map((e) => [e.row, e.sheet])).toEqual([
      [4, undefined],
      [5, undefined],
      [2, '2024'],
    ]);
    expect(c.preamble).toEqual(['秘密', '证明材料目录']);
  });
});

describe('from a Word document', () => {
  it('reads a table with merged cells, automatic numbers and links, and a second table with the same head', async () => {
    const merged = (text: string, kind: string) => `<w:tcPr><w:vMerge${kind}/></w:tcPr>${p(text)}`;
    const c = await word(
      p('证明材料目录') +
        tbl([
          ['序号', '材料名称', '责任者', '网址'],
          [
            '1',
            '甲',
            merged('区政府', ' w:val="restart"'),
            `<w:p><w:hyperlink r:id="L">${r('点击查看')}</w:hyperlink></w:p>`,
          ],
          ['2', '乙', merged('', ''), ''],
        ]) +
        p('续表') +
        tbl([
          ['序号', '材料名称', '责任者', '网址'],
          ['3', '丙', '局', 'http://c.gov.cn'],
        ]) +
        tbl([
          ['姓名', '电话'],
          ['某', '1'],
        ]),
      {
        rels: '<Relationship Id="L" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://a.gov.cn/1" TargetMode="External"/>',
      },
    );
    if (c.kind !== 'catalogue') throw new Error(JSON.stringify(c));
    expect(c).toMatchObject({ format: 'docx', sheet: '表1', headRow: 1 });
    expect(
      c.entries.map(
        (e): Partial<CatalogueEntry> => ({
          row: e.row,
          title: e.title,
          responsible: e.responsible,
          urls: e.urls,
        }),
      ),
    ).toEqual([
      { row: 2, title: '甲', responsible: '区政府', urls: ['https://a.gov.cn/1'] },
      { row: 3, title: '乙', responsible: '区政府', urls: [] },
      { row: 5, title: '丙', responsible: '局', urls: ['http://c.gov.cn'] },
    ]);
  });

  it('accepts a numbered list of two or more, not of one', async () => {
    const list = await word(
      p('证明材料目录') +
        p('1. 关于甲的通知') +
        p('2、乙（https://b.gov.cn/1）') +
        p('https://b.gov.cn/2') +
        p('（3）丙（实地核查时提供）') +
        p('2023年度说明'),
    );
    if (list.kind !== 'catalogue') throw new Error(JSON.stringify(list));
    expect(list.entries.map((e) => [e.number, e.title, e.urls, e.state])).toEqual([
      ['1', '关于甲的通知', [], 'file'],
      ['2', '乙', ['https://b.gov.cn/1', 'https://b.gov.cn/2'], 'url'],
      ['3', '丙（实地核查时提供）', [], 'on-site'],
    ]);
    expect(await word(p('1. 只有一条'))).toMatchObject({ kind: 'unreadable', reason: 'no-head-row' });
  });
});

describe('words', () => {
  it.each([
    ['材料名称', 'title'],
    ['印证材料（附后）', 'title'],
    ['Ｎｏ．', 'number'],
    ['发文机关', 'responsible'],
    ['网址/链接', 'url'],
    ['链接 （如有）', 'url'],
    ['有关网址', 'url'],
    ['来源链接', 'url'],
    ['公开URL', 'url'],
    ['网址数量', null],
    ['是否有链接', null],
    ['网页链接截图', null],
    ['材料名称及网址', 'title'],
    ['提交方式', 'state'],
    ['页 数', 'pages'],
    ['经办人', null],
    ['', null],
  ])('column %s: %s', (head, column) => {
    expect(columnOf(head)).toBe(column);
  });

  it.each([
    ['电子', 'file'],
    ['文件', 'file'],
    ['电子文件', 'file'],
    ['PDF扫描件', 'file'],
    ['电子+网址', 'file'],
    ['网址', 'url'],
    ['网页链接', 'url'],
    ['实地核查', 'on-site'],
    ['实地评估、核查时提供', 'on-site'],
    ['现场查看', 'on-site'],
    ['纸质', 'paper'],
    ['纸质文件', 'paper'],
    ['涉密（纸质）', 'paper'],
    ['非涉密电子件', 'file'],
    ['上级文件', 'superior'],
    ['无', 'none'],
    ['没有', 'none'],
    ['口头', null],
  ])('state %s: %s', (text, state) => {
    expect(stateOf(text)).toBe(state);
  });

  it('a remark is a state only where it says where the material is', () => {
    expect(stateInRemark('核查时提供')).toBe('on-site');
    expect(stateInRemark('涉密，报送纸质件')).toBe('paper');
    expect(stateInRemark('不涉密')).toBeNull();
    expect(stateInRemark('根据上级文件制定')).toBeNull();
    expect(stateInRemark('转发市政府文件')).toBeNull();
  });

  it('tells footers from materials', () => {
    expect(['合计', '说明：x', '注1：x', '填报单位（盖章）'].map(isFooter)).toEqual([true, true, true, true]);
    expect(['说明书', '注册登记表', '审核意见书', '备案审查报告'].map(isFooter)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it.each<[string, string[]]>([
    ['https://a.gov.cn/1；https://a.gov.cn/2', ['https://a.gov.cn/1', 'https://a.gov.cn/2']],
    ['1.https://a.gov.cn/1\n2.https://a.gov.cn/2', ['https://a.gov.cn/1', 'https://a.gov.cn/2']],
    ['https://a.gov.cn/1https://a.gov.cn/2', ['https://a.gov.cn/1', 'https://a.gov.cn/2']],
    ['网址：https://a.gov.cn/1,2.html（公示页面）', ['https://a.gov.cn/1,2.html']],
    ['(https://a.gov.cn/x(1).html)', ['https://a.gov.cn/x(1).html']],
    ['https://a.gov.cn/?u=http://b.gov.cn', ['https://a.gov.cn/?u=http://b.gov.cn']],
    ['www.a.gov.cn/x。', ['www.a.gov.cn/x']],
    ['a.gov.cn', ['a.gov.cn']],
    ['http：//www.a.gov.cn', ['http：//www.a.gov.cn']],
    ['http:/a.gov.cn', ['http:/a.gov.cn']],
    ['https://a.gov.cn/p?q=1&中文=参数1', ['https://a.gov.cn/p?q=1&中文=参数1']],
    ['https://a.gov.cn/政策/文件_关于通知.pdf', ['https://a.gov.cn/政策/文件_关于通知.pdf']],
    ['https://a.gov.cn/x%E4%B8%AD文', ['https://a.gov.cn/x%E4%B8%AD文']],
    ['https://新城.gov.cn/a', ['https://新城.gov.cn/a']],
    ['https://a.gov.cn/a.html网址', ['https://a.gov.cn/a.html']],
    ['https://a.gov.cn/a.html（已公开）', ['https://a.gov.cn/a.html']],
    ['https://a.gov.cn/a.html，见首页', ['https://a.gov.cn/a.html']],
    ['https://a.gov.cn/a.html公示https://b.gov.cn/x', ['https://a.gov.cn/a.html', 'https://b.gov.cn/x']],
    ['a.gov.cn/x.html网址', ['a.gov.cn/x.html']],
    ['点击查看', []],
    ['无', []],
  ])('addresses in %j', (text, urls) => {
    expect(urlsIn(text, true)).toEqual(urls);
  });
});
