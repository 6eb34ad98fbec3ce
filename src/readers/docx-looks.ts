/**
 * Properties of runs and paragraphs as an element gives them (w:rPr, w:pPr; ECMA-376-1 §17.3), nothing inherited.
 */
import type { ParagraphFormat, TabStop } from '../model/document.js';
import { borderOf, shadeOf, sidesOf } from './docx-borders.js';
import { kid, kids, onOff, val, type XmlNode } from './xml.js';

/** Properties of a run; undefined = not said here. */
export interface RunLook {
  bold?: boolean;
  italic?: boolean;
  vanish?: boolean;
  underline?: boolean;
  strike?: boolean;
  doubleStrike?: boolean;
  /** null = on the line. */
  script?: 'super' | 'sub' | null;
  /** pt */
  size?: number;
  /** RRGGBB; null = automatic. */
  color?: string | null;
  eastAsiaHint?: boolean;
  caps?: boolean;
  /** Behind the text, RRGGBB; null = nothing. */
  fill?: string | null;
  /** Names, or "+minorEastAsia" and the like for fonts of the theme. */
  asciiFont?: string;
  eastAsiaFont?: string;
}

export interface ParagraphLook {
  alignment?: 'left' | 'center' | 'right' | 'justify';
  /** 0-based; 9 = body text. */
  outline?: number;
  /** pt; negative = hanging. */
  firstLine?: number;
  /** Hundredths of a character; negative = hanging. */
  firstLineChars?: number;
  left?: number;
  leftChars?: number;
  right?: number;
  rightChars?: number;
  before?: number;
  /** Hundredths of a line. */
  beforeLines?: number;
  after?: number;
  afterLines?: number;
  line?: NonNullable<ParagraphFormat['line']>;
  contextual?: boolean;
  keepNext?: boolean;
  /** Stops set here; `cleared` ones are taken away. */
  tabs?: (TabStop & { cleared: boolean })[];
  fill?: string | null;
  borders?: ParagraphFormat['borders'];
  pageBreakBefore?: boolean;
  numId?: string;
  level?: number;
}

const ALIGNMENTS: Record<string, ParagraphLook['alignment']> = {
  left: 'left',
  start: 'left',
  center: 'center',
  right: 'right',
  end: 'right',
  both: 'justify',
  distribute: 'justify',
  thaiDistribute: 'justify',
};

/** §17.18.40. */
const HIGHLIGHTS: Record<string, string | null> = {
  none: null,
  yellow: 'FFFF00',
  green: '00FF00',
  cyan: '00FFFF',
  magenta: 'FF00FF',
  blue: '0000FF',
  red: 'FF0000',
  darkBlue: '000080',
  darkCyan: '008080',
  darkGreen: '008000',
  darkMagenta: '800080',
  darkRed: '800000',
  darkYellow: '808000',
  darkGray: '808080',
  lightGray: 'C0C0C0',
  black: '000000',
  white: 'FFFFFF',
};

/** Direct run properties (w:rPr). */
export function runLook(rPr: XmlNode | null): RunLook {
  const look: RunLook = {};
  if (!rPr) return look;
  const bold = onOff(rPr, 'w:b');
  if (bold !== null) look.bold = bold;
  const italic = onOff(rPr, 'w:i');
  if (italic !== null) look.italic = italic;
  const vanish = onOff(rPr, 'w:vanish');
  if (vanish !== null) look.vanish = vanish;
  const underline = kid(rPr, 'w:u');
  if (underline) look.underline = (underline.attributes['w:val'] ?? 'single') !== 'none';
  const strike = onOff(rPr, 'w:strike');
  if (strike !== null) look.strike = strike;
  const doubleStrike = onOff(rPr, 'w:dstrike');
  if (doubleStrike !== null) look.doubleStrike = doubleStrike;
  const script = val(rPr, 'w:vertAlign');
  if (script !== null)
    look.script = script === 'superscript' ? 'super' : script === 'subscript' ? 'sub' : null;
  const size = Number(val(rPr, 'w:sz') ?? Number.NaN);
  if (Number.isFinite(size) && size > 0) look.size = size / 2;
  const color = val(rPr, 'w:color');
  if (color !== null) look.color = /^[0-9a-f]{6}$/i.test(color) ? color.toUpperCase() : null;
  const caps = onOff(rPr, 'w:caps') ?? onOff(rPr, 'w:smallCaps');
  if (caps !== null) look.caps = caps;
  const highlight = HIGHLIGHTS[val(rPr, 'w:highlight') ?? ''];
  const shade = kid(rPr, 'w:shd');
  if (highlight !== undefined) look.fill = highlight;
  else if (shade) look.fill = shadeOf(shade);
  const fonts = kid(rPr, 'w:rFonts')?.attributes;
  if (fonts) {
    const hint = fonts['w:hint'];
    if (hint !== undefined) look.eastAsiaHint = hint === 'eastAsia';
    const ascii = fonts['w:asciiTheme'] ? `+${fonts['w:asciiTheme']}` : fonts['w:ascii'];
    if (ascii) look.asciiFont = ascii;
    const eastAsia = fonts['w:eastAsiaTheme'] ? `+${fonts['w:eastAsiaTheme']}` : fonts['w:eastAsia'];
    if (eastAsia) look.eastAsiaFont = eastAsia;
  }
  return look;
}

