/**
 * XML part → a tree with canonical names: `w:p` whatever prefix and namespace edition (strict or transitional)
 * the file uses, `mc:AlternateContent` already replaced by the one branch that counts.
 * May not know what an element means.
 */
import { SaxesParser } from 'saxes';
import { ReadFailure, wordsOf } from './failure.js';
import { LIMITS } from './limits.js';

export interface XmlNode {
  name: string;
  attributes: Record<string, string>;
  children: (XmlNode | string)[];
}

const OFFICE = 'http://schemas.openxmlformats.org/';
const STRICT = 'http://purl.oclc.org/ooxml/';
const MICROSOFT = 'http://schemas.microsoft.com/office/';

/** Namespace → prefix. Both editions of ECMA-376 give one prefix. */
const PREFIXES = new Map<string, string>([
  [`${OFFICE}wordprocessingml/2006/main`, 'w'],
  [`${STRICT}wordprocessingml/main`, 'w'],
  [`${OFFICE}officeDocument/2006/relationships`, 'r'],
  [`${STRICT}officeDocument/relationships`, 'r'],
  [`${OFFICE}package/2006/relationships`, 'rel'],
  [`${OFFICE}package/2006/content-types`, 'ct'],
  [`${OFFICE}package/2006/metadata/core-properties`, 'cp'],
  [`${OFFICE}officeDocument/2006/math`, 'm'],
  [`${STRICT}officeDocument/math`, 'm'],
  [`${OFFICE}drawingml/2006/wordprocessingDrawing`, 'wp'],
  [`${STRICT}drawingml/wordprocessingDrawing`, 'wp'],
  [`${OFFICE}drawingml/2006/main`, 'a'],
  [`${STRICT}drawingml/main`, 'a'],
  [`${OFFICE}drawingml/2006/picture`, 'pic'],
  [`${STRICT}drawingml/picture`, 'pic'],
  [`${OFFICE}spreadsheetml/2006/main`, 'x'],
  [`${STRICT}spreadsheetml/main`, 'x'],
  [`${OFFICE}markup-compatibility/2006`, 'mc'],
  [`${MICROSOFT}word/2010/wordprocessingShape`, 'wps'],
  [`${MICROSOFT}word/2010/wordprocessingGroup`, 'wpg'],
  [`${MICROSOFT}word/2010/wordprocessingCanvas`, 'wpc'],
  [`${MICROSOFT}word/2010/wordml`, 'w14'],
  [`${MICROSOFT}word/2012/wordml`, 'w15'],
  [`${MICROSOFT}drawing/2010/main`, 'a14'],
  ['urn:schemas-microsoft-com:vml', 'v'],
  ['urn:schemas-microsoft-com:office:office', 'o'],
  ['http://purl.org/dc/elements/1.1/', 'dc'],
  ['http://purl.org/dc/terms/', 'dcterms'],
  ['http://www.w3.org/XML/1998/namespace', 'xml'],
]);

/** Bytes → text, by byte order mark, then by the XML declaration, else UTF-8. */
export function decodeXml(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /^[^<]*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9_.-]+)["']/.exec(head)?.[1];
  if (declared && !/^utf-?(?:8|16)$/i.test(declared)) {
    try {
      return new TextDecoder(declared).decode(bytes);
    } catch (error) {
      throw new ReadFailure('damaged', `unknown XML encoding ${declared}`, error);
    }
  }
  return new TextDecoder('utf-8').decode(bytes);
}

