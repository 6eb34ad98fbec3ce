import { describe, expect, it } from 'vitest';
import { docxOf, fileOf } from '../../fixtures/readers/make.js';
import type { Floating } from '../model/floating.js';
import { readFile, sniffFile } from './index.js';

const RELATED = {
  rels: '<Relationship Id="P" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/image1.png"/>',
  files: { 'word/media/image1.png': new Uint8Array([1, 2, 3]) },
};
const PICTURE =
  '<wp:extent cx="1270000" cy="1270000"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="P"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>';
const anchored = (inside: string, more = ''): string =>
  `<w:p><w:r><w:drawing><wp:anchor ${more}>${inside}${PICTURE}</wp:anchor></w:drawing></w:r></w:p>`;
const place = (h: string, v: string): string =>
  `<wp:positionH ${h}</wp:positionH><wp:positionV ${v}</wp:positionV>`;
const shape = (style: string, inside = ''): string =>
  `<w:p><w:r><w:pict><v:shape style="width:72pt;height:72pt;${style}"><v:imagedata r:id="P"/>${inside}</v:shape></w:pict></w:r></w:p>`;

async function floating(body: string): Promise<(Floating | null)[]> {
  const absolute = fileOf('印章.docx', docxOf(body, {}, RELATED));
  const signature = await sniffFile(absolute);
  const document = await readFile({
    path: '印章.docx',
    absolute,
    role: 'evidence',
    signature,
    extension: 'docx',
  });
  if (document.kind !== 'word') throw new Error('no Word document');
  return document.blocks.map((block) => {
    const picture =
      block.kind === 'paragraph' ? block.inlines.find(({ kind }) => kind === 'picture') : undefined;
    if (picture?.kind !== 'picture') throw new Error('no picture');
    return picture.floating ?? null;
  });
}

describe('pictures over and under the text', () => {
  it('tells where an anchor puts them', async () => {
    const offset = (emu: number): string => `<wp:posOffset>${emu}</wp:posOffset>`;
    const sealed = place(
      `relativeFrom="column">${offset(127000)}`,
      `relativeFrom="paragraph">${offset(-254000)}`,
    );
    const centred = place(
      'relativeFrom="page"><wp:align>center</wp:align>',
      `relativeFrom="topMargin">${offset(0)}`,
    );
    const simple = '<wp:simplePos x="127000" y="254000"/>';
    expect(
      await floating(
        anchored(`${sealed}<wp:wrapNone/>`, 'behindDoc="1"') +
          anchored(`${centred}<wp:wrapNone/>`) +
          anchored(`${simple}${sealed}<wp:wrapNone/>`, 'simplePos="1"'),
      ),
    ).toEqual([
      {
        across: { from: 'text', at: { offset: 10 } },
        down: { from: 'text', at: { offset: -20 } },
        behind: true,
      },
      {
        across: { from: 'page', at: { align: 'middle' } },
        down: { from: 'start', at: { offset: 0 } },
        behind: false,
      },
      {
        across: { from: 'page', at: { offset: 10 } },
        down: { from: 'page', at: { offset: 20 } },
        behind: false,
      },
    ]);
  });

  it('leaves those in the text that text flows around', async () => {
    const at = place(
      'relativeFrom="column"><wp:posOffset>0</wp:posOffset>',
      'relativeFrom="line"><wp:posOffset>0</wp:posOffset>',
    );
    expect(
      await floating(
        anchored(`${at}<wp:wrapSquare wrapText="bothSides"/>`) + anchored(`${at}<wp:wrapTopAndBottom/>`),
      ),
    ).toEqual([null, null]);
  });

  it('reads positions of VML', async () => {
    const wrap = '<w10:wrap xmlns:w10="urn:schemas-microsoft-com:office:word" type="square"/>';
    expect(
      await floating(
        shape('position:absolute;margin-left:1in;margin-top:-20pt;z-index:-1') +
          shape('position:absolute;mso-position-horizontal:right;mso-position-horizontal-relative:margin') +
          shape('position:absolute', wrap) +
          shape(''),
      ),
    ).toEqual([
      {
        across: { from: 'text', at: { offset: 72 } },
        down: { from: 'text', at: { offset: -20 } },
        behind: true,
      },
      {
        across: { from: 'type-area', at: { align: 'end' } },
        down: { from: 'text', at: { offset: 0 } },
        behind: false,
      },
      null,
      null,
    ]);
  });
});
