/** A file that was read. Bad input is a document too: `unreadable`, with its reason. */
import type { Floating } from './floating.js';

export type Document =
  | WordDocument
  | CatalogueDocument
  | SheetDocument
  | PdfDocument
  | OfdDocument
  | ImageDocument
  | TextDocument
  | OtherDocument
  | UnreadableDocument;

/** 字数 as Word shows it; low = high = count where no mark is ambiguous. */
export interface WordCount {
  count: number;
  low: number;
  high: number;
}

/** What Word leaves out of its count by default, counted apart, 字. */
export interface ExcludedWords {
  textBoxes: number;
  footnotes: number;
  endnotes: number;
  headers: number;
  footers: number;
  hidden: number;
  deleted: number;
  comments: number;
}

export interface WordDocument {
  kind: 'word';
  path: string;
  blocks: Block[];
  textBoxes: Block[][];
  footnotes: Block[][];
  endnotes: Block[][];
  headers: Block[];
  footers: Block[];
  comments: string[];
  revisions: { inserted: number; deleted: number };
  /** Text marked hidden, joined. */
  hiddenText: string;
  properties: {
    title?: string;
    creator?: string;
    lastModifiedBy?: string;
    created?: string;
    modified?: string;
  };
  words: WordCount;
  excluded: ExcludedWords;
  /** Old formats give text and tables, but neither fonts nor numbering. */
  format: 'docx' | 'doc';
  /** Pictures, charts and drawings that an old format holds and that were not read; absent = all were. */
  picturesLeftOut?: number;
  /** Shapes of its pages, in order; absent = the file gives none (old formats). */
  sections?: Section[];
  activeContent: ActiveContent[];
}

/** A run of pages of one shape. All lengths in pt. */
export interface Section {
  /** Index in `blocks` of its first block. */
  from: number;
  /** Of the page as it is seen: a landscape one is wider than high. */
  width: number;
  height: number;
  margins: { top: number; right: number; bottom: number; left: number };
  /** Begins on a page of its own. */
  newPage: boolean;
  /** Distance of the lines of the document grid (文档网格); null = none. */
  gridPitch: number | null;
  /** Page numbers included (`TextRun.pageNumber`). */
  headers: MarginText[];
  footers: MarginText[];
}

/** What stands in the top or bottom margin of a section's first page, its other pages, or those with even numbers. */
export interface MarginText {
  pages: 'first' | 'default' | 'even';
  blocks: Block[];
}

/** What a file does besides being read, each kind once. */
export interface ActiveContent {
  what:
    | 'macro'
    | 'javascript'
    | 'launch'
    | 'embedded-file'
    | 'ole'
    | 'external-link'
    | 'external-template'
    | 'remote-submit';
  /** Names of parts or targets, as the file has them, at most a few. */
  detail: string;
}

export type Block = Paragraph | Table;

export interface Paragraph {
  kind: 'paragraph';
  inlines: Inline[];
  /** Style name as in Word's list ("heading 1", "Title"), lower case. */
  style: string | null;
  /** 1–9 for a heading, else null. */
  headingLevel: number | null;
  alignment: 'left' | 'center' | 'right' | 'justify' | null;
  /** The label that Word would print before it ("一、", "1."), else null. Not text: not counted. */
  label: string | null;
  /** pt; null = as the style says. */
  firstLineIndent: number | null;
  pageBreakBefore: boolean;
  words: WordCount;
  /** How it stands on the page; absent = the file does not say (old formats). */
  format?: ParagraphFormat;
}

/** All lengths in pt; styles and list levels are applied. */
export interface ParagraphFormat {
  left: number;
  right: number;
  /** Of the first line, from `left`; negative = hanging. */
  firstLine: number;
  before: number;
  after: number;
  /** `multiple` is a factor, the others are pt; null = single. */
  line: { rule: 'exact' | 'least' | 'multiple'; value: number } | null;
  /** No space between it and a neighbour of the same style. */
  contextual: boolean;
  keepNext: boolean;
  tabs: TabStop[];
  /** RRGGBB */
  fill: string | null;
  borders: Partial<Record<Side, Border>>;
  /** Size of its mark, which an empty paragraph is as high as; null = not said. */
  size: number | null;
  /** What stands between its label and its text. */
  suffix: 'tab' | 'space' | 'nothing';
  /** Text boxes anchored in it: indexes in `WordDocument.textBoxes`. */
  boxes: number[];
}

