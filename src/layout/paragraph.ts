/** A paragraph of a Word document → lines, pictures and breaks in the flow, in either look. */
import type { Paragraph, PictureInline } from '../model/document.js';
import { dressed } from './dress.js';
import type { ParagraphOptions, Strip } from './flow.js';
import { type InlinePlace, inlineSpan, referring, trimStart } from './inline.js';
import type { LineOptions, Span, TabStop } from './lines.js';
import type { FontRole, StructRole } from './page.js';
import { BODY_SIZE, BODY_TRACKING, headingRole, PITCH } from './style.js';
import { breakTitle } from './title.js';
import { type AnchorPlace, type FloatingPicture, floats, placeFloats } from './wordfloat.js';
import { inkOn, pitchOf, sizeIn } from './wordlook.js';
import { pictureStrips } from './wordpicture.js';
import type { WordRun } from './wordrun.js';

export function textOf(paragraph: Paragraph): string {
  return paragraph.inlines
    .map((inline) => (inline.kind === 'text' ? inline.text : inline.kind === 'break' ? '\n' : ''))
    .join('');
}

/** A picture lower than this is a sign among the text, pt: it must not tear the line. */
const SIGN_HEIGHT = 24;

/** Sets a paragraph of the body. `neighbours`: the paragraphs around it, where they are any. */
export function placeParagraph(
  run: WordRun,
  paragraph: Paragraph,
  neighbours: { before: Paragraph | null; after: Paragraph | null } = { before: null, after: null },
): void {
  const { flow } = run;
  if (paragraph.pageBreakBefore) flow.breakPage();
  const own = run.look.kind === 'own';
  const level = levelOf(paragraph);
  const place: InlinePlace = {
    look: run.look,
    level,
    size: BODY_SIZE,
    ground: paragraph.format?.fill ?? null,
  };
  let spans: Span[] = labelSpans(paragraph, place);
  let pictures: PictureInline[] = [];
  let signs: PictureInline[] = [];
  let set = 0;
  const floating: { picture: FloatingPicture; before: number }[] = [];
  let anchor: AnchorPlace | null = null;
  const dress = dressed(run, paragraph, neighbours);
  const options = (): ParagraphOptions => ({
    ...(own ? ownLook(run, paragraph, spans) : standardLook(paragraph, level, set > 0, spans)),
    dress: (strip, line, lines) => {
      anchor ??= { page: flow.pages.length - 1, top: flow.y, pitch: strip.height, left: inkOf(strip) };
      return dress(strip, line, lines);
    },
    footnote: (index) => run.footnote(index),
  });
  const text = (): void => {
    if (spans.some((span) => span.text !== '')) {
      const { before = 0, after = 0, ...rest } = options();
      const gaps = gapsOf(run, paragraph, neighbours, before, after);
      if (set === 0) run.space(gaps.before);
      const later = set > 0 ? { firstIndent: 0 } : {};
      const shown = own ? balanced(run, spans, rest) : spans;
      const faced = dressHeading(
        own || shown[0]?.text === ' ' ? shown : trimStart(shown),
        paragraph,
        run,
        level,
      );
      flow.paragraph(referring(faced, run.references), { ...rest, ...later });
      run.space(gaps.after);
      set++;
    }
    spans = [];
  };
  const show = (): void => {
    const shown = [...pictures, ...signs];
    pictures = [];
    signs = [];
    if (shown.length === 0) return;
    const { width, height } = flow.frame;
    // A picture set to the right is a seal or a signature; all others are figures.
    const align = own ? alignOf(paragraph) : paragraph.alignment === 'right' ? 'right' : 'center';
    // The line that says what the last one shows stands on its page.
    const caption = captionHeight(run, neighbours.after);
    const strips = pictureStrips(shown, run, width, height - caption, align);
    strips.forEach((strip, i) => {
      if (i === strips.length - 1) flow.need(strip.height + caption);
      flow.place(strip);
    });
    set++;
  };
  for (const inline of paragraph.inlines) {
    if (floats(inline, flow.frame)) {
      floating.push({ picture: inline, before: widthOf(spans, run) });
      continue;
    }
    if (inline.kind === 'picture') {
      if (inline.height > 0 && inline.height <= SIGN_HEIGHT) signs.push(inline);
      else {
        text();
        pictures.push(inline);
      }
      continue;
    }
    if (pictures.length > 0) show();
    if (inline.kind === 'break' && inline.what === 'page') {
      text();
      show();
      flow.breakPage();
      set++;
    } else spans.push(inlineSpan(inline, place));
  }
  text();
  show();
  const end = here(run);
  // An empty paragraph is an empty line, as the writer meant it.
  const { fill, borders } = paragraph.format ?? { fill: null, borders: {} };
  if (set === 0 && (fill !== null || Object.keys(borders).length > 0)) {
    spans = [{ text: ' ', role: 'song', size: sizeIn(run.look, paragraph.format?.size ?? null, BODY_SIZE) }];
    text();
  } else if (set === 0) {
    const size = sizeIn(run.look, paragraph.format?.size ?? null, BODY_SIZE);
    run.space(own ? pitchOf(paragraph, size, run.gridPitch) : PITCH);
  }
  if (floating.length > 0) placeFloats(run, floating, anchor ?? end, paragraph, neighbours.after);
}

