/** How a file's name falls into its number, its words and its extension. */
import { foldWidth } from './fold.js';

/** A dot counts as the extension's only where at most 5 characters follow: 1.关于…的通知 has none. */
export function splitName(name: string): { stem: string; extension: string } {
  const dot = name.lastIndexOf('.');
  if (dot <= 0 || dot < name.length - 6) return { stem: name, extension: '' };
  return {
    stem: name.slice(0, dot),
    extension: name
      .slice(dot + 1)
      .toLowerCase()
      .trim(),
  };
}

/** "1 ", "01.", "材料3：", "（2）", "017-03 ": the number of a material at the start of a name. */
const MATERIAL_NUMBER =
  /^(?:(?:印证|证明|佐证)?材料|附件|证据)?\s*(?:[(【[](\d{1,3})[)】\]]|(\d{1,3})(?:-(\d{1,3}))?(?=[\s.、,:_)-]))[\s.、,:_)-]*/;

/** Splits a material's number from its name. `number` is '' where the name has none. */
export function splitMaterialNumber(stem: string): { number: string; rest: string } {
  const text = foldWidth(stem).trim();
  const hit = MATERIAL_NUMBER.exec(text);
  const number = hit ? (hit[3] ?? hit[1] ?? hit[2] ?? '') : '';
  if (!hit || number === '' || hit[0].length >= text.length) return { number: '', rest: text };
  // 2-3月工作简报, 1.5亿元…: the number belongs to the words behind it.
  if (/^(?:\d|月|年|日|%)/.test(text.slice(hit[0].length)) && !/\s/.test(hit[0]))
    return { number: '', rest: text };
  return { number: String(Number(number)), rest: text.slice(hit[0].length) };
}

/** Extensions of the kinds of files that departments send: a name that ends in one has it as its extension. */
export const KNOWN_EXTENSION =
  /^(?:pdf|docx?|wps|xlsx?|et|csv|txt|jpe?g|png|gif|bmp|tiff?|webp|heic|ofd|pptx?|dps|mp4|mov|avi|wmv|mp3|zip|rar|7z|html?)$/;
