/** Words are found on the pages of a PDF that this program did not make. */
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { findPassages } from './pdf-passages.js';

async function pages(...texts: [string, number][][]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (const lines of texts) {
    const page = pdf.addPage([400, 400]);
    for (const [text, y] of lines) page.drawText(text, { x: 50, y, font, size: 10 });
  }
  return pdf.save();
}

describe('findPassages', () => {
  it('finds words over line ends, with a box for each line', async () => {
    const source = await pages([
      ['see mat', 300],
      ['erial 1, then material 2', 280],
    ]);
    const text = 'see material 1, then material 2';
    const found = await findPassages(source, [
      {
        text,
        parts: [
          { from: 4, to: 14 },
          { from: 21, to: 31 },
        ],
      },
    ]);
    expect(found.map(({ part, page }) => [part, page])).toEqual([
      [0, 0],
      [0, 0],
      [1, 0],
    ]);
    const [first, second, third] = found.map(({ rect }) => rect);
    // Left, bottom, right, top: on their lines, apart from each other.
    expect(first?.[1]).toBeLessThan(301);
    expect(first?.[3]).toBeGreaterThan(305);
    expect(second?.[0]).toBeCloseTo(50, 0);
    expect(second?.[3]).toBeLessThan(295);
    expect(third?.[0]).toBeGreaterThan(second?.[2] ?? 400);
  });

  it('finds the second of two that are the same, in the order of the passages', async () => {
    const source = await pages([['material 1 here', 300]], [['material 1 there', 300]]);
    const parts = [{ from: 0, to: 10 }];
    const found = await findPassages(source, [
      { text: 'material 1 here', parts },
      { text: 'material 1 there', parts },
    ]);
    expect(found.map(({ passage, page }) => [passage, page])).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  it('finds a part of a passage that a page breaks, and leaves out what is not there', async () => {
    const source = await pages(
      [
        ['begins with material 7', 300],
        ['- 1 -', 20],
      ],
      [['and ends', 300]],
    );
    const found = await findPassages(source, [
      { text: 'begins with material 7 and ends', parts: [{ from: 12, to: 22 }] },
      { text: 'nowhere material 9', parts: [{ from: 8, to: 18 }] },
    ]);
    expect(found.map(({ passage, page }) => [passage, page])).toEqual([[0, 0]]);
  });
});