/** Parses one part. Throws ReadFailure 'damaged' where it is no well-formed XML. */
export function parseXml(bytes: Uint8Array, part: string): XmlNode {
  const parser = new SaxesParser({ xmlns: true });
  const root: XmlNode = { name: '', attributes: {}, children: [] };
  const stack: XmlNode[] = [root];
  const scopes: Record<string, string>[] = [];
  const names = new Map<string, Map<string, string>>();
  const canonical = (uri: string, local: string): string => {
    let known = names.get(uri);
    if (!known) {
      known = new Map();
      names.set(uri, known);
    }
    let name = known.get(local);
    if (name === undefined) {
      const prefix = PREFIXES.get(uri) ?? (uri === '' ? null : '?');
      name = prefix === null ? local : `${prefix}:${local}`;
      known.set(local, name);
    }
    return name;
  };
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    if (stack.length > LIMITS.xml.depth) throw new Error('elements nested too deep');
    const node: XmlNode = { name: canonical(tag.uri, tag.local), attributes: {}, children: [] };
    for (const attribute of Object.values(tag.attributes)) {
      if (attribute.prefix === 'xmlns' || attribute.name === 'xmlns') continue;
      node.attributes[canonical(attribute.uri, attribute.local)] = attribute.value;
    }
    scopes.push(tag.ns);
    if (node.name === 'mc:Choice') node.attributes.understood = understood(node, scopes) ? 'yes' : 'no';
    stack.at(-1)?.children.push(node);
    stack.push(node);
  });
  parser.on('closetag', () => {
    const node = stack.pop();
    scopes.pop();
    if (node?.name === 'mc:AlternateContent') {
      const parent = stack.at(-1);
      parent?.children.splice(-1, 1, ...branch(node));
    }
  });
  const text = (value: string): void => {
    stack.at(-1)?.children.push(value);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  try {
    parser.write(decodeXml(bytes)).close();
  } catch (error) {
    if (error instanceof ReadFailure) throw error;
    throw new ReadFailure('damaged', `${part}: ${wordsOf(error)}`, error);
  }
  const top = root.children.find((child): child is XmlNode => typeof child !== 'string');
  if (!top) throw new ReadFailure('damaged', `${part}: no element`);
  return top;
}

/** A branch is taken if every namespace it requires is one that we read (ECMA-376-3 §7.6). */
function understood(node: XmlNode, scopes: Record<string, string>[]): boolean {
  const requires = (node.attributes.Requires ?? '').split(/\s+/).filter((prefix) => prefix !== '');
  return requires.every((prefix) => {
    for (let i = scopes.length - 1; i >= 0; i--) {
      const uri = scopes[i]?.[prefix];
      if (uri !== undefined) return PREFIXES.has(uri);
    }
    return false;
  });
}

/** First understood Choice, else the Fallback: never both, or text boxes would count twice. */
function branch(node: XmlNode): (XmlNode | string)[] {
  const taken =
    kids(node).find((child) => child.name === 'mc:Choice' && child.attributes.understood === 'yes') ??
    kids(node).find((child) => child.name === 'mc:Fallback');
  return taken?.children ?? [];
}

/** Child elements. */
export function kids(node: XmlNode): XmlNode[] {
  return node.children.filter((child): child is XmlNode => typeof child !== 'string');
}

/** First child element of that name. */
export function kid(node: XmlNode | null | undefined, name: string): XmlNode | null {
  for (const child of node?.children ?? [])
    if (typeof child !== 'string' && child.name === name) return child;
  return null;
}

/** First element of that name at any depth. */
export function find(node: XmlNode, name: string): XmlNode | null {
  for (const child of kids(node)) {
    if (child.name === name) return child;
    const below = find(child, name);
    if (below) return below;
  }
  return null;
}

/** All elements of that name at any depth, in order; does not look inside `except`. */
export function findAll(node: XmlNode, name: string, except?: string): XmlNode[] {
  const found: XmlNode[] = [];
  for (const child of kids(node)) {
    if (child.name === name) found.push(child);
    if (child.name !== except) found.push(...findAll(child, name, except));
  }
  return found;
}

/** All text below. */
export function textOf(node: XmlNode): string {
  return node.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

/** `w:val` of a child element, or null. */
export function val(node: XmlNode | null | undefined, name: string): string | null {
  return kid(node, name)?.attributes['w:val'] ?? null;
}

/** An on/off property: absent → null, `<w:b/>` → true, val 0/false/off → false. */
export function onOff(node: XmlNode | null | undefined, name: string): boolean | null {
  const found = kid(node, name);
  if (!found) return null;
  const value = found.attributes['w:val'];
  return value === undefined || !/^(?:0|false|off)$/i.test(value);
}