/** 「图1　办事大厅」 */
const isCaption = (paragraph: Paragraph): boolean => {
  const text = textOf(paragraph).trim();
  return text.length <= 40 && (/^图\s*[\d一二三四五六七八九十]/.test(text) || paragraph.style === 'caption');
};

function captionHeight(run: WordRun, after: Paragraph | null): number {
  if (!after || !isCaption(after)) return 0;
  if (run.look.kind === 'standard') return PITCH;
  const sizes = after.inlines.map((inline) =>
    inline.kind === 'text' ? sizeIn(run.look, inline.size, 0) : 0,
  );
  return pitchOf(after, Math.max(...sizes), run.gridPitch) + Math.min(after.format?.before ?? 0, 60);
}

/** Where the next line would stand. */
const here = ({ flow }: WordRun): AnchorPlace => ({
  page: flow.pages.length - 1,
  top: flow.y,
  pitch: PITCH,
  left: 0,
});

/** Left edge of what a line says, pt. */
function inkOf({ items }: Strip): number {
  const edges = items.flatMap((item) => (item.kind === 'text' ? [item.x] : []));
  return edges.length > 0 ? Math.min(...edges) : 0;
}

/** How far into its line the text reaches so far, pt; of several lines, into the last. */
function widthOf(spans: Span[], { flow }: WordRun): number {
  const width = spans.reduce((sum, { role, text, size }) => sum + flow.fonts.measure(role, text, size), 0);
  return width % flow.frame.width;
}

/** A centred line at least so large is a title, pt. */
const TITLE_LIKE = 18;

/** A title that needs several lines breaks where words end, as the standard's titles do; everything else is as it is. */
function balanced(run: WordRun, spans: Span[], { align, left = 0, inset = 0 }: ParagraphOptions): Span[] {
  const [span] = spans;
  if (!span || spans.length > 1 || align !== 'center' || span.size < TITLE_LIKE) return spans;
  if (/[\t\n]/.test(span.text)) return spans;
  const width = run.flow.frame.width - left - inset;
  return [
    { ...span, text: breakTitle(span.text.trim(), run.flow.fonts, span.role, span.size, width).join('\n') },
  ];
}

