import { describe, expect, it } from 'vitest';
import { docxOf, fileOf, p, r } from '../../fixtures/readers/make.js';
import type { Block, Paragraph, Table, WordDocument } from '../model/document.js';
import { paragraphText } from '../model/text.js';
import { readFile } from './read.js';
import { sniffFile } from './signature.js';

async function read(bytes: Uint8Array): Promise<WordDocument> {
  const absolute = fileOf('附件.docx', bytes);
  const document = await readFile({
    path: '局/附件.docx',
    absolute,
    role: 'evidence',
    signature: await sniffFile(absolute),
    extension: 'docx',
  });
  if (document.kind !== 'word') throw new Error(`read as ${JSON.stringify(document)}`);
  return document;
}

const para = (block: Block | undefined): Paragraph => {
  if (block?.kind !== 'paragraph') throw new Error('no paragraph');
  return block;
};
const table = (block: Block | undefined): Table => {
  if (block?.kind !== 'table') throw new Error('no table');
  return block;
};
const format = async (pPr: string, parts: Record<string, string> = {}) =>
  para((await read(docxOf(p('文', pPr), parts))).blocks[0]).format;

describe('how paragraphs stand', () => {
  it('reads indents in twips and in characters, the latter of the style’s size', async () => {
    expect(await format('<w:ind w:left="840" w:right="420" w:hanging="420"/>')).toMatchObject({
      left: 42,
      right: 21,
      firstLine: -21,
    });
    const styles =
      '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:pPr><w:ind w:leftChars="100" w:firstLineChars="200"/></w:pPr><w:rPr><w:sz w:val="32"/></w:rPr></w:style>';
    expect(await format('', { styles })).toMatchObject({ left: 16, firstLine: 32 });
    expect(
      await format('<w:ind w:left="200" w:firstLineChars="0" w:firstLine="0"/>', { styles }),
    ).toMatchObject({
      left: 10,
      firstLine: 0,
    });
  });

  it('reads spacing in points, lines and automatic, and all rules of line spacing', async () => {
    const line = async (attributes: string) => (await format(`<w:spacing ${attributes}/>`))?.line;
    expect(await line('w:line="560" w:lineRule="exact"')).toEqual({ rule: 'exact', value: 28 });
    expect(await line('w:line="400" w:lineRule="atLeast"')).toEqual({ rule: 'least', value: 20 });
    expect(await line('w:line="360" w:lineRule="auto"')).toEqual({ rule: 'multiple', value: 1.5 });
    expect(await format('<w:spacing w:before="240" w:afterLines="50" w:after="7"/>')).toMatchObject({
      before: 12,
      after: 6,
    });
    expect(await format('<w:spacing w:beforeAutospacing="1" w:before="7"/>')).toMatchObject({ before: 7 });
  });

  it('takes indents of a list level, which direct ones override', async () => {
    const numbering =
      '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/><w:lvlText w:val="%1."/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>' +
      '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>';
    const numPr = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>';
    expect(await format(numPr, { numbering })).toMatchObject({ left: 36, firstLine: -18, suffix: 'space' });
    expect(await format(`${numPr}<w:ind w:left="0" w:firstLine="0"/>`, { numbering })).toMatchObject({
      left: 0,
      firstLine: 0,
    });
  });

  it('adds up tab stops and takes cleared ones away', async () => {
    const styles =
      '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:pPr><w:tabs><w:tab w:val="left" w:pos="400"/><w:tab w:val="left" w:pos="800"/></w:tabs></w:pPr></w:style>';
    const found = await format(
      '<w:tabs><w:tab w:val="clear" w:pos="400"/><w:tab w:val="right" w:leader="dot" w:pos="8000"/></w:tabs>',
      { styles },
    );
    expect(found?.tabs).toEqual([
      { at: 40, align: 'left', leader: null },
      { at: 400, align: 'right', leader: 'dots' },
    ]);
  });
});

describe('how runs look', () => {
  it('names the font that the text calls for, theme and style applied', async () => {
    const theme =
      '<a:fontScheme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/><a:font script="Hans" typeface="宋体"/></a:minorFont></a:fontScheme>';
    const styles =
      '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/></w:rPr></w:rPrDefault></w:docDefaults>';
    const d = await read(
      docxOf(`<w:p>${r('汉字')}${r('Latin')}${r('标题', '<w:rFonts w:eastAsia="黑体"/>')}</w:p>`, {
        theme,
        styles,
      }),
    );
    expect(para(d.blocks[0]).inlines.map((i) => i.kind === 'text' && [i.text, i.font])).toEqual([
      ['汉字', '宋体'],
      ['Latin', 'Calibri'],
      ['标题', '黑体'],
    ]);
  });

  it('keeps highlights and shades, and shows capitals as capitals without counting otherwise', async () => {
    const d = await read(
      docxOf(
        `<w:p>${r('甲', '<w:highlight w:val="yellow"/>')}${r('乙', '<w:shd w:val="pct50" w:fill="FFFFFF" w:color="000000"/>')}${r('abc', '<w:caps/>')}</w:p>`,
      ),
    );
    expect(para(d.blocks[0]).inlines.map((i) => i.kind === 'text' && [i.text, i.fill])).toEqual([
      ['甲', 'FFFF00'],
      ['乙', '808080'],
      ['ABC', undefined],
    ]);
    expect(d.words.count).toBe(3);
  });

  it('shows boxes of forms, which Word does not count', async () => {
    const box = (state: string) =>
      `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>${state}</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const d = await read(
      docxOf(`<w:p>${box('<w:checked/>')}${r('是')}${box('<w:default w:val="0"/>')}${r('否')}</w:p>`),
    );
    expect(paragraphText(para(d.blocks[0]))).toBe('☑是☐否');
    expect(d.words.count).toBe(2);
  });

  it('writes formulas on one line: fractions, roots, scripts, brackets', async () => {
    const t = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`;
    const d = await read(
      docxOf(
        `<w:p><m:oMath><m:f><m:num>${t('a+b')}</m:num><m:den>${t('2')}</m:den></m:f>${t('=')}<m:rad><m:deg/><m:e>${t('x')}</m:e></m:rad>` +
          `<m:sSup><m:e>${t('y')}</m:e><m:sup>${t('2')}</m:sup></m:sSup><m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e>${t('z')}</m:e></m:d></m:oMath></w:p>`,
      ),
    );
    expect(paragraphText(para(d.blocks[0]))).toBe('(a+b)/2=√xy2[z]');
    expect(para(d.blocks[0]).inlines.flatMap((i) => (i.kind === 'text' && i.script ? [i.text] : []))).toEqual(
      ['2'],
    );
  });
});

