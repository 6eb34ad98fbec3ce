/** Periods of public comment as texts and tables state them. */
import { parseChineseNumber } from '../../model/numerals.js';
import { datesIn, spansIn } from '../document/dates.js';
import { type Grid, rowName } from './procedures.js';

export type Length =
  | { from: string; to: string }
  /** 为期7个工作日: how many, and of what. */
  | { count: number; unit: 'workday' | 'day' };

export interface Period {
  length: Length;
  /** Sentence or row that it stands in. */
  context: string;
  /** What was published for comment, as far as sentence, row or title say. */
  name: string;
}

/** Comment by the public; what departments are asked has no prescribed period. */
const PUBLIC =
  /公开征求|公开征集[^，。；]{0,60}意见|征求(?:公众|社会|群众|市民)|向社会[^，。；]{0,12}征求|征集(?:公众|社会)?[^，。；]{0,60}意见|意见征集/;
/** 征集重大行政决策事项建议项目 asks for proposals, there is no draft yet. */
const PROPOSALS = /征集(?!.*(?:《|草案|稿))(?!(?:公众|社会|各方)?意见)/;
const INTERNAL = /(?:部门|单位|各镇|街道|成员|委员)[^，。；]{0,6}意见/;
const TERM = /(?:征求|征集|征询|反馈|公示)(?:意见)?(?:的)?(?:时间|期限|期|日期|起止时间|起止日期)/;
/** Days of something else in the same breath. */
const OTHER = /汇总|培训|会议|座谈|听证|报名|施行|实施|有效|调研|评估|督察|督查|检查|审查|审核|答复/;
const ANNOUNCEMENT = /(?:公告|通告|启事|公示|征求意见|的?函|通知|征集)$/;
const LIST = /清单|目录|一览|统计|台账|汇总|情况表/;

/** What stands before a length: 为期, 期限为, 公示期, 之日起. */
const LENGTH =
  /(?:为期|期限|时间|公示期|征求意见期|征集期|之日起)\s*(?:为|是|:|：|共)?\s*(\d{1,3}|[一二三四五六七八九十]{1,3})\s*(个工作日|工作日|个?自然日|日|天)(内?)/g;
/** A rule, not a fact. */
const NORM = /不少于|不得|不低于|至少|一般|应当|应|原则|以上/;

/** The clause before a place, and the one behind it; a comma right there belongs to neither. */
function around(sentence: string, at: number, end: number): [string, string] {
  const before = /[^，。；,;]*$/.exec(sentence.slice(0, at).replace(/[，,]$/, ''))?.[0] ?? '';
  const behind = /^[^，。；,;]*/.exec(sentence.slice(end).replace(/^[，,]/, ''))?.[0] ?? '';
  return [before, behind];
}

function spanIn(sentence: string, announces: boolean, isPublic: boolean): Length | null {
  const spans = spansIn(sentence);
  for (const { from, to, at, end } of spans) {
    const [before, behind] = around(sentence, at, end);
    const here = before + behind;
    if (INTERNAL.test(here) || PROPOSALS.test(here)) continue;
    const alone = announces && spans.length === 1 && /时间|期限|日期|自\s*$/.test(before);
    if (TERM.test(before) && isPublic) return { from, to };
    if ((PUBLIC.test(here) || alone) && !OTHER.test(here)) return { from, to };
  }
  return null;
}

function statedIn(sentence: string, announces: boolean, isPublic: boolean): Length | null {
  const termed = isPublic && TERM.test(sentence) && /征[求集]/.test(sentence);
  if (INTERNAL.test(sentence) || !(announces || termed || PUBLIC.test(sentence))) return null;
  for (const hit of sentence.matchAll(LENGTH)) {
    const [before, behind] = around(sentence, hit.index, hit.index + hit[0].length);
    // 收到之日起15个工作日内答复 is another matter.
    if (NORM.test(before + behind.slice(0, 4)) || OTHER.test(before + behind)) continue;
    const [, count = '', unit, within] = hit;
    if (within === '内' && !/意见|建议|反馈/.test(behind)) continue;
    const number = /^\d+$/.test(count) ? Number(count) : parseChineseNumber(count);
    if (number !== null) return { count: number, unit: unit?.includes('工作日') ? 'workday' : 'day' };
  }
  return null;
}

