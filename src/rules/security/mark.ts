/**
 * What is a mark of secrecy (密级标志) and what only speaks of secrets (保守国家秘密法, GB/T 9704—2012 §7.2.2).
 * 商业秘密, 保密制度, a law's name or a building code is none: false alarms teach people to pass over the real one.
 */
import type { Document } from '../../model/document.js';
import { foldWidth } from '../../model/fold.js';
import { paragraphs, paragraphText } from '../../model/text.js';

/** Lines of a first page among which a mark without ★ counts: at the top, left (GB/T 9704—2012 §7.2.2). */
const TOP_LINES = 5;
/** Non-blank paragraphs of a Word document that stand for its first page. */
const WORD_LINES = 12;
/** Lines of a PDF's first page that are looked at. */
const PDF_LINES = 60;

const URGENCY = '(?:特急|加急|特提|平急|急件)';
const COPY_NUMBER = '(?:份号:?)?(?:no\\.?)?\\d{0,8}';
const GRADE = '(?:绝密|机密|秘密)';
const TERM = '(?:\\d{1,2}个?[年月]|\\d{1,2}天|长期|[一二三四五六七八九十]{1,3}年|启用前|解密前)';
/** With * for ★ only before a term: 秘密*5年. */
const STARRED = new RegExp(`^${COPY_NUMBER}(?:密级:?)?${GRADE}(?:[★☆]${TERM}?|\\*${TERM})${URGENCY}?$`, 'i');
const BARE = new RegExp(
  `^${COPY_NUMBER}(?:密级:?)?(?:[★☆]?${GRADE}(?:\\d{1,2}年)?|[([【〔]${GRADE}(?:[★☆*]?${TERM}?)[)\\]】〕])${URGENCY}?$`,
  'i',
);

/** A line that is a mark and nothing else. @param place 0-based among the non-blank lines of the first page */
export function lineMark(line: string, place: number): boolean {
  const text = foldWidth(line).replace(/\s/g, '');
  return STARRED.test(text) || (place < TOP_LINES && BARE.test(text));
}

/** The document's first page carries a mark. Pictures and what could not be read say nothing. */
export function pageMark(document: Document | undefined): boolean {
  switch (document?.kind) {
    case 'word': {
      const body = firstLines([...paragraphs(document.blocks)].map(paragraphText), WORD_LINES);
      const beside = [document.headers, ...document.textBoxes].map((blocks) =>
        firstLines([...paragraphs(blocks)].map(paragraphText), WORD_LINES),
      );
      return [body, ...beside].some((lines) => lines.some(lineMark));
    }
    case 'pdf':
    case 'ofd':
      return firstLines((document.text.split('\f')[0] ?? '').split(/\r\n?|\n/), PDF_LINES).some(lineMark);
    case 'text':
      return firstLines(document.text.split(/\r\n?|\n/), WORD_LINES).some(lineMark);
    case 'sheet': {
      // A bare 秘密 in a sheet is a value of its column 密级, not the sheet's own mark.
      const cells = (document.sheets[0]?.rows ?? []).slice(0, TOP_LINES).flat();
      return cells.some((cell) => lineMark(cell, TOP_LINES));
    }
    case 'catalogue':
      return firstLines(document.preamble, PDF_LINES).some(lineMark);
    default:
      return false;
  }
}

function firstLines(lines: string[], limit: number): string[] {
  return lines.filter((line) => line.trim() !== '').slice(0, limit);
}
