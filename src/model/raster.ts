/** A picture on its way from a reader, which unpacks it, to the writer of pages, which need not know its format. */

/** As a page can carry it: a JPEG or PNG as its file has it, or samples. */
export type Picture = { kind: 'file'; bytes: Uint8Array } | Raster;

export interface Raster {
  kind: 'raster';
  /** px */
  width: number;
  height: number;
  /** What a sample says; a palette is its RGB entries, three bytes each, one sample a pixel being the index. */
  color: 'gray' | 'rgb' | 'cmyk' | Uint8Array;
  /** Bits a sample, high byte first. */
  bits: 1 | 2 | 4 | 8 | 16;
  /** The greatest sample means black (gray) or no light (rgb), no ink (cmyk). */
  inverted: boolean;
  /**
   * Rows from the top, samples of a pixel side by side, each row padded to whole bytes: `flate` as zlib packs them,
   * `g4` as ITU-T T.6 codes them, its black runs being 0.
   */
  packing: 'flate' | 'g4';
  bytes: Uint8Array;
  /** Opacity, 8 bits a pixel, packed by zlib; null where all is opaque. */
  alpha: Uint8Array | null;
}