/** 请于2023年6月5日前反馈, 截止时间：2023年6月5日: from the announcement's own day to that. */
function deadlineIn(sentence: string, announced: string | null): Length | null {
  if (announced === null || !/意见|建议|反馈/.test(sentence)) return null;
  for (const { at, end, from, precision } of datesIn(sentence)) {
    const [before, behind] = around(sentence, at, end);
    const closes =
      /截[止至](?:时间|日期)?(?:为|是|:|：|到|至)?\s*$|之日起.{0,6}[至到]\s*$/.test(before) ||
      (/[于在]\s*$/.test(before) && /^\s*之?以?前/.test(behind));
    if (precision === 'day' && closes && from > announced) return { from: announced, to: from };
  }
  return null;
}

/** 一、征求意见的时间: what the next paragraph answers. */
function headingIn(text: string | undefined): string {
  return text !== undefined && text.length < 24 && TERM.test(text) && !/\d|[。；]/.test(text)
    ? `${text}：`
    : '';
}

/** 《民宿服务管理办法（草案）》 → 民宿服务管理办法. */
function quotedIn(text: string): string | undefined {
  return /《([^《》]+)》/.exec(text)?.[1]?.replace(/[（(][^（()）]*[)）]/g, '');
}

/**
 * The periods that a text states.
 * @param about title of the document: an announcement speaks of its own period without naming it again
 * @param announced its day, ISO; null where none is known
 */
export function periodsIn(texts: readonly string[], about: string, announced: string | null): Period[] {
  if (PROPOSALS.test(about) && !/意见征集/.test(about)) return [];
  const isPublic = PUBLIC.test(about) || texts.some((text) => PUBLIC.test(text));
  const announces = isPublic && ANNOUNCEMENT.test(about) && /征[求集]|公示/.test(about);
  return texts
    .map((text, index) => `${headingIn(texts[index - 1])}${text}`)
    .flatMap((text) => text.split(/(?<=[。；;])/))
    .flatMap((sentence): Period[] => {
      const length =
        spanIn(sentence, announces, isPublic) ??
        (announces ? deadlineIn(sentence, announced) : null) ??
        statedIn(sentence, announces, isPublic);
      if (!length) return [];
      return [{ length, context: sentence, name: quotedIn(sentence) ?? quotedIn(about) ?? about }];
    });
}

/** Rows of a table of drafts: 文件名称 | 征求意见时间, with a span in a cell. */
export function periodsOfRows({ rows }: Grid, about: string): Period[] {
  const at = rows.slice(0, 5).findIndex((row) => row.filter((cell) => cell.trim() !== '').length > 2);
  const head = rows[at];
  if (!head) return [];
  const titled = [about, ...rows.slice(0, at).flat()].some((text) => PUBLIC.test(text));
  const columns = head.flatMap((cell, column) => {
    const text = cell.replace(/\s/g, '');
    const own =
      PUBLIC.test(text) || (titled && (TERM.test(text) || /^(?:起止)?(?:时间|日期)$|起止/.test(text)));
    return own ? [column] : [];
  });
  return rows.slice(at + 1).flatMap((row): Period[] => {
    const [span] = columns.flatMap((column) => spansIn(row[column] ?? ''));
    if (!span) return [];
    return [{ length: { from: span.from, to: span.to }, context: row.join(' '), name: rowName(head, row) }];
  });
}

/** The same in a PDF, whose tables are no more than text: 1 民宿服务管理办法 2023年5月6日至6月5日 31日. */
export function periodsOfList(text: string, about: string): Period[] {
  if (!PUBLIC.test(about) || !LIST.test(about)) return [];
  const spans = spansIn(text);
  return spans.flatMap(({ from, to, at, end }, index): Period[] => {
    const before = text.slice(Math.max(spans[index - 1]?.end ?? 0, at - 80), at);
    const name = /(?:^|[\n\f])\d{1,3}\s+([^\d\s][\s\S]*)$/.exec(before)?.[1]?.replace(/\s/g, '');
    if (!name) return [];
    return [{ length: { from, to }, context: `${name}${text.slice(at, end)}`, name }];
  });
}
