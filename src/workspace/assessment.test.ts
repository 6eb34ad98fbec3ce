/** 自评表 as people fill them in: the same grades whatever the table's shape. */
import { beforeAll, describe, expect, it } from 'vitest';
import { file, word } from '../../fixtures/rules/build.js';
import type { Document, SheetDocument, SheetSpan, TableCell } from '../model/document.js';
import type { Chapter, Pack, Unit } from '../model/pack.js';
import { loadPack } from '../packs/index.js';
import { selfAssessmentOf } from './assessment.js';

/** Two parts whose numbers begin anew, and a unit of two indicators. */
let pack: Pack;

beforeAll(async () => {
  const plan = await loadPack('fixtures/packs/plan');
  const [first] = plan.units;
  if (!first || plan.assessment === null) throw new Error('the plan has no unit');
  const texts: [string, string[]][] = [
    ['一、加强领导，做好基础性工作', ['主要负责人每年至少听取二次汇报。', '成立领导协调机制，统一领导。']],
    ['二、行政决策依法、科学、民主', ['重大决策公开征求意见并且反馈。', '决策过程档案齐全并且归档。']],
  ];
  const chapters: Chapter[] = [];
  const units: Unit[] = [];
  for (const [i, [title, standards]] of texts.entries()) {
    const chapter = { no: i + 1, title, sections: [] };
    chapters.push(chapter);
    for (const [j, text] of standards.entries()) {
      const key = `${'一二'[i]}-${j + 1}`;
      const indicators = [{ no: key, text, verbatim: true }];
      units.push({ ...first, key, name: `标准${key}`, indicators, chapter, leads: [] });
    }
  }
  const grades = ['达标', '部分达标', '未达标'].map((name, i) => ({ name, credit: 1 - i / 2 }));
  pack = { ...plan, chapters, units, assessment: { ...plan.assessment, grades } };
});

const path = '公安局/自评表.xlsx';
const sheet = (rows: string[][], spans: SheetSpan[] = [], rowNumbers?: number[]): SheetDocument => ({
  kind: 'sheet',
  path,
  format: 'xlsx',
  activeContent: [],
  sheets: [{ name: 'Sheet1', rows, spans, ...(rowNumbers ? { rowNumbers } : {}) }],
});

function read(document: Document) {
  const files = [file(path, { role: 'self-assessment', unit: null })];
  return selfAssessmentOf(files, new Map([[path, document]]), pack)?.rows ?? null;
}

const short = (document: Document) =>
  read(document)?.map((r) => [r.unit, r.grade, r.grounds, r.evidence].join('|')) ?? null;

const ALL = ['一-1|达标|甲|子', '一-2|部分达标|乙|丑', '二-1|未达标|丙|', '二-2|达标|丁|寅'];
const HEAD = ['序号', '创建标准', '自评等次', '自评依据', '证明材料'];

