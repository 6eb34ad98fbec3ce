/** Words as XML holds them. May not know what they say. */

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML 1.0 cannot hold: control characters, halves of surrogate pairs, two non-characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
export const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udfff]/gu;

function escapeMarks(text: string): string {
  return /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (mark) => ENTITIES[mark] ?? mark) : text;
}

/** For an element's text or an attribute in double quotes; line ends in an attribute would be read as spaces. */
export function escapeXml(text: string): string {
  return escapeMarks(text.replace(UNWRITABLE, ''));
}

/**
 * Text of a cell, clean already (text.ts). Spreadsheets read `_x0041_` as the character of that number (ST_Xstring, ECMA-376 §22.9.2.19): an
 * underscore that would begin such a code is written as one.
 */
export function escapeCell(text: string): string {
  return escapeMarks(text.includes('_x') ? text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_') : text);
}
