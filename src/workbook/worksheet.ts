/**
 * One sheet as XML, row by row, with its relationships beside it. The elements stand in the order of CT_Worksheet
 * (ECMA-376 §18.3.1.99): Excel offers to repair a file that has another. What accumulates is bounded: links by Excel's
 * limit, merged cells and formats by the few tables of a sheet. May not know what a sheet says.
 */
import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import { drawingParts, type PlacedChart } from './chart.js';
import { type OpenBook, PACKAGE_RELATIONSHIPS, RELATIONSHIPS } from './parts.js';
import type { Tone } from './style.js';
import { escapeCell, escapeXml, XML } from './xml.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** Excel takes no more links on a sheet (its published limits); what comes after stays plain text. */
export const MOST_LINKS = 65_530;
/** Rows of a sheet, likewise. */
export const MOST_ROWS = 1_048_576;
/** Characters of a page header or footer with its codes, likewise: a longer one makes Excel repair the file. */
const LONGEST_HEADER = 255;
/** ISO A4 in the numbering of ECMA-376 §18.3.1.63. */
const A4 = 9;

export interface Cell {
  /** 1-based. */
  column: number;
  value: string | number | null;
  /** Index into cellXfs. */
  style: number;
}

export interface Frame {
  /** Widths of the columns, in half-width characters. */
  widths: readonly number[];
  /** Columns and rows that stay in sight. */
  frozen: { columns: number; rows: number };
  selected: boolean;
}

export interface Closing {
  /** "A5:U104"; null where there is nothing to filter. */
  filter: string | null;
  formats: { range: string; rules: { word: string; tone: Tone }[] }[];
  header: { left: string; centre: string; right: string };
  /** With the codes of page numbers. */
  footer: string;
  charts: readonly PlacedChart[];
  /** All of it on one printed page; else one page wide, and as many as it takes. */
  onePage: boolean;
}

