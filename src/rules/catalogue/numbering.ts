/** The catalogue's numbers: gaps, doubles, none, or no number at all. */

import { readNumber } from '../../model/citations.js';
import type { CatalogueDocument, CatalogueEntry } from '../../model/document.js';
import type { RawFinding } from '../../model/finding.js';
import type { Unit } from '../../model/pack.js';
import type { Rule } from '../rule.js';
import { listed, placeOf } from '../scope.js';

interface Numbered {
  entry: CatalogueEntry;
  no: number;
  /** Sub-number: 2 of 1-2, 1.2, 1（2）; null for a plain number. */
  sub: number | null;
}

/** No column is called 序号 or the like and no entry has a number: catalogue/columns says so once. */
export function lacksNumberColumn({ columns, entries }: CatalogueDocument): boolean {
  return (
    entries.length > 0 &&
    entries.every((entry) => entry.number.trim() === '' && entry.numberPending !== true) &&
    !columns.some((column) => /序|编号|^号$|^no\.?$/i.test(column.trim()))
  );
}

/** 17-1, 17-2 … in unit 17 are its first and second material: the unit's number is no parent. */
function withoutUnitPrefix(numbers: Numbered[], unit: Unit): Numbered[] {
  const first = unit.indicators[0]?.no;
  if (numbers.length === 0 || !numbers.every(({ no, sub }) => sub !== null && no === first)) return numbers;
  return numbers.map(({ entry, sub }) => ({ entry, no: sub ?? 0, sub: null }));
}

/** 1 2 3 1 2: each group counted from 1 without a fault. Null where that is not what it is. */
function restartAt(values: number[]): number | null {
  const starts = values.flatMap((value, index) => (index > 0 && value === 1 ? [index] : []));
  const [restart] = starts;
  if (restart === undefined || values[0] !== 1) return null;
  const bounds = [0, ...starts, values.length];
  const sound = bounds.slice(1).every((end, group) => {
    const from = bounds[group] ?? 0;
    return end - from >= 2 && values.slice(from, end).every((value, index) => value === index + 1);
  });
  return sound ? restart : null;
}

/** Gaps and doubles of one level; `label` writes a number as the catalogue does. */
function faults(numbers: Numbered[], value: (n: Numbered) => number, label: (value: number) => string) {
  const seen = new Set<number>();
  const doubles: Numbered[] = [];
  for (const numbered of numbers) {
    if (seen.has(value(numbered))) doubles.push(numbered);
    seen.add(value(numbered));
  }
  const gaps: string[] = [];
  let after: Numbered | undefined;
  let expected = 1;
  for (const number of [...seen].sort((a, b) => a - b)) {
    if (number > expected) {
      after ??= numbers.find((n) => value(n) === number);
      if (number - expected > 2) gaps.push(`${label(expected)}～${label(number - 1)}`);
      else for (let missing = expected; missing < number; missing++) gaps.push(label(missing));
    }
    expected = Math.max(expected, number + 1);
  }
  return { doubles, gaps, after };
}

