/** Columns of the catalogue: lacking, nameless or doubled; and cells that hold nothing of their column's kind. */
import { eightDigits } from '../../model/dates.js';
import type { CatalogueDocument, CatalogueEntry } from '../../model/document.js';
import type { RawFinding } from '../../model/finding.js';
import { foldName, foldWidth } from '../../model/fold.js';
import { isConcealed } from '../../model/secrecy.js';
import type { Rule } from '../rule.js';
import { listed } from '../scope.js';
import { lacksNumberColumn } from './numbering.js';

/** The state column proper. A 材料类别 or 材料形式 holds kinds of documents as well: nothing is wrong with those. */
const STATE_COLUMN = /(?:提交|报送|提供|上报|呈现)(?:方式|形式)|状态/;
const YEAR = /(?<!\d)(?:19|20)\d{2}(?!\d{5})|[〇○零一二三四五六七八九]{4}年/;
const DAY = /\d{4}年\d{1,2}月\d{1,2}日?|\d{4}([-./])\d{1,2}\1\d{1,2}|(?<!\d)\d{8}(?!\d)/g;
const MONTH = /(?<!\d)\d{4}(?:年(\d{1,2})月|[-./](\d{1,2})(?![-./\d])|(\d{2})(?!\d))/g;
const NO_PAGES = /^(?:若干|多|数|不详|未知|待[定补查]|[?？]+)/;

/** A day, month or year, or a span of them, that the calendar has; a cell without digits (长期, —) says no date at all. */
function isDate(cell: string): boolean {
  const text = foldWidth(cell)
    .replace(/\s+\d{1,2}:\d{2}(?::\d{2})?/g, '')
    .replace(/\s/g, '');
  if (!/\d|[〇○零一二三四五六七八九十]年/.test(text) || eightDigits(text) !== null) return true;
  if (!YEAR.test(text)) return false;
  if ([...text.matchAll(DAY)].some(([day]) => eightDigits(day) === null)) return false;
  const months = [...text.replace(DAY, '').matchAll(MONTH)].map((hit) => Number(hit[1] ?? hit[2] ?? hit[3]));
  return months.every((month) => month >= 1 && month <= 12);
}

/** What the cells say, once each, and in which rows. */
function cells(entries: readonly CatalogueEntry[], text: (entry: CatalogueEntry) => string) {
  return {
    cells: listed([...new Set(entries.map((entry) => `“${text(entry).slice(0, 20)}”`))]),
    rows: listed(entries.map((entry) => String(entry.row))),
  };
}

function* columnFaults({ columns, entries }: CatalogueDocument): Generator<RawFinding> {
  for (const name of new Set(entries.flatMap((entry) => Object.keys(entry.extra)))) {
    const count = entries.filter((entry) => (entry.extra[name] ?? '') !== '').length;
    const index = /^第(\d+)列$/.exec(name)?.[1];
    // In one row alone it is somebody's note beside the table.
    const filled = count >= Math.min(2, entries.length);
    if (index !== undefined && filled && (columns[Number(index) - 1] ?? '') === '') {
      yield { messageId: 'nameless', args: { column: Number(index), count } };
    }
    // A second column of a kind that is known is kept under its own name; of an unknown kind, both are.
    const same = columns.filter((column) => foldName(column) === foldName(name)).length;
    const both = entries.some((entry) =>
      Object.keys(entry.extra).some((key) => key.startsWith(`${name}（第`)),
    );
    if (same > 1 && !both) yield { messageId: 'doubled', args: { name, count } };
  }
}

function* cellFaults({ columns, entries }: CatalogueDocument): Generator<RawFinding> {
  const open = entries.filter((entry) => !isConcealed(entry));
  const states = open.filter((entry) => !entry.stateKnown);
  if (states.length > 0 && columns.some((column) => STATE_COLUMN.test(column))) {
    yield { messageId: 'state-unknown', args: cells(states, (entry) => entry.stateText) };
  }
  const dates = open.filter((entry) => !isDate(entry.date));
  if (dates.length > 0) yield { messageId: 'not-a-date', args: cells(dates, (entry) => entry.date) };
  const pages = open.filter((entry) => NO_PAGES.test(entry.pages.trim()));
  if (pages.length > 0) yield { messageId: 'no-pages', args: cells(pages, (entry) => entry.pages) };
}

export const columns: Rule = {
  card: {
    id: 'catalogue/columns',
    topic: 'catalogue',
    severity: 'warning',
    summary: {
      zh: '目录的栏目或填写内容不合要求',
      en: 'A column of the catalogue, or what it holds, is not as required',
    },
    why: {
      zh: '卷册、网址清单和材料编号都由目录各栏生成；栏目缺失或填写内容认不出来，这些内容就会漏掉或者出错。',
      en: 'The dossier, the list of URLs and the material numbers come from the columns; what cannot be told is lost there.',
    },
    advice: {
      zh: '请按目录模板的栏目填写：一类内容一栏，栏名不空；日期写到年月日（如20230506）；页数填数字；“提交方式”填“电子”“网址”“实地核查”“纸质”“上级文件”或“无”。',
      en: 'Use the columns of the template: one column per kind, each with its name; dates as 20230506, pages as figures, 提交方式 as 电子, 网址, 实地核查, 纸质, 上级文件 or 无.',
    },
    source: {
      zh: '证明材料目录模板；DA/T 22—2015 归档文件目录各项',
      en: 'The template of the catalogue; DA/T 22-2015, the columns of a list of archived documents',
    },
    messages: {
      'no-numbers': {
        zh: '目录没有“序号”一栏，{count} 条材料都没有序号',
        en: 'The catalogue has no column 序号; materials without a number: {count}',
      },
      nameless: {
        zh: '目录第 {column} 栏没有栏名，却有 {count} 行填了内容，看不出填的是什么',
        en: 'Column {column} of the catalogue has no name; rows that hold something in it: {count}',
      },
      doubled: {
        zh: '目录中“{name}”不止一栏，只读取了第一栏，其余栏有 {count} 行内容没有读取；请合为一栏',
        en: 'The catalogue has the column "{name}" more than once; only the first was read; rows that hold something in another: {count}. Make them one',
      },
      'state-unknown': {
        zh: '目录“提交方式”填写的内容不能识别（第 {rows} 行），暂按上传文件处理：{cells}',
        en: 'The column 提交方式 holds no known state in row {rows}; taken as a file for now: {cells}',
      },
      'not-a-date': {
        zh: '目录日期看不出是哪一年或者不存在（第 {rows} 行）：{cells}',
        en: 'The catalogue has dates without a year, or that do not exist (row {rows}): {cells}',
      },
      'no-pages': {
        zh: '目录页数没有填写数字（第 {rows} 行）：{cells}',
        en: 'The catalogue has page counts that are no figures (row {rows}): {cells}',
      },
    },
    examples: {
      good: ['日期：20230506、2023年5月、2023—2024年、长期', '提交方式：电子、实地核查'],
      bad: ['日期：5月6日、20230230、45051', '提交方式：待补充', '页数：若干', '两栏都叫“网址”'],
    },
  },
  *submission({ catalogue }) {
    if (catalogue === null) return;
    const { path, entries } = catalogue;
    if (lacksNumberColumn(catalogue)) {
      yield { messageId: 'no-numbers', severity: 'error', args: { count: entries.length }, path };
    }
    for (const found of columnFaults(catalogue)) yield { ...found, path };
    for (const found of cellFaults(catalogue)) yield { ...found, path };
  },
};
