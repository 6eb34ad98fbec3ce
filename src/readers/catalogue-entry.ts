/** One row of a catalogue → an entry: its columns, addresses and state. Keeps what is odd as written. */
import type { CatalogueEntry } from '../model/document.js';
import { foldName } from '../model/fold.js';
import { nameMark } from '../model/secrecy.js';
import { urlsIn, webLinks } from './catalogue-urls.js';
import { type Column, isBlankWord, stateInRemark, stateOf } from './catalogue-words.js';
import type { GridCell, GridRow } from './grid.js';

/** The head row of a table, with what its columns mean. */
export interface Head {
  row: number;
  /** Index in the grid's rows. */
  index: number;
  names: string[];
  columns: (Column | null)[];
}

export function extend(
  entry: CatalogueEntry,
  row: GridRow,
  cellOf: (row: GridRow, column: Column) => GridCell | undefined,
): void {
  const url = cellOf(row, 'url');
  const remark = cellOf(row, 'remark');
  const fresh = (cell: GridCell | undefined): string => (cell && !cell.fromAbove ? cell.text : '');
  if (url && !url.fromAbove) entry.urlText = [entry.urlText, url.text].filter((t) => t !== '').join('\n');
  if (fresh(remark) !== '')
    entry.remark = [entry.remark, oneLine(fresh(remark))].filter((t) => t !== '').join('；');
  const urls = [...(url && !url.fromAbove ? addresses(url, true) : []), ...urlsIn(fresh(remark), false)];
  entry.urls = [...new Set([...entry.urls, ...urls])];
  if (entry.stateText === '' && entry.state === 'file' && entry.urls.length > 0) entry.state = 'url';
}

export function readEntry(
  row: GridRow,
  head: Head,
  cellOf: (row: GridRow, column: Column) => GridCell | undefined,
  offset: number,
): CatalogueEntry {
  const text = (column: Column): string => oneLine(cellOf(row, column)?.text ?? '');
  const number = cellOf(row, 'number');
  const url = cellOf(row, 'url');
  const title = cellOf(row, 'title');
  const remark = cellOf(row, 'remark');
  const urls = [
    ...(url ? addresses(url, true) : []),
    ...(title ? addresses(title, false) : []),
    ...(remark ? addresses(remark, false) : []),
  ];
  const titleText = withoutUrls(text('title'), urlsIn(title?.text ?? '', false)) || text('title');
  const stateText = text('state');
  const extra: Record<string, string> = {};
  head.columns.forEach((column, i) => {
    const cell = row.cells[i];
    if (column !== null || !cell || cell.text === '' || cell.fromLeft) return;
    let name = head.names[i] || `第${i + 1}列`;
    if (name in extra) name = `${name}（第${i + 1}列）`;
    extra[name] = oneLine(cell.text);
  });
  const distinct = [...new Set(urls)];
  return {
    row: row.number + offset,
    // One number over several rows counts for the first of them.
    number: number?.fromAbove ? '' : numberText(text('number')),
    ...(number?.pending && !number.fromAbove ? { numberPending: true as const } : {}),
    title: titleText,
    documentNumber: text('documentNumber'),
    responsible: text('responsible'),
    date: text('date'),
    urls: distinct,
    urlText: url?.text ?? '',
    pages: text('pages'),
    classification: text('classification'),
    stateText,
    ...stateFrom(stateText, text('remark'), url?.text ?? '', text('classification'), distinct, titleText),
    remark: text('remark'),
    extra,
  };
}

/** The state column decides; without it the remark, the address cell and the classification speak. */
export function stateFrom(
  word: string,
  remark: string,
  urlText: string,
  classification: string,
  urls: string[],
  title: string,
): Pick<CatalogueEntry, 'state' | 'stateKnown'> {
  if (!isBlankWord(word)) {
    const state = stateOf(word);
    return { state: state ?? (urls.length > 0 ? 'url' : 'file'), stateKnown: state !== null };
  }
  const said =
    stateInRemark(remark) ??
    // 无 in the address cell only says that there is no address.
    (stateInRemark(urlText) === 'none' ? null : stateInRemark(urlText)) ??
    (/^(?:绝密|机密|秘密)/.test(foldName(classification)) || nameMark(title) ? 'paper' : null);
  return { state: said ?? (urls.length > 0 ? 'url' : 'file'), stateKnown: true };
}

/** Addresses written in the cell; where it only says 点击查看, the link's target. */
function addresses(cell: GridCell, expected: boolean): string[] {
  const written = urlsIn(cell.text, expected);
  return written.length > 0 ? written : webLinks(cell.links);
}

/** A title with the addresses in it taken out; '' where they are all there is. */
export function withoutUrls(text: string, urls: string[]): string {
  if (urls.length === 0) return oneLine(text);
  return oneLine(urls.reduce((words, url) => words.replace(url, ' '), text)).replace(
    /[（(]\s*(?:网址|链接)?\s*[：:]?\s*[）)]$|(?:^|[\s；;，,])(?:网址|链接)\s*[：:]?$|[；;。,，：:]+$/,
    '',
  );
}

/** A spreadsheet gives 1 as 1; Word's own numbers bring their stop along. */
function numberText(text: string): string {
  return text.replace(/^(\d+)[.、．]$/, '$1');
}

/** Line breaks in a cell: none between Chinese characters, a space elsewhere. */
export function oneLine(text: string): string {
  return text
    .replace(
      /([\u2e80-\u9fff\uff00-\uffef\u3000-\u303f])\s*\n\s*(?=[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f])/g,
      '$1',
    )
    .replace(/\s+/g, ' ')
    .trim();
}
