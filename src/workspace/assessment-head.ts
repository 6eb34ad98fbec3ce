/** Which column of a 自评表 holds what, told by the words of its head. */
import { foldName } from '../model/fold.js';
import type { Assessment } from '../model/procedure.js';
import type { Grid, Row } from './assessment-grid.js';

/** 0-based columns. */
export interface Head {
  /** Index among the grid's rows. */
  row: number;
  width: number;
  number?: number;
  part?: number;
  standard?: number;
  grade?: number;
  grounds?: number;
  evidence?: number;
  /** One column per grade (达标 | 部分达标 | 未达标), marked where it applies. */
  ticks: { column: number; grade: string }[];
}

type Role = Exclude<keyof Head, 'row' | 'width' | 'ticks'>;

/** Rows above the head row: a title, the department's name, a note. */
const ROWS_ABOVE = 40;
/** Longer cells are sentences, no heads. */
const HEAD_LENGTH = 14;

/** Looked through in this order: 自评依据 gives grounds, though it speaks of 自评. */
const WORDS: [Role, RegExp][] = [
  ['number', /^(?:序号|编号|号|项次|no\.?)$|^(?:标准|指标|条目|项目|条款)(?:序)?号$|^(?:标准|指标)编号$/],
  ['part', /^(?:所属)?(?:部分|类别|大项|方面)(?:名称)?$|^一级(?:指标|标准)?$|^(?:项目|标准|指标)类别$/],
  ['evidence', /材料|佐证|印证|证据/],
  [
    'grade',
    /^(?:自评|自查)?(?:等次|等级|档次|结果|结论|评价|评定)$|^自评(?:等次|等级)?(?:意见)?$|^(?:是否|自评)?达标(?:与否|情况)?$/,
  ],
  ['grounds', /依据|理由|说明|事实|(?:自评|落实|完成|工作|创建|达标)情况/],
  ['standard', /^(?!.*(?:[一二]级|得分|分值)).*(?:标准|指标|内容|要求|项目|条目)/],
];

/** The row that names most columns; null where none names a grade and a standard or its number. */
export function findHead({ rows }: Grid, assessment: Assessment): Head | null {
  let best: Head | null = null;
  for (const [index, row] of rows.slice(0, ROWS_ABOVE).entries()) {
    const head = readHead(index, row, assessment);
    if (head !== null && (best === null || sizeOf(head) > sizeOf(best))) best = head;
  }
  return best;
}

function sizeOf(head: Head): number {
  return Object.keys(head).length + head.ticks.length;
}

function readHead(index: number, { cells }: Row, { columns, grades }: Assessment): Head | null {
  const head: Head = { row: index, width: cells.length, ticks: [] };
  const texts = cells.map(({ text, fromLeft }) => (fromLeft ? '' : foldName(text)));
  const own = (['grade', 'grounds', 'evidence'] as const).map((role, i) => ({
    role,
    word: foldName(columns[i] ?? ''),
  }));
  for (const { role, word } of own) {
    const at = texts.indexOf(word);
    if (at >= 0) head[role] = at;
  }
  for (const [column, text] of texts.entries()) {
    if (text === '' || text.length > HEAD_LENGTH || own.some(({ role }) => head[role] === column)) continue;
    const grade = grades.find(({ name }) => foldName(name) === text);
    if (grade) head.ticks.push({ column, grade: grade.name });
    else {
      const role = WORDS.find(([, words]) => words.test(text))?.[0];
      if (role !== undefined && head[role] === undefined) head[role] = column;
    }
  }
  if (head.ticks.length < 2) head.ticks = [];
  if (head.grade === undefined && head.ticks.length === 0) return null;
  return head.number === undefined && head.standard === undefined ? null : head;
}
