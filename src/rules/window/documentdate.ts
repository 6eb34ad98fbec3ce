/** The date that a document bears itself: 落款 (成文日期), 版记, head, or at least the year of its 发文字号. */
import type { Document } from '../../model/document.js';
import { datesIn, shortened, type TextDate } from './dates.js';
import { linesOf } from './texts.js';

export interface DocumentDate {
  /** 2023-05-06, 2023-05 or 2023, as precise as `precision`. */
  iso: string;
  precision: TextDate['precision'];
  from: 'signature' | 'imprint' | 'head' | 'number';
}

/** Who signs: an organ's name, or the place for its seal. */
const SIGNER =
  /^[\p{sc=Han}\p{sc=Latin}\d、，()（）“”\s]{2,50}(?:局|府|办|室|委|会|中心|院|厅|部|处|所|公司|队|站|组|镇|乡|街道|科|股|校|署|社|馆|庭|团|单位|顾问|律师|[(（](?:公?章|盖章|印章?)[)）])$/u;

/** Letters of a seal that a PDF's text has behind the date: 2023年6月20日 青. */
const SEAL = /^\s+[\p{sc=Han}\s]{1,12}$/u;

const LABEL =
  /(?:成文|发文|印发|签发|发布|公布|生成|填报|填表|制表|统计|会议)(?:日期|时间)\s*[:：]?\s*$|^(?:日期|时间)\s*[:：]\s*$/;
const NUMBER =
  /^[\p{sc=Han}（）()\s]{2,24}[〔[【(（]\s*((?:19|20)\d{2})\s*[〕\]】)）]\s*第?\s*\d{1,4}\s*号$/u;

/** Lines from the top in which a head is looked for. */
const HEAD = 15;

/** The date of a line that is made up of who signs and when, or of the date alone. */
function signatureIn(lines: readonly string[], index: number): { date: TextDate; signed: boolean } | null {
  const line = (lines[index] ?? '').replace(/^[（(]|[）)]$/g, '');
  const [date, second] = datesIn(line);
  if (!date || second || date.precision === 'year') return null;
  const before = line.slice(0, date.at).trim();
  const behind = line.slice(date.end);
  const signed = SIGNER.test(before === '' ? (lines[index - 1] ?? '') : before);
  if (behind.trim() !== '' && !(signed && SEAL.test(behind))) return null;
  return before === '' || signed ? { date, signed } : null;
}

function signature(document: Document, lines: string[]): TextDate | null {
  const found = lines.map((_, index) => signatureIn(lines, index));
  const signed = found.flatMap((hit) => (hit?.signed ? [hit.date] : []));
  // A notice and the paper that it passes on: the notice's stands first. More of them are a table of dates.
  const [first] = signed;
  if (first) return signed.length > 2 ? (signed.at(-1) ?? first) : first;
  // The end of a long PDF is not read.
  if (document.kind === 'pdf' && document.pages > document.textPages) return null;
  const end = lines.findLastIndex((line) => !/^[—–-]?\s*\d{1,4}\s*[—–-]?$/.test(line));
  return found[end]?.date ?? null;
}

function imprint(lines: string[]): TextDate | null {
  const hits = lines.flatMap((line) =>
    datesIn(line).filter((d) => d.precision === 'day' && /^\s*印发\s*$/.test(line.slice(d.end))),
  );
  return hits.at(-1) ?? null;
}

function head(lines: string[]): TextDate | null {
  const hits = lines
    .slice(0, HEAD)
    .flatMap((line) => datesIn(line).filter((d) => d.precision === 'day' && LABEL.test(line.slice(0, d.at))));
  return hits[0] ?? null;
}

/** Null where the document has no text, or bears no date that is surely its own. */
export function documentDate(document: Document | undefined): DocumentDate | null {
  // A date in a cell is what the table is about.
  const lines = linesOf(document, false);
  if (!document || lines === null) return null;
  const places = [
    ['signature', signature(document, lines)],
    ['imprint', imprint(lines)],
    ['head', head(lines)],
  ] as const;
  for (const [from, date] of places) {
    if (date) return { iso: shortened(date), precision: date.precision, from };
  }
  const year = lines.slice(0, HEAD).flatMap((line) => NUMBER.exec(line)?.[1] ?? [])[0];
  return year === undefined ? null : { iso: year, precision: 'year', from: 'number' };
}
