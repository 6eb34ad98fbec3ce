/**
 * A light XML tree for the parts of Office files: read, change, write back with everything else as it was.
 * Knows no Word and no Excel. Comments and the declaration's details are not kept.
 */
import { SaxesParser } from 'saxes';

export interface Element {
  /** With its prefix, as written: "w:p". */
  name: string;
  attributes: Record<string, string>;
  children: Node[];
}

export type Node = Element | string;

/** @throws Error with line and column where the XML is not well formed */
export function parseXml(text: string): Element {
  const parser = new SaxesParser();
  const root: Element = { name: '', attributes: {}, children: [] };
  const open: Element[] = [root];
  const top = () => open.at(-1) ?? root;
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes, children: [] };
    top().children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  parser.on('text', (data) => top().children.push(data));
  parser.on('cdata', (data) => top().children.push(data));
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(text).close();
  const [document] = elements(root);
  if (!document) throw new Error('no root element');
  return document;
}

export function writeXml(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${write(root)}`;
}

function write(node: Node): string {
  if (typeof node === 'string') return escapeXml(node);
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(value).replace(/"/g, '&quot;').replace(/\n/g, '&#10;')}"`)
    .join('');
  if (node.children.length === 0) return `<${node.name}${attributes}/>`;
  return `<${node.name}${attributes}>${node.children.map(write).join('')}</${node.name}>`;
}

/** Also drops the control characters that XML 1.0 §2.2 forbids: one of them and Word refuses the file. */
function escapeXml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is dropped
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
      .replace(/\r\n?/g, '\n')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
  );
}

export function elements(parent: Element): Element[] {
  return parent.children.filter((child) => typeof child !== 'string');
}

export function child(parent: Element, name: string): Element | undefined {
  return elements(parent).find((element) => element.name === name);
}

/** All elements of a name below `parent`, in document order; doesn't look inside a hit. */
export function* below(parent: Element, name: string): Generator<Element> {
  for (const element of elements(parent)) {
    if (element.name === name) yield element;
    else yield* below(element, name);
  }
}

export function textOf(element: Element): string {
  return element.children.map((node) => (typeof node === 'string' ? node : textOf(node))).join('');
}

export function clone(element: Element): Element {
  return {
    name: element.name,
    attributes: { ...element.attributes },
    children: element.children.map((node) => (typeof node === 'string' ? node : clone(node))),
  };
}
