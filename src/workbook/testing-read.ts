/** Reads a written .xlsx back for the tests, part by part, without the library that wrote it. */
import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';

export interface ReadCell {
  address: string;
  /** As in the file: "inlineStr", or "n" where it names none. */
  type: string;
  value: string;
  formula: boolean;
  style: number;
}

export interface ReadSheet {
  name: string;
  rows: ReadCell[][];
  /** Target by address; a place in the workbook begins with #. */
  links: Map<string, string>;
  /** Elements below the root, in order. */
  order: string[];
  xml: string;
}

interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

/** @throws where the XML is not well formed */
export function parseXml(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes: { ...attributes }, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element) element.text += text;
  });
  parser.write(xml).close();
  const [first] = root.children;
  if (!first) throw new Error('no element');
  return first;
}

export function all(element: Element, name: string): Element[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}

export async function readParts(path: string): Promise<Map<string, string>> {
  const parts = unzipSync(new Uint8Array(await readFile(path)));
  return new Map(Object.entries(parts).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

/** Relationship targets of a part by id. */
export function relationships(xml: string | undefined): Map<string, string> {
  if (xml === undefined) return new Map();
  return new Map(
    all(parseXml(xml), 'Relationship').map(({ attributes: { Id = '', Target = '' } }) => [Id, Target]),
  );
}

export async function readWorkbook(path: string): Promise<ReadSheet[]> {
  const parts = await readParts(path);
  const targets = relationships(parts.get('xl/_rels/workbook.xml.rels'));
  return all(parseXml(parts.get('xl/workbook.xml') ?? ''), 'sheet').map(({ attributes }) => {
    const target = targets.get(attributes['r:id'] ?? '') ?? '';
    const xml = parts.get(`xl/${target}`) ?? '';
    const root = parseXml(xml);
    const rels = relationships(parts.get(`xl/${target.replace('/', '/_rels/')}.rels`));
    const links = all(root, 'hyperlink').map(
      ({ attributes: { ref = '', location, 'r:id': id = '' } }) =>
        [ref, location === undefined ? (rels.get(id) ?? '') : `#${location}`] as const,
    );
    return {
      name: attributes.name ?? '',
      rows: all(root, 'row').map((row) => row.children.map(readCell)),
      links: new Map(links),
      order: root.children.map((child) => child.name),
      xml,
    };
  });
}

function readCell({ attributes, children }: Element): ReadCell {
  return {
    address: attributes.r ?? '',
    type: attributes.t ?? 'n',
    value:
      children.find((child) => child.name === 'v')?.text ??
      children
        .flatMap((child) => all(child, 't'))
        .map(({ text }) => text)
        .join(''),
    formula: children.some((child) => child.name === 'f'),
    style: Number(attributes.s ?? 0),
  };
}

/** The rows below the head that holds `head`, each as head → cell. */
export function records(sheet: ReadSheet | undefined, head: string): Map<string, ReadCell>[] {
  const at = sheet?.rows.findIndex((row) => row.some((cell) => cell.value === head)) ?? -1;
  const titles = sheet?.rows[at];
  if (!sheet || !titles) throw new Error(`no head "${head}"`);
  const column = (address: string) => address.replace(/\d+$/, '');
  const names = new Map(titles.map((cell) => [column(cell.address), cell.value]));
  return sheet.rows
    .slice(at + 1)
    .map((row) => new Map(row.map((cell) => [names.get(column(cell.address)) ?? '', cell])));
}
