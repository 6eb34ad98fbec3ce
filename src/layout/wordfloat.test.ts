import { beforeAll, describe, expect, it } from 'vitest';
import { docxOf, fileOf, p, r } from '../../fixtures/readers/make.js';
import { openFonts } from '../commands/fonts.js';
import { readFile, sniffFile } from '../readers/index.js';
import { type FontSet, type PageContent, type StatementData, wordPages } from './index.js';
import { mm, PORTRAIT } from './style.js';

let fonts: FontSet;
beforeAll(async () => {
  fonts = await openFonts();
});

const SIDE = 100;
const EMU = 12_700;

/** A seal in a run, at so many pt from what is said. */
function seal([fromH, x]: [string, number], [fromV, y]: [string, number], size = SIDE): string {
  const place = (tag: string, from: string, value: number): string =>
    `<wp:${tag} relativeFrom="${from}"><wp:posOffset>${Math.round(value * EMU)}</wp:posOffset></wp:${tag}>`;
  return (
    `<w:r><w:drawing><wp:anchor>${place('positionH', fromH, x)}${place('positionV', fromV, y)}` +
    `<wp:extent cx="${size * EMU}" cy="${size * EMU}"/><wp:wrapNone/><a:graphic><a:graphicData><pic:pic><pic:blipFill>` +
    '<a:blip r:embed="P"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>'
  );
}

const RIGHT = '<w:jc w:val="right"/>';
const SIZE = '<w:sz w:val="32"/>';
const signed = (inside: string): string =>
  `${p('现将有关情况说明如下，请予审阅。', '', SIZE)}<w:p><w:pPr>${RIGHT}</w:pPr>${r('青屿区司法局', SIZE)}${inside}</w:p>` +
  p('2024年12月2日', RIGHT, SIZE) +
  '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800"/></w:sectPr>';

async function pagesOf(body: string, look: NonNullable<StatementData['look']>): Promise<PageContent[]> {
  const bytes = docxOf(
    body,
    {},
    {
      rels: '<Relationship Id="P" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/image1.png"/>',
      files: { 'word/media/image1.png': new Uint8Array([1, 2, 3]) },
    },
  );
  const absolute = fileOf('说明.docx', bytes);
  const signature = await sniffFile(absolute);
  const document = await readFile({
    path: '说明.docx',
    absolute,
    role: 'evidence',
    signature,
    extension: 'docx',
  });
  if (document.kind !== 'word') throw new Error('no Word document');
  return wordPages({ document, look }, fonts);
}

async function placed(body: string, look: NonNullable<StatementData['look']> = 'own') {
  const [page] = await pagesOf(body, look);
  const items = page?.items ?? [];
  const at = items.findIndex(({ kind }) => kind === 'picture');
  const picture = items[at];
  const line = (text: RegExp): { x: number; y: number } => {
    const found = items.find((item) => item.kind === 'text' && text.test(item.text));
    if (found?.kind !== 'text') throw new Error(`no line ${text}`);
    return found;
  };
  if (picture?.kind !== 'picture') throw new Error('no picture');
  return { picture, at, signature: line(/青屿/), date: line(/12/) };
}

describe('pictures that lie over the text', () => {
  it('take no room and never hide a word', async () => {
    const plain = (await pagesOf(signed(''), 'own'))[0]?.items.find(
      (item) => item.kind === 'text' && /青/.test(item.text),
    );
    const { at, signature } = await placed(signed(seal(['column', 280], ['paragraph', -20])));
    expect(plain).toMatchObject({ y: signature.y });
    // What is drawn first lies under all else.
    expect(at).toBe(0);
  });

  it('stand where the anchor says, from column and paragraph or from the page', async () => {
    const { picture, signature } = await placed(signed(seal(['column', 280], ['paragraph', -20])));
    expect(picture.x).toBeCloseTo(90 + 280, 0);
    expect(picture.y).toBeLessThan(signature.y - 20);
    expect(picture.y + SIDE).toBeGreaterThan(signature.y + 20);
    const onPage = await placed(signed(seal(['page', 300], ['page', 400])));
    expect([onPage.picture.x, onPage.picture.y]).toEqual([300, 400]);
    // Not beyond the paper's edge, nor over the page's number.
    const beyond = await placed(signed(seal(['page', 700], ['page', 900])));
    expect(beyond.picture.x + SIDE).toBeCloseTo(595.3, 0);
    expect(beyond.picture.y + SIDE).toBeCloseTo(841.9 - mm(32), 0);
  });

  it('go with the signature where a statement is set anew', async () => {
    for (const anchor of [seal(['column', 290], ['paragraph', -20]), seal(['page', 380], ['page', 120])]) {
      const { picture, signature, date } = await placed(signed(anchor), 'standard');
      const right = PORTRAIT.x + PORTRAIT.width;
      expect(picture.x + SIDE).toBeLessThan(right + 1);
      expect(picture.x + SIDE).toBeGreaterThan(right - 50);
      expect(picture.y).toBeLessThan(signature.y - 16);
      expect(picture.y + SIDE).toBeGreaterThan(date.y);
    }
  });

  it('lie over a ground, not under it', async () => {
    const ground = seal(['page', 0], ['page', 0])
      .replace('<wp:anchor>', '<wp:anchor behindDoc="1">')
      .replace(/<wp:extent[^>]*>/, `<wp:extent cx="${595 * EMU}" cy="${842 * EMU}"/>`);
    const first = signed(seal(['column', 280], ['paragraph', -20]));
    for (const body of [
      `<w:p>${ground}</w:p>${first}`,
      first.replace('<w:sectPr>', `<w:p>${ground}</w:p><w:sectPr>`),
    ]) {
      const [page] = await pagesOf(body, 'own');
      const heights = (page?.items ?? []).flatMap((item) => (item.kind === 'picture' ? [item.height] : []));
      expect(heights.map(Math.round)).toEqual([842, SIDE]);
    }
  });

  it('get room of their own where they are no seal', async () => {
    const { picture, signature } = await placed(signed(seal(['column', 0], ['paragraph', 0], 400)));
    expect(picture.y > signature.y || picture.y + 400 < signature.y).toBe(true);
  });

  it('that stand in the text have their caption on their page', async () => {
    const figure = (height: number): string =>
      `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="${300 * EMU}" cy="${height * EMU}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="P"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
    for (const height of [300, 560, 900]) {
      const body = `${p('前文。', '', SIZE).repeat(8)}${figure(height)}${p('图1　办事大厅', '', SIZE)}${p('后文。', '', SIZE)}`;
      for (const look of ['own', 'standard'] as const) {
        const pages = await pagesOf(body, look);
        const kinds = pages.map(({ items }) => [
          items.some(({ kind }) => kind === 'picture'),
          items.some((item) => item.kind === 'text' && item.text.startsWith('图')),
        ]);
        for (const [picture, caption] of kinds) expect(picture, `${height}`).toBe(caption);
      }
    }
  });

  it('stand beside the text of a cell', async () => {
    const cell = `<w:tbl><w:tblGrid><w:gridCol w:w="8000"/></w:tblGrid><w:tr><w:tc>${signed(seal(['column', 200], ['paragraph', -10])).replace(/<w:sectPr.*$/, '')}</w:tc></w:tr></w:tbl>`;
    const { picture, signature, date } = await placed(cell);
    expect(picture.y).toBeLessThan(signature.y);
    expect(picture.y + SIDE).toBeGreaterThan(date.y);
  });
});