export interface TabStop {
  /** From the left edge of the type area, pt. */
  at: number;
  align: 'left' | 'center' | 'right';
  /** What fills the gap; null = nothing. */
  leader: 'dots' | 'line' | null;
}

export type Side = 'top' | 'right' | 'bottom' | 'left';

export interface Border {
  /** pt */
  width: number;
  /** RRGGBB; null = automatic. */
  color: string | null;
  style: 'single' | 'double' | 'dashed' | 'dotted';
}

export type Inline = TextRun | PictureInline | BreakInline | NoteInline;

/** The mark of a footnote or endnote. Not text: not counted. */
export interface NoteInline {
  kind: 'note';
  of: 'footnote' | 'endnote';
  /** In `footnotes` or `endnotes`. */
  index: number;
}

export interface TextRun {
  kind: 'text';
  text: string;
  bold: boolean;
  italic: boolean;
  underline: boolean;
  /** Struck through, once or twice: it stands there, but is not meant. Absent = no. */
  strike?: boolean;
  /** Raised (m²) or lowered (CO₂); absent = on the line. */
  script?: 'super' | 'sub';
  /** pt */
  size: number | null;
  /** RRGGBB */
  color: string | null;
  /** Target of the hyperlink it lies in. */
  href: string | null;
  /** Name of the font that its text calls for, theme resolved; absent = not said. */
  font?: string;
  /** Highlight or shading behind it, RRGGBB. */
  fill?: string;
  /** Result of a field that prints the page's number or the number of pages. */
  pageNumber?: true;
}

export interface PictureInline {
  kind: 'picture';
  /** Key for the reader's `picture()`; bytes are fetched only when a page needs them. */
  part: string;
  /** `application/x-chart` for a chart or diagram: there is no picture of it, `description` says what it is. */
  mime: string;
  /** pt, as shown. */
  width: number;
  height: number;
  /** Alternative text. */
  description: string;
  /** Where it stands if it lies over or under the text and takes no room in it, as a seal does; absent = in the text. */
  floating?: Floating;
}

export interface BreakInline {
  kind: 'break';
  what: 'line' | 'page' | 'tab';
}

export interface Table {
  kind: 'table';
  rows: TableRow[];
  /** pt, of the grid; empty if the file has none. */
  columnWidths: number[];
  /** How it stands on the page; absent = the file does not say (old formats). */
  format?: TableFormat;
}

export interface TableFormat {
  align: 'left' | 'center' | 'right';
  /** From the left edge of the type area, pt. */
  indent: number;
  /** pt, or a share of the type area; null = as its columns. */
  width: { pt: number } | { share: number } | null;
}

export interface TableRow {
  /** Repeats on each page. */
  header: boolean;
  cells: TableCell[];
  /** Least height, pt. */
  height?: number;
}

export interface TableCell {
  blocks: Block[];
  colSpan: number;
  rowSpan: number;
  /** How it looks; absent = the file does not say (old formats). */
  format?: CellFormat;
}

/** Table style, conditions and direct format applied. */
export interface CellFormat {
  /** RRGGBB */
  fill: string | null;
  vertical: 'top' | 'middle' | 'bottom';
  /** A side that is absent has no line. */
  borders: Partial<Record<Side, Border>>;
  /** Space between border and text, pt. */
  padding: Record<Side, number>;
  /** Lines run downwards (竖排). */
  upright: boolean;
}

/**
 * A material's state as the catalogue registers it. `withheld` is said by no catalogue: in the version to publish it
 * stands for what is marked internal.
 */
export type MaterialState = 'file' | 'url' | 'on-site' | 'paper' | 'superior' | 'none' | 'withheld';

export interface CatalogueDocument {
  kind: 'catalogue';
  path: string;
  format: 'xlsx' | 'docx' | 'csv' | 'xls' | 'doc';
  /** Sheet or table that held it. */
  sheet: string;
  /** 1-based row of the head, and the head's cells as written. */
  headRow: number;
  columns: string[];
  /** Lines above the head row (and, in Word, above the table and in the page header), top first; blank ones left out. */
  preamble: string[];
  entries: CatalogueEntry[];
  activeContent: ActiveContent[];
}

