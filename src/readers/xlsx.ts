/**
 * .xlsx → its tables as text: results of formulas, numbers in full and dates as yyyy-mm-dd for a catalogue, both in
 * their number formats for evidence.
 *
 * An own scanner rather than exceljs: exceljs builds every cell as an object
 * (442 MB for 20,000 rows), runs over the declared dimension, fails on prefixed element names
 * (`x:row`, as government exports have them) and does not know the date formats that Excel has built in for Chinese
 * (31 is yyyy年m月d日: such dates come out as 45000). Here a sheet streams through and only text is kept.
 */
import { posix } from 'node:path';
import { SaxesParser } from 'saxes';
import type { ActiveContent } from '../model/document.js';
import { packageContent } from './active.js';
import { ReadFailure, wordsOf } from './failure.js';
import { LIMITS } from './limits.js';
import { cellFormats, showNumber } from './xlsx-format.js';
import { formatCodes, showFormatted } from './xlsx-number.js';
import { attributesOf, type SheetScan, scanSheet, unescapeText } from './xlsx-sheet.js';
import { decodeXml, find, findAll, kids, parseXml, type XmlNode } from './xml.js';
import { ZipFile } from './zip.js';

export interface SheetCells extends SheetScan {
  name: string;
  hidden: boolean;
}

/** `plain`: numbers in full, to be worked with; `formatted`: as Excel shows them, to be printed. */
export type NumberLook = 'plain' | 'formatted';

export interface Workbook {
  /** In the order of their tabs, hidden ones too. */
  sheets: SheetCells[];
  activeContent: ActiveContent[];
}

/** Throws ReadFailure. */
export async function readWorkbook(absolute: string, look: NumberLook = 'plain'): Promise<Workbook> {
  const zip = await ZipFile.open(absolute);
  try {
    const xml = async (part: string): Promise<XmlNode | null> => {
      const bytes = await zip.read(part, LIMITS.zip.xmlPart);
      return bytes ? parseXml(bytes, part) : null;
    };
    const main = targetOf(await xml('_rels/.rels'), '', 'officeDocument') ?? 'xl/workbook.xml';
    if (!zip.has(main)) {
      const was = zip.names().some((name) => /^xl\//i.test(name));
      throw new ReadFailure(was ? 'damaged' : 'not-the-format', 'the zip holds no workbook');
    }
    if (/\.bin$/i.test(main)) throw new ReadFailure('not-the-format', 'binary workbook (.xlsb)');
    const workbook = await xml(main);
    const folder = posix.dirname(main);
    const rels = await xml(posix.join(folder, '_rels', `${posix.basename(main)}.rels`));
    if (workbook?.name !== 'x:workbook') throw new ReadFailure('not-the-format', `${main} is no workbook`);
    const stringsPart = targetOf(rels, folder, 'sharedStrings') ?? 'xl/sharedStrings.xml';
    const strings = await sharedStrings(zip, stringsPart);
    const styles = await xml(targetOf(rels, folder, 'styles') ?? 'xl/styles.xml');
    const date1904 = /^(?:1|true)$/.test(find(workbook, 'x:workbookPr')?.attributes.date1904 ?? '');
    const shown = numbersOf(styles, look, date1904);
    const sheets: SheetCells[] = [];
    const budget = { cells: LIMITS.sheet.cells as number, characters: LIMITS.sheet.characters as number };
    for (const node of findAll(workbook, 'x:sheet')) {
      const part = targetById(rels, folder, node.attributes['r:id'] ?? '');
      // Chart sheets and macro sheets hold no table.
      if (part === null || !/worksheet/i.test(part.type)) continue;
      const bytes = await zip.read(part.target, LIMITS.zip.sheetPart);
      if (!bytes) throw new ReadFailure('damaged', `no part ${part.target}`);
      const sheetRels = await xml(
        posix.join(posix.dirname(part.target), '_rels', `${posix.basename(part.target)}.rels`),
      );
      const scan = scanSheet(decodeXml(bytes), part.target, {
        strings,
        showNumber: shown,
        budget,
        link: (id) => linkTarget(sheetRels, id),
      });
      const state = node.attributes.state ?? 'visible';
      sheets.push({ ...scan, name: node.attributes.name ?? '', hidden: state !== 'visible' });
    }
    return { sheets, activeContent: await packageContent(zip) };
  } finally {
    await zip.close();
  }
}

function numbersOf(
  styles: XmlNode | null,
  look: NumberLook,
  date1904: boolean,
): (value: number, style: number) => string {
  if (look === 'plain') {
    const formats = cellFormats(styles);
    return (value, style) => showNumber(value, formats[style] ?? 'general', date1904);
  }
  const codes = formatCodes(styles);
  return (value, style) => showFormatted(value, codes[style] ?? 'General', date1904);
}

function relationshipsOf(root: XmlNode | null): XmlNode[] {
  return root ? kids(root).filter((node) => node.name === 'rel:Relationship') : [];
}

function resolved(node: XmlNode, folder: string): string {
  const target = (node.attributes.Target ?? '').replaceAll('\\', '/');
  return target.startsWith('/') ? target.slice(1) : posix.join(folder, target).replace(/^(?:\.\.\/)+/, '');
}

function targetOf(root: XmlNode | null, folder: string, type: string): string | null {
  const node = relationshipsOf(root).find((r) => r.attributes.Type?.endsWith(`/${type}`));
  return node ? resolved(node, folder) : null;
}

function targetById(
  root: XmlNode | null,
  folder: string,
  id: string,
): { target: string; type: string } | null {
  const node = relationshipsOf(root).find((r) => r.attributes.Id === id);
  return node ? { target: resolved(node, folder), type: node.attributes.Type ?? '' } : null;
}

function linkTarget(root: XmlNode | null, id: string): string | null {
  const node = relationshipsOf(root).find((r) => r.attributes.Id === id);
  return node?.attributes.Target ?? null;
}

/** The text of each shared string; phonetic guides (rPh) are not part of it. */
async function sharedStrings(zip: ZipFile, part: string): Promise<string[]> {
  const bytes = await zip.read(part, LIMITS.zip.sheetPart);
  if (!bytes) return [];
  const strings: string[] = [];
  const parser = new SaxesParser();
  let current: string | null = null;
  let inText = false;
  let phonetic = 0;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    const { name } = attributesOf(tag);
    if (name === 'si') current = '';
    else if (name === 'rPh') phonetic++;
    else if (name === 't') inText = phonetic === 0;
  });
  parser.on('closetag', (tag) => {
    const { name } = attributesOf(tag);
    if (name === 'si') {
      strings.push(unescapeText(current ?? '').slice(0, LIMITS.sheet.cellCharacters));
      current = null;
    } else if (name === 'rPh') phonetic--;
    else if (name === 't') inText = false;
  });
  const add = (text: string): void => {
    if (inText && current !== null) current += text;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  try {
    parser.write(decodeXml(bytes)).close();
  } catch (error) {
    throw new ReadFailure('damaged', `${part}: ${wordsOf(error)}`, error);
  }
  return strings;
}
