/** .csv → rows of text. Comma, tab or semicolon; UTF-8, UTF-16 or GB18030, as Excel and WPS save it. */
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { decodeText } from './encoding.js';
import { ReadFailure, wordsOf } from './failure.js';
import { LIMITS } from './limits.js';

/** All rows, cells as written. Throws ReadFailure 'not-the-format' for what is no text. */
export async function readCsvRows(absolute: string): Promise<string[][]> {
  const decoded = decodeText(await readFile(absolute));
  if (!decoded) throw new ReadFailure('not-the-format', 'neither UTF-8, UTF-16 nor GB18030 text');
  return parseCsv(decoded.text);
}

/** Parses CSV text, forgiving quotes inside cells and rows of uneven length. */
export function parseCsv(text: string): string[][] {
  try {
    const rows = parse(text, {
      delimiter: delimiterOf(text),
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: false,
      bom: true,
      max_record_size: 4 * 1024 * 1024,
    });
    if (rows.length > LIMITS.sheet.rows) throw new ReadFailure('too-large', `${rows.length} rows`);
    return rows;
  } catch (error) {
    if (error instanceof ReadFailure) throw error;
    throw new ReadFailure('damaged', `CSV: ${wordsOf(error)}`, error);
  }
}

/** The separator that occurs most often outside quotes in the first lines; Excel's "sep=" line has the last word. */
function delimiterOf(text: string): string {
  const named = /^\ufeff?sep=(.)\r?\n/.exec(text)?.[1];
  if (named) return named;
  const head = text.slice(0, 8192).replace(/"(?:[^"]|"")*"/g, '');
  let best = ',';
  let most = 0;
  for (const candidate of [',', '\t', ';']) {
    const count = head.split(candidate).length - 1;
    if (count > most) {
      most = count;
      best = candidate;
    }
  }
  return best;
}