describe('tables', () => {
  const tc = (text: string, tcPr = '') => `<w:tc><w:tcPr>${tcPr}</w:tcPr>${p(text)}</w:tc>`;
  const styles =
    '<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:pPr><w:spacing w:after="0"/></w:pPr><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:color="FF0000"/><w:insideH w:val="dashed" w:sz="4"/></w:tblBorders></w:tblPr>' +
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr><w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr></w:tblStylePr></w:style>';

  it('applies the style, its first row, the table’s and the cell’s own lines and shades', async () => {
    const d = await read(
      docxOf(
        `<w:tbl><w:tblPr><w:tblStyle w:val="T"/><w:jc w:val="center"/><w:tblW w:w="2500" w:type="pct"/></w:tblPr><w:tr>${tc('一')}${tc('二')}</w:tr>` +
          `<w:tr><w:trPr><w:trHeight w:val="600"/></w:trPr>${tc('三', '<w:vAlign w:val="bottom"/><w:shd w:val="clear" w:fill="EEEEEE"/>')}${tc('四', '<w:tcBorders><w:top w:val="nil"/><w:left w:val="double" w:sz="4"/></w:tcBorders>')}</w:tr></w:tbl>`,
        { styles },
      ),
    );
    const { rows, format: look } = table(d.blocks[0]);
    expect(look).toMatchObject({ align: 'center', width: { share: 0.5 } });
    const [head, body] = rows.map((row) => row.cells.map((cell) => cell.format));
    expect(head?.[0]).toMatchObject({ fill: '1F3864', borders: { top: { width: 1, color: 'FF0000' } } });
    expect(head?.[0]?.borders.bottom).toMatchObject({ style: 'dashed' });
    expect(head?.[0]?.borders.left).toBeUndefined();
    expect(body?.[0]).toMatchObject({ fill: 'EEEEEE', vertical: 'bottom' });
    expect(body?.[1]?.borders.top).toBeUndefined();
    expect(body?.[1]?.borders.left).toMatchObject({ style: 'double' });
    expect(rows[1]?.height).toBe(30);
    const [first] = para(rows[0]?.cells[0]?.blocks[0]).inlines;
    expect(first).toMatchObject({ bold: true, color: 'FFFFFF' });
  });
});

describe('sections, margins and notes', () => {
  it('knows where sections begin, how their pages lie and which headers stand on them', async () => {
    const end = (more: string, w: number, h: number) =>
      `<w:sectPr>${more}<w:pgSz w:w="${w}" w:h="${h}"/><w:pgMar w:top="1440" w:left="1800" w:right="1800" w:bottom="1440"/></w:sectPr>`;
    const page =
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>';
    const d = await read(
      docxOf(
        `${p('一')}<w:p><w:pPr>${end('<w:headerReference w:type="default" r:id="rId-header1"/>', 11906, 16838)}</w:pPr></w:p>${p('二')}${end('<w:type w:val="nextPage"/>', 16838, 11906)}`,
        { header1: `<w:p>${r('第')}${page}${r('页')}</w:p>` },
      ),
    );
    expect(d.sections?.map(({ from, width, height, newPage }) => [from, width > height, newPage])).toEqual([
      [0, false, true],
      [2, true, true],
    ]);
    // The second section shows what the first one does.
    expect(d.sections?.map(({ headers }) => headers.map((h) => h.pages))).toEqual([['default'], ['default']]);
    const inlines = para(d.headers[0]).inlines;
    expect(inlines.map((i) => i.kind === 'text' && [i.text, i.pageNumber])).toEqual([
      ['第', undefined],
      ['7', true],
      ['页', undefined],
    ]);
  });

  it('marks where a note is called for, outside the count', async () => {
    const d = await read(
      docxOf(`<w:p>${r('数据')}<w:r><w:footnoteReference w:id="5"/></w:r></w:p>`, {
        footnotes: `<w:footnote w:type="separator" w:id="0">${p('')}</w:footnote><w:footnote w:id="5">${p('来源')}</w:footnote>`,
      }),
    );
    expect(para(d.blocks[0]).inlines[1]).toEqual({ kind: 'note', of: 'footnote', index: 0 });
    expect(d.words.count).toBe(2);
  });
});
