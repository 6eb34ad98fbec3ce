/**
 * Embeds subset fonts once per volume: Type 0, Identity-H, glyph numbers as codes (ISO 32000-1 §9.7), with
 * ToUnicode, so that what is shown can be searched and copied. Chooses and cuts no font: `layout` does.
 */
import { deflateSync } from 'node:zlib';
import type { SubsetFont } from '../layout/fonts.js';
import type { FontRole } from '../layout/page.js';
import { cidOfGlyph } from './cff.js';
import { dict, Name, PdfString, Raw, Ref } from './objects.js';
import type { PdfWriter } from './writer.js';

/** A font ready to be embedded: what `layout` cuts. */
export type EmbeddableFont = SubsetFont;

/** Where the writer gets its fonts. The subset must hold every character of the volume, stamps included. */
export interface VolumeFonts {
  subset(role: FontRole): Promise<EmbeddableFont>;
}

/** Spaces need no glyph, 1/1000 em. */
const SPACES: ReadonlyMap<number, number> = new Map([
  [0x20, 250],
  [0xa0, 250],
  [0x2002, 500],
  [0x2003, 1000],
  [0x3000, 1000],
]);

/** A run of codes ready for Tj, with its width. */
export interface Encoded {
  /** Four hex digits a glyph; null for a space that the subset has no glyph for: only its width counts. */
  codes: (string | null)[];
  /** 1/1000 em, one a glyph. */
  widths: number[];
}

export class VolumeFont {
  readonly ref: Ref;
  private readonly font: EmbeddableFont;
  private readonly cid: (gid: number) => number;
  private readonly missing: Set<number>;
  private last: { text: string; encoded: Encoded } | null = null;
  /** Text was shown by a glyph that stands for none, which PDF/A bars (ISO 19005-2 §6.2.11.8). */
  blank = false;

  constructor(ref: Ref, font: EmbeddableFont, missing: Set<number>) {
    this.ref = ref;
    this.font = font;
    this.cid = font.metrics.cff ? cidOfGlyph(font.bytes) : (gid) => gid;
    this.missing = missing;
  }

  /** CFF outlines come from fonts of the user's: nobody vouches for their widths. */
  get cff(): boolean {
    return this.font.metrics.cff;
  }

  /** Codes and widths of a text. A character that the subset lacks is drawn as .notdef and noted. */
  encode(text: string): Encoded {
    // What is drawn has been measured just before.
    if (this.last?.text !== text) this.last = { text, encoded: this.encodeAnew(text) };
    return this.last.encoded;
  }

  private encodeAnew(text: string): Encoded {
    const codes: (string | null)[] = [];
    const widths: number[] = [];
    for (const char of text) {
      const code = char.codePointAt(0) as number;
      const glyph = this.font.glyphs.get(code);
      const space = SPACES.get(code);
      if (space !== undefined && (glyph === undefined || glyph.gid === 0)) {
        codes.push(null);
        widths.push(space);
        continue;
      }
      if (glyph === undefined) this.missing.add(code);
      if (glyph === undefined || glyph.gid === 0) this.blank = true;
      codes.push(hex4(this.cid(glyph?.gid ?? 0)));
      widths.push(glyph?.width ?? 1000);
    }
    return { codes, widths };
  }

