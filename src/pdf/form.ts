/**
 * Form fields whose look is not in the file: a viewer draws text, choice and ticked boxes from their value, where they
 * have no appearance or the form says that appearances are stale (/NeedAppearances, ISO 32000-1 §12.7.2). To
 * turn these into pictures would lose the value, so they stay fields, read-only and renamed, in one form.
 */
import { hasAppearance } from './appearance.js';
import type { InputCopy } from './copy.js';
import {
  type Dict,
  isDict,
  Name,
  nameOf,
  type PdfObject,
  PdfString,
  type PdfValue,
  Raw,
  Ref,
} from './objects.js';
import type { RawPdf } from './raw.js';
import { serialise } from './syntax.js';
import type { PdfWriter } from './writer.js';

/** Entries of a field that its kids inherit. */
const INHERITED = ['FT', 'V', 'DA', 'Q', 'Ff', 'MaxLen', 'Opt'] as const;
const OWN = ['Rect', 'F', 'MK', 'BS', 'Border', 'OC', 'AP', 'AS'] as const;
const READ_ONLY = 1;
const RADIO = 1 << 15;
const PUSH_BUTTON = 1 << 16;
/** Deeper chains of parents are damage. */
const MAX_PARENTS = 32;

/** A ticked box, or the radio button that is on: of several with one value, only their states tell which. */
function isTicked(widget: Dict, value: PdfObject, flags: number): boolean {
  if ((flags & PUSH_BUTTON) !== 0) return false;
  const own = nameOf(widget.get('AS') ?? null);
  const state = (flags & RADIO) === 0 ? (own ?? nameOf(value)) : own;
  return state !== null && state !== 'Off';
}

/** A border or a ground that viewers draw, as around the blanks of a form. */
function isFramed(pdf: RawPdf, widget: Dict): boolean {
  const look = pdf.dict(widget.get('MK'));
  return ['BC', 'BG'].some((key) => (pdf.array(look?.get(key)) ?? []).length > 0);
}

export class FormFields {
  private readonly fields: number[] = [];
  private readonly made = new Set<PdfValue>();
  /** Font name in the output's /DR → reference, as syntax. */
  private readonly fonts = new Map<string, string>();
  /** Names that the input at hand uses → its font and its name in the output. */
  private due = new Map<string, { font: PdfValue; name: string }>();

  /** The field to write for a widget that only a viewer can draw; null where its own appearance will do. */
  live(pdf: RawPdf, widget: Dict, page: number): Dict | null {
    const form = pdf.dict(pdf.catalog?.get('AcroForm'));
    const stale = form !== null && pdf.resolve(form.get('NeedAppearances')) === true;
    if (widget.has('AP') && !stale) return null;
    const inherited = this.inherit(pdf, widget);
    const type = nameOf(pdf.resolve(inherited.get('FT')));
    const value = pdf.resolve(inherited.get('V'));
    const flags = pdf.number(inherited.get('Ff')) ?? 0;
    // A stale form may promise an appearance and have none for the state at hand.
    const bare = !hasAppearance(pdf, widget);
    const ticked = type === 'Btn' && bare && isTicked(widget, value, flags);
    const filled = value !== null && !(value instanceof PdfString && value.bytes === '');
    // Where the form is stale, no appearance is taken at its word: which is drawn is the viewer's to say, as it was.
    const told = stale ? type !== 'Sig' : ticked || ((type === 'Tx' || type === 'Ch') && filled);
    if (type === null || !(told || (bare && isFramed(pdf, widget)))) return null;
    // A frame is drawn for it, but nothing here is signed.
    if (type === 'Sig') inherited.delete('V');
    // The form's own default (§12.7.2).
    const quadding = form?.get('Q');
    if (!inherited.has('Q') && quadding !== undefined) inherited.set('Q', quadding);
    const field: Dict = new Map<string, PdfValue>([
      ['Type', new Name('Annot')],
      ['Subtype', new Name('Widget')],
      ['T', new PdfString(`(f${this.made.size + 1})`)],
      ['P', new Raw(`${page} 0 R`)],
    ]);
    for (const [key, item] of inherited) field.set(key, item);
    for (const key of OWN) {
      const item = widget.get(key);
      if (item !== undefined) field.set(key, item);
    }
    // Without a state viewers draw no tick.
    if (type === 'Btn' && bare && !field.has('AS'))
      field.set('AS', ticked ? (value as Name) : new Name('Off'));
    field.set('Ff', (flags | READ_ONLY) >>> 0);
    const look = pdf.resolve(inherited.get('DA') ?? form?.get('DA'));
    field.set('DA', this.appearance(pdf, form, look instanceof PdfString ? look.bytes : '/Helv 0 Tf 0 g'));
    this.made.add(field);
    return field;
  }

  /** Takes the number of a field made by `live`; anything else is ignored. */
  note(value: PdfValue, num: number): void {
    if (this.made.has(value)) this.fields.push(num);
  }

  /** Copies the fonts that the fields of this input name; call before its last `drain`. */
  collect(copy: InputCopy): void {
    for (const { font, name } of this.due.values()) this.fonts.set(name, serialise(font, copy.map));
    this.due = new Map();
  }

  /** The catalog's /AcroForm, or null if there is no such field. */
  write(writer: PdfWriter): Ref | null {
    if (this.fields.length === 0) return null;
    const fields = this.fields.map((num) => `${num} 0 R`).join(' ');
    const fonts = [...this.fonts].map(([name, font]) => `${serialise(new Name(name))} ${font}`).join('');
    return writer.add(
      new Raw(`<</Fields[${fields}]/NeedAppearances true/DA(/Helv 0 Tf 0 g)/DR<</Font<<${fonts}>>>>>>`),
    );
  }

  private inherit(pdf: RawPdf, widget: Dict): Dict {
    const found: Dict = new Map();
    let node: Dict | null = widget;
    for (let i = 0; i < MAX_PARENTS && node !== null; i++) {
      for (const key of INHERITED) {
        const item = node.get(key);
        if (item !== undefined && item !== null && !found.has(key)) found.set(key, item);
      }
      const parent: PdfValue | undefined = node.get('Parent');
      node = parent instanceof Ref ? pdf.dict(parent) : null;
    }
    return found;
  }

  /** The /DA string with its font under a name that is free in the output. */
  private appearance(pdf: RawPdf, form: Dict | null, look: string): PdfString {
    const renamed = look.replace(
      /\/([^\s/()<>[\]{}%]+)(\s+[-+.\d]+\s+Tf)/,
      (whole, name: string, rest: string) => {
        const known = this.due.get(name);
        if (known !== undefined) return `/${known.name}${rest}`;
        const font = pdf.dict(pdf.dict(form?.get('DR'))?.get('Font'))?.get(name);
        if (font === undefined || !isDict(pdf.resolve(font))) return whole;
        const taken = new Set([...this.fonts.keys(), ...[...this.due.values()].map((item) => item.name)]);
        let free = name;
        for (let i = 2; taken.has(free); i++) free = `${name}${i}`;
        this.due.set(name, { font, name: free });
        return `/${free}${rest}`;
      },
    );
    return new PdfString(`(${renamed.replace(/[\\()]/g, '\\$&')})`);
  }
}
