/**
 * Bytes → text, in the encodings that Chinese offices use. Windows Notepad and Excel save GB18030 without a mark.
 */
import type { TextDocument } from '../model/document.js';

export interface Decoded {
  text: string;
  encoding: TextDocument['encoding'];
}

/** Decodes by byte order mark, else UTF-8 if every byte fits, else GB18030; null if it is no text at all. */
export function decodeText(bytes: Uint8Array): Decoded | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16le' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'utf-16be' };
  const utf8 = decoded('utf-8', bytes);
  if (utf8 !== null && !hasControls(utf8)) return { text: utf8, encoding: 'utf-8' };
  const gb = decoded('gb18030', bytes);
  if (gb !== null && !hasControls(gb) && looksChinese(gb)) return { text: gb, encoding: 'gb18030' };
  return null;
}

/** Whether the first bytes of a file are text; a character cut at the end is no fault. */
export function looksLikeText(head: Uint8Array): boolean {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return true;
  for (let cut = 0; cut <= 3; cut++) if (decodeText(head.subarray(0, head.length - cut))) return true;
  return false;
}

function decoded(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Control characters don't occur in text, except white space and the end mark of DOS (1A). */
function hasControls(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return /[\u0000-\u0008\u000e-\u0019\u001c-\u001f\u007f]/.test(text);
}

/** GB18030 fits almost any bytes: what comes out must be common Chinese for the most part. */
function looksChinese(text: string): boolean {
  let common = 0;
  let rare = 0;
  for (const character of text.slice(0, 20_000)) {
    if (character <= '\u007f') continue;
    if (/[\u4e00-\u9fa5\u3000-\u303f\uff00-\uffef\u2010-\u2027\u2460-\u2490\u00b7\u00d7]/.test(character))
      common++;
    else rare++;
  }
  return common >= rare * 4;
}

/** What Windows-1252 has in 80–9F, where Latin-1 has control characters; unused ones stay. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Windows-1252 → text. Node 20 decodes it as Latin-1 (nodejs/node#56542). */
export function decodeWindows1252(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return text.replace(
    /[\u0080-\u009f]/g,
    (character) => WINDOWS[character.charCodeAt(0) - 0x80] ?? character,
  );
}
