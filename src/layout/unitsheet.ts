/** The sheet before each submission unit: what the list asks for, verbatim, and what has been delivered. */
import type { MaterialState } from '../model/document.js';
import type { Unit } from '../model/pack.js';
import { backLink } from './back.js';
import { Cells, refStrip, spanOf } from './cells.js';
import { Flow, lineStrip, type Strip, shiftStrip } from './flow.js';
import type { FontSet } from './fonts.js';
import { type Span, setLines } from './lines.js';
import type { PageContent, PageItem, PageLink } from './page.js';
import type { PageOptions } from './statement.js';
import { DOTS, GREY, PORTRAIT, RED, TABLE_SIZE } from './style.js';
import { placeTable, type RowSpec, type TableLook } from './table.js';
import { placeTitle } from './title.js';
import { type Words, wordsOf } from './words.js';

export interface UnitSheetData {
  unit: Unit;
  /** Departments that delivered something. */
  departments: string[];
  statements: {
    title: string;
    department: string | null;
    /** "498", or a range "498–503"; null if it was not delivered or could not be counted. */
    words: string | null;
    /** Piece of the statement; null if it was not delivered. */
    piece: string | null;
  }[];
  /** Materials by state; states that do not occur may be left out. */
  counts: Partial<Record<MaterialState, number>>;
  /** Materials that the catalogues register as files and that are not there; 0 if absent. */
  missing?: number;
  catalogues: { department: string | null; piece: string }[];
  /** The contents, which the sheet leads back to; absent = none. */
  back?: string;
}

interface Setting {
  look: TableLook;
  /** Distance of lines, em. */
  leading: number;
}

const WIDE: Setting = {
  look: { padX: 7, padY: 5.5, line: 0.5, color: GREY, headFill: null },
  leading: 1.45,
};
/** For a sheet that would run over by a few lines. */
const TIGHT: Setting = { look: { ...WIDE.look, padY: 3.5 }, leading: 1.3 };
/** Four Chinese characters, 「Statements」. */
const LABEL_WIDTH = 86;
const STATES: MaterialState[] = ['file', 'url', 'on-site', 'paper', 'superior', 'none', 'withheld'];

export function unitSheet(data: UnitSheetData, fonts: FontSet, options: PageOptions = {}): PageContent[] {
  const wide = sheetPages(data, fonts, options, WIDE);
  if (wide.length === 1) return wide;
  const tight = sheetPages(data, fonts, options, TIGHT);
  return tight.length < wide.length ? tight : wide;
}

function sheetPages(
  data: UnitSheetData,
  fonts: FontSet,
  options: PageOptions,
  { look, leading }: Setting,
): PageContent[] {
  const words = wordsOf(options.lang);
  const flow = new Flow(fonts, PORTRAIT);
  const { unit } = data;
  flow.paragraph([{ text: words.unit(unit.key), role: 'kai', size: 16, color: RED }], {
    align: 'center',
    pitch: 26,
  });
  placeTitle(flow, unit.name, { after: 12 });
  const columns = [LABEL_WIDTH, flow.frame.width - LABEL_WIDTH];
  const cells = new Cells(fonts, columns, look, leading);
  const row = (label: string, strips: Strip[]): RowSpec => ({
    header: false,
    cells: [
      cells.text(0, label, { role: 'hei', size: TABLE_SIZE, align: 'center', fill: 'F7F3F2', head: true }),
      cells.strips(1, strips, { vertical: 'middle' }),
    ],
  });
  const verbatim = (text: string): Strip[] => paragraphs(cells, text);
  // Headings of the list end in a stop; in a path they are words among others.
  const sections = unit.sections.map((section) => section.title.replace(/。$/, ''));
  const place = [unit.chapter.title, ...sections].join(sections.length > 1 ? '\n' : '\u3000›\u3000');
  const rows: RowSpec[] = [
    row(words.system, verbatim(place)),
    row(words.indicators, indicators(unit, cells, words)),
  ];
  // Lists of another place may lack a column, and ask for no statement.
  if (unit.materials.trim() !== '') rows.push(row(words.materials, verbatim(unit.materials)));
  if (unit.notes.trim() !== '') rows.push(row(words.notes, verbatim(unit.notes)));
  if (unit.leadText.trim() !== '') rows.push(row(words.leads, verbatim(unit.leadText)));
  if (data.departments.length > 0) rows.push(row(words.delivered, verbatim(data.departments.join('、'))));
  if (unit.statements.length > 0 || data.statements.length > 0)
    rows.push(row(words.statements, statements(data, cells, fonts, words)));
  rows.push(row(words.evidence, evidence(data, cells, fonts, words)));
  placeTable(flow, columns, rows, flow.frame.x, look);
  if (data.back !== undefined) backLink(flow.pages, fonts, words.backToContents, data.back);
  return flow.pages;
}

