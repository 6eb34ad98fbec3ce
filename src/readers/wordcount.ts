/**
 * 字数 as the status bar of Word and WPS shows it. The figure must equal what the clerk sees.
 *
 * Every East-Asian character is 1, every unbroken run of other non-space characters is 1, spaces are 0.
 * Marks such as “ — … ① ★ ℃ × may be set in either font, and which one Word took is not written in the file
 * unless the run carries `w:hint="eastAsia"` ([MS-OI29500] 2.1.88); whether the count follows is not
 * documented either. So both readings are counted: `low` with all such marks as other characters, `high` with all
 * as East-Asian ones. `count` follows the hint; without one, a mark counts as East-Asian if the unbroken row of
 * such marks it stands in touches an East-Asian character, because Word and WPS write the hint for marks typed
 * in Chinese text and only other programs leave it out.
 */
import type { Block, ExcludedWords, WordCount, WordDocument } from '../model/document.js';

/** A stretch of text of one run. */
export interface CountRun {
  text: string;
  /** The run's fonts carry `w:hint="eastAsia"`. */
  eastAsiaHint: boolean;
}

/**
 * Always East-Asian: CJK radicals to Yi (U+3000 is a space and was taken out before), Hangul, compatibility and
 * vertical forms, small and full-width forms with half-width kana, enclosed ideographs, the supplementary planes.
 */
const EAST_ASIAN =
  /^[\u1100-\u11ff\u2e80-\u2fff\u3001-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe10-\ufe1f\ufe30-\ufe6f\uff01-\uffee\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]|^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}\p{Script=Yi}\p{Script=Tangut}\p{Script=Nushu}\p{Script=Khitan_Small_Script}]/u;

/** Marks that follow the font: Latin-1 signs, modifier letters, punctuation to symbols, private use (Wingdings). */
const AMBIGUOUS =
  /^[\u00a1\u00a4\u00a7\u00a8\u00aa\u00af-\u00b4\u00b6-\u00ba\u00bc-\u00bf\u00d7\u00f7\u02b0-\u02ff\u2010-\u2bff\u2e00-\u2e7f\ue000-\uf8ff]/u;

/** Letters that the hint turns East-Asian (pinyin tones, Greek, Cyrillic); without it they are plain letters. */
const AMBIGUOUS_IF_HINTED =
  /^[\u00e0\u00e1\u00e8-\u00ea\u00ec\u00ed\u00f2\u00f3\u00f9\u00fa\u00fc\u0370-\u04ff]/u;

const SPACE = /^[\s\p{Z}\p{Cc}]/u;

/** Joiners, variation selectors, combining marks: part of the character before them. */
const TRANSPARENT = /^[\p{Cf}\p{Mn}\p{Me}\p{Emoji_Modifier}]/u;

type Class = 'space' | 'east-asian' | 'other' | 'mark' | 'hinted-mark';

function classify(character: string, hint: boolean): Class | null {
  if (character <= '\u007e') return character > ' ' ? 'other' : 'space';
  if (SPACE.test(character)) return 'space';
  if (TRANSPARENT.test(character)) return null;
  if (EAST_ASIAN.test(character)) return 'east-asian';
  if (AMBIGUOUS.test(character)) return hint ? 'hinted-mark' : 'mark';
  return hint && AMBIGUOUS_IF_HINTED.test(character) ? 'hinted-mark' : 'other';
}

/**
 * Counts one paragraph. Runs of other characters go on across run borders: 20|24 in two runs is one.
 * Breaks and tabs are to be given as a space. In 字; `low` ≤ `count` ≤ `high`.
 */
export function countRuns(runs: readonly CountRun[]): WordCount {
  const classes: Class[] = [];
  for (const run of runs)
    for (const character of run.text) {
      const found = classify(character, run.eastAsiaHint);
      if (found) classes.push(found);
    }
  const isMark = (c: Class | undefined): boolean => c === 'mark' || c === 'hinted-mark';
  const low = tally(classes.map((c) => (isMark(c) ? 'other' : c)));
  if (!classes.some(isMark)) return { count: low, low, high: low };
  const high = tally(classes.map((c) => (isMark(c) ? 'east-asian' : c)));
  return { count: tally(settle(classes)), low, high };
}

/** Decides each mark: by its hint, else by whether its row of marks touches an East-Asian character. */
function settle(classes: Class[]): Class[] {
  const settled = [...classes];
  let i = 0;
  while (i < classes.length) {
    if (classes[i] === 'hinted-mark') settled[i] = 'east-asian';
    if (classes[i] !== 'mark') {
      i++;
      continue;
    }
    let end = i;
    while (classes[end] === 'mark') end++;
    const before = classes[i - 1];
    const after = classes[end];
    const touches = [before, after].some((c) => c === 'east-asian' || c === 'hinted-mark');
    settled.fill(touches ? 'east-asian' : 'other', i, end);
    i = end;
  }
  return settled;
}

function tally(classes: Class[]): number {
  let total = 0;
  let inRun = false;
  for (const c of classes) {
    if (c === 'east-asian') total++;
    else if (c === 'other' && !inRun) total++;
    inRun = c === 'other';
  }
  return total;
}

/** Counts plain text, line by line. */
export function countText(text: string, eastAsiaHint = false): WordCount {
  return sumCounts(
    text.split(/\r\n|[\r\n\f\v\u2028\u2029]/).map((line) => countRuns([{ text: line, eastAsiaHint }])),
  );
}

/** The counts of several paragraphs together. */
export function sumCounts(counts: Iterable<WordCount>): WordCount {
  const sum = { count: 0, low: 0, high: 0 };
  for (const { count, low, high } of counts) {
    sum.count += count;
    sum.low += low;
    sum.high += high;
  }
  return sum;
}

/** Counts of all paragraphs, those in tables included. */
export function countBlocks(blocks: readonly Block[]): WordCount {
  return sumCounts(
    blocks.map((block) =>
      block.kind === 'paragraph'
        ? block.words
        : sumCounts(block.rows.flatMap((row) => row.cells.map((cell) => countBlocks(cell.blocks)))),
    ),
  );
}

/** What Word's own count leaves out, counted apart; `hidden` and `deleted` are no blocks of their own. */
export function excludedWords(
  parts: Pick<WordDocument, 'textBoxes' | 'footnotes' | 'endnotes' | 'headers' | 'footers'>,
  comments: readonly Block[][],
  { hidden, deleted }: Pick<ExcludedWords, 'hidden' | 'deleted'>,
): ExcludedWords {
  const words = (blocks: readonly Block[]) => countBlocks(blocks).count;
  return {
    textBoxes: words(parts.textBoxes.flat()),
    footnotes: words(parts.footnotes.flat()),
    endnotes: words(parts.endnotes.flat()),
    headers: words(parts.headers),
    footers: words(parts.footers),
    comments: words(comments.flat()),
    hidden,
    deleted,
  };
}