  /** Writes font file, descriptor, widths and map to Unicode. */
  write(writer: PdfWriter): void {
    const { metrics, bytes, glyphs } = this.font;
    const tag = tagOf(glyphs.keys());
    const baseFont = new Name(`${tag}+${metrics.postscriptName.replace(/[^A-Za-z0-9_-]/g, '') || 'Font'}`);
    const file = writer.addStream(
      dict(
        metrics.cff
          ? { Subtype: new Name('OpenType'), Filter: new Name('FlateDecode') }
          : { Length1: bytes.length, Filter: new Name('FlateDecode') },
      ),
      deflateSync(bytes),
    );
    const descriptor = writer.add(
      dict({
        Type: new Name('FontDescriptor'),
        FontName: baseFont,
        // Symbolic: glyphs are named by number, no standard Latin set is promised (§9.8.2).
        Flags: 4,
        FontBBox: metrics.bbox,
        ItalicAngle: metrics.italicAngle,
        Ascent: metrics.ascent,
        Descent: metrics.descent,
        CapHeight: metrics.capHeight,
        StemV: 80,
        [metrics.cff ? 'FontFile3' : 'FontFile2']: file,
      }),
    );
    const descendant = writer.add(
      dict({
        Type: new Name('Font'),
        Subtype: new Name(metrics.cff ? 'CIDFontType0' : 'CIDFontType2'),
        BaseFont: baseFont,
        CIDSystemInfo: dict({
          Registry: new PdfString('(Adobe)'),
          Ordering: new PdfString('(Identity)'),
          Supplement: 0,
        }),
        FontDescriptor: descriptor,
        DW: 1000,
        W: new Raw(this.widthArray()),
        ...(metrics.cff ? {} : { CIDToGIDMap: new Name('Identity') }),
      }),
    );
    const toUnicode = writer.addStream(
      dict({ Filter: new Name('FlateDecode') }),
      deflateSync(Buffer.from(this.toUnicode(), 'latin1')),
    );
    writer.put(
      this.ref.num,
      dict({
        Type: new Name('Font'),
        Subtype: new Name('Type0'),
        BaseFont: metrics.cff ? new Name(`${baseFont.value}-Identity-H`) : baseFont,
        Encoding: new Name('Identity-H'),
        DescendantFonts: [descendant],
        ToUnicode: toUnicode,
      }),
    );
  }

  private byCid(): [number, { code: number; width: number }][] {
    const map = new Map<number, { code: number; width: number }>();
    for (const [code, { gid, width }] of this.font.glyphs) {
      const cid = this.cid(gid);
      // .notdef stands for many characters: for none.
      if (gid !== 0 && !map.has(cid)) map.set(cid, { code, width });
    }
    return [...map].sort((a, b) => a[0] - b[0]);
  }

  private widthArray(): string {
    let out = '[';
    let last = -2;
    for (const [cid, { width }] of this.byCid()) {
      if (width === 1000) continue;
      out += cid === last + 1 ? ` ${width}` : `${last >= 0 ? ']' : ''} ${cid}[${width}`;
      last = cid;
    }
    return `${out}${last >= 0 ? ']' : ''}]`;
  }

  private toUnicode(): string {
    const rows = this.byCid().map(([cid, { code }]) => `<${hex4(cid)}><${utf16(code)}>`);
    let blocks = '';
    for (let i = 0; i < rows.length; i += 100) {
      const block = rows.slice(i, i + 100);
      blocks += `${block.length} beginbfchar\n${block.join('\n')}\nendbfchar\n`;
    }
    return (
      '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n' +
      '/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n' +
      '/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n' +
      `1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n${blocks}` +
      'endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n'
    );
  }
}

/** The fonts of one volume: each is asked for and written once. */
export class VolumeFontSet {
  /** Characters that were to be drawn and that no subset had. */
  readonly missing = new Set<number>();
  private readonly fonts = new Map<FontRole, VolumeFont>();
  private readonly source: VolumeFonts;
  private readonly writer: PdfWriter;

  constructor(source: VolumeFonts, writer: PdfWriter) {
    this.source = source;
    this.writer = writer;
  }

  async load(role: FontRole): Promise<VolumeFont> {
    let font = this.fonts.get(role);
    if (font === undefined) {
      font = new VolumeFont(new Ref(this.writer.allocate()), await this.source.subset(role), this.missing);
      this.fonts.set(role, font);
    }
    return font;
  }

  /** Whether all text is shown by glyphs of its own, in fonts of a kind that this tool cuts itself. */
  get sound(): boolean {
    return [...this.fonts.values()].every((font) => !font.blank && !font.cff);
  }

  writeAll(): void {
    for (const font of this.fonts.values()) font.write(this.writer);
  }
}

export function hex4(value: number): string {
  return value.toString(16).toUpperCase().padStart(4, '0');
}

function utf16(code: number): string {
  return [...String.fromCodePoint(code)]
    .flatMap((char) => Array.from({ length: char.length }, (_, i) => hex4(char.charCodeAt(i))))
    .join('');
}

/** Six letters that name the subset (§9.6.4), from its characters. */
function tagOf(codes: Iterable<number>): string {
  let hash = 2166136261;
  for (const code of codes) hash = Math.imul(hash ^ code, 16777619) >>> 0;
  let tag = '';
  for (let i = 0; i < 6; i++) {
    tag += String.fromCharCode(65 + (hash % 26));
    hash = Math.floor(hash / 26);
  }
  return tag;
}
