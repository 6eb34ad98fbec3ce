import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { PDFArray, PDFDict, PDFName, PDFRawStream } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bench, hasPoppler, material, own } from '../../fixtures/pdf/bench.js';
import { PdfSample } from '../../fixtures/pdf/samples.js';
import { Walk } from '../../fixtures/pdf/walk.js';
import { openFonts } from '../commands/fonts.js';
import { type FontSet, textPages } from '../layout/index.js';
import { stampCharacters, type VolumeResult, writeVolume } from './index.js';
import { srgbProfile } from './srgb.js';

const bench = new Bench();
let fonts: FontSet;
beforeAll(async () => {
  fonts = await openFonts();
  fonts.use('song', stampCharacters(['001']));
}, 60_000);
afterAll(() => bench.remove());

const IMAGE = '/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8';
const DRAW = 'q 300 0 0 400 0 0 cm /Im Do Q';

/** One page that is one picture. */
function scan(image = '/ColorSpace/DeviceGray', page = '', content = DRAW): PdfSample {
  return PdfSample.pages(1)
    .object(
      10,
      `<</Type/Page/Parent 2 0 R/Contents 11 0 R/Resources<</XObject<</Im 20 0 R>>/ExtGState<</G 40 0 R>>>>${page}>>`,
    )
    .stream(11, '', content)
    .stream(20, `${IMAGE}${image}`, '\x80\x80\x80\x80')
    .object(40, '<</Type/ExtGState/CA 1>>');
}

