/** Targets of links, in the spelling that Excel writes itself. */

/** Excel 2016 and newer; a longer target makes it offer to repair the file. */
const LONGEST_TARGET = 2_079;

/**
 * What a relationship's target may not hold raw. Chinese characters stay as they are: Excel writes them so, and
 * Windows reads the escapes of a file name in the code page of the machine, not as UTF-8.
 */
function escapeFile(name: string): string {
  return name.replace(/[%"#?:<>[\]`{}|^\\\s]/g, (mark) => encodeURIComponent(mark));
}

/**
 * A page of a volume that lies beside the workbook, as Adobe's open parameters and web browsers read it. Programs that
 * pass nothing on after # would pass on a named place no more than a page; the notes of the workbook say what to do.
 * @param page 1-based page of the PDF, not the printed number
 */
export function pdfTarget(file: string, page?: number): string {
  return page === undefined ? escapeFile(file) : `${escapeFile(file)}#page=${page}`;
}

/** Null where the text is no web address that can be opened, or too long for Excel: it stays plain text. */
export function webTarget(url: string): string | null {
  const text = url.trim();
  if (!/^(?:https?|ftp):\/\//i.test(text) || !URL.canParse(text)) return null;
  // `href` escapes spaces and Chinese; these remain raw in it, and Excel would repair the file for them.
  const target = new URL(text).href.replace(/[[\]`{}|^\\"<>]/g, (mark) => encodeURIComponent(mark));
  return target.length > LONGEST_TARGET ? null : target;
}
