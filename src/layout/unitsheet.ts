/** The sheet before each submission unit: what the list asks for, verbatim, and what has been delivered. */
import type { MaterialState } from '../model/document.js';
import type { Unit } from '../model/pack.js';
import { backLink } from './back.js';
import { Cells, refStrip, spanOf } from './cells.js';
import { Flow, type Strip } from './flow.js';
import type { FontSet } from './fonts.js';
import type { PageContent, PageLink } from './page.js';
import type { PageOptions } from './statement.js';
import { GREY, PORTRAIT, RED, TABLE_SIZE } from './style.js';
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

const LOOK: TableLook = { padX: 7, padY: 5.5, line: 0.5, color: GREY, headFill: null };
/** Four Chinese characters, 「Statements」. */
const LABEL_WIDTH = 86;
const STATES: MaterialState[] = ['file', 'url', 'on-site', 'paper', 'superior', 'none', 'withheld'];

export function unitSheet(data: UnitSheetData, fonts: FontSet, options: PageOptions = {}): PageContent[] {
  const words = wordsOf(options.lang);
  const flow = new Flow(fonts, PORTRAIT);
  const { unit } = data;
  flow.paragraph([{ text: words.unit(unit.key), role: 'kai', size: 16, color: RED }], {
    align: 'center',
    pitch: 26,
  });
  placeTitle(flow, unit.name, { after: 12 });
  const columns = [LABEL_WIDTH, flow.frame.width - LABEL_WIDTH];
  const cells = new Cells(fonts, columns, LOOK);
  const row = (label: string, strips: Strip[]): RowSpec => ({
    header: false,
    cells: [
      cells.text(0, label, { role: 'hei', size: TABLE_SIZE, align: 'center', fill: 'F7F3F2', head: true }),
      cells.strips(1, strips, { vertical: 'middle' }),
    ],
  });
  const verbatim = (text: string): Strip[] => paragraphs(cells, text);
  const sections = unit.sections.map((section) => section.title);
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
    rows.push(row(words.statements, statements(data, cells, words)));
  rows.push(row(words.evidence, evidence(data, cells, fonts, (columns[1] ?? 0) - 2 * LOOK.padX, words)));
  placeTable(flow, columns, rows, flow.frame.x, LOOK);
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

function statements(data: UnitSheetData, cells: Cells, words: Words): Strip[] {
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
    return cells.set(1, [title, tail], { align: 'justify' });
  });
}

/** Within 《》 stand 〈〉 (GB/T 15834-2011 §4.15). */
function innerMarks(title: string): string {
  return title.replaceAll('《', '〈').replaceAll('》', '〉');
}

function evidence(data: UnitSheetData, cells: Cells, fonts: FontSet, width: number, words: Words): Strip[] {
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
    const lead = spanOf(
      `${words.catalogue}${department ? `（${department}）` : ''}\u3000${words.pageStart}`,
      {
        size: TABLE_SIZE,
        link: { piece },
      },
    );
    strips.push(pageLine(cells, fonts, lead, piece, width, words));
  }
  return strips;
}

/** 「证明材料目录　第 12 页」: the number is drawn by the writer into room for five digits. */
function pageLine(
  cells: Cells,
  fonts: FontSet,
  lead: ReturnType<typeof spanOf>,
  piece: string,
  width: number,
  words: Words,
): Strip {
  const room = TABLE_SIZE * 2.9;
  const lines = cells.set(1, [lead]);
  const [line] = lines;
  if (!line || lines.length > 1) return line ?? { height: 0, items: [], links: [] };
  const from = Math.min(fonts.measure(lead.role, lead.text, TABLE_SIZE) + 2, width - 60);
  const ref = refStrip(fonts, piece, 'first', room, TABLE_SIZE, 'center');
  const tail = cells.set(1, [spanOf(words.pageEnd || ' ', { size: TABLE_SIZE })])[0];
  const move = (strip: Strip, dx: number): Strip => ({
    height: line.height,
    items: strip.items.map((item) => ('x' in item ? { ...item, x: item.x + dx } : item)),
    links: strip.links.map((link) => ({ ...link, x: link.x + dx })),
  });
  const parts = [line, move(ref, from), ...(tail ? [move(tail, from + room)] : [])];
  return {
    height: line.height,
    items: parts.flatMap((part) => part.items),
    links: parts.flatMap((part) => part.links),
  };
}
