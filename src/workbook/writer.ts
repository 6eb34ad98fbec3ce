/**
 * exceljs's stream writer, mended where it falls short. All that is known of its inside stands here:
 * - it takes the clock for its zip: {@link FixedTimeArchive} stands in for its archiver;
 * - it writes hyperlinks before conditional formats, which the schema forbids (ECMA-376 §18.3.1.99: Excel offers to
 *   repair such a file; the cause of exceljs issue 2784): the order is put right;
 * - it allows a link on text alone: {@link addLink} puts one on a number too.
 * May not know what a sheet says.
 */
import { Writable } from 'node:stream';
import exceljs from 'exceljs';
import type { FixedTimeArchive } from './archive.js';

interface SheetInternals {
  commit(): void;
  _sheetRelsWriter: { length: number; addHyperlink(link: { address: string; target: string }): void };
  _writeHyperlinks(): void;
  _writeDataValidations(): void;
}

export interface Properties {
  title: string;
  creator: string;
  /** ISO date. */
  date: string;
  /** BCP 47 */
  language: string;
}

export type WorkbookWriter = exceljs.stream.xlsx.WorkbookWriter;
export type Sheet = exceljs.Worksheet;

/** Excel takes no more links on a sheet (its published limits); what comes after stays plain text. */
export const MOST_LINKS = 65_530;

export function openWriter(archive: FixedTimeArchive, properties: Properties): WorkbookWriter {
  class ArchivedWriter extends exceljs.stream.xlsx.WorkbookWriter {
    // The base constructor assigns its archiver to `zip` and begins to write at once: only an accessor is in time.
    get zip(): FixedTimeArchive {
      return archive;
    }
    set zip(_archiver: unknown) {
      // Its own archiver is left unused.
    }
  }
  const at = new Date(`${properties.date}T00:00:00Z`);
  const writer = new ArchivedWriter({
    // The archive keeps the bytes; this stream only tells exceljs that all is written.
    stream: new Writable({ write: (_chunk, _encoding, done) => done() }),
    useStyles: true,
    useSharedStrings: false,
  });
  writer.creator = properties.creator;
  writer.lastModifiedBy = properties.creator;
  writer.created = at;
  writer.modified = at;
  writer.title = properties.title;
  Object.assign(writer, { language: properties.language });
  writer.views = [
    { x: 0, y: 0, width: 24000, height: 14000, firstSheet: 0, activeTab: 0, visibility: 'visible' },
  ];
  return writer;
}

export function openSheet(
  writer: WorkbookWriter,
  name: string,
  options: Partial<exceljs.AddWorksheetOptions>,
): Sheet {
  const sheet = writer.addWorksheet(name, options);
  const inside = internals(sheet);
  // Sheets hold no data validation (it is not wanted), so its turn, after the formats, is free for the links.
  inside._writeDataValidations = inside._writeHyperlinks.bind(sheet);
  inside._writeHyperlinks = () => {
    // Written in the turn of the data validations.
  };
  return sheet;
}

/** Puts an external link on a cell of any type. False where the sheet has as many as Excel takes. */
export function addLink(sheet: Sheet, address: string, target: string): boolean {
  const { _sheetRelsWriter: links } = internals(sheet);
  if (links.length >= MOST_LINKS) return false;
  links.addHyperlink({ address, target });
  return true;
}

export function commitSheet(sheet: Sheet): void {
  internals(sheet).commit();
}

function internals(sheet: Sheet): SheetInternals {
  return sheet as unknown as SheetInternals;
}