/** Text of the list with its own line breaks, long lines flush on both sides. */
function paragraphs(cells: Cells, text: string): Strip[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .flatMap((line) => cells.set(1, [spanOf(line, { size: TABLE_SIZE })], { align: 'justify' }));
}

function indicators(unit: Unit, cells: Cells, words: Words): Strip[] {
  return unit.indicators.flatMap((indicator) => {
    const head = spanOf(`${words.indicatorNo(indicator.no)}\u3000`, { role: 'hei', size: TABLE_SIZE });
    const body = spanOf(indicator.text, { size: TABLE_SIZE });
    const note = indicator.verbatim ? [] : [spanOf(words.reported, { size: TABLE_SIZE - 2, color: GREY })];
    return cells.set(1, [head, body, ...note], { align: 'justify' });
  });
}

function statements(data: UnitSheetData, cells: Cells, fonts: FontSet, words: Words): Strip[] {
  if (data.statements.length === 0) return paragraphs(cells, words.noStatement);
  return data.statements.flatMap((one) => {
    const link: PageLink['target'] | undefined = one.piece ? { piece: one.piece } : undefined;
    const title = spanOf(`《${innerMarks(one.title)}》`, { size: TABLE_SIZE, ...(link ? { link } : {}) });
    const facts = [
      one.department ?? '',
      one.piece === null ? words.noStatement : one.words === null ? '' : words.words(one.words),
    ].filter((fact) => fact !== '');
    const tail = spanOf(facts.length > 0 ? `（${facts.join('，')}）` : '', {
      size: TABLE_SIZE,
      color: one.piece === null ? RED : GREY,
    });
    // 「（司法局，498字）」 goes to the next line whole.
    tail.whole = tail.text.length <= SHORT_TAIL;
    const spans = [title, tail];
    return one.piece === null ? cells.set(1, spans) : leader(cells, fonts, spans, one.piece);
  });
}

/** Longest text behind a title that is not torn, characters. */
const SHORT_TAIL = 22;

/** Within 《》 stand 〈〉 (GB/T 15834-2011 §4.15). */
function innerMarks(title: string): string {
  return title.replaceAll('《', '〈').replaceAll('》', '〉');
}

function evidence(data: UnitSheetData, cells: Cells, fonts: FontSet, words: Words): Strip[] {
  const counted = STATES.filter((state) => (data.counts[state] ?? 0) > 0).map((state) =>
    words.counts[state](data.counts[state] ?? 0),
  );
  const missing = data.missing ?? 0;
  const gap = missing > 0 ? words.missingCount(missing) : '';
  const said = counted.join(words.listSeparator) + (counted.length > 0 && gap ? words.listSeparator : '');
  const end = counted.length > 0 || gap ? words.stop : words.noEvidence;
  const strips = cells.set(1, [
    spanOf(said, { size: TABLE_SIZE }),
    spanOf(gap, { size: TABLE_SIZE, color: RED }),
    spanOf(end, { size: TABLE_SIZE }),
  ]);
  for (const { department, piece } of data.catalogues) {
    const text = `${words.catalogue}${department ? `（${department}）` : ''}`;
    strips.push(...leader(cells, fonts, [spanOf(text, { size: TABLE_SIZE, link: { piece } })], piece));
  }
  return strips;
}

/** Room for five digits of a page number, and around the dots before it, pt. */
const NUMBER_ROOM = TABLE_SIZE * 2.8;
const DOTS_GAP = 4;
/** Fewer dots than these look like specks. */
const LEAST_DOTS = 14;

/** As in the contents: a title, dots, the number of the page on which the piece begins at the right edge. */
function leader(cells: Cells, fonts: FontSet, spans: Span[], piece: string): Strip[] {
  const width = cells.widthOf(1);
  const lines = setLines(spans, fonts, { width, inset: NUMBER_ROOM });
  return lines.map((line, i) => {
    const strip = lineStrip(line, TABLE_SIZE * cells.leading);
    if (i < lines.length - 1) return strip;
    const ref = refStrip(fonts, piece, 'first', NUMBER_ROOM, TABLE_SIZE, 'right');
    const { items, links } = shiftStrip(ref, width - NUMBER_ROOM, (strip.height - ref.height) / 2);
    const y = strip.height / 2 + TABLE_SIZE * 0.3;
    const [x1, x2] = [line.width + DOTS_GAP, width - NUMBER_ROOM];
    const dots: PageItem[] = x2 > x1 + LEAST_DOTS ? [{ kind: 'line', x1, y1: y, x2, y2: y, ...DOTS }] : [];
    return { ...strip, items: [...strip.items, ...dots, ...items], links: [...strip.links, ...links] };
  });
}
