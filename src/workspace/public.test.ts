/** What of a Word file is masked besides its body. Whole dossiers are judged by `commands/build/variants.test.ts`. */
import { describe, expect, it } from 'vitest';
import { catalogue, file, word, workspaceOf } from '../../fixtures/rules/build.js';
import type { Block, Document, Inline } from '../model/document.js';
import { publicText, publicVersion } from './public.js';

const PHONE = '13812345678';
const SECRET = '内部意见目录清单甲';
const ADDRESS = 'https://internal.example.gov.cn/2';
const U2 = '司法局/2 证明事项清理';
const ABOUT = `${U2}/关于证明事项清理的情况说明.docx`;
const LIST = `${U2}/证明材料目录.csv`;

function saying(...inlines: Partial<Inline>[]): Block {
  const made = word('', ['']);
  const block = made.kind === 'word' ? made.blocks[0] : undefined;
  if (block?.kind !== 'paragraph') throw new Error('no paragraph');
  return { ...block, inlines: inlines.map((one) => ({ ...block.inlines[0], ...one }) as Inline) };
}

async function published(from: Document): Promise<string> {
  const entries = [{ title: '印发通知' }, { title: SECRET, classification: '内部', urls: [ADDRESS] }];
  const workspace = await workspaceOf({
    files: [file(ABOUT, { role: 'statement' }), file(LIST, { role: 'catalogue' })],
    documents: [from, catalogue(LIST, entries)],
  });
  return JSON.stringify(publicVersion(workspace).workspace.documents.get(ABOUT));
}

describe('the version to publish', () => {
  it('masks what stands in the margins of pages', async () => {
    const margin = { pages: 'first' as const, blocks: [saying({ text: `电话${PHONE}，${SECRET}` })] };
    const section = { from: 0, width: 595, height: 842, newPage: true, gridPitch: null };
    const margins = { top: 72, right: 72, bottom: 72, left: 72 };
    const sections = [{ ...section, margins, headers: [margin], footers: [margin] }];
    const said = await published({ ...word(ABOUT, []), sections } as Document);
    expect(said.match(/电话138\*{4}5678，\*{9}/g)).toHaveLength(2);
    expect(said).not.toMatch(new RegExp(`${PHONE}|${SECRET}`));
  });

  it('masks what is said of pictures', async () => {
    const picture = { kind: 'picture' as const, description: `${SECRET}，电话${PHONE}` };
    const said = await published({ ...word(ABOUT, []), blocks: [saying(picture)] } as Document);
    expect(said).toContain('*********，电话138****5678');
  });

  it('leads neither to numbers nor to what is withheld', async () => {
    const links = [ADDRESS, `tel:${PHONE}`, 'https://open.example.gov.cn/'].map((href) => ({ href }));
    const said = await published({ ...word(ABOUT, []), blocks: [saying(...links)] } as Document);
    expect([...said.matchAll(/"href":("[^"]*"|null)/g)].map((hit) => hit[1])).toEqual([
      'null',
      'null',
      '"https://open.example.gov.cn/"',
    ]);
  });

  it('masks numbers that end the name of a folder', () => {
    const path = `司法局/2 证明${PHONE}/1 ${SECRET}.pdf`;
    expect(publicText(path, { unspoken: [SECRET] })).toBe('司法局/2 证明138****5678/1 ***.pdf');
  });
});