/** Space above and below; none between neighbours of one style that say so (§17.3.1.9). */
function gapsOf(
  run: WordRun,
  paragraph: Paragraph,
  { before: above, after: below }: { before: Paragraph | null; after: Paragraph | null },
  before: number,
  after: number,
): { before: number; after: number } {
  const tight = (other: Paragraph | null): boolean =>
    run.look.kind === 'own' && paragraph.format?.contextual === true && other?.style === paragraph.style;
  return { before: tight(above) ? 0 : before, after: tight(below) ? 0 : after };
}

/** The automatic number, and what the list puts after it. */
export function labelSpans(paragraph: Paragraph, place: InlinePlace): Span[] {
  const { label, format } = paragraph;
  if (!label) return [];
  const first = paragraph.inlines.find((inline) => inline.kind === 'text');
  const run = first?.kind === 'text' ? { ...first, underline: false, href: null } : null;
  const look: Span =
    place.look.kind === 'own' && run
      ? inlineSpan({ ...run, text: label }, place)
      : { text: label, role: headingRole(place.level), size: place.size };
  delete look.script;
  if (place.look.kind === 'standard') return [{ ...look, text: labelText(label) }];
  // The serif face's bullet is a speck.
  if (label === '•') look.role = 'hei';
  const ink = inkOn(place.ground, look.color ?? null);
  const span = ink ? { ...look, color: ink } : look;
  const suffix = { tab: '\t', space: ' ', nothing: '' }[format?.suffix ?? 'tab'];
  return suffix === '' ? [span] : [span, { ...span, text: suffix }];
}

/** "一、" is followed by the text at once, "1." by a space in the text only if the writer put one. */
function labelText(label: string): string {
  return /[、．.）)：:\s]$/.test(label) ? label : `${label} `;
}

const LEVELS: [RegExp, number][] = [
  [/^[一二三四五六七八九十百]+、/, 1],
  [/^[（(][一二三四五六七八九十百]+[）)]/, 2],
  [/^\d{1,2}[.．、](?!\d)/, 3],
  [/^[（(]\d{1,2}[）)]/, 4],
];

/** Level of a heading 1–4; 9 for body text. The number written counts, then the style. */
function levelOf(paragraph: Paragraph): number {
  const text = `${paragraph.label ?? ''}${textOf(paragraph).trim()}`;
  for (const [pattern, level] of LEVELS) if (pattern.test(text)) return level;
  return paragraph.headingLevel === null ? 9 : Math.min(paragraph.headingLevel, 4);
}

/** Whether it is a heading, by its style or its number. */
export const isHeading = (paragraph: Paragraph): boolean =>
  levelOf(paragraph) <= 4 && textOf(paragraph).length <= HEADING_LENGTH;

/** A heading of the two upper levels, which files often leave without 与下段同页. */
function isTitled(paragraph: Paragraph): boolean {
  return levelOf(paragraph) <= 2 && isHeading(paragraph) && !/[。；]$/.test(textOf(paragraph).trim());
}

/** Longer than this, what begins with a number is a paragraph, characters. */
const HEADING_LENGTH = 40;

/**
 * A heading that runs on into its paragraph keeps its face only up to its first stop:
 * （一）加强领导。区政府… ; bold of the file is dropped where the face already says it.
 */
function dressHeading(spans: Span[], paragraph: Paragraph, run: WordRun, level: number): Span[] {
  if (level > 2 || run.look.kind === 'own') return spans;
  const role: FontRole = headingRole(level);
  const whole = spans.map((span) => span.text).join('');
  const stop = whole.search(/[。；：]/);
  const heading = paragraph.headingLevel !== null || stop < 0 || stop === whole.length - 1;
  let left = heading ? Number.POSITIVE_INFINITY : stop + 1;
  const out: Span[] = [];
  for (const span of spans) {
    const cut = Math.max(0, Math.min(left, span.text.length));
    const { bold: _, ...plain } = span;
    if (cut > 0) out.push({ ...plain, role, text: span.text.slice(0, cut) });
    if (cut < span.text.length) out.push({ ...span, role: 'fangsong', text: span.text.slice(cut) });
    left -= span.text.length;
  }
  return out;
}