/** "A" for 1, "AA" for 27. */
export function letters(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** The links of a sheet, that stand below its rows: kept compressed until then, a twentieth of their size. */
class LinkList {
  readonly #packed: Uint8Array[] = [];
  #text = '';
  count = 0;

  add(link: string): void {
    this.count += 1;
    this.#text += link;
    if (this.#text.length < 1 << 16) return;
    this.#packed.push(deflateSync(strToU8(this.#text), { level: 1 }));
    this.#text = '';
  }

  *texts(): Generator<string> {
    for (const packed of this.#packed) yield strFromU8(inflateSync(packed));
    yield this.#text;
  }
}

export class Worksheet {
  readonly #book: OpenBook;
  readonly #part: { write(text: string): void; close(): void };
  readonly #no: number;
  readonly #merged: string[] = [];
  readonly #links = new LinkList();
  #relationships: { write(text: string): void; close(): void } | null = null;
  #related = 0;
  #row = 0;

  constructor(book: OpenBook, no: number, frame: Frame) {
    this.#book = book;
    this.#no = no;
    this.#part = book.archive.open(`xl/worksheets/sheet${no}.xml`);
    const columns = frame.widths.map(
      (width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`,
    );
    this.#part.write(
      [
        `${XML}<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}">`,
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
        `<sheetViews><sheetView showGridLines="0"${frame.selected ? ' tabSelected="1"' : ''} workbookViewId="0">${panes(frame)}</sheetView></sheetViews>`,
        '<sheetFormatPr defaultRowHeight="16" customHeight="1"/>',
        `<cols>${columns.join('')}</cols>`,
        '<sheetData>',
      ].join(''),
    );
  }

  /** Number of the last row, 0 before the first. */
  get lastRow(): number {
    return this.#row;
  }

  /**
   * @param height pt; null for the sheet's own
   * @param fixed false where a program may fit the height to the text by its own fonts
   * @returns number of the row
   */
  row(cells: readonly Cell[], height: number | null, fixed: boolean): number {
    this.#row += 1;
    const at = this.#row;
    const own = height === null ? '' : ` ht="${height}"${fixed ? ' customHeight="1"' : ''}`;
    let xml = `<row r="${at}"${own}>`;
    for (const { column, value, style } of cells) {
      const head = `<c r="${letters(column)}${at}" s="${style}"`;
      if (value === null) xml += `${head}/>`;
      else if (typeof value === 'number') xml += `${head}><v>${value}</v></c>`;
      else xml += `${head} t="inlineStr"><is><t>${escapeCell(value)}</t></is></c>`;
    }
    this.#part.write(`${xml}</row>`);
    return at;
  }

  merge(row: number, first: number, last: number): void {
    this.#merged.push(`<mergeCell ref="${letters(first)}${row}:${letters(last)}${row}"/>`);
  }

  /**
   * @param target a relative file or an address; a place in this workbook where it begins with #
   * @returns false where the sheet has as many links as Excel takes
   */
  link(address: string, target: string): boolean {
    if (this.#links.count >= MOST_LINKS) return false;
    if (target.startsWith('#')) {
      this.#links.add(`<hyperlink ref="${address}" location="${escapeXml(target.slice(1))}"/>`);
    } else {
      const id = this.#relate(`${RELATIONSHIPS}/hyperlink`, target, true);
      this.#links.add(`<hyperlink ref="${address}" r:id="${id}"/>`);
    }
    return true;
  }

  /** Ends the sheet with what stands below its data. */
  close({ filter, formats, header, footer, charts, onePage }: Closing): void {
    const put = (text: string) => this.#part.write(text);
    put('</sheetData>');
    if (filter !== null) put(`<autoFilter ref="${filter}"/>`);
    if (this.#merged.length > 0) {
      put(`<mergeCells count="${this.#merged.length}">${this.#merged.join('')}</mergeCells>`);
    }
    let priority = 0;
    for (const { range, rules } of formats) {
      const written = rules.map(({ word, tone }) => {
        priority += 1;
        const dxf = this.#book.styles.ofTone(tone);
        const quoted = escapeXml(`"${word.replaceAll('"', '""')}"`);
        return `<cfRule type="cellIs" dxfId="${dxf}" priority="${priority}" operator="equal"><formula>${quoted}</formula></cfRule>`;
      });
      put(`<conditionalFormatting sqref="${range}">${written.join('')}</conditionalFormatting>`);
    }
    if (this.#links.count > 0) {
      put('<hyperlinks>');
      for (const some of this.#links.texts()) put(some);
      put('</hyperlinks>');
    }
    put('<printOptions horizontalCentered="1"/>');
    put('<pageMargins left="0.4" right="0.4" top="0.7" bottom="0.6" header="0.3" footer="0.3"/>');
    put(
      `<pageSetup paperSize="${A4}" orientation="landscape" fitToWidth="1" fitToHeight="${onePage ? 1 : 0}"/>`,
    );
    put(
      `<headerFooter><oddHeader>${escapeXml(headerText(header))}</oddHeader><oddFooter>${escapeXml(footer)}</oddFooter></headerFooter>`,
    );
    // Numbers of documents and archives are text on purpose: no green corners about it.
    if (filter !== null) {
      put(`<ignoredErrors><ignoredError sqref="${filter}" numberStoredAsText="1"/></ignoredErrors>`);
    }
    const drawing = drawingParts(this.#book, charts);
    if (drawing !== null) {
      put(`<drawing r:id="${this.#relate(`${RELATIONSHIPS}/drawing`, drawing, false)}"/>`);
    }
    put('</worksheet>');
    this.#part.close();
    this.#relationships?.write('</Relationships>');
    this.#relationships?.close();
  }

  /** The part of relationships is compressed while the sheet is: no target is held. */
  #relate(type: string, target: string, external: boolean): string {
    if (this.#relationships === null) {
      this.#relationships = this.#book.archive.open(`xl/worksheets/_rels/sheet${this.#no}.xml.rels`);
      this.#relationships.write(`${XML}<Relationships xmlns="${PACKAGE_RELATIONSHIPS}">`);
    }
    this.#related += 1;
    const mode = external ? ' TargetMode="External"' : '';
    this.#relationships.write(
      `<Relationship Id="rId${this.#related}" Type="${type}" Target="${escapeXml(target)}"${mode}/>`,
    );
    return `rId${this.#related}`;
  }
}

function panes({ frozen: { columns, rows } }: Frame): string {
  const split = `${columns > 0 ? ` xSplit="${columns}"` : ''}${rows > 0 ? ` ySplit="${rows}"` : ''}`;
  const corner = `${letters(columns + 1)}${rows + 1}`;
  const active = columns > 0 ? 'bottomRight' : 'bottomLeft';
  return `<pane${split} topLeftCell="${corner}" activePane="${active}" state="frozen"/><selection pane="${active}" activeCell="${corner}" sqref="${corner}"/>`;
}

/** In these codes & begins a code: in text it is doubled. The longest of the three gives way to Excel's limit. */
function headerText({ left, centre, right }: Closing['header']): string {
  const texts = [left, centre, right];
  const whole = () => {
    const [l = '', c = '', r = ''] = texts.map((text) => text.replace(/\s+/g, ' ').replace(/&/g, '&&'));
    return `&L${l}&C${c}&R${r}`;
  };
  while (whole().length > LONGEST_HEADER) {
    const longest = texts.reduce((at, text, i) => (text.length > (texts[at] ?? '').length ? i : at), 0);
    texts[longest] = `${(texts[longest] ?? '').replace(/…$/, '').replace(/.$/u, '')}…`;
  }
  return whole();
}
