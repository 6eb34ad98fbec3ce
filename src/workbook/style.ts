/**
 * The look of the sheets, and the part that holds it. Fonts are those that Windows and WPS have: 黑体 for heads, 宋体
 * for the rest. The first font is 宋体 10: the widths of columns count its digits (ECMA-376 §18.3.1.13), so that a
 * full-width character takes exactly two.
 */
import { escapeXml, XML } from './xml.js';

export type Kind = 'text' | 'centre';
export type Tone = 'good' | 'bad' | 'unsure' | 'missing' | 'faint';

export interface Look {
  face: '黑体' | '宋体';
  /** pt */
  size: number;
  /** ARGB; null for the automatic colour. */
  color: string | null;
  underline: boolean;
  bold: boolean;
  /** ARGB; null for none. */
  fill: string | null;
  border: boolean;
  align: 'left' | 'center';
  wrap: boolean;
  /** Number format; null for the general one. */
  format: string | null;
}

const LINK = 'FF0563C1';
const FAINT = 'FF808080';
const BAND = 'FFD9E2F3';
const LINE = 'FFBFBFBF';

/** Fill and letter of a tone, ARGB: the pairs that Excel offers for good, bad and neutral. */
export const TONES: Record<Tone, { fill: string; letter: string }> = {
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

const BODY: Look = {
  face: '宋体',
  size: BODY_SIZE,
  color: null,
  underline: false,
  bold: false,
  fill: null,
  border: true,
  align: 'left',
  wrap: true,
  format: null,
};

export const HEAD: Look = { ...BODY, face: '黑体', fill: BAND, align: 'center' };
const LINE_LOOK: Look = { ...BODY, border: false, align: 'center', wrap: false };
export const TITLE: Look = { ...LINE_LOOK, face: '黑体', size: 16 };
export const SUBTITLE: Look = { ...LINE_LOOK, size: 11 };
export const DRAFT_MARK: Look = { ...LINE_LOOK, face: '黑体', size: 14, color: 'FFC00000' };

/** A nought shows as a dash and stays a number. */
const COUNT = '#,##0;-#,##0;"–"';

/**
 * @param as `text`: formatted as text, so that what looks like a formula stays text; `plain`: digits without
 * thousands separators; `sum`: a row of totals
 */
export function bodyLook(
  kind: Kind,
  as: { link: boolean; faint: boolean; text: boolean; plain: boolean; sum: boolean },
): Look {
  return {
    ...BODY,
    face: as.sum ? '黑体' : '宋体',
    color: as.link ? LINK : as.faint ? FAINT : null,
    underline: as.link,
    fill: as.sum ? 'FFF2F2F2' : null,
    align: kind === 'text' ? 'left' : 'center',
    format: as.text ? '@' : as.plain ? '0' : COUNT,
  };
}

/** Numbers of the formats that need no words of their own, ECMA-376 §18.8.30. */
const BUILT_IN: Record<string, number> = { '0': 1, '@': 49 };
/** Own formats begin here. */
const OWN_FORMATS = 164;

/** Gives every look its number and writes the part. */
export class StyleSheet {
  readonly #looks = new Map<string, number>();
  readonly #formats: string[] = [];
  readonly #fonts: string[] = [fontXml(BODY)];
  // The first two fills are fixed: no other can stand in their place.
  readonly #fills: string[] = ['<patternFill patternType="none"/>', '<patternFill patternType="gray125"/>'];
  readonly #xfs: string[] = ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'];
  readonly #tones: Tone[] = [];

  /** Index into cellXfs. */
  of(look: Look): number {
    const key = JSON.stringify(look);
    const known = this.#looks.get(key);
    if (known !== undefined) return known;
    const index = this.#xfs.push(this.#xf(look)) - 1;
    this.#looks.set(key, index);
    return index;
  }

  /** Index into dxfs, for a conditional format. */
  ofTone(tone: Tone): number {
    const at = this.#tones.indexOf(tone);
    return at >= 0 ? at : this.#tones.push(tone) - 1;
  }

  #xf(look: Look): string {
    const font = place(this.#fonts, fontXml(look));
    const fill =
      look.fill === null
        ? 0
        : place(
            this.#fills,
            `<patternFill patternType="solid"><fgColor rgb="${look.fill}"/><bgColor indexed="64"/></patternFill>`,
          );
    const format = look.format === null ? 0 : this.#format(look.format);
    // quotePrefix: what Excel notes of text that was typed behind an apostrophe.
    const quoted = look.format === '@' ? ' quotePrefix="1"' : '';
    const wrap = look.wrap ? ' wrapText="1"' : '';
    return `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${look.border ? 1 : 0}" xfId="0"${quoted} applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="${look.align}" vertical="center"${wrap}/></xf>`;
  }

  #format(code: string): number {
    return BUILT_IN[code] ?? OWN_FORMATS + place(this.#formats, code);
  }

  /** The part, once all looks are known. */
  xml(): string {
    const formats = this.#formats.map(
      (code, i) => `<numFmt numFmtId="${OWN_FORMATS + i}" formatCode="${escapeXml(code)}"/>`,
    );
    const side = (name: string) => `<${name} style="thin"><color rgb="${LINE}"/></${name}>`;
    const lines = ['left', 'right', 'top', 'bottom'].map(side).join('');
    const none = '<left/><right/><top/><bottom/><diagonal/>';
    const borders = [`<border>${none}</border>`, `<border>${lines}<diagonal/></border>`];
    const tones = this.#tones.map((tone) => {
      const { fill, letter } = TONES[tone];
      // Here the fill's colour is its background, ECMA-376 §18.8.14.
      return `<dxf><font><color rgb="${letter}"/></font><fill><patternFill patternType="solid"><bgColor rgb="${fill}"/></patternFill></fill></dxf>`;
    });
    return [
      `${XML}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`,
      formats.length === 0 ? '' : counted('numFmts', formats),
      counted('fonts', this.#fonts),
      counted(
        'fills',
        this.#fills.map((fill) => `<fill>${fill}</fill>`),
      ),
      counted('borders', borders),
      counted('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']),
      counted('cellXfs', this.#xfs),
      counted('cellStyles', ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']),
      counted('dxfs', tones),
      '<tableStyles count="0" defaultTableStyle="TableStyleMedium9" defaultPivotStyle="PivotStyleLight16"/>',
      '</styleSheet>',
    ].join('');
  }
}

/** Index of an entry in a list that holds each once. */
function place(list: string[], entry: string): number {
  const at = list.indexOf(entry);
  return at >= 0 ? at : list.push(entry) - 1;
}

function counted(name: string, entries: readonly string[]): string {
  return `<${name} count="${entries.length}">${entries.join('')}</${name}>`;
}

/** In the order that Excel writes; charset 134 is GB2312, family 3 what Windows says of Chinese faces. */
function fontXml({ face, size, color, underline, bold }: Look): string {
  const tint = color === null ? '<color auto="1"/>' : `<color rgb="${color}"/>`;
  return `<font>${bold ? '<b/>' : ''}${underline ? '<u/>' : ''}<sz val="${size}"/>${tint}<name val="${face}"/><family val="3"/><charset val="134"/></font>`;
}
