import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { PdfSample } from '../../fixtures/pdf/samples.js';
import { fileOf } from '../../fixtures/readers/make.js';
import { readPdf, readWithPdfium } from './pdf.js';
import { readScans } from './pdf-scans.js';

/** A page with a picture over it: its numbers are asked for, its bytes are none that anybody unpacks. */
function scan(
  page = '',
  picture = '',
  content: string | Buffer = 'q 300 0 0 400 0 0 cm /I Do Q',
  packed = '',
) {
  const sample = PdfSample.pages(1);
  sample.object(
    10,
    `<</Type/Page/Parent 2 0 R/Contents 11 0 R/Resources<</XObject<</I 12 0 R/J 12 0 R>>>>${page}>>`,
  );
  sample.stream(11, packed, content);
  const entries = `/Type/XObject/Subtype/Image/Width 600/Height 800/BitsPerComponent 8/ColorSpace/DeviceGray${picture}`;
  return sample.stream(12, `${entries}/Filter/DCTDecode`, Buffer.alloc(20_000, 7));
}

const plain: [string, Buffer][] = [
  ['one picture', scan().classic()],
  ['objects in streams', scan().compressed()],
  ['a page on its side', scan('/Rotate 90').classic()],
  ['a page upside down', scan('/Rotate 180').classic()],
  ['a cropped page', scan('/CropBox[0 20 290.275 400]').classic()],
  ['a crop beyond the medium', scan('/CropBox[-10 -10 310.5 410]').classic()],
  ['a medium of its own', scan('/MediaBox[10 10 310.27 410]').classic()],
  [
    'packed content',
    scan('', '', deflateSync('q 300 0 0 400 0 0 cm\n/I Do\nQ'), '/Filter/FlateDecode').classic(),
  ],
  ['a picture on its side', scan('', '', 'q 0 400 -300 0 300 0 cm /I Do Q').classic()],
  ['two strips', scan('', '', 'q 300 0 0 200 0 200 cm /I Do Q q 300 0 0 200 0 0 cm /J Do Q').classic()],
  ['matrices one in another', scan('', '', 'q .5 0 0 .5 0 0 cm q 600 0 0 800 0 0 cm /I Do Q Q').classic()],
  ['a metre of paper', scan('/MediaBox[0 0 3000 4000]', '', '3000 0 0 4000 0 0 cm /I Do').classic()],
  ['a title', scan().object(30, '<</Title( Scan 1)>>').classic({ trailer: '/Info 30 0 R' })],
  ['a title in Unicode', scan().object(30, '<</Title<FEFF626B63CF>>>').classic({ trailer: '/Info 30 0 R' })],
  ['an action', scan('', '').object(30, '<</S/JavaScript/JS(1)>>').classic()],
];

const other: [string, Buffer][] = [
  ['text', scan('', '', 'q 300 0 0 400 0 0 cm /I Do Q BT (a) Tj ET').classic()],
  ['a line', scan('', '', 'q 300 0 0 400 0 0 cm /I Do Q 0 0 9 9 re f').classic()],
  ['a state that may hide it', scan('', '', 'q /G gs 300 0 0 400 0 0 cm /I Do Q').classic()],
  ['a small picture', scan('', '', 'q 100 0 0 100 0 0 cm /I Do Q').classic()],
  ['no picture', scan('', '', 'q Q').classic()],
  ['a picture that may be blank', scan('', '/Width 6000/Height 8000').classic()],
  ['a picture in a layer', scan('', '/OC<</Type/OCG>>').classic()],
  ['a note', scan('/Annots[<</Type/Annot/Subtype/Text/Rect[0 0 9 9]>>]').classic()],
  ['a crop beside the medium', scan('/CropBox[500 500 600 600]').classic()],
  ['units of its own', scan('/UserUnit 2').classic()],
  ['names', scan().object(1, '<</Type/Catalog/Pages 2 0 R/Names<<>>>>').classic()],
  ['bookmarks', scan().object(1, '<</Type/Catalog/Pages 2 0 R/Outlines<<>>>>').classic()],
  [
    'a title of unknown letters',
    scan().object(30, '<</Title<C9A8C3E8>>>').classic({ trailer: '/Info 30 0 R' }),
  ],
  ['places that are wrong', scan().classic({ shift: 7 })],
  ['a second page that is none', scan().object(2, '<</Type/Pages/Count 2/Kids[10 0 R 99 0 R]>>').classic()],
];

describe('a file of scans alone', () => {
  it.each(plain)('with %s is read as PDFium reads it', async (_, bytes) => {
    const absolute = fileOf('plain.pdf', bytes);
    expect(readScans(absolute)).not.toBeNull();
    const read = await readPdf('x', absolute);
    expect(read).toEqual({
      ...(await readWithPdfium('x', absolute, 3, read.activeContent)),
      plain: true,
    });
    expect(read.pageFacts[0]).toMatchObject({ text: false, blank: false });
  });

  it.each(other)('is left to PDFium with %s', (_, bytes) => {
    expect(readScans(fileOf('other.pdf', bytes))).toBeNull();
  });
});
