/** .txt, .md, .html … → TextDocument, in whichever of the usual encodings. */
import { readFile } from 'node:fs/promises';
import type { TextDocument } from '../model/document.js';
import { decodeText } from './encoding.js';
import { ReadFailure } from './failure.js';

/** Reads text without its byte order mark. Throws ReadFailure 'not-the-format' where the bytes are no text. */
export async function readText(path: string, absolute: string): Promise<TextDocument> {
  const decoded = decodeText(await readFile(absolute));
  if (!decoded) throw new ReadFailure('not-the-format', 'neither UTF-8, UTF-16 nor GB18030 text');
  return { kind: 'text', path, text: decoded.text, encoding: decoded.encoding };
}