const XMP = (part: number, level = 'B') =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><pdfaid:part>${part}</pdfaid:part><pdfaid:conformance>${level}</pdfaid:conformance></x:xmpmeta>`;

/** One page of text, in a file that says of itself what `xmp` says. */
function text(xmp: string | null, font: string, content = 'BT /F 9 Tf 50 50 Td (A) Tj ET'): PdfSample {
  const sample = PdfSample.pages(1)
    .object(1, `<</Type/Catalog/Pages 2 0 R${xmp === null ? '' : '/Metadata 5 0 R'}>>`)
    .object(10, '<</Type/Page/Parent 2 0 R/Contents 11 0 R/Resources<</Font<</F 20 0 R>>>>>>')
    .stream(11, '', content)
    .object(20, font)
    .object(21, '<</Type/FontDescriptor/FontName/X/Flags 32/FontFile2 22 0 R>>')
    .stream(22, '', 'program');
  return xmp === null ? sample : sample.stream(5, '/Type/Metadata/Subtype/XML', xmp);
}
const EMBEDDED = '<</Type/Font/Subtype/TrueType/BaseFont/X/Encoding/WinAnsiEncoding/FontDescriptor 21 0 R>>';
const BARE = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>';

async function bind(sample: PdfSample): Promise<VolumeResult['pdfa']> {
  const path = bench.save('input.pdf', sample.classic());
  return (await writeVolume(bench.job('out.pdf', [material('001', path, 1)], { fonts }))).pdfa;
}

describe('PDF/A-2b', () => {
  it('is claimed by what the tool wrote and by scans, and the file keeps the rules it rests on', async () => {
    const path = bench.save('scan.pdf', scan().classic());
    const pages = textPages({ title: '说明', text: '第一行\n第二行 https://www.example.gov.cn/' }, fonts);
    const pieces = [own('说明', pages), material('001', path, 1)];
    const result = await writeVolume(bench.job('claimed.pdf', pieces, { fonts, draft: true }));
    expect(result.pdfa).toEqual({ claimed: true, broken: [], declared: [] });
    bench.expectSound('claimed.pdf');
    const walk = await Walk.open(readFileSync(bench.at('claimed.pdf')));
    const { catalog, context } = walk.doc;
    const xmp = Buffer.from(walk.stream(catalog.get(PDFName.of('Metadata'))), 'latin1').toString('utf8');
    expect(xmp).toMatch(/<pdfaid:part[^>]*>2<\/pdfaid:part>/);
    expect(xmp).toMatch(/<pdfaid:conformance[^>]*>B<\/pdfaid:conformance>/);
    // The document information says the same as the XMP (§6.6.3).
    const info = context.lookup(context.trailerInfo.Info, PDFDict);
    for (const [key, tag] of [
      ['Title', 'dc:title'],
      ['Author', 'dc:creator'],
      ['Subject', 'dc:description'],
      ['Producer', 'pdf:Producer'],
      ['Creator', 'xmp:CreatorTool'],
    ] as const) {
      const said = new RegExp(`<${tag}>(.*?)</${tag}>`).exec(xmp)?.[1]?.replace(/<[^>]+>/g, '');
      expect(walk.text(info, key), key).toBe(said);
    }
    expect(walk.text(info, 'CreationDate')).toBe('D:20241220');
    expect(xmp).toContain('<xmp:CreateDate>2024-12-20</xmp:CreateDate>');
    expect(xmp).toContain('<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li>');
    expect(walk.text(catalog, 'Lang')).toBe('zh-CN');
    expect(context.trailerInfo.ID).toBeInstanceOf(PDFArray);
    expect(context.trailerInfo.Encrypt).toBeUndefined();
    const [intent] = walk.array(catalog, 'OutputIntents').map((ref) => context.lookup(ref, PDFDict));
    expect(walk.name(intent as PDFDict, 'S')).toBe('GTS_PDFA1');
    for (const [, object] of context.enumerateIndirectObjects()) {
      const dict = object instanceof PDFRawStream ? object.dict : object;
      if (!(dict instanceof PDFDict)) continue;
      for (const key of ['AA', 'JS', 'OPI', 'TR', 'LZW', 'EF'])
        expect(dict.has(PDFName.of(key)), key).toBe(false);
      if (walk.name(dict, 'Type') === 'Annot') expect(walk.number(dict, 'F')).toBe(4);
      if (walk.name(dict, 'Type') !== 'Font' || walk.name(dict, 'Subtype') === 'Type0') continue;
      const descriptor = walk.dict(dict, 'FontDescriptor') as PDFDict;
      expect(walk.get(descriptor, 'FontFile2')).toBeInstanceOf(PDFRawStream);
      expect(walk.name(dict, 'CIDToGIDMap')).toBe('Identity');
    }
    // No text is shown by the glyph that stands for none (§6.2.11.8).
    for (const page of walk.pages) {
      const contents = walk.get(page, 'Contents');
      for (const part of contents instanceof PDFArray
        ? contents.asArray()
        : [page.get(PDFName.of('Contents'))])
        for (const [, hex = ''] of walk.stream(part).matchAll(/<([0-9A-F]+)>/g))
          if (!hex.startsWith('FEFF')) expect(hex.match(/.{4}/g)).not.toContain('0000');
    }
  });

  it.skipIf(!hasPoppler)('is found by Poppler in the metadata', async () => {
    await bind(scan());
    // Its line "PDF subtype" looks at a key of the document information that no standard knows.
    const { stdout } = spawnSync('pdfinfo', ['-meta', bench.at('out.pdf')], { encoding: 'utf8' });
    expect(stdout).toMatch(/pdfaid:part[^>]*>2</);
  });

  it('leaves colours of strangers alone where it is not claimed', async () => {
    await bind(scan('/ColorSpace/DeviceCMYK'));
    const { doc } = await Walk.open(readFileSync(bench.at('out.pdf')));
    expect(doc.catalog.has(PDFName.of('OutputIntents'))).toBe(false);
  });

  it.each([
    ['cmyk', scan('/ColorSpace/DeviceCMYK')],
    ['cmyk', scan(undefined, undefined, `0 0 0 1 k 0 0 9 9 re f ${DRAW}`)],
    ['filter', scan('/ColorSpace/DeviceGray/Filter/LZWDecode')],
    ['jpeg2000', scan('/Filter/JPXDecode')],
    ['interpolate', scan('/ColorSpace/DeviceGray/Interpolate true')],
    ['alternate-image', scan('/ColorSpace/DeviceGray/Alternates[<</Image 20 0 R>>]')],
    ['postscript', scan('/ColorSpace/DeviceGray/OPI<<>>')],
    ['rendering-intent', scan('/ColorSpace/DeviceGray/Intent/Own')],
    [
      'spot-colour',
      scan('/ColorSpace[/Separation/Gold/DeviceRGB 30 0 R]').object(30, '<</FunctionType 2/N 1>>'),
    ],
    ['icc-profile', scan('/ColorSpace[/ICCBased 30 0 R]').stream(30, '/N 3', 'no profile')],
    ['transfer-function', scan().object(40, '<</Type/ExtGState/TR/Identity>>')],
    ['transfer-function', scan().object(40, '<</Type/ExtGState/TR2/Identity>>')],
    ['blend-mode', scan().object(40, '<</Type/ExtGState/BM/Own>>')],
    ['overprint', scan().object(40, '<</Type/ExtGState/OPM 1>>')],
    ['content', scan(undefined, undefined, 'BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI')],
    ['limits', scan(undefined, undefined, `${'q '.repeat(29)}${'Q '.repeat(29)}${DRAW}`)],
    ['limits', scan().object(40, '<</Type/ExtGState/Own<ABC>>>')],
    ['page-size', scan(undefined, '/MediaBox[0 0 20000 400]')],
    ['annotation-appearance', scan(undefined, '/Annots[<</Type/Annot/Subtype/Square/Rect[0 0 9 9]/F 4>>]')],
    [
      'annotation-flags',
      scan(undefined, '/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://a.cn)>>>>]'),
    ],
    [
      'annotation-type',
      scan(undefined, '/Annots[<</Type/Annot/Subtype/Projection/Rect[0 0 9 9]/F 4/AP<</N 50 0 R>>>>]').stream(
        50,
        '/Subtype/Form/BBox[0 0 9 9]/Resources<<>>',
        '',
      ),
    ],
    ['undeclared', text(null, EMBEDDED)],
    ['undeclared', text(XMP(1), EMBEDDED)],
    ['font-not-embedded', text(XMP(2), BARE)],
    ['font-incomplete', text(XMP(2), '<</Type/Font/Subtype/TrueType/BaseFont/X/FontDescriptor 21 0 R>>')],
    ['content', text(XMP(2), '<</Type/Font/Subtype/Type3/CharProcs<<>>>>')],
    ['cmyk', text(XMP(2), EMBEDDED, '0 0 0 1 k BT /F 9 Tf (A) Tj ET')],
  ] as const)('is not claimed: %s', async (reason, sample) => {
    const pdfa = await bind(sample);
    expect(pdfa.claimed).toBe(false);
    expect(pdfa.broken).toHaveLength(1);
    expect(pdfa.broken[0]).toMatchObject({
      piece: 'material:001',
      reasons: expect.arrayContaining([reason]),
    });
    const walk = await Walk.open(readFileSync(bench.at('out.pdf')));
    expect(walk.stream(walk.doc.catalog.get(PDFName.of('Metadata')))).not.toContain('pdfaid');
  });

  it('believes a file that declares PDF/A-2 or -3 about its fonts, and says so', async () => {
    for (const xmp of [XMP(2), XMP(3, 'U')])
      expect(await bind(text(xmp, EMBEDDED))).toEqual({
        claimed: true,
        broken: [],
        declared: ['material:001'],
      });
  });

  it('is not claimed where a character has no glyph', async () => {
    const lost = own('x', [
      {
        width: 595,
        height: 842,
        items: [{ kind: 'text', x: 9, y: 99, size: 9, font: 'song', text: '\u{10ffff}' }],
        links: [],
      },
    ]);
    const { pdfa } = await writeVolume(bench.job('lost.pdf', [lost], { fonts }));
    expect(pdfa).toEqual({
      claimed: false,
      broken: [{ piece: null, reasons: ['font-incomplete'] }],
      declared: [],
    });
  });

  it('gives a file that is bound twice the same verdict twice', async () => {
    const path = bench.save('twice.pdf', scan('/ColorSpace/DeviceCMYK').classic());
    const pieces = [material('001', path, 1), material('002', path, 1)];
    const { pdfa } = await writeVolume(bench.job('twice-out.pdf', pieces, { fonts }));
    expect(pdfa.broken.map(({ piece }) => piece)).toEqual(['material:001', 'material:002']);
  });
});

describe('the colour profile', () => {
  it('is what its header and tags say', () => {
    const profile = srgbProfile();
    expect(profile.readUInt32BE(0)).toBe(profile.length);
    expect(profile.toString('latin1', 12, 24)).toBe('mntrRGB XYZ ');
    expect(profile.toString('latin1', 36, 40)).toBe('acsp');
    const count = profile.readUInt32BE(128);
    const tags = Array.from({ length: count }, (_, i) => {
      const at = 132 + 12 * i;
      return {
        tag: profile.toString('latin1', at, at + 4),
        from: profile.readUInt32BE(at + 4),
        size: profile.readUInt32BE(at + 8),
      };
    });
    expect(tags.map(({ tag }) => tag).sort()).toEqual(
      ['bTRC', 'bXYZ', 'cprt', 'desc', 'gTRC', 'gXYZ', 'rTRC', 'rXYZ', 'wtpt'].sort(),
    );
    for (const { from, size } of tags) {
      expect(from % 4).toBe(0);
      expect(from + size).toBeLessThanOrEqual(profile.length);
    }
    // The primaries add up to the white point (IEC 61966-2-1).
    const at = (tag: string, i: number) =>
      profile.readInt32BE((tags.find((one) => one.tag === tag)?.from ?? 0) + 8 + 4 * i) / 65536;
    for (const i of [0, 1, 2])
      expect(at('rXYZ', i) + at('gXYZ', i) + at('bXYZ', i)).toBeCloseTo(at('wtpt', i), 3);
    // Half of full scale is 21.4 % of the light.
    const curve = tags.find(({ tag }) => tag === 'rTRC')?.from ?? 0;
    expect(profile.readUInt16BE(curve + 12 + 2 * 512) / 65535).toBeCloseTo(0.2147, 3);
  });
});
