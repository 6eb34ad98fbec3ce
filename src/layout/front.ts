/** Front matter of a volume: cover, contents, dividers of chapters. */
import { refStrip } from './cells.js';
import { Flow, lineStrip, shiftStrip } from './flow.js';
import type { FontSet } from './fonts.js';
import { setLines } from './lines.js';
import type { FontRole, PageContent, StructPart } from './page.js';
import type { PageOptions } from './statement.js';
import { newPart } from './structure.js';
import { BODY_SIZE, DOTS, mm, PORTRAIT, RED } from './style.js';
import { breakTitle, placeTitle } from './title.js';
import { chineseNumber, wordsOf } from './words.js';

export interface CoverData {
  region: string;
  /** "法治政府建设示范创建申报材料". */
  title: string;
  volume: { no: number; of: number };
  /** What the volume holds, e.g. 「第一部分至第三部分」; "" if it holds everything. */
  scope: string;
  /** Who applies. */
  applicant: string;
  /** Who bound it. */
  compiler: string;
  /** As printed: "2024年12月20日". */
  date: string;
  draft: boolean;
  /** The version to publish says so. */
  publicVersion?: boolean;
}

export function cover(data: CoverData, fonts: FontSet, options: PageOptions = {}): PageContent[] {
  const words = wordsOf(options.lang);
  const flow = new Flow(fonts, PORTRAIT);
  const { frame } = flow;
  const centre = (text: string, role: FontRole, size: number, pitch: number, color?: string): void =>
    flow.paragraph([{ text, role, size, ...(color ? { color } : {}) }], { align: 'center', pitch });
  if (data.draft) draftMark(flow, words.draft, words.draftNote);
  if (data.publicVersion) publicMark(flow, words.publicVersion);
  flow.y = frame.y + mm(26);
  const title = flow.part('H1');
  flow.within(title, () => {
    for (const line of breakTitle(data.region, fonts, 'biaosong', 30, frame.width))
      centre(line, 'biaosong', 30, 46, RED);
  });
  flow.y += mm(6);
  rule(flow, 2.2);
  rule(flow, 0.7, 3.4);
  flow.y += mm(14);
  flow.within(title, () => {
    for (const line of coverTitle(data.title, fonts, frame.width)) centre(line, 'biaosong', 34, 54);
  });
  flow.y += mm(12);
  centre(words.volumeOf(data.volume.no, data.volume.of), 'kai', 20, 32);
  if (data.scope) centre(data.scope, 'kai', 15, 26);
  const facts: [string, string][] = [
    [words.issuer, data.applicant],
    [words.compiler, data.compiler],
  ];
  const said = facts.filter(([, value]) => value !== '');
  flow.y = Math.max(flow.y + 12, frame.y + frame.height - mm(30) - said.length * 34 - 34);
  const lead = Math.max(0, ...said.map(([label]) => fonts.measure('hei', label, BODY_SIZE)));
  // Long names are set further to the left before they are broken.
  const longest = Math.max(0, ...said.map(([, value]) => fonts.measure('fangsong', value, BODY_SIZE)));
  const left = Math.min(mm(22), Math.max(0, frame.width - lead - 24 - longest - 1));
  for (const [label, value] of said) {
    const [head] = setLines([{ text: label, role: 'hei', size: BODY_SIZE }], fonts, { width: frame.width });
    const indent = left + lead + 24;
    const lines = setLines([{ text: value, role: 'fangsong', size: BODY_SIZE }], fonts, {
      width: frame.width - indent,
    });
    flow.within('P', () => {
      if (head) flow.draw(lineStrip(head, 34), frame.x + left, flow.y);
      for (const line of lines) {
        flow.draw(lineStrip(line, 34), frame.x + indent, flow.y);
        flow.y += 34;
      }
    });
  }
  flow.y = Math.max(flow.y + 6, frame.y + frame.height - mm(24));
  centre(data.date, 'fangsong', BODY_SIZE, 30);
  return flow.pages;
}

