import { describe, expect, it } from 'vitest';
import WordExtractor from 'word-extractor';
import { fileOf, fixture, oleOf } from '../../fixtures/readers/make.js';
import type { Block, Document, WordDocument } from '../model/document.js';
import type { Role, Signature } from '../model/inventory.js';
import { plainText } from './docx.js';
import { LIMITS } from './limits.js';
import { OleFile } from './ole.js';
import { readFile } from './read.js';

const read = (absolute: string, signature: Signature, extension: string, role: Role = 'evidence') =>
  readFile({ path: 'x', absolute, role, signature, extension });

function word(document: Document): WordDocument {
  if (document.kind !== 'word') throw new Error(JSON.stringify(document));
  return document;
}

/** Text and shape of blocks: a table as rows of "columns×rows text". */
function outline(blocks: Block[]): unknown[] {
  return blocks.map((block) =>
    block.kind === 'paragraph'
      ? plainText([block])
      : block.rows.map((row) =>
          row.cells.map((cell) => `${cell.colSpan}×${cell.rowSpan} ${plainText(cell.blocks)}`),
        ),
  );
}

const rtf = async (body: string) =>
  word(await read(fileOf('a.rtf', `{\\rtf1\\ansi\\ansicpg936 ${body}}`), 'rtf', 'doc'));

describe('the statement that LibreOffice saved as .doc and .rtf', async () => {
  const docx = word(await read(fixture('libreoffice-statement.docx'), 'docx', 'docx'));
  const old = [
    ['doc', word(await read(fixture('libreoffice-statement.doc'), 'ole', 'doc'))],
    ['rtf', word(await read(fixture('libreoffice-statement.rtf'), 'rtf', 'doc'))],
  ] as const;

  it.each(old)('.%s: has the text, tables, notes and margins of the .docx', (_, document) => {
    expect(outline(document.blocks)).toEqual(outline(docx.blocks));
    for (const part of ['headers', 'footers'] as const) {
      expect(outline(document[part])).toEqual(outline(docx[part]));
    }
    expect(document.footnotes.map((note) => plainText(note).trim())).toEqual(['数据来自政务服务平台']);
    expect(document.hiddenText).toBe('内部口径');
    expect(document.revisions).toEqual({ inserted: 1, deleted: 1 });
  });

  it.each(old)('.%s: counts the same 字, and the same apart', (_, { words, excluded }) => {
    expect(words).toEqual(docx.words);
    expect(words).toEqual({ count: 83, low: 82, high: 83 });
    expect(excluded).toEqual(docx.excluded);
    expect(excluded).toMatchObject({ hidden: 4, deleted: 2, footnotes: 10 });
  });

  it.each(old)(
    '.%s: keeps headings, alignment, links and emphasis',
    (format, { blocks, picturesLeftOut }) => {
      const paragraphs = blocks.filter((block) => block.kind === 'paragraph');
      expect(paragraphs[0]).toMatchObject({
        // RTF names styles by number alone.
        headingLevel: format === 'doc' ? 1 : null,
        alignment: 'center',
      });
      expect(paragraphs.at(-2)).toMatchObject({ alignment: 'right' });
      const runs = paragraphs.flatMap((p) => p.inlines).filter((inline) => inline.kind === 'text');
      expect(runs.find((run) => run.text.includes('查看公告'))).toMatchObject({
        href: 'https://www.example.gov.cn/a.html',
      });
      // LibreOffice's RTF has emphasis of Chinese text as an associated property only.
      if (format === 'doc')
        expect(runs.filter((run) => run.bold).map((run) => run.text)).toContain('群众满意率');
      expect(picturesLeftOut).toBe(0);
    },
  );

  it('agrees with word-extractor about the text of the .doc', async () => {
    const other = await new WordExtractor().extract(fixture('libreoffice-statement.doc'));
    const said = (text: string) => text.replace(/[\s\p{Cc}]/gu, '');
    const hidden = '内部口径';
    expect(said(other.getBody({ filterUnicode: false })).replace(hidden, '')).toBe(
      said(plainText(old[0][1].blocks)),
    );
  });
});

