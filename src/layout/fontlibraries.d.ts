/** The little of fontkit 2 that this room uses; the package carries no types. */
declare module 'fontkit' {
  interface Glyph {
    id: number;
    advanceWidth: number;
  }
  interface Font {
    getGlyph(id: number): Glyph;
    getVariation(settings: Record<string, number>): Font;
  }
  export function create(bytes: Uint8Array): Font;
}

/** Subsetting and instancing by harfbuzz; the package carries no types. */
declare module 'subset-font' {
  interface Options {
    targetFormat?: 'truetype' | 'woff' | 'woff2';
    noHinting?: boolean;
    noLayoutClosure?: boolean;
    keepFeatures?: string[];
    dropTables?: string[];
    keepAllGlyphs?: boolean;
    variationAxes?: Record<string, number>;
  }
  export default function subsetFont(
    font: Uint8Array,
    text: string | undefined,
    options: Options,
  ): Promise<Uint8Array>;
}

/** What is used of it; the types of the DOM, where it stands, are left out of this program. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module);
    readonly exports: object;
  }
}
