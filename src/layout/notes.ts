/** 编制说明: what the dossier is made from, how its numbers are read, and what could not be shown as it is. */
import { Cells } from './cells.js';
import { listColumns } from './columns.js';
import { Flow } from './flow.js';
import type { FontSet } from './fonts.js';
import type { PageContent } from './page.js';
import type { PageOptions } from './statement.js';
import { BODY_TRACKING, PORTRAIT } from './style.js';
import { type CellSpec, placeTable } from './table.js';
import { placeTitle } from './title.js';
import { wordsOf } from './words.js';

export interface NotesData {
  /** Numbered 一、二、 by the page. */
  sections: { title: string; paragraphs: string[] }[];
  /** What stands for a file that could not be shown, or is missing of one. Below the last section. */
  unshown: { number: string; title: string; reason: string; piece: string }[];
}

/** 四号: one step below the body of documents, so that the notes keep to a page or two. */
const SIZE = 14;
const PITCH = 24;

/** Of the lines' pitch, where that saves a page: a last page of two lines is no page that anybody wants to turn to. */
const TIGHT = 0.9;

/** Lines that the head and the first row of the table below take: what leads to it goes over with them. */
const TABLE_START = 3;

export function notes(data: NotesData, fonts: FontSet, options: PageOptions = {}): PageContent[] {
  const loose = notesPages(data, fonts, options, PITCH);
  const tight = loose.length > 1 ? notesPages(data, fonts, options, PITCH * TIGHT) : loose;
  return tight.length < loose.length ? tight : loose;
}

function notesPages(data: NotesData, fonts: FontSet, options: PageOptions, pitch: number): PageContent[] {
  const words = wordsOf(options.lang);
  const flow = new Flow(fonts, PORTRAIT);
  placeTitle(flow, words.editorial, { after: 10 });
  const tracking = BODY_TRACKING;
  const firstIndent = 2 * (SIZE + tracking);
  data.sections.forEach(({ title, paragraphs }, i) => {
    const head = `${words.section(i + 1)}${title}`;
    flow.paragraph([{ text: head, role: 'hei', size: SIZE }], {
      pitch,
      before: i === 0 ? 0 : 4,
      keep: 1,
      firstIndent,
    });
    for (const text of paragraphs) {
      const leads = data.unshown.length > 0 && text === data.sections.at(-1)?.paragraphs.at(-1);
      flow.paragraph([{ text, role: 'fangsong', size: SIZE }], {
        pitch,
        // Words are too long for both edges to be flush.
        align: options.lang === 'en' ? 'left' : 'justify',
        tracking,
        firstIndent,
        keep: leads ? TABLE_START : 0,
      });
    }
  });
  if (data.unshown.length > 0) unshown(flow, data.unshown, options);
  return flow.pages;
}

function unshown(flow: Flow, rows: NotesData['unshown'], options: PageOptions): void {
  const words = wordsOf(options.lang);
  const { number, title, page } = words.catalogueColumns;
  const listed = [
    { head: number, most: 96, texts: rows.map((row) => row.number) },
    { head: title, most: null, texts: null },
    { head: words.reason.replaceAll('\u3000', ''), most: 150, texts: rows.map((row) => row.reason) },
    { head: page, most: 54, texts: null },
  ];
  const columns = listColumns(listed, flow.fonts, flow.frame.width);
  const cells = new Cells(flow.fonts, columns);
  const head = listed.map((column, i) => cells.text(i, column.head, { role: 'hei', align: 'center' }));
  const body = rows.map((row): { header: boolean; cells: CellSpec[] } => ({
    header: false,
    cells: [
      cells.text(0, row.number, { align: 'center' }),
      cells.text(1, row.title),
      cells.text(2, row.reason),
      cells.ref(3, row.piece, 'first'),
    ],
  }));
  flow.space(6);
  placeTable(flow, columns, [{ header: true, cells: head }, ...body], flow.frame.x);
}
