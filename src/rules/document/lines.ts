/** The text of a document as these rules read it: its lines, and what stands in them as one piece. */
import type { Document } from '../../model/document.js';
import { paragraphs, paragraphText } from '../../model/text.js';

/**
 * Lines from top to bottom, trimmed, blank ones left out; those of tables only where `tables` says so (a PDF does not
 * tell). Null where the document has no text, or is none that is read.
 */
export function linesOf(document: Document | undefined, tables: boolean): string[] | null {
  const raw = rawLines(document, tables);
  const lines = raw?.map((line) => line.trim()).filter((line) => line !== '') ?? [];
  return lines.length === 0 ? null : lines;
}

function rawLines(document: Document | undefined, tables: boolean): string[] | null {
  if (document?.kind === 'pdf' || document?.kind === 'ofd') return document.text.split(/[\n\f]/);
  if (document?.kind === 'text') return document.text.split(/\r?\n/);
  if (document?.kind === 'sheet') {
    return tables ? document.sheets.flatMap(({ rows }) => rows.map((row) => row.join(' '))) : null;
  }
  if (document?.kind !== 'word') return null;
  const blocks = tables ? document.blocks : document.blocks.filter((block) => block.kind === 'paragraph');
  return [...paragraphs(blocks)].map(paragraphText);
}

/** — 3 —, 3/12, 第3页 共12页. */
export const PAGE_NUMBER =
  /^(?:[—–\-－一]*\s*\d{1,4}\s*[—–\-－一]*|第\s*\d+\s*页(?:[,，]?\s*共\s*\d+\s*页)?|\d{1,3}\s*\/\s*\d{1,3})$/;
const ENDS = /[。；！？;!?：:]$/;
/** 一、 （一） 1. 第三条: a new paragraph. */
const BEGINS =
  /^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]|第[一二三四五六七八九十百\d]+[条章])/;

/** Paragraphs: lines that a PDF or OFD broke are put together again, page numbers left out. */
export function paragraphsOf(document: Document | undefined): string[] {
  const lines = linesOf(document, true) ?? [];
  if (document?.kind !== 'pdf' && document?.kind !== 'ofd') return lines;
  const found: string[] = [];
  let open = false;
  for (const line of lines) {
    if (PAGE_NUMBER.test(line)) continue;
    const last = found.length - 1;
    if (open && !BEGINS.test(line)) found[last] = `${found[last]}${line}`;
    else found.push(line);
    open = !ENDS.test(line);
  }
  return found;
}