/** A title of the form …创建申报材料 gets its last words on a line of their own. */
function coverTitle(title: string, fonts: FontSet, width: number): string[] {
  const tail = /^(.{6,})(申报材料|印证材料|材料汇编|档案)$/.exec(title);
  const parts = tail ? [tail[1] ?? '', tail[2] ?? ''] : [title];
  return parts.flatMap((part) => breakTitle(part, fonts, 'biaosong', 34, width));
}

function rule(flow: Flow, width: number, below = 0): void {
  const { x } = flow.frame;
  const y = flow.y + below;
  flow.page.items.push({ kind: 'line', x1: x, y1: y, x2: x + flow.frame.width, y2: y, width, color: RED });
  flow.y = y;
}

function draftMark(flow: Flow, text: string, noteText: string): void {
  const { frame } = flow;
  const size = 22;
  const [line] = setLines([{ text, role: 'hei', size, color: RED }], flow.fonts, { width: 200 });
  if (!line) return;
  const width = line.width + 24;
  const x = frame.x + frame.width - width;
  const y = frame.y - mm(14);
  flow.page.items.push({ kind: 'rect', x, y, width, height: 36, stroke: RED, lineWidth: 1.5 });
  flow.draw(lineStrip(line, 36), x + 12, y);
  const [small] = setLines([{ text: noteText, role: 'kai', size: 10, color: RED }], flow.fonts, {
    width: frame.width,
    align: 'right',
  });
  if (small) flow.draw(lineStrip(small, 16), frame.x, y + 40);
}

function publicMark(flow: Flow, text: string): void {
  const { frame } = flow;
  const [line] = setLines([{ text, role: 'hei', size: 16 }], flow.fonts, { width: frame.width });
  if (line) flow.draw(lineStrip(line, 24), frame.x, frame.y - mm(10));
}

export interface ContentsEntry {
  title: string;
  /** 0 chapter, 1 unit, 2 part of a unit. */
  level: number;
  piece: string;
}

const LEVEL_LOOK: { role: FontRole; size: number; indent: number; pitch: number; before: number }[] = [
  { role: 'hei', size: 14, indent: 0, pitch: 24, before: 6 },
  { role: 'fangsong', size: 14, indent: 14, pitch: 23, before: 0 },
  { role: 'fangsong', size: 12, indent: 42, pitch: 19, before: 0 },
];
/** Room for five digits of a page number at 14 pt, and a gap. */
const NUMBER_ROOM = 44;

/** Of the lines' pitch, where that saves a page: a last page of two lines is no page that anybody wants to turn to. */
const TIGHT = 0.9;

export function contents(
  data: { entries: ContentsEntry[] },
  fonts: FontSet,
  options: PageOptions = {},
): PageContent[] {
  const loose = contentsPages(data, fonts, options, 1);
  const tight = loose.length > 1 ? contentsPages(data, fonts, options, TIGHT) : loose;
  return tight.length < loose.length ? tight : loose;
}

function contentsPages(
  data: { entries: ContentsEntry[] },
  fonts: FontSet,
  options: PageOptions,
  tight: number,
): PageContent[] {
  const flow = new Flow(fonts, PORTRAIT);
  placeTitle(flow, wordsOf(options.lang).contents, { after: 14 });
  const levels = [flow.part('TOC')];
  data.entries.forEach((entry, i) => {
    const next = data.entries[i + 1];
    // A list of a lower level stands in the list above it (§14.8.4.2).
    levels.length = Math.min(levels.length, entry.level + 1);
    while (levels.length <= entry.level) levels.push(newPart('TOC', levels.at(-1)));
    flow.within(levels[entry.level] as StructPart, () => {
      entryLine(flow, entry, next !== undefined && next.level > entry.level, tight);
    });
  });
  return flow.pages;
}

