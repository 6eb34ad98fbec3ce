import { describe, expect, it } from 'vitest';
import { fileOf, zipOf } from '../../fixtures/readers/make.js';
import type { DrawingItem } from '../model/drawing.js';
import { drawingOf, readOfd } from './ofd.js';
import { places } from './ofd-objects.js';
import { pathOf, UNIT } from './ofd-path.js';
import { sealPicture } from './ofd-seal.js';

const NS = 'xmlns:ofd="http://www.ofdspec.org/2016"';
const MM = 72 / 25.4;

/** An OFD of one page, A5, its content and further parts as given. */
function ofd(content: string, more: Record<string, string | Uint8Array> = {}, common = ''): string {
  return fileOf(
    'a.ofd',
    zipOf({
      'OFD.xml': `<ofd:OFD ${NS}><ofd:DocBody><ofd:DocInfo><ofd:Title>批复</ofd:Title></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot><ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody></ofd:OFD>`,
      'Doc_0/Document.xml': `<ofd:Document ${NS}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 148 210</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>${common}</ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages><ofd:Annotations>Annots.xml</ofd:Annotations></ofd:Document>`,
      'Doc_0/PublicRes.xml': `<ofd:Res ${NS} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="仿宋_GB2312" Bold="true"/></ofd:Fonts><ofd:DrawParams><ofd:DrawParam ID="5" LineWidth="1"><ofd:StrokeColor Value="#C0 0 0"/></ofd:DrawParam></ofd:DrawParams><ofd:MultiMedias><ofd:MultiMedia ID="7" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="9"><ofd:Content><ofd:PathObject ID="91" Boundary="0 0 1 1" Stroke="false" Fill="true"><ofd:FillColor Value="0 0 0"/><ofd:AbbreviatedData>M 0 0 L 1 0 L 1 1 C</ofd:AbbreviatedData></ofd:PathObject></ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>`,
      'Doc_0/Res/a.png': 'png',
      'Doc_0/Pages/Page_0/Content.xml': `<ofd:Page ${NS}><ofd:Content>${content}</ofd:Content></ofd:Page>`,
      ...more,
    }),
  );
}

async function drawn(path: string): Promise<DrawingItem[]> {
  const drawing = await drawingOf(path);
  if (!drawing) throw new Error('nothing drawn');
  return drawing.pages[0]?.items ?? [];
}

