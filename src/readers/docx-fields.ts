/**
 * Fields and texts that Word shows as something else than what is written: addresses, page numbers, boxes of forms,
 * characters drawn over one another, signs of symbol fonts (ECMA-376-1 §17.16).
 */
import type { RunLook } from './docx-looks.js';
import { symbol } from './symbols.js';
import { kid, onOff, type XmlNode } from './xml.js';

export const EAST_ASIAN = /[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]|[\u{20000}-\u{3fffd}]/u;

export function isPageField(instruction: string): boolean {
  return /^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b/i.test(instruction);
}

/** Text set in a symbol font is its signs; capitals that the format makes of small letters are shown, not counted. */
export function symbolText(text: string, look: RunLook): string {
  const font = look.asciiFont ?? '';
  const shown = /[\uf000-\uf0ff]/.test(text)
    ? text.replace(/[\uf000-\uf0ff]/g, (char) => symbol(font, char.charCodeAt(0).toString(16)))
    : text;
  return look.caps ? shown.toUpperCase() : shown;
}

/** A check box of a form (w:ffData, §17.16.7): its state, else its default. */
export function formBox(node: XmlNode): string | undefined {
  const box = kid(kid(node, 'w:ffData'), 'w:checkBox');
  if (!box) return undefined;
  return (onOff(box, 'w:checked') ?? onOff(box, 'w:default') ?? false) ? '☑' : '☐';
}

/** The address in a HYPERLINK field's instruction; null for other fields and for links inside the document. */
export function hyperlinkOf(instruction: string): string | null {
  const hit = /^\s*HYPERLINK\s+(?:"([^"]*)"|(?!\\)(\S+))/i.exec(instruction);
  const target = hit?.[1] ?? hit?.[2] ?? '';
  return target === '' ? null : target.replace(/\\\\/g, '\\');
}

/**
 * EQ \o fields have no result: Word draws the last of their arguments over the others. Circled numbers (带圈字符)
 * and old phonetic guides are made so; the last argument is the character meant.
 */
export function overprinted(instruction: string): string {
  const hit = /^\s*eq\b.*\\o\b.*[,，;]\s*([^,，;()]+)\)\s*$/is.exec(instruction);
  return hit?.[1]?.trim() ?? '';
}