export interface CatalogueEntry {
  /** 1-based row in the sheet or table. */
  row: number;
  /** Sheet that holds it, where that is not the catalogue's first. */
  sheet?: string;
  /** 序号 as written; '' if empty. */
  number: string;
  /** The 序号 is a formula whose result the file does not hold. */
  numberPending?: true;
  title: string;
  documentNumber: string;
  responsible: string;
  date: string;
  urls: string[];
  /** Raw text of the URL cell. */
  urlText: string;
  pages: string;
  classification: string;
  /** Raw word of the state column; '' if empty. */
  stateText: string;
  /** From the state word, else from what the row has; `file` where nothing says otherwise. */
  state: MaterialState;
  /** False where `stateText` is no state word that is known. */
  stateKnown: boolean;
  remark: string;
  /** Columns that the convention does not know, kept. */
  extra: Record<string, string>;
}

/** A workbook or CSV that is evidence: its tables as text, as they are shown. */
export interface SheetDocument {
  kind: 'sheet';
  path: string;
  format: 'xlsx' | 'csv' | 'xls';
  /** Hidden sheets are left out. */
  sheets: SheetTable[];
  activeContent: ActiveContent[];
}

export interface SheetTable {
  name: string;
  /** Without hidden and without empty rows and columns. */
  rows: string[][];
  /** Merged areas over `rows`; their text stands in the top left cell. Absent = none. */
  spans?: SheetSpan[];
  /** 1-based, as the program shows them; absent = 1, 2, 3 … */
  rowNumbers?: number[];
}

/** 0-based place of the top left cell. */
export interface SheetSpan {
  row: number;
  column: number;
  rowSpan: number;
  colSpan: number;
}

export interface PdfDocument {
  kind: 'pdf';
  path: string;
  pages: number;
  /** pt, as shown (rotation applied), first page first; at most the first 50. */
  sizes: { width: number; height: number }[];
  /** Text of the first pages; '' for a scan. */
  text: string;
  /** Pages that `text` was read from. */
  textPages: number;
  title: string;
  /** First page first; as many as were looked at. */
  pageFacts: PageFact[];
  activeContent: ActiveContent[];
  /** Nothing but scans, and its structure is sound: `pages` are what any reader finds. */
  plain?: true;
}

/** The national fixed-layout format. */
export interface OfdDocument {
  kind: 'ofd';
  path: string;
  pages: number;
  /** pt, first page first; at most the first 50. */
  sizes: { width: number; height: number }[];
  /** Text of the first pages, parted by form feeds; '' for a scan. */
  text: string;
  /** Pages that `text` was read from. */
  textPages: number;
  title: string;
}

/** What a page of a PDF is made of. */
export interface PageFact {
  /**
   * Dots per inch of the scan that the page is: of the pictures that cover it, the finest, the smaller of both ways.
   * null where none cover it, or where more than a page number is written on top: they are a background then.
   */
  dpi: number | null;
  /** Has text that can be searched, if only that which text recognition put over a scan. */
  text: boolean;
  /** Nothing is to be seen on it; null where that was not looked into. */
  blank: boolean | null;
}

/** One picture as its file states it; a TIFF holds several. */
export interface ImageFrame {
  /** px, before EXIF turn. */
  width: number;
  height: number;
  /** Dots per inch from the file; null if it does not say. */
  dpi: number | null;
  /** EXIF orientation 1–8. */
  orientation: number;
  /** Height of a pixel by its width: 2.08 for a fax of 204 × 98 dpi, else 1. */
  pixelAspect: number;
}

/** The measures are those of its first page. */
export interface ImageDocument extends ImageFrame {
  kind: 'image';
  path: string;
  format: string;
  /** One a page: several for a TIFF of many pages, else one. */
  frames: ImageFrame[];
  /** False for what nothing here unpacks: HEIC, and JPEG that is lossless, arithmetic or of 12 bits. */
  drawable: boolean;
}

export interface TextDocument {
  kind: 'text';
  path: string;
  text: string;
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';
}

/** In the inventory, not opened: video, archive, old formats. */
export interface OtherDocument {
  kind: 'other';
  path: string;
}

export interface UnreadableDocument {
  kind: 'unreadable';
  path: string;
  reason: UnreadableReason;
  /** What the library or system said, for the log; never shown alone. */
  detail: string;
}

export type UnreadableReason =
  | 'damaged'
  | 'encrypted'
  | 'not-the-format'
  | 'no-head-row'
  | 'denied'
  | 'too-large'
  | 'timeout'
  | 'old-format'
  | 'empty';
