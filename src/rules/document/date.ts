/**
 * The date that a document bears itself: 成文日期 below its title or with its signature (GB/T 9704-2012 §7.3.5), 版记,
 * a labelled date at its head, or at least the year of its 发文字号.
 */
import type { Document } from '../../model/document.js';
import { once } from '../once.js';
import { datesIn, shortened, type TextDate } from './dates.js';
import { topOf } from './head.js';
import { linesOf, PAGE_NUMBER } from './lines.js';
import { signatureIn } from './signature.js';

export interface DocumentDate {
  /** 2023-05-06, 2023-05 or 2023, as precise as `precision`. */
  iso: string;
  precision: TextDate['precision'];
  from: 'title' | 'signature' | 'imprint' | 'label' | 'number';
}

const LABEL =
  /(?:成文|发文|印发|签发|发布|公布|生成|填报|填表|制表|统计|会议)(?:日期|时间)\s*[:：]?\s*$|^(?:日期|时间)\s*[:：]\s*$/;
const NUMBER =
  /^[\p{sc=Han}（）()\s]{2,24}[〔[【(（]\s*((?:19|20)\d{2})\s*[〕\]】)）]\s*第?\s*\d{1,4}\s*号$/u;

/** Heads a table, whose rows may look signed and dated: 2 测绘中心 自然资源局 2023年9月30日. */
const TABLE_HEAD = /^序\s*号(?:\s|$)/;

/** Lines from the top in which a labelled date or a number is looked for. */
const HEAD = 15;
/** Lines from the end among which a date without a name stands: 联系人, 此件公开发布 may be below it. */
const END = 4;

function signature(document: Document, lines: readonly string[]): TextDate | null {
  const table = lines.findIndex((line) => TABLE_HEAD.test(line));
  const text = (table < 0 ? lines : lines.slice(0, table)).filter((line) => !PAGE_NUMBER.test(line));
  const found = text.map((line, index) => signatureIn(line, text[index - 1] ?? ''));
  const signed = found.flatMap((hit) => (hit?.signed ? [hit.date] : []));
  // A notice and the paper that it passes on: the notice's stands first. More of them are a table of dates.
  const [first] = signed;
  if (first) return signed.length > 2 ? (signed.at(-1) ?? first) : first;
  // The end of a long PDF is not read.
  if (
    table >= 0 ||
    ((document.kind === 'pdf' || document.kind === 'ofd') && document.pages > document.textPages)
  )
    return null;
  // Without a name above, it is the date only where no other stands by itself.
  const [only, ...others] = found.filter((hit) => hit !== null);
  const last = others.length === 0 && found.slice(-END).some((hit) => hit !== null);
  return last ? (only?.date ?? null) : null;
}

function imprint(lines: readonly string[]): TextDate | null {
  const hits = lines.flatMap((line) =>
    datesIn(line).filter((d) => d.precision === 'day' && /^\s*印[发制]?\s*$/.test(line.slice(d.end))),
  );
  return hits.at(-1) ?? null;
}

function labelled(lines: readonly string[]): TextDate | null {
  const hits = lines
    .slice(0, HEAD)
    .flatMap((line) => datesIn(line).filter((d) => d.precision === 'day' && LABEL.test(line.slice(0, d.at))));
  return hits[0] ?? null;
}

/** （2023年2月15日） right below the title. */
function belowTitle(document: Document): TextDate | null {
  const top = topOf(document);
  if (top === null || top.title === null) return null;
  const hit = signatureIn(top.below ?? '', '');
  return hit && !hit.signed ? hit.date : null;
}

const dateOf = once((document: Document): DocumentDate | null => {
  // A date in a cell is what the table is about.
  const lines = linesOf(document, false);
  if (lines === null) return null;
  const places = [
    ['title', belowTitle(document)],
    ['signature', signature(document, lines)],
    ['imprint', imprint(lines)],
    ['label', labelled(lines)],
  ] as const;
  for (const [from, date] of places) {
    if (date) return { iso: shortened(date), precision: date.precision, from };
  }
  const year = lines.slice(0, HEAD).flatMap((line) => NUMBER.exec(line)?.[1] ?? [])[0];
  return year === undefined ? null : { iso: year, precision: 'year', from: 'number' };
});

/** Null where the document has no text, or bears no date that is surely its own. */
export function documentDate(document: Document | undefined): DocumentDate | null {
  return document === undefined ? null : dateOf(document);
}

/** 成文日期 as title or signature give it, to the day, ISO; what else dates a document is not that. */
export function signedOn(document: Document): string | null {
  const own = dateOf(document);
  const written = own?.precision === 'day' && (own.from === 'title' || own.from === 'signature');
  return written ? own.iso : null;
}

/** 印发日期 of the 版记, ISO. */
export function printedOn(document: Document): string | null {
  const date = imprint(linesOf(document, false) ?? []);
  return date && shortened(date);
}
