/**
 * A .docx as a package: parts, relationships, content types. Knows where a part lies, not what it says.
 */
import { posix } from 'node:path';
import type { ActiveContent } from '../model/document.js';
import { packageContent } from './active.js';
import { ReadFailure } from './failure.js';
import { LIMITS } from './limits.js';
import { kids, parseXml, type XmlNode } from './xml.js';
import { ZipFile } from './zip.js';

export interface Relationship {
  /** Last part of the type: "image", "hyperlink", "styles" … the same in both editions. */
  type: string;
  /** Part name, or the address as written where it is external. */
  target: string;
  external: boolean;
}

export type Relationships = Map<string, Relationship>;

const MIME_BY_EXTENSION: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  jfif: 'image/jpeg',
  gif: 'image/gif',
  bmp: 'image/bmp',
  dib: 'image/bmp',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  wmf: 'image/x-wmf',
  emf: 'image/x-emf',
  svg: 'image/svg+xml',
  webp: 'image/webp',
};

export class DocxPackage {
  readonly #zip: ZipFile;
  readonly #types: { byExtension: Map<string, string>; byPart: Map<string, string> };
  /** Part name of the document itself. */
  readonly main: string;
  readonly rootRelationships: Relationships;

  private constructor(
    zip: ZipFile,
    types: { byExtension: Map<string, string>; byPart: Map<string, string> },
    main: string,
    rootRelationships: Relationships,
  ) {
    this.#zip = zip;
    this.#types = types;
    this.main = main;
    this.rootRelationships = rootRelationships;
  }

  /** Throws ReadFailure 'damaged' for a broken zip, 'not-the-format' for a zip that is no Word document. */
  static async open(absolute: string): Promise<DocxPackage> {
    const zip = await ZipFile.open(absolute);
    try {
      const types = await contentTypes(zip);
      const root = await relationships(zip, '');
      const named = [...root.values()].find((r) => r.type === 'officeDocument' && !r.external)?.target;
      const main = named ?? 'word/document.xml';
      const type = types.byPart.get(main.toLowerCase()) ?? '';
      if (!zip.has(main)) {
        // A package that announces a document and lacks it lost it; any other zip never was one.
        const was = zip.names().some((name) => /^word\//i.test(name)) && types.byPart.size > 0;
        throw new ReadFailure(was ? 'damaged' : 'not-the-format', 'the zip holds no Word document');
      }
      if (!/wordprocessingml|ms-word|^$|^application\/xml$/.test(type))
        throw new ReadFailure('not-the-format', `main part is ${type}`);
      return new DocxPackage(zip, types, main, root);
    } catch (error) {
      await zip.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#zip.close();
  }

  /** One part as a tree, or null where it is missing. */
  async xml(part: string): Promise<XmlNode | null> {
    const bytes = await this.#zip.read(part, LIMITS.zip.xmlPart);
    return bytes ? parseXml(bytes, part) : null;
  }

  /** One picture's bytes. Throws ReadFailure 'damaged' where the part is missing. */
  async picture(part: string): Promise<Uint8Array> {
    const bytes = await this.#zip.read(part, LIMITS.zip.picture);
    if (!bytes) throw new ReadFailure('damaged', `no part ${part}`);
    return bytes;
  }

  activeContent(): Promise<ActiveContent[]> {
    return packageContent(this.#zip);
  }

  has(part: string): boolean {
    return this.#zip.has(part);
  }

  relationships(part: string): Promise<Relationships> {
    return relationships(this.#zip, part);
  }

  mime(part: string): string {
    const extension = posix.extname(part).slice(1).toLowerCase();
    return (
      MIME_BY_EXTENSION[extension] ??
      this.#types.byPart.get(part.toLowerCase()) ??
      this.#types.byExtension.get(extension) ??
      'application/octet-stream'
    );
  }
}

async function contentTypes(zip: ZipFile) {
  const byExtension = new Map<string, string>();
  const byPart = new Map<string, string>();
  const bytes = await zip.read('[Content_Types].xml', LIMITS.zip.xmlPart);
  if (bytes)
    for (const node of kids(parseXml(bytes, '[Content_Types].xml'))) {
      const type = node.attributes.ContentType ?? '';
      if (node.name === 'ct:Default') byExtension.set((node.attributes.Extension ?? '').toLowerCase(), type);
      if (node.name === 'ct:Override')
        byPart.set((node.attributes.PartName ?? '').replace(/^\//, '').toLowerCase(), type);
    }
  return { byExtension, byPart };
}

async function relationships(zip: ZipFile, part: string): Promise<Relationships> {
  const folder = posix.dirname(part || '.');
  const name = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const found: Relationships = new Map();
  const bytes = await zip.read(name, LIMITS.zip.xmlPart);
  if (!bytes) return found;
  for (const node of kids(parseXml(bytes, name))) {
    if (node.name !== 'rel:Relationship') continue;
    const external = node.attributes.TargetMode === 'External';
    const target = node.attributes.Target ?? '';
    found.set(node.attributes.Id ?? '', {
      type: (node.attributes.Type ?? '').split('/').at(-1) ?? '',
      external,
      target: external ? target : resolve(folder, target),
    });
  }
  return found;
}

/** A target is relative to the part's folder, or absolute from the package's root. */
function resolve(folder: string, target: string): string {
  const path = target.replaceAll('\\', '/');
  const joined = path.startsWith('/') ? posix.normalize(path.slice(1)) : posix.join(folder, path);
  return joined.replace(/^(?:\.\.\/)+/, '');
}
