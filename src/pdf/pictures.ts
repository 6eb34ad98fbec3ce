/** The pictures of one volume's own pages: each key is written once, as a JPEG or PNG can be. */
import type { VolumePicture } from './job.js';
import { jpegEntries } from './jpeg.js';
import { nameOf, Raw } from './objects.js';
import { readPng } from './png.js';
import { writeRaster } from './raster.js';
import type { PdfWriter } from './writer.js';

export class VolumePictures {
  /** Keys that could not be drawn. */
  readonly missing: string[] = [];
  /** Keys of pictures in CMYK that say nothing of what it means. */
  readonly cmyk = new Set<string>();
  private readonly written = new Map<string, Raw | null>();
  private readonly writer: PdfWriter;
  private readonly source: (key: string) => Promise<VolumePicture>;

  constructor(writer: PdfWriter, source: (key: string) => Promise<VolumePicture>) {
    this.writer = writer;
    this.source = source;
  }

  /** Reference of the image; null if its bytes are no JPEG or PNG that a PDF can carry, or can't be had. */
  async get(key: string): Promise<Raw | null> {
    const known = this.written.get(key);
    if (known !== undefined) return known;
    const reference = await this.write(key);
    if (reference === null) this.missing.push(key);
    this.written.set(key, reference);
    return reference;
  }

  private async write(key: string): Promise<Raw | null> {
    const picture = await this.fetch(key);
    if (picture === null) return null;
    if ('kind' in picture) return this.reference(writeRaster(this.writer, picture).num);
    const { bytes } = picture;
    // The signature decides: names and types from strangers are often wrong.
    const jpeg = jpegEntries(bytes);
    if (jpeg !== null && nameOf(jpeg.get('ColorSpace')) === 'DeviceCMYK') this.cmyk.add(key);
    if (jpeg !== null) return this.reference(this.writer.addStream(jpeg, bytes).num);
    const png = await readPng(bytes);
    if (png === null) return null;
    if (png.mask !== null) {
      const mask = this.writer.addStream(png.mask.entries, png.mask.data);
      png.entries.set('SMask', mask);
    }
    return this.reference(this.writer.addStream(png.entries, png.data).num);
  }

  private async fetch(key: string): Promise<VolumePicture | null> {
    try {
      return await this.source(key);
    } catch (error) {
      // A picture that can't be had is reported, not fatal; a bug is.
      if (error instanceof TypeError || error instanceof ReferenceError) throw error;
      return null;
    }
  }

  private reference(num: number): Raw {
    return new Raw(`${num} 0 R`);
  }
}
