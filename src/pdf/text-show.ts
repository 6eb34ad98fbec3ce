/** Text operators of content streams (ISO 32000-1 §9.4), shared by own pages and stamps. */
import type { VolumeFont } from './fonts.js';
import { pt } from './syntax.js';

/** Width in pt that the text takes; `advances` (pt, one a code point) where given. */
export function textWidth(
  font: VolumeFont,
  text: string,
  size: number,
  advances?: readonly number[],
): number {
  const { widths } = font.encode(text);
  return widths.reduce((sum, width, i) => sum + (advances?.[i] ?? (width * size) / 1000), 0);
}

/** `<…> Tj`, or TJ where advances differ from the font's. */
export function showText(font: VolumeFont, text: string, size: number, advances?: readonly number[]): string {
  const { codes, widths } = font.encode(text);
  const parts: string[] = [];
  let run = '';
  let shift = 0;
  codes.forEach((code, i) => {
    const width = widths[i] as number;
    const advance = ((advances?.[i] ?? (width * size) / 1000) / size) * 1000;
    if (code !== null) {
      // Below 1/1000 em nothing is seen.
      if (Math.abs(shift) >= 0.5) {
        if (run !== '') parts.push(`<${run}>`);
        run = '';
        parts.push(pt(Math.round(-shift)));
        shift -= Math.round(shift);
      }
      run += code;
      shift += advance - width;
    } else shift += advance;
  });
  if (run !== '') parts.push(`<${run}>`);
  if (parts.length === 0) return '';
  return parts.length === 1 ? `${parts[0]}Tj` : `[${parts.join('')}]TJ`;
}
