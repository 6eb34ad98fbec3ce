/**
 * The few formulas whose result is worked out where the file holds none: programs other than Excel and WPS write
 * formulas without results. Everything else stays without one.
 */

export type FormulaResult =
  /** As `<v>` would hold it. */
  { kind: 'number'; value: number } | { kind: 'link'; address: string; text: string };

const ROW = /^ROW\(\s*\)\s*(?:([+-])\s*(\d{1,7}))?$/i;
const LINK = /^HYPERLINK\(\s*"((?:[^"]|"")*)"\s*(?:[,;]\s*"((?:[^"]|"")*)"\s*)?\)$/i;

/**
 * =ROW()-2 and =HYPERLINK("address","text") with its words written out; null for any other.
 * @param row 1-based row of the cell
 */
export function formulaResult(formula: string, row: number): FormulaResult | null {
  const text = formula.replace(/^\s*=/, '').trim();
  const counted = ROW.exec(text);
  if (counted) {
    const by = Number(counted[2] ?? 0);
    return { kind: 'number', value: counted[1] === '-' ? row - by : row + by };
  }
  const link = LINK.exec(text);
  if (!link) return null;
  const plain = (quoted: string) => quoted.replaceAll('""', '"');
  const address = plain(link[1] ?? '');
  return { kind: 'link', address, text: plain(link[2] ?? address) };
}