describe('grades of a 自评表', () => {
  it('are found by key, in whatever spelling', () => {
    const numbers = ['一-1', '（一）2', '第二部分第1条', '二．２'];
    const cells = [
      ['', '达标', '甲', '子'],
      ['', '部分达标。', '乙', '丑'],
      ['', '不达标', '丙', ''],
      ['', '“达标”（优）', '丁', '寅'],
    ];
    expect(short(sheet([['自评表'], HEAD, ...cells.map((c, i) => [numbers[i] ?? '', ...c])]))).toEqual(ALL);
  });

  it('are found under the headings of parts, where numbers begin anew', () => {
    const rows = [
      HEAD,
      ['一、加强领导，做好基础性工作', '', '', '', ''],
      ['（一）领导机制', '', '', '', ''],
      ['1', '', '达标', '甲', '子'],
      ['2.', '', '部分达标', '乙', '丑'],
      ['二', '行政决策依法科学民主', '', '', ''],
      ['1', '', '未达标', '丙', ''],
      ['2', '', '达标', '丁', '寅'],
      ['合计', '', '', '', ''],
      ['填表人：张三', '', '', '', ''],
    ];
    expect(short(sheet(rows))).toEqual(ALL);
    const merged = [1, 2, 9].map((row) => ({ row, column: 0, rowSpan: 1, colSpan: 5 }));
    expect(short(sheet(rows, merged))).toEqual(ALL);
  });

  it('are found by a merged part beside them, in another order of columns, with other heads', () => {
    const rows = [
      ['部分', '项次', '佐证材料', '自评结果', '理由'],
      ['第一部分', '1', '子', '达标', '甲'],
      ['', '2', '丑', '部分达标', '乙'],
      ['第二部分', '1', '', '未达标', '丙'],
      ['', '2', '寅', '达标', '丁'],
    ];
    const spans = [1, 3].map((row) => ({ row, column: 0, rowSpan: 2, colSpan: 1 }));
    expect(short(sheet(rows, spans))).toEqual(ALL);
  });

  it('are found by the words of the standard, though the numbers run on', () => {
    const text = [
      '主要负责人每年至少听取二次汇报',
      '成立领导协调机制,统一领导',
      '重大决策公开征求意见并且反馈。',
    ];
    const rows = [
      HEAD,
      ['1', text[0] ?? '', '达标', '甲', '子'],
      ['2', text[1] ?? '', '部分达标', '乙', '丑'],
      ['3', text[2] ?? '', '未达标', '丙', ''],
      ['', '4.决策过程档案齐全并且归档', '达标', '丁', '寅'],
    ];
    expect(short(sheet(rows))).toEqual(ALL);
  });

  it('are found by numbers alone that begin anew as often as there are parts', () => {
    const rows = (numbers: string[]) => [
      HEAD,
      ...numbers.map((no, i) => [no, '', ...(ALL[i] ?? '').split('|').slice(1)]),
    ];
    expect(short(sheet(rows(['1', '2', '1', '2'])))).toEqual(ALL);
    expect(read(sheet(rows(['1', '2', '3', '4'])))?.map((r) => r.unit)).toEqual([null, null, null, null]);
  });

  it('are read from columns that are ticked', () => {
    const rows = [
      ['序号', '标准', '达标', '部分达标', '未达标', '依据', '材料'],
      ['一-1', '', '√', '', '', '甲', '子'],
      ['一-2', '', '', '✓', '', '乙', '丑'],
      ['二-1', '', '×', '', '1', '丙', ''],
      ['二-2', '', '√', '', '', '丁', '寅'],
    ];
    expect(short(sheet(rows))).toEqual(ALL);
    const both = read(sheet([rows[0] ?? [], ['一-1', '', '√', '√', '', '', '']]));
    expect(both?.[0]).toMatchObject({ gradeText: '达标、部分达标', grade: null });
  });

  it('are read from a Word table that goes on in a second one', () => {
    const cell = (text: string, rowSpan = 1): TableCell => {
      const { blocks } = word('', [text]) as Extract<Document, { kind: 'word' }>;
      return { blocks, colSpan: 1, rowSpan };
    };
    const table = (rows: TableCell[][]) => ({
      kind: 'table' as const,
      rows: rows.map((cells) => ({ header: false, cells })),
      columnWidths: [],
    });
    const plain = (texts: string[]) => texts.map((text) => cell(text));
    const document = word(path, []) as Extract<Document, { kind: 'word' }>;
    document.blocks = [
      table([
        plain(HEAD),
        [cell('一-1', 2), cell('', 2), cell('达标', 2), cell('甲', 2), cell('子')],
        [cell('丑')],
      ]),
      table([plain(['一-2', '', '部分达标', '乙', ''])]),
    ];
    expect(short(document)).toEqual(['一-1|达标|甲|子\n丑', '一-2|部分达标|乙|']);
    expect(read(document)?.[1]?.where).toEqual({ row: 1, sheet: '表2' });
  });

  it('keep what they say where it means nothing, and their rows as the program shows them', () => {
    const rows = [HEAD, ['九-9', '', '达标', '', ''], ['一-1', '', '优秀', '', ''], ['一-2', '', '', '', '']];
    expect(read(sheet(rows, [], [1, 4, 5, 9]))).toEqual([
      expect.objectContaining({ number: '九-9', unit: null, grade: '达标', where: { row: 4 } }),
      expect.objectContaining({ unit: '一-1', gradeText: '优秀', grade: null, where: { row: 5 } }),
      expect.objectContaining({ unit: '一-2', gradeText: '', grade: null, where: { row: 9 } }),
    ]);
  });

  it('are not made up where there is no table', () => {
    expect(read(sheet([['关于自评的说明'], ['我局达标']]))).toBeNull();
    expect(read({ kind: 'unreadable', path, reason: 'damaged', detail: '' })).toBeNull();
  });
});