/** The title is H1. */
const HEADINGS: readonly StructRole[] = ['H2', 'H3', 'H4', 'H5'];

/** Indents of the standard up to this are its own two characters, pt. */
const TWO_CHARACTERS = 2 * (BODY_SIZE + BODY_TRACKING);

function standardLook(
  paragraph: Paragraph,
  level: number,
  continued: boolean,
  spans: Span[],
): ParagraphOptions {
  const aligned = paragraph.alignment === 'center' || paragraph.alignment === 'right';
  const align = aligned ? (paragraph.alignment as 'center' | 'right') : 'justify';
  const heading = isHeading(paragraph);
  const largest = Math.max(0, ...spans.map((span) => span.size));
  // Signatures and dates are pushed right by a deep indent; lists by one that the standard does not know.
  const deep = paragraph.format?.left ?? 0;
  const left =
    aligned || paragraph.label || level <= 4 || deep <= TWO_CHARACTERS * 1.2 ? 0 : Math.min(deep, 300);
  const indented = !aligned && !continued && left === 0;
  const right = align === 'right' ? Math.min(Math.max(0, paragraph.format?.right ?? 0), 160) : 0;
  return {
    align,
    tracking: BODY_TRACKING,
    firstIndent: indented ? TWO_CHARACTERS : 0,
    left,
    ...(right > 0 ? { inset: right } : {}),
    ...(largest > 0 && largest < BODY_SIZE ? { pitch: Math.max(18, (PITCH * largest) / BODY_SIZE) } : {}),
    keep: heading ? 1 : 0,
    ...(heading ? { tag: HEADINGS[level - 1] ?? 'H5' } : {}),
  };
}

export function alignOf(paragraph: Paragraph): NonNullable<LineOptions['align']> {
  return paragraph.alignment ?? 'left';
}

/** Word's default distance of tab stops, pt. */
export const TAB_STEP = 36;

function ownLook(run: WordRun, paragraph: Paragraph, spans: Span[]): ParagraphOptions {
  const { format } = paragraph;
  const width = run.flow.frame.width;
  const size = Math.max(...spans.map((span) => span.size));
  const geometry = ownIndents(paragraph, width);
  return {
    ...geometry,
    pitch: pitchOf(paragraph, size, run.gridPitch),
    before: Math.min(format?.before ?? 0, 200),
    after: Math.min(format?.after ?? 0, 200),
    keep: (format?.keepNext && textOf(paragraph).length < 200) || isTitled(paragraph) ? 1 : 0,
    ...(paragraph.headingLevel === null ? {} : { tag: HEADINGS[paragraph.headingLevel - 1] ?? 'H5' }),
  };
}

/** Indents, alignment and tabs as the file has them, within what a column of `width` pt can hold. */
export function ownIndents(paragraph: Paragraph, width: number): Partial<ParagraphOptions> {
  const { format } = paragraph;
  if (!format) return { align: alignOf(paragraph), firstIndent: Math.max(0, paragraph.firstLineIndent ?? 0) };
  const least = Math.min(width * 0.3, 80);
  const left = Math.max(0, Math.min(format.left, width - least));
  const inset = Math.max(0, Math.min(format.right, width - left - least));
  const firstIndent = Math.max(-left, Math.min(format.firstLine, width - left - inset - least));
  const stops: TabStop[] = format.tabs.filter(({ at }) => at > 0);
  // Where the first line hangs, the text of the others is a stop for it (§17.3.1.37).
  if (firstIndent < 0) stops.push({ at: left, align: 'left', leader: null });
  return {
    align: alignOf(paragraph),
    left,
    inset,
    firstIndent,
    tabs: stops.sort((a, b) => a.at - b.at),
    tabStep: TAB_STEP,
  };
}

/** A strip with nothing on it. */
export const blank = (height: number): Strip => ({ height, items: [], links: [] });