describe('RTF', () => {
  it('reads GBK bytes, \\u with its fallback, and signs', async () => {
    const text = await rtf("\\'b7\\'a8\\'d6\\'ce\\u25919?\\u24220\\'3f\\emdash\\ldblquote A\\rdblquote\\par");
    expect(plainText(text.blocks)).toBe('法治政府—“A”');
  });
  it('takes the code page of the font', async () => {
    const text = await rtf("{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset134 B;}}\\f1\\'b7\\'a8\\f0 x\\par");
    expect(plainText(text.blocks)).toBe('法x');
  });
  it('leaves out what is not shown and counts pictures', async () => {
    const text = await rtf(
      '{\\info{\\title t}}{\\*\\generator g;}a{\\v b}{\\deleted c}{\\revised d}{\\pict\\pngblip 89504e47}\\par',
    );
    expect(plainText(text.blocks)).toBe('ad');
    expect(text).toMatchObject({
      hiddenText: 'b',
      picturesLeftOut: 1,
      revisions: { inserted: 1, deleted: 1 },
      excluded: { deleted: 1 },
    });
  });
  it('reads tables with merged cells', async () => {
    const row = (merge: string, ...cells: string[]) =>
      `\\trowd\\trleft0${merge}\\cellx1000\\cellx2000\\pard\\intbl ${cells.join('\\cell ')}\\cell\\row`;
    const text = await rtf(`${row('\\clvmgf', 'A', 'B')}${row('\\clvmrg', '', 'C')}\\pard D\\par`);
    expect(outline(text.blocks)).toEqual([[['1×2 A', '1×1 B'], ['1×1 C']], 'D']);
  });
  it('reads a catalogue', async () => {
    const row = (...cells: string[]) =>
      `\\trowd\\cellx1000\\cellx2000\\pard\\intbl ${cells.join('\\cell ')}\\cell\\row`;
    const path = fileOf(
      'a.doc',
      `{\\rtf1\\ansi\\ansicpg936 ${row("\\'d0\\'f2\\'ba\\'c5", "\\'b2\\'c4\\'c1\\'cf\\'c3\\'fb\\'b3\\'c6")}${row('1', '\\u36890?')}}`,
    );
    expect(await read(path, 'rtf', 'doc', 'catalogue')).toMatchObject({
      kind: 'catalogue',
      format: 'doc',
      entries: [{ number: '1', title: '通' }],
    });
  });
  it('is damaged where it is cut off', async () => {
    expect(await read(fileOf('a.rtf', '{\\rtf1 a'), 'rtf', 'rtf')).toMatchObject({ reason: 'damaged' });
  });
});

describe('old workbooks', () => {
  it('reads what the .xlsx of the same content has', async () => {
    const [old, now] = await Promise.all([
      read(fixture('openpyxl.xls'), 'ole', 'xls', 'catalogue'),
      read(fixture('openpyxl.xlsx'), 'xlsx', 'xlsx', 'catalogue'),
    ]);
    if (old.kind !== 'catalogue' || now.kind !== 'catalogue') throw new Error('no catalogue');
    expect(old).toEqual({ ...now, format: 'xls' });
  });
});

describe('OLE containers', () => {
  it('finds streams whatever the case of their names', async () => {
    const file = await OleFile.open(fileOf('a', oleOf(['WORDDOCUMENT'])));
    expect(file.has('WordDocument')).toBe(true);
    await file.close();
  });
  it('ends a chain that runs in a circle', async () => {
    const bytes = Buffer.from(oleOf(['WordDocument']));
    // Sector 2 is followed by itself; the stream claims a megabyte.
    bytes.writeUInt32LE(2, 512 + 8);
    bytes.writeUInt32LE(1 << 20, 1024 + 128 + 120);
    const file = await OleFile.open(fileOf('a', bytes));
    expect((await file.read('WordDocument', LIMITS.doc.stream))?.length).toBe(512);
    await file.close();
  });
  it('a Word stream of an older Word is an old format', async () => {
    const fib = Buffer.alloc(512);
    fib.writeUInt16LE(0xa5dc, 0);
    expect(await read(fileOf('a.doc', oleOf(['WordDocument'], fib)), 'ole', 'doc')).toMatchObject({
      reason: 'old-format',
    });
  });
});
