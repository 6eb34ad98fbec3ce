/** The look of the sheets. Fonts are those that Windows and WPS have: 黑体 for heads, 宋体 for the rest. */
import type exceljs from 'exceljs';

export type Kind = 'text' | 'centre';
export type Tone = 'good' | 'bad' | 'unsure' | 'missing' | 'faint';

type Style = Partial<exceljs.Style>;

const LINE = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const;
const BORDER = { top: LINE, left: LINE, bottom: LINE, right: LINE };
const BAND = 'FFD9E2F3';
const LINK = 'FF0563C1';
const FAINT = 'FF808080';

/** Fill and letter of a tone, ARGB: the pairs that Excel offers for good, bad and neutral. */
const TONES: Record<Tone, { fill: string; letter: string }> = {
  good: { fill: 'FFC6EFCE', letter: 'FF006100' },
  bad: { fill: 'FFFFC7CE', letter: 'FF9C0006' },
  unsure: { fill: 'FFFFEB9C', letter: 'FF9C5700' },
  missing: { fill: 'FFD9D9D9', letter: 'FF404040' },
  faint: { fill: 'FFF2F2F2', letter: 'FF808080' },
};

/** pt */
const BODY_SIZE = 10;
/** pt: a line of 10 pt, and what a cell leaves above and below together. */
export const LINE_PITCH = 14;
export const CELL_PADDING = 4;

export const HEAD: Style = {
  font: { name: '黑体', size: BODY_SIZE, family: 3, charset: 134 },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: BAND } },
  alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
  border: BORDER,
};

export const TITLE: Style = {
  font: { name: '黑体', size: 16, family: 3, charset: 134 },
  alignment: { horizontal: 'center', vertical: 'middle' },
};

export const SUBTITLE: Style = {
  font: { name: '宋体', size: 11, family: 3, charset: 134 },
  alignment: { horizontal: 'center', vertical: 'middle' },
};

export const DRAFT_MARK: Style = {
  font: { name: '黑体', size: 14, family: 3, charset: 134, color: { argb: 'FFC00000' } },
  alignment: { horizontal: 'center', vertical: 'middle' },
};

/** A nought shows as a dash and stays a number. */
const COUNT = '#,##0;-#,##0;"–"';

const bodies = new Map<string, Style>();

/** One object per look: exceljs keeps styles apart by object. */
export function bodyStyle(
  kind: Kind,
  as: { link: boolean; faint: boolean; text: boolean; plain: boolean },
): Style {
  const key = `${kind} ${as.link} ${as.faint} ${as.text} ${as.plain}`;
  const known = bodies.get(key);
  if (known) return known;
  const color = as.link ? LINK : as.faint ? FAINT : null;
  const style: Style = {
    font: {
      name: '宋体',
      size: BODY_SIZE,
      family: 3,
      charset: 134,
      ...(color === null ? {} : { color: { argb: color } }),
      ...(as.link ? { underline: true } : {}),
    },
    alignment: {
      horizontal: kind === 'text' ? 'left' : 'center',
      vertical: 'middle',
      wrapText: true,
    },
    border: BORDER,
    numFmt: as.text ? '@' : as.plain ? '0' : COUNT,
  };
  bodies.set(key, style);
  return style;
}

/** A tone for a conditional format. There the fill's colour is its background (ECMA-376 §18.8.14). */
export function toneStyle(tone: Tone): Style {
  const { fill, letter } = TONES[tone];
  return {
    font: { color: { argb: letter } },
    fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: fill } },
  };
}
