/**
 * Reads a workbook back for the proof: what its cells show and where their links lead. A scanner of its own: it takes
 * one sheet at a time, knows the few elements that matter (ECMA-376 §18.3), and is not the library that wrote it.
 * Reads what Excel and WPS write on saving as well: shared strings, a link's page apart from its file.
 */
import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import { DossierError } from '../model/error.js';

export interface InspectedCell {
  /** "O5" */
  address: string;
  /** As stored: a number in digits, a text as it is; '' where empty. */
  text: string;
  /** Target of its link as written, place included: "卷宗.pdf#page=3"; null where there is none. */
  link: string | null;
}

export interface InspectedRow {
  sheet: string;
  /** 1-based. */
  row: number;
  cells: InspectedCell[];
}

/** @throws {DossierError} `input` where the file is no workbook */
export async function inspectWorkbook(path: string): Promise<Generator<InspectedRow>> {
  try {
    const archive = new Uint8Array(await readFile(path));
    const part = (name: string) => {
      const bytes = unzipSync(archive, { filter: (file) => file.name === name })[name];
      return bytes === undefined ? '' : strFromU8(bytes);
    };
    const book = part('xl/workbook.xml');
    if (book === '') throw new Error('no xl/workbook.xml');
    return rowsOf(book, part);
  } catch (cause) {
    throw new DossierError(
      'input',
      { zh: `无法读取 Excel 文件：${path}`, en: `Cannot read the workbook ${path}` },
      { cause },
    );
  }
}

function* rowsOf(book: string, part: (name: string) => string): Generator<InspectedRow> {
  const files = relationships(part('xl/_rels/workbook.xml.rels'));
  const shared = [...part('xl/sharedStrings.xml').matchAll(/<si\b[^>]*?(?:\/>|>([\s\S]*?)<\/si>)/g)].map(
    ([, inner = '']) => texts(inner),
  );
  for (const [, attributes = ''] of book.matchAll(/<sheet\b([^>]*?)\/?>/g)) {
    const file = files.get(attribute(attributes, 'r:id') ?? '') ?? '';
    const name = file.startsWith('/') ? file.slice(1) : `xl/${file}`;
    const xml = part(name);
    const links = linksOf(xml, relationships(part(name.replace(/([^/]+)$/, '_rels/$1.rels'))));
    const sheet = attribute(attributes, 'name') ?? '';
    for (const [, of = '', inner = ''] of xml.matchAll(/<row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/row>)/g)) {
      yield { sheet, row: Number(attribute(of, 'r')), cells: cellsOf(inner, shared, links) };
    }
  }
}

function cellsOf(row: string, shared: string[], links: ReadonlyMap<string, string>): InspectedCell[] {
  const cells: InspectedCell[] = [];
  for (const [, attributes = '', inner = ''] of row.matchAll(/<c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
    const address = attribute(attributes, 'r') ?? '';
    const value = unescaped(/<v\b[^>]*>([\s\S]*?)<\/v>/.exec(inner)?.[1] ?? '');
    const type = attribute(attributes, 't');
    const text = type === 's' ? (shared[Number(value)] ?? '') : type === 'inlineStr' ? texts(inner) : value;
    cells.push({ address, text, link: links.get(address) ?? null });
  }
  return cells;
}

function linksOf(xml: string, targets: ReadonlyMap<string, string>): Map<string, string> {
  const links = new Map<string, string>();
  for (const [, attributes = ''] of xml.matchAll(/<hyperlink\b([^>]*?)\/?>/g)) {
    const target = targets.get(attribute(attributes, 'r:id') ?? '');
    const address = attribute(attributes, 'ref');
    const place = attribute(attributes, 'location');
    if (target !== undefined && address !== null)
      links.set(address, place === null ? target : `${target}#${place}`);
  }
  return links;
}

function relationships(xml: string): Map<string, string> {
  return new Map(
    [...xml.matchAll(/<Relationship\b([^>]*?)\/?>/g)].map(([, attributes = '']) => [
      attribute(attributes, 'Id') ?? '',
      attribute(attributes, 'Target') ?? '',
    ]),
  );
}

/** Runs of rich text, pronunciation guides apart. */
function texts(xml: string): string {
  const spoken = xml.replace(/<rPh\b[\s\S]*?<\/rPh>/g, '');
  return [...spoken.matchAll(/<t\b[^>]*?(?:\/>|>([\s\S]*?)<\/t>)/g)]
    .map(([, t = '']) => unescaped(t))
    .join('');
}

function attribute(attributes: string, name: string): string | null {
  const value = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return value === null ? null : unescaped(value[1] ?? value[2] ?? '');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex?: string, code?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? whole;
      const point = hex === undefined ? Number(code) : Number.parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}
