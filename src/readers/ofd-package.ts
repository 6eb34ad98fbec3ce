/** The parts of an OFD file (GB/T 33190-2016 §6): a zip whose XML parts name one another by relative paths. */
import { ReadFailure } from './failure.js';
import { LIMITS } from './limits.js';
import { kids, parseXml, textOf, type XmlNode } from './xml.js';
import type { ZipFile } from './zip.js';

/** Element name without its prefix: some programs write a namespace of their own. */
export function local(node: XmlNode): string {
  return node.name.slice(node.name.indexOf(':') + 1);
}

export function child(node: XmlNode | null | undefined, name: string): XmlNode | null {
  return node ? (kids(node).find((one) => local(one) === name) ?? null) : null;
}

export function children(node: XmlNode | null | undefined, name: string): XmlNode[] {
  return node ? kids(node).filter((one) => local(one) === name) : [];
}

/** Text of a child element, trimmed; '' if there is none. */
export function textIn(node: XmlNode | null | undefined, name: string): string {
  const found = child(node, name);
  return found ? textOf(found).trim() : '';
}

/** Numbers parted by spaces (ST_Array, ST_Box, ST_Pos). */
export function numbers(text: string | undefined): number[] {
  return (text ?? '')
    .trim()
    .split(/[\s,]+/)
    .filter((token) => token !== '')
    .map(Number)
    .filter((value) => Number.isFinite(value));
}

export class OfdPackage {
  readonly #zip: ZipFile;

  constructor(zip: ZipFile) {
    this.#zip = zip;
  }

  /** The entry that a part at `from` means by `location`; null if there is none. */
  resolve(location: string, from: string): string | null {
    const plain = location.trim().replaceAll('\\', '/');
    if (plain === '') return null;
    const folder = from.includes('/') ? from.slice(0, from.lastIndexOf('/')) : '';
    // Absolute from the root by the standard; some writers leave the folder of the document to be understood.
    const root = from.split('/')[0] ?? '';
    const tries = plain.startsWith('/')
      ? [plain, `${root}/${plain}`]
      : [`${folder}/${plain}`, plain, `${root}/${plain}`];
    return tries.map(normal).find((name) => this.#zip.has(name)) ?? null;
  }

  /** An XML part; null if it is not there. Throws ReadFailure where it is broken. */
  async xml(name: string | null): Promise<XmlNode | null> {
    const bytes = name === null ? null : await this.#zip.read(name, LIMITS.zip.xmlPart);
    return bytes === null ? null : parseXml(bytes, name ?? '');
  }

  /** A part that must be there. */
  async need(location: string, from: string): Promise<{ name: string; root: XmlNode }> {
    const name = this.resolve(location, from);
    const root = await this.xml(name);
    if (name === null || root === null) throw new ReadFailure('damaged', `OFD: no part ${location}`);
    return { name, root };
  }
}

function normal(path: string): string {
  const out: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') out.pop();
    else if (part !== '' && part !== '.') out.push(part);
  }
  return out.join('/');
}