/** Direct paragraph properties (w:pPr). */
export function paragraphLook(pPr: XmlNode | null): ParagraphLook {
  const look: ParagraphLook = {};
  if (!pPr) return look;
  const alignment = ALIGNMENTS[val(pPr, 'w:jc') ?? ''];
  if (alignment) look.alignment = alignment;
  const outline = Number(val(pPr, 'w:outlineLvl') ?? Number.NaN);
  if (Number.isInteger(outline)) look.outline = outline;
  indents(kid(pPr, 'w:ind'), look);
  spacing(kid(pPr, 'w:spacing'), look);
  const tabs = kid(pPr, 'w:tabs');
  if (tabs) look.tabs = kids(tabs).flatMap(tabStop);
  const shade = kid(pPr, 'w:shd');
  if (shade) look.fill = shadeOf(shade);
  const borders = kid(pPr, 'w:pBdr');
  if (borders) look.borders = sidesOf(borders, borderOf);
  for (const [key, name] of SWITCHES) {
    const on = onOff(pPr, name);
    if (on !== null) look[key] = on;
  }
  const numbering = kid(pPr, 'w:numPr');
  if (numbering) {
    const numId = val(numbering, 'w:numId');
    const level = Number(val(numbering, 'w:ilvl') ?? Number.NaN);
    if (numId !== null) look.numId = numId;
    if (Number.isInteger(level)) look.level = level;
  }
  return look;
}

const SWITCHES = [
  ['pageBreakBefore', 'w:pageBreakBefore'],
  ['keepNext', 'w:keepNext'],
  ['contextual', 'w:contextualSpacing'],
] as const;

/** w:ind (§17.3.1.12): a hanging indent wins over a first-line one; 0 characters switch characters off. */
function indents(node: XmlNode | null, look: ParagraphLook): void {
  if (!node) return;
  const read = (...names: string[]): number | undefined => {
    for (const name of names) {
      const value = Number.parseFloat(node.attributes[`w:${name}`] ?? '');
      if (Number.isFinite(value)) return value;
    }
    return undefined;
  };
  const set = (key: 'left' | 'right' | 'firstLine', value: number | undefined): void => {
    if (value !== undefined) look[key] = value / 20;
  };
  const setChars = (key: 'leftChars' | 'rightChars' | 'firstLineChars', value: number | undefined): void => {
    if (value !== undefined) look[key] = value;
  };
  set('left', read('left', 'start'));
  set('right', read('right', 'end'));
  setChars('leftChars', read('leftChars', 'startChars'));
  setChars('rightChars', read('rightChars', 'endChars'));
  const hanging = read('hanging');
  set('firstLine', hanging === undefined ? read('firstLine') : -hanging);
  const hangingChars = read('hangingChars');
  setChars('firstLineChars', hangingChars ? -hangingChars : read('firstLineChars'));
}

/** Automatic space is HTML's: 14 pt between paragraphs, of which each of two that meet gives half. pt */
export const AUTOMATIC = 7;

/** w:spacing (§17.3.1.33): 240ths of a line, or twentieths of a point. */
function spacing(node: XmlNode | null, look: ParagraphLook): void {
  if (!node) return;
  const read = (name: string): number => Number.parseFloat(node.attributes[`w:${name}`] ?? '');
  for (const side of ['before', 'after'] as const) {
    const value = read(side);
    const lines = read(`${side}Lines`);
    if (/^(?:1|true|on)$/.test(node.attributes[`w:${side}Autospacing`] ?? '')) look[side] = AUTOMATIC;
    else if (Number.isFinite(value)) look[side] = Math.max(0, value / 20);
    if (Number.isFinite(lines)) look[`${side}Lines`] = lines;
  }
  const line = read('line');
  if (!Number.isFinite(line) || line <= 0) return;
  const rule = node.attributes['w:lineRule'] ?? 'auto';
  look.line =
    rule === 'exact'
      ? { rule: 'exact', value: line / 20 }
      : rule === 'atLeast'
        ? { rule: 'least', value: line / 20 }
        : { rule: 'multiple', value: line / 240 };
}

function tabStop(node: XmlNode): (TabStop & { cleared: boolean })[] {
  const at = Number.parseFloat(node.attributes['w:pos'] ?? '') / 20;
  const kind = node.attributes['w:val'] ?? 'left';
  if (node.name !== 'w:tab' || !Number.isFinite(at) || kind === 'bar') return [];
  const leader = node.attributes['w:leader'] ?? 'none';
  return [
    {
      at,
      align:
        kind === 'center'
          ? 'center'
          : kind === 'right' || kind === 'end' || kind === 'decimal'
            ? 'right'
            : 'left',
      leader: leader === 'none' ? null : /dot|Dot/.test(leader) ? 'dots' : 'line',
      cleared: kind === 'clear',
    },
  ];
}
