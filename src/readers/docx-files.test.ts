import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { docxOf, fileOf, fixture, p, zipOf } from '../../fixtures/readers/make.js';
import type { Block, Paragraph, Table, WordDocument } from '../model/document.js';
import { paragraphText } from '../model/text.js';
import { readFile } from './read.js';
import { sniffFile } from './signature.js';

async function read(bytes: Uint8Array | string): Promise<WordDocument> {
  const absolute = typeof bytes === 'string' ? bytes : fileOf('说明.docx', bytes);
  const document = await readFile({
    path: '局/说明.docx',
    absolute,
    role: 'statement',
    signature: await sniffFile(absolute),
    extension: 'docx',
  });
  if (document.kind !== 'word') throw new Error(`read as ${JSON.stringify(document)}`);
  return document;
}

async function failure(bytes: Uint8Array) {
  const absolute = fileOf('说明.docx', bytes);
  return readFile({
    path: 'x.docx',
    absolute,
    role: 'statement',
    signature: await sniffFile(absolute),
    extension: 'docx',
  });
}

const para = (block: Block | undefined): Paragraph => {
  if (block?.kind !== 'paragraph') throw new Error('no paragraph');
  return block;
};
const table = (block: Block | undefined): Table => {
  if (block?.kind !== 'table') throw new Error('no table');
  return block;
};
const texts = (blocks: Block[]): string[] => blocks.map((block) => paragraphText(para(block)));

describe('files of other programs', () => {
  it('python-docx', async () => {
    const d = await read(fixture('python-docx.docx'));
    expect(para(d.blocks[0])).toMatchObject({ headingLevel: 1, style: 'heading 1' });
    expect(texts(d.blocks.slice(0, 5))).toEqual([
      '关于优化公共服务的情况说明',
      '2023年以来，全区“一网通办”事项达100%以上',
      '第一项',
      '第二项',
      '圆点',
    ]);
    expect(d.blocks.slice(2, 5).map((b) => para(b).label)).toEqual(['1.', '2.', '•']);
    expect(table(d.blocks[5]).rows.map((row) => row.cells.map((c) => [c.colSpan, c.rowSpan]))).toEqual([
      [
        [1, 2],
        [2, 1],
      ],
      [
        [1, 1],
        [1, 1],
      ],
    ]);
    expect(d.properties.creator).toBe('python-docx');
  });

  it('LibreOffice', async () => {
    const d = await read(fixture('libreoffice.docx'));
    expect(para(d.blocks[0])).toMatchObject({ headingLevel: 1 });
    const numbered = d.blocks.flatMap((b) =>
      b.kind === 'paragraph' && b.label ? [`${b.label} ${paragraphText(b)}`] : [],
    );
    expect(numbered).toEqual(['1. 甲', '2. 乙', 'a. 子']);
    const link = d.blocks
      .flatMap((b) => (b.kind === 'paragraph' ? b.inlines : []))
      .find((i) => i.kind === 'text' && i.href);
    expect(link).toMatchObject({ text: '公开网址', href: 'https://www.example.gov.cn/a.html' });
  });

  it('the strict edition', async () => {
    const strict = docxOf(p('严格'), {
      styles: '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>',
    });
    const parts = Object.entries(unzipSync(strict)).map(([name, bytes]): [string, Uint8Array] => [
      name,
      strToU8(
        strFromU8(bytes)
          .replaceAll(
            'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
            'http://purl.oclc.org/ooxml/wordprocessingml/main',
          )
          .replaceAll(
            'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
            'http://purl.oclc.org/ooxml/officeDocument/relationships',
          )
          .replaceAll('w:', 'q:')
          .replaceAll('xmlns:w=', 'xmlns:q='),
      ),
    ]);
    const d = await read(zipSync(Object.fromEntries(parts)));
    expect(texts(d.blocks)).toEqual(['严格']);
    expect(para(d.blocks[0]).style).toBe('normal');
  });
});

describe('bad files', () => {
  const good = docxOf(p('文字'.repeat(200)));

  it('a zip that is no document', async () => {
    expect(await failure(zipOf({ 'a.txt': 'x' }))).toMatchObject({
      kind: 'unreadable',
      reason: 'not-the-format',
    });
  });
  it('cut off, at every place', async () => {
    for (let length = 4; length < good.length; length += 97)
      expect(await failure(good.slice(0, length))).toMatchObject({ kind: 'unreadable', path: 'x.docx' });
    expect(await failure(good.slice(0, -40))).toMatchObject({ reason: 'damaged' });
  });
  it('with a byte changed in its text', async () => {
    const changed = zipOf({ ...{}, 'word/document.xml': '' });
    expect(await failure(changed)).toMatchObject({ kind: 'unreadable' });
    const stored = Buffer.from(good);
    const at = stored.indexOf('word/document.xml') + 40;
    stored[at] = (stored[at] ?? 0) ^ 0xff;
    expect(await failure(stored)).toMatchObject({ reason: 'damaged' });
  });
  it('not well-formed, or nested without end', async () => {
    expect(await failure(docxOf('<w:p>'))).toMatchObject({ reason: 'damaged' });
    const deep = `${'<w:sdt>'.repeat(5000)}${'</w:sdt>'.repeat(5000)}`;
    expect(await failure(docxOf(deep))).toMatchObject({
      reason: 'damaged',
      detail: expect.stringContaining('too deep'),
    });
    const boxes = (n: number): string =>
      n === 0 ? p('x') : `<w:tbl><w:tr><w:tc>${boxes(n - 1)}</w:tc></w:tr></w:tbl>`;
    expect(await failure(docxOf(boxes(100)))).toMatchObject({ reason: 'damaged' });
  });
  it('a bomb', async () => {
    const bomb = docxOf('', {}, { files: { 'word/document.xml': new Uint8Array(60 * 1024 * 1024) } });
    expect(await failure(bomb)).toMatchObject({ kind: 'unreadable', reason: 'too-large' });
  });
  it('an entity bomb', async () => {
    const xml = '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><a>&c;</a>';
    expect(await failure(docxOf('', {}, { files: { 'word/document.xml': xml } }))).toMatchObject({
      reason: 'damaged',
    });
  });
});