describe('OFD', () => {
  const text = (y: number, words: string): string =>
    `<ofd:TextObject ID="2" Boundary="10 ${y} 100 10" Font="3" Size="5"><ofd:TextCode X="0" Y="4" DeltaX="g ${words.length - 1} 5">${words}</ofd:TextCode></ofd:TextObject>`;

  it('reads size, title and text, line by line', async () => {
    const path = ofd(`<ofd:Layer ID="1">${text(20, '关于批复')}${text(40, '新政发〔2024〕1号')}</ofd:Layer>`);
    expect(await readOfd('a.ofd', path)).toMatchObject({
      kind: 'ofd',
      pages: 1,
      title: '批复',
      text: '关于批复\n新政发〔2024〕1号',
      sizes: [{ width: 148 * MM, height: 210 * MM }],
    });
  });

  it('places every character, in the font of the file', async () => {
    const [item] = await drawn(ofd(`<ofd:Layer ID="1">${text(20, '关于批复')}</ofd:Layer>`));
    expect(item).toMatchObject({
      kind: 'text',
      font: '仿宋_GB2312',
      bold: true,
      size: 5,
      xs: [0, 5, 10, 15],
    });
    expect(item?.kind === 'text' && item.matrix[4]).toBeCloseTo(10 * MM, 6);
    expect(item?.kind === 'text' && item.matrix[5]).toBeCloseTo(20 * MM, 6);
  });

  it('draws background, body, foreground, whatever their order, then annotations and seals', async () => {
    const line = (type: string, width: number): string =>
      `<ofd:Layer ID="${width}" Type="${type}"><ofd:PathObject ID="8" Boundary="0 0 9 9" LineWidth="${width}"><ofd:AbbreviatedData>M 0 0 L 9 9</ofd:AbbreviatedData></ofd:PathObject></ofd:Layer>`;
    const seal = Buffer.concat([
      Buffer.from([0x30, 46, 0x16, 3]),
      Buffer.from('png'),
      Buffer.from([4, 39]),
      Buffer.alloc(39),
    ]);
    const items = await drawn(
      ofd(line('Foreground', 3) + line('Background', 1) + line('Body', 2), {
        'Doc_0/Annots.xml': `<ofd:Annotations ${NS}><ofd:Page PageID="1"><ofd:FileLoc>A.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>`,
        'Doc_0/A.xml': `<ofd:PageAnnot ${NS}><ofd:Annot ID="1" Type="Stamp"><ofd:Appearance Boundary="10 10 5 5"><ofd:ImageObject ID="2" ResourceID="7" Boundary="0 0 5 5" CTM="5 0 0 5 0 0" Alpha="51"/></ofd:Appearance></ofd:Annot><ofd:Annot ID="2" Visible="false"><ofd:Appearance Boundary="0 0 5 5"><ofd:ImageObject ID="3" ResourceID="7" Boundary="0 0 5 5"/></ofd:Appearance></ofd:Annot></ofd:PageAnnot>`,
        'Doc_0/Signs/Signatures.xml': `<ofd:Signatures ${NS}><ofd:Signature ID="1" BaseLoc="S/Signature.xml"/></ofd:Signatures>`,
        'Doc_0/Signs/S/Signature.xml': `<ofd:Signature ${NS}><ofd:SignedInfo><ofd:Seal><ofd:BaseLoc>Seal.esl</ofd:BaseLoc></ofd:Seal><ofd:StampAnnot ID="1" PageRef="1" Boundary="50 60 40 40"/></ofd:SignedInfo><ofd:SignedValue>SignedValue.dat</ofd:SignedValue></ofd:Signature>`,
        'Doc_0/Signs/S/Seal.esl': seal,
      }),
    );
    expect(items.map((item) => item.kind)).toEqual(['path', 'path', 'path', 'picture', 'picture']);
    expect(items.flatMap((item) => (item.kind === 'path' ? [Math.round(item.lineWidth / MM)] : []))).toEqual([
      1, 2, 3,
    ]);
    expect(items[3]).toMatchObject({ part: 'Doc_0/Res/a.png', opacity: 0.2 });
    expect(items[3]?.kind === 'picture' && items[3].matrix[4]).toBeCloseTo(10 * MM, 6);
    expect(items[4]).toMatchObject({ part: 'Doc_0/Signs/S/Seal.esl' });
    expect(items[4]?.kind === 'picture' && items[4].matrix[0]).toBeCloseTo(40 * MM, 6);
  });

  it('takes looks from draw parameters, and draws composites and clips', async () => {
    const items = await drawn(
      ofd(
        `<ofd:Layer ID="1" DrawParam="5"><ofd:PathObject ID="2" Boundary="0 0 9 9"><ofd:Clips TransFlag="true"><ofd:Clip><ofd:Area><ofd:Path Boundary="0 0 2 2"><ofd:AbbreviatedData>M 0 0 L 2 0 L 2 2 C</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips><ofd:AbbreviatedData>M 0 0 L 9 9</ofd:AbbreviatedData></ofd:PathObject><ofd:CompositeObject ID="3" ResourceID="9" Boundary="20 0 5 5" CTM="2 0 0 2 0 0"/></ofd:Layer>`,
      ),
    );
    expect(items[0]).toMatchObject({ kind: 'clip', items: [{ kind: 'path', stroke: 'C00000', fill: null }] });
    expect(items[1]).toMatchObject({ kind: 'path', fill: '000000', stroke: null });
    const corner = items[1]?.kind === 'path' ? items[1].segments[1] : undefined;
    expect(corner?.[0] === 'L' && corner[1]).toBeCloseTo(22 * MM, 6);
  });

  it('a file without its pages, or cut off, is damaged', async () => {
    const none = fileOf(
      'a.ofd',
      zipOf({ 'OFD.xml': `<OFD><DocBody><DocRoot>x.xml</DocRoot></DocBody></OFD>` }),
    );
    const cut = fileOf('a.ofd', Buffer.from('PK\u0003\u0004'));
    for (const absolute of [none, cut]) {
      await expect(readOfd('a.ofd', absolute)).rejects.toMatchObject({ reason: 'damaged' });
      expect(await drawingOf(absolute)).toBeNull();
    }
  });

  it('composites that name themselves come to an end', async () => {
    const loop = `<ofd:Res ${NS}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="9"><ofd:Content><ofd:CompositeObject ID="1" ResourceID="9" Boundary="0 0 1 1"/></ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>`;
    const path = ofd(
      `<ofd:Layer ID="1"><ofd:CompositeObject ID="3" ResourceID="9" Boundary="0 0 5 5"/></ofd:Layer>`,
      {
        'Doc_0/PublicRes.xml': loop,
      },
    );
    expect(await drawn(path)).toEqual([]);
  });
});

describe('figures of OFD', () => {
  it('steps of characters', () => {
    expect(places('1', 'g 2 3 -4', 5)).toEqual([1, 4, 7, 3, -1]);
    expect(places(undefined, undefined, 2)).toEqual([0, 0]);
    expect(places('0', 'g 999999999 1', 3)).toEqual([0, 1, 2]);
  });

  it('paths: lines, curves and arcs; what is odd ends them', () => {
    expect(pathOf('S 0 0 M 1 2 L 3 4 C', UNIT)).toEqual([['M', 0, 0], ['M', 1, 2], ['L', 3, 4], ['C']]);
    const half = pathOf('M 0 0 A 5 5 0 0 1 10 0', UNIT);
    expect(half).toHaveLength(3);
    const top = half[1];
    expect(top?.[0] === 'B' && [top[5], top[6]].map((value) => Math.round(value * 1000) / 1000)).toEqual([
      5, -5,
    ]);
    expect(pathOf('M 0 0 L 1 x', UNIT)).toEqual([['M', 0, 0]]);
  });

  it('seals: the picture in the DER, none in garbage', () => {
    expect(sealPicture(Buffer.from('30800405', 'hex'))).toBeNull();
    expect(sealPicture(Buffer.alloc(64, 0x30))).toBeNull();
  });
});
