/** A file's or folder's name without slips that nobody means. Pure; the words of a name are never changed. */
import { KNOWN_EXTENSION } from '../../model/name.js';

/** What Windows forbids in names, as its full-width twin: names are compared with width folded. */
const TWINS: Readonly<Record<string, string>> = {
  '<': '＜',
  '>': '＞',
  ':': '：',
  '|': '｜',
  '?': '？',
  '*': '＊',
  '\\': '＼',
};

/** Controls and marks without a shape; a folded name is without them too. */
const UNSEEN = /[\p{Cc}\p{Cf}]/gu;

/** A dot of any width and an extension of any width at a name's end, with what blanks slipped in. */
const EXTENSION = /\s*[.．。]\s*([0-9A-Za-z０-９Ａ-Ｚａ-ｚ]{2,5})$/;

function legal(name: string): string {
  let quotes = 0;
  return name
    .replace(UNSEEN, '')
    .replace(/[<>:|?*\\]/g, (mark) => TWINS[mark] ?? mark)
    .replace(/"/g, () => (quotes++ % 2 === 0 ? '“' : '”'));
}

/** Windows drops a dot or a blank at the end of a name, and Explorer one at its start. */
function trimmed(name: string): string {
  return name.replace(/^\s+|[\s.]+$/g, '');
}

/** @returns the name itself where there is nothing to mend, or nothing would be left */
export function mendedFolderName(name: string): string {
  return trimmed(legal(name)) || name;
}

/** As {@link mendedFolderName}; besides, 通知 ．ｐｄｆ and 通知.pdf.pdf become 通知.pdf. */
export function mendedFileName(name: string): string {
  const whole = trimmed(legal(name));
  const hit = EXTENSION.exec(whole);
  const extension = hit?.[1]?.normalize('NFKC') ?? '';
  if (!hit || !KNOWN_EXTENSION.test(extension.toLowerCase())) return whole || name;
  let stem = whole.slice(0, hit.index);
  const twice = `.${extension.toLowerCase()}`;
  while (stem.toLowerCase().endsWith(twice)) stem = stem.slice(0, -twice.length);
  stem = trimmed(stem);
  return stem === '' ? name : `${stem}.${extension}`;
}