function* judge(entries: CatalogueEntry[], unit: Unit): Generator<Omit<RawFinding, 'path'>> {
  const at = (entry: CatalogueEntry | undefined) => (entry ? { where: placeOf(entry) } : {});
  const pending = entries.filter((e) => e.numberPending === true && e.number.trim() === '');
  if (pending.length > 0) {
    const rows = listed(pending.map((e) => String(e.row)));
    yield { messageId: 'pending', severity: 'unverified', args: { rows }, ...at(pending[0]) };
  }
  const empty = entries.filter((e) => e.number.trim() === '' && e.numberPending !== true);
  if (empty.length > 0) {
    const rows = listed(empty.map((e) => String(e.row)));
    yield { messageId: 'empty', args: { rows, count: empty.length }, ...at(empty[0]) };
  }
  const read = entries.map((entry) => ({ entry, number: readNumber(entry.number) }));
  const odd = read.filter(({ entry, number }) => number === null && entry.number.trim() !== '');
  if (odd.length > 0) {
    const numbers = listed(odd.map(({ entry }) => `“${entry.number.trim()}”`));
    yield { messageId: 'not-a-number', args: { numbers }, ...at(odd[0]?.entry) };
  }
  const numbered = withoutUnitPrefix(
    read.flatMap(({ entry, number }) => (number === null ? [] : [{ entry, ...number }])),
    unit,
  );

  const tops: Numbered[] = [];
  for (const [index, n] of numbered.entries()) {
    // Sub-numbers stand for a parent that has no row of its own, once.
    if (
      n.sub === null ||
      !numbered.some((other, i) => other.no === n.no && (other.sub === null || i < index))
    ) {
      tops.push(n);
    }
  }
  const restart = restartAt(tops.map((n) => n.no));
  if (restart !== null) {
    yield {
      messageId: 'restarts',
      severity: 'warning',
      args: { row: tops[restart]?.entry.row ?? 0 },
      ...at(tops[restart]?.entry),
    };
    return;
  }
  const top = faults(tops, (n) => n.no, String);
  const levels = [top];
  for (const parent of new Set(numbered.filter((n) => n.sub !== null).map((n) => n.no))) {
    const below = numbered.filter((n) => n.no === parent && n.sub !== null);
    levels.push(
      faults(
        below,
        (n) => n.sub ?? 0,
        (sub) => `${parent}-${sub}`,
      ),
    );
  }
  const gaps = levels.flatMap((level) => level.gaps);
  if (gaps.length > 0) {
    const after = levels.find((level) => level.after)?.after;
    // Beside rows without a number, a gap is that row's: said already.
    if (empty.length + odd.length + pending.length === 0)
      yield { messageId: 'gaps', args: { numbers: listed(gaps) }, ...at(after?.entry) };
  }
  const doubles = levels.flatMap((level) => level.doubles);
  if (doubles.length > 0) {
    const numbers = listed([...new Set(doubles.map((n) => n.entry.number.trim()))]);
    yield { messageId: 'doubles', args: { numbers }, ...at(doubles[0]?.entry) };
  }
}

export const numbering: Rule = {
  card: {
    id: 'catalogue/numbering',
    topic: 'catalogue',
    severity: 'error',
    summary: { zh: '目录序号不连续、重复或缺失', en: "The catalogue's numbers have gaps or doubles" },
    why: {
      zh: '材料编号由目录序号生成；序号跳号、重号或缺失，材料就无法逐一对应。',
      en: 'Material numbers come from the catalogue; with gaps or doubles nothing corresponds one to one.',
    },
    advice: {
      zh: '请从 1 起连续编号，一份材料一个序号；同一材料的附件可编为 1-1、1-2。改号后文件名中的序号也要一并修改。',
      en: 'Number from 1 without gaps, one number per material; parts of one may be 1-1, 1-2. Change the numbers in the file names too.',
    },
    source: {
      zh: '任务清单各项“注意”第1条；DA/T 22—2015 归档文件目录“序号”项',
      en: 'Note 1 of every row of the task list; DA/T 22-2015, the column 序号',
    },
    messages: {
      gaps: { zh: '目录序号不连续，缺少 {numbers}', en: 'The catalogue skips the numbers {numbers}' },
      doubles: { zh: '目录序号重复：{numbers}', en: 'The catalogue has numbers twice: {numbers}' },
      'not-a-number': {
        zh: '目录序号不是数字：{numbers}',
        en: 'The catalogue has numbers that are none: {numbers}',
      },
      empty: {
        zh: '目录有 {count} 行没有填写序号（第 {rows} 行）',
        en: '{count} rows of the catalogue have no number (row {rows})',
      },
      pending: {
        zh: '目录序号是公式（第 {rows} 行），文件里没有保存公式结果，不能核对：请用 Excel 或 WPS 打开目录、保存一次后重新检查',
        en: 'The numbers are formulas (row {rows}) whose results the file does not hold: open the catalogue in Excel or WPS, save it, and check again',
      },
      restarts: {
        zh: '目录序号在第 {row} 行又从 1 开始，全目录没有统一编号',
        en: 'The numbers start from 1 again at row {row}: the catalogue is not numbered throughout',
      },
    },
    examples: {
      good: ['1、2、3', '1、1-1、1-2、2', '01、02、03'],
      bad: ['1、2、4', '1、2、2', '1、二、3', '1、2、3、1、2'],
    },
  },
  *submission(submission, unit) {
    const { catalogue } = submission;
    if (catalogue === null || lacksNumberColumn(catalogue)) return;
    for (const found of judge(catalogue.entries, unit.unit)) yield { ...found, path: catalogue.path };
  },
};