/** A title, dots, a page number; the whole row is a link. Wraps before the dots. */
function entryLine(flow: Flow, entry: ContentsEntry, keepWithNext: boolean, tight = 1): void {
  const level = LEVEL_LOOK[Math.min(entry.level, LEVEL_LOOK.length - 1)];
  if (!level) return;
  const look = { ...level, pitch: level.pitch * tight };
  const { fonts, frame } = flow;
  // A department in brackets at the end goes to the next line whole.
  const [, title = entry.title, tail = ''] = /^(.+)(（[^（）]{1,14}）)$/.exec(entry.title) ?? [];
  const plain = { role: look.role, size: look.size };
  const spans = [
    { text: title, ...plain },
    { text: tail, ...plain, whole: true },
  ].filter(({ text }) => text !== '');
  const lines = setLines(spans, fonts, {
    width: frame.width - NUMBER_ROOM - 10,
    left: look.indent,
  });
  flow.space(look.before);
  flow.need((lines.length + (keepWithNext ? 1 : 0)) * look.pitch);
  const top = flow.y;
  const part = newPart('Link', newPart('Reference', flow.part('TOCI')));
  lines.forEach((line, i) => {
    flow.within(part, () => flow.draw(lineStrip(line, look.pitch), frame.x, flow.y));
    if (i === lines.length - 1) {
      const y = flow.y + look.pitch / 2 + look.size * 0.3;
      const from = frame.x + line.width + 5;
      const to = frame.x + frame.width - NUMBER_ROOM;
      if (to > from + 6)
        flow.page.items.push({
          kind: 'line',
          x1: from,
          y1: y,
          x2: to,
          y2: y,
          ...DOTS,
        });
      const ref = refStrip(fonts, entry.piece, 'first', NUMBER_ROOM, look.size, 'right');
      const drop = (look.pitch - ref.height) / 2;
      const number = shiftStrip(ref, 0, drop).items.map((item) => ({ ...item, part }));
      flow.draw(
        { height: ref.height, items: number, links: [] },
        frame.x + frame.width - NUMBER_ROOM,
        flow.y,
      );
    }
    flow.y += look.pitch;
  });
  flow.page.links.push({
    x: frame.x + look.indent,
    y: top,
    width: frame.width - look.indent,
    height: flow.y - top,
    target: { piece: entry.piece },
    part,
  });
}

export interface DividerData {
  /** Null for what the list does not number: the departments' reports. */
  no: number | null;
  title: string;
  /** Units of the chapter that the volume holds. */
  entries: { title: string; piece: string }[];
}

export function chapterDivider(data: DividerData, fonts: FontSet, options: PageOptions = {}): PageContent[] {
  const flow = new Flow(fonts, PORTRAIT);
  flow.y = flow.frame.y + mm(38);
  const heading = flow.part('H1');
  flow.within(heading, () => {
    if (data.no !== null)
      flow.paragraph([{ text: wordsOf(options.lang).chapter(data.no), role: 'kai', size: 20 }], {
        align: 'center',
        pitch: 34,
      });
  });
  flow.y += 8;
  // The list numbers its chapters 一、 or （一）; 第一部分 says it already.
  const numbered = data.no === null ? '' : `（${chineseNumber(data.no)}）`;
  const title = data.title.replace(/^[一二三四五六七八九十]+、/, '').replace(numbered, '');
  flow.within(heading, () => {
    for (const line of breakTitle(title, fonts, 'biaosong', 28, flow.frame.width))
      flow.paragraph([{ text: line, role: 'biaosong', size: 28 }], { align: 'center', pitch: 44 });
  });
  flow.y += 10;
  const { x, width } = flow.frame;
  const y = flow.y;
  flow.page.items.push({
    kind: 'line',
    x1: x + width * 0.3,
    y1: y,
    x2: x + width * 0.7,
    y2: y,
    width: 1.2,
    color: RED,
  });
  flow.y += 30;
  // A long list in a smaller size: 60 units on two pages.
  const level = data.entries.length > 14 ? 2 : 1;
  flow.within('TOC', () => {
    for (const { title, piece } of data.entries) entryLine(flow, { title, piece, level }, false);
  });
  return flow.pages;
}
