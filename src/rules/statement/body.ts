/** What a statement says, apart from its title, its headings and the form that it was made from. */
import type { Block, WordDocument } from '../../model/document.js';
import { foldName, foldWidth } from '../../model/fold.js';
import type { Unit } from '../../model/pack.js';
import { isEvidenceListHeading, paragraphs, paragraphText } from '../../model/text.js';
import { once, onceForBoth } from '../once.js';

/** Lines of the text, tables and text boxes in reading order, with the labels that Word prints; blank ones left out. */
export const linesOf = once((document: WordDocument): readonly string[] =>
  [document.blocks, ...document.textBoxes]
    .flatMap((blocks) => [...paragraphs(blocks)])
    .map((paragraph) => ({ label: paragraph.label ?? '', text: paragraphText(paragraph).trim() }))
    .filter(({ text }) => text !== '')
    .map(({ label, text }) => label + text),
);

/** {@link linesOf} without the title, which may be broken over lines. */
export function bodyLines(document: WordDocument, title: string | null): readonly string[] {
  const lines = linesOf(document);
  const wanted = foldName(title ?? '');
  // A text without a title opens with a sentence.
  if (wanted === '' || /[。；]/.test(title ?? '')) return lines;
  const start = lines.slice(0, 6).findIndex((line) => wanted.startsWith(foldName(line)));
  if (start < 0) return lines;
  let end = start;
  let joined = '';
  while (end < lines.length && wanted.startsWith(joined + foldName(lines[end] ?? ''))) {
    joined += foldName(lines[end] ?? '');
    end += 1;
  }
  return lines.slice(end);
}

/** Letters and digits of any script. */
export function letters(text: string): number {
  const kept = text.replace(/[^\p{L}\p{N}]+/gu, '');
  return kept.length - (kept.match(/[\ud800-\udbff]/g)?.length ?? 0);
}

/** Hints of a form: 【请写明：…】, （请填写…）, {{title}}, 单击此处输入文字, and gaps to fill in. */
const HINT =
  /\{\{[^}]*\}\}|【\s*】|【(?:请|待)[^】]*】|[（(](?:请|在此|此处|待)[^（）()]*[）)]|(?:单击|点击)(?:或点击|或轻触)?此处(?:输入|添加|键入|编辑|填写)\S*|_{3,}/g;
const HEADING =
  /^(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、])?[^。，；：,;:]{1,20}[：:]?$/;
const NUMBERED = /^(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、])/;
const ATTACHMENT = /^附件[\d一二三四五六七八九十]*[：:]?$/;
const DATE =
  /^(?:\d{2,4}|[〇○一二三四五六七八九十]{4})\s*年[\d\s一二三四五六七八九十]*月[\d\s一二三四五六七八九十]*日?$/;
const AUTHORITY = /^\p{sc=Han}{2,20}(?:局|委|办|院|部|中心|党校|政府|委员会|办公室)(?:[（(].*[）)])?$/u;
/** Says that there is nothing to say, which a statement may do. */
const NOTHING_TO_TELL = /(?:没有|未|无|不存在|不涉及|不承担|不属于)\p{sc=Han}{2,}/u;
/** Sends the reader elsewhere and says nothing itself. */
const ELSEWHERE = /^(?:具体|有关|相关)?(?:情况|内容)?(?:请|详)?(?:见|参见|同|参照)[^。]{1,25}。?$/;
/** Fewer letters than this say nothing: 同上, 见附件, 情况属实. */
const FEWEST = 6;

export type Emptiness =
  | { what: 'blank' | 'picture' }
  | { what: 'title-only'; title: string }
  | { what: 'template'; hints: number }
  | { what: 'scarce'; text: string };

/**
 * How a document says nothing; null if it says something.
 * @param unit the one it was delivered for; null for a report that belongs to none
 */
export const emptiness = onceForBoth((document: WordDocument, unit: Unit | null): Emptiness | null => {
  const lines = linesOf(document);
  const picture = hasPicture(document.blocks);
  if (lines.length === 0) return { what: picture ? 'picture' : 'blank' };
  const hints = lines.flatMap((line) => foldWidth(line).match(HINT) ?? []).length;
  const form = new Set(
    (unit?.statements ?? []).flatMap((s) =>
      [s.name, ...s.tables.flatMap((t) => [t.what, ...t.columns])].map(foldName),
    ),
  );
  const lone = (line: string) => ATTACHMENT.test(line) || DATE.test(line) || AUTHORITY.test(line);
  const stripped = lines
    .map((line) => line.replace(HINT, '').trim())
    .filter((line) => line !== '' && !lone(line));
  const [first = ''] = stripped;
  const titled = form.has(foldName(first)) || (/(?:说明|报告|总结|汇报)$/.test(first) && HEADING.test(first));
  const said = stripped.filter(
    (line, index) =>
      !(index === 0 && titled) &&
      !form.has(foldName(line)) &&
      !(NUMBERED.test(line) && HEADING.test(line)) &&
      !isEvidenceListHeading(line),
  );
  const text = said.join('');
  const enough = letters(text) >= FEWEST ? !ELSEWHERE.test(text) : NOTHING_TO_TELL.test(text);
  if (enough) return null;
  if (picture) return { what: 'picture' };
  if (hints > 0) return { what: 'template', hints };
  if (letters(text) > 0) return { what: 'scarce', text };
  return { what: 'title-only', title: first };
});

function hasPicture(blocks: Block[]): boolean {
  return [...paragraphs(blocks)].some((p) => p.inlines.some((inline) => inline.kind === 'picture'));
}

const NOTHING_HAPPENED =
  /无此|无该|无相关|未发生|未出现|未开展|未涉及|未收到|没有(?:相关|此类|此项|发生|开展|收到)|不涉及|不承担|不属于|不存在/;

/** 我局无此项职责，未发生相关情况: a short statement that rightly has nothing to tell. */
export function tellsOfNothing(lines: readonly string[]): boolean {
  const text = lines.join('');
  return NOTHING_HAPPENED.test(text) && letters(text) <= 120;
}

/** Text as words are looked up in it: width folded, without white space. */
export function searchable(text: string): string {
  return foldWidth(text).replace(/\s/g, '').toLowerCase();
}
