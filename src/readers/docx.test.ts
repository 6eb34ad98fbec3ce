import { describe, expect, it } from 'vitest';
import { docxOf, fileOf, p, r } from '../../fixtures/readers/make.js';
import type { Block, Paragraph, Table, WordDocument } from '../model/document.js';
import { paragraphText } from '../model/text.js';
import { readPicture } from './docx.js';
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

const para = (block: Block | undefined): Paragraph => {
  if (block?.kind !== 'paragraph') throw new Error('no paragraph');
  return block;
};
const table = (block: Block | undefined): Table => {
  if (block?.kind !== 'table') throw new Error('no table');
  return block;
};
const texts = (blocks: Block[]): string[] => blocks.map((block) => paragraphText(para(block)));

describe('text that Word shows', () => {
  it('keeps insertions, drops deletions and moved-away text, and counts both', async () => {
    const d = await read(
      docxOf(
        `<w:p>${r('甲')}<w:ins w:id="1">${r('乙')}</w:ins><w:del w:id="2"><w:r><w:delText>丙丁</w:delText></w:r></w:del>` +
          `<w:moveFrom w:id="3">${r('戊')}</w:moveFrom><w:moveTo w:id="4">${r('戊')}</w:moveTo></w:p>`,
      ),
    );
    expect(texts(d.blocks)).toEqual(['甲乙戊']);
    expect(d.words.count).toBe(3);
    expect(d.excluded.deleted).toBe(3);
    expect(d.revisions).toEqual({ inserted: 2, deleted: 2 });
  });

  it('joins a paragraph whose mark was deleted with the next, and drops deleted rows', async () => {
    const d = await read(
      docxOf(
        `${p('20', '<w:rPr><w:del w:id="1"/></w:rPr>')}${p('24年')}` +
          `<w:tbl><w:tr><w:tc>${p('留')}</w:tc></w:tr><w:tr><w:trPr><w:del w:id="2"/></w:trPr><w:tc>${p('去掉')}</w:tc></w:tr></w:tbl>`,
      ),
    );
    expect(paragraphText(para(d.blocks[0]))).toBe('2024年');
    expect(para(d.blocks[0]).words.count).toBe(2);
    expect(table(d.blocks[1]).rows).toHaveLength(1);
    expect(d.words.count).toBe(3);
  });

  it('keeps hidden text apart, hidden by the run or by a style', async () => {
    const styles =
      '<w:style w:type="character" w:styleId="H"><w:name w:val="Hidden"/><w:rPr><w:vanish/></w:rPr></w:style>' +
      '<w:style w:type="paragraph" w:styleId="HP"><w:name w:val="Hidden P"/><w:rPr><w:vanish/></w:rPr></w:style>';
    const d = await read(
      docxOf(
        `<w:p>${r('见')}${r('藏一', '<w:vanish/>')}${r('藏二', '<w:rStyle w:val="H"/>')}${r('见', '<w:vanish w:val="0"/>')}</w:p>` +
          `<w:p><w:pPr><w:pStyle w:val="HP"/></w:pPr>${r('藏三')}${r('显', '<w:vanish w:val="false"/>')}</w:p>`,
        { styles },
      ),
    );
    expect(texts(d.blocks)).toEqual(['见见', '显']);
    expect(d.hiddenText).toBe('藏一藏二\n藏三');
    expect(d.excluded.hidden).toBe(6);
    expect(d.words.count).toBe(3);
  });

  it('shows results of fields, not instructions, also across paragraphs and nested', async () => {
    const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    const code = (text: string) => `<w:r><w:instrText>${text}</w:instrText></w:r>`;
    const d = await read(
      docxOf(
        `<w:p>${mark('begin')}${code(' TOC \\o ')}${r('不见')}${mark('separate')}${r('目录一')}</w:p>` +
          `<w:p>${r('目录二 ')}${mark('begin')}${code('PAGEREF _Toc1')}${mark('separate')}${r('3')}${mark('end')}${mark('end')}</w:p>` +
          `<w:p>${mark('begin')}${code(' HYPERLINK "https://www.example.gov.cn/a" ')}${mark('separate')}${r('链接')}${mark('end')}` +
          `<w:fldSimple w:instr=" AUTHOR ">${r('示例')}</w:fldSimple></w:p>` +
          `<w:p>${mark('begin')}${code('eq \\o\\ac(○,3)')}${mark('end')}</w:p>`,
      ),
    );
    expect(texts(d.blocks)).toEqual(['目录一', '目录二 3', '链接示例', '3']);
    const link = para(d.blocks[2]).inlines[0];
    expect(link?.kind === 'text' && link.href).toBe('https://www.example.gov.cn/a');
  });

  it('reads hyperlinks, symbols, hyphens, tabs, breaks, controls, tags, ruby and formulas', async () => {
    const d = await read(
      docxOf(
        `<w:p><w:hyperlink r:id="L">${r('网站')}</w:hyperlink><w:hyperlink w:anchor="_a">${r('内')}</w:hyperlink></w:p>` +
          `<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>a</w:t><w:softHyphen/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:tab/><w:t>d</w:t><w:br/><w:t>e</w:t><w:br w:type="page"/></w:r></w:p>` +
          `<w:sdt><w:sdtContent>${p('控件')}</w:sdtContent></w:sdt>` +
          `<w:p><w:smartTag>${r('标')}</w:smartTag><w:sdt><w:sdtContent>${r('签')}</w:sdtContent></w:sdt>` +
          `<w:r><w:ruby><w:rt>${r('pin')}</w:rt><w:rubyBase>${r('拼')}</w:rubyBase></w:ruby></w:r>` +
          '<m:oMathPara><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></m:oMathPara></w:p>',
        {},
        {
          rels: '<Relationship Id="L" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://www.example.gov.cn/" TargetMode="External"/>',
        },
      ),
    );
    expect(para(d.blocks[0]).inlines.map((i) => i.kind === 'text' && [i.text, i.href])).toEqual([
      ['网站', 'https://www.example.gov.cn/'],
      ['内', null],
    ]);
    expect(
      para(d.blocks[1]).inlines.map((i) => (i.kind === 'text' ? i.text : i.kind === 'break' && i.what)),
    ).toEqual(['☑ab-c', 'tab', 'd', 'line', 'e', 'page'].map((t) => t.replace(' ', '')));
    expect(para(d.blocks[1]).words.count).toBe(3);
    expect(texts(d.blocks.slice(2))).toEqual(['控件', '标签拼x=1']);
  });

  it('trims what XML trims: spaces at the ends of w:t without xml:space', async () => {
    const d = await read(docxOf('<w:p><w:r><w:t> a </w:t></w:r><w:r><w:t>b</w:t></w:r></w:p>'));
    expect(texts(d.blocks)).toEqual(['ab']);
  });

  it('carries the East-Asian hint of a run into the count', async () => {
    const hint = '<w:rFonts w:hint="eastAsia"/>';
    expect((await read(docxOf(p('“2023年”', '', hint)))).words).toEqual({ count: 4, low: 3, high: 4 });
    expect((await read(docxOf(p('“2023年”')))).words).toEqual({ count: 3, low: 3, high: 4 });
    const runs = `<w:p>${r('20')}${r('24')}${r('年')}</w:p>`;
    expect((await read(docxOf(runs))).words.count).toBe(2);
  });
});

describe('what stands beside the body', () => {
  it('counts a text box once, from the choice or the fallback', async () => {
    const box = `<w:txbxContent>${p('框内文字')}</w:txbxContent>`;
    const both =
      `<w:p>${r('正文')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wps:wsp><wps:txbx>${box}</wps:txbx></wps:wsp></wp:anchor></w:drawing></mc:Choice>` +
      `<mc:Fallback><w:pict><v:shape><v:textbox>${box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`;
    const unknown = both.replace('Requires="wps"', 'Requires="wps zzz"');
    for (const body of [both, unknown]) {
      const d = await read(docxOf(body));
      expect(d.textBoxes.map(texts)).toEqual([['框内文字']]);
      expect(d.words.count).toBe(2);
      expect(d.excluded.textBoxes).toBe(4);
    }
  });

  it('reads notes, headers, footers and comments, and leaves them out of the count', async () => {
    const d = await read(
      docxOf(
        `${p('正文')}<w:sectPr><w:headerReference r:id="rId-header1" w:type="default"/><w:headerReference r:id="rId-header1" w:type="first"/><w:footerReference r:id="rId-footer1" w:type="default"/></w:sectPr>`,
        {
          footnotes: `<w:footnote w:type="separator" w:id="-1">${p('x')}</w:footnote><w:footnote w:id="1">${p('脚注')}</w:footnote>`,
          endnotes: `<w:endnote w:id="1">${p('尾')}</w:endnote>`,
          comments: `<w:comment w:id="1">${p('批')}${p('注')}</w:comment>`,
          header1: p('页眉文'),
          footer1: `<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>${p('12')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>`,
        },
      ),
    );
    expect(d.words.count).toBe(2);
    expect(d.footnotes.map(texts)).toEqual([['脚注']]);
    expect(d.comments).toEqual(['批\n注']);
    expect(texts(d.headers)).toEqual(['页眉文']);
    expect(texts(d.footers)).toEqual(['', '12']);
    expect(d.textBoxes).toEqual([]);
    expect(d.excluded).toEqual({
      textBoxes: 0,
      footnotes: 2,
      endnotes: 1,
      headers: 3,
      footers: 1,
      hidden: 0,
      deleted: 0,
      comments: 2,
    });
  });
});

describe('look', () => {
  const styles =
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>' +
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>' +
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="44"/><w:color w:val="ff0000"/></w:rPr></w:style>' +
    '<w:style w:type="paragraph" w:styleId="mine"><w:name w:val="我的标题"/><w:basedOn w:val="1"/><w:pPr><w:ind w:firstLineChars="200"/></w:pPr></w:style>' +
    '<w:style w:type="paragraph" w:styleId="o"><w:name w:val="正文大纲"/><w:pPr><w:outlineLvl w:val="2"/><w:pageBreakBefore/></w:pPr></w:style>' +
    '<w:style w:type="character" w:styleId="strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>' +
    '<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="loop"/><w:basedOn w:val="loop"/></w:style>';

  it('follows style inheritance, toggles and direct properties', async () => {
    const d = await read(
      docxOf(
        p('甲', '<w:pStyle w:val="mine"/>') +
          p(
            '乙',
            '<w:pStyle w:val="o"/><w:jc w:val="both"/><w:ind w:firstLine="640"/>',
            '<w:i/><w:u w:val="single"/>',
          ) +
          p('丙', '<w:pStyle w:val="1"/>', '<w:rStyle w:val="strong"/>') +
          p('丁', '<w:pStyle w:val="loop"/><w:outlineLvl w:val="9"/>') +
          p('戊'),
        { styles },
      ),
    );
    expect(para(d.blocks[0])).toMatchObject({
      style: '我的标题',
      headingLevel: 1,
      alignment: 'center',
      firstLineIndent: 44,
      inlines: [{ bold: true, size: 22, color: 'FF0000' }],
    });
    expect(para(d.blocks[1])).toMatchObject({
      headingLevel: 3,
      alignment: 'justify',
      firstLineIndent: 32,
      pageBreakBefore: true,
      inlines: [{ bold: false, italic: true, underline: true, size: 10.5, color: null }],
    });
    // Bold in the paragraph's and in the run's style cancel out.
    expect(para(d.blocks[2]).inlines[0]).toMatchObject({ bold: false });
    expect(para(d.blocks[3]).headingLevel).toBeNull();
    expect(para(d.blocks[4])).toMatchObject({
      style: 'normal',
      headingLevel: null,
      firstLineIndent: null,
      label: null,
    });
  });

  it('keeps struck, raised and lowered text apart', async () => {
    const styles =
      '<w:style w:type="character" w:styleId="gone"><w:name w:val="gone"/><w:rPr><w:strike/></w:rPr></w:style>' +
      '<w:style w:type="paragraph" w:styleId="sup"><w:name w:val="sup"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>';
    const d = await read(
      docxOf(
        `<w:p>${r('留')}${r('删', '<w:strike/>')}${r('双', '<w:dstrike/>')}${r('样', '<w:rStyle w:val="gone"/>')}${r('复', '<w:rStyle w:val="gone"/><w:strike w:val="0"/>')}</w:p>` +
          `<w:p>${r('20m')}${r('2', '<w:vertAlign w:val="superscript"/>')}${r('CO')}${r('2', '<w:vertAlign w:val="subscript"/>')}</w:p>` +
          p('甲', '<w:pStyle w:val="sup"/>') +
          p('乙', '<w:pStyle w:val="sup"/>', '<w:vertAlign w:val="baseline"/>'),
        { styles },
      ),
    );
    const looks = (index: number) =>
      para(d.blocks[index]).inlines.map((i) => i.kind === 'text' && [i.text, i.strike ?? i.script ?? null]);
    expect(looks(0)).toEqual([
      ['留', null],
      ['删双样', true],
      ['复', null],
    ]);
    expect(looks(1)).toEqual([
      ['20m', null],
      ['2', 'super'],
      ['CO', null],
      ['2', 'sub'],
    ]);
    expect([looks(2), looks(3)]).toEqual([[['甲', 'super']], [['乙', null]]]);
  });

  it('sees pictures inline, anchored, grouped and in VML, and hands out their bytes', async () => {
    const blip = '<a:blip r:embed="P"/>';
    const bytes = docxOf(
      `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="1270000" cy="635000"/><wp:docPr id="1" name="x" descr="会议照片"/><a:graphic><a:graphicData><pic:pic><pic:blipFill>${blip}</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>` +
        '<w:r><w:pict><v:shape style="width:72pt;height:1in" alt="公章"><v:imagedata r:id="P"/></v:shape></w:pict></w:r></w:p>',
      {},
      {
        rels: '<Relationship Id="P" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/image1.png"/>',
        files: { 'word/media/image1.png': new Uint8Array([1, 2, 3]) },
      },
    );
    const d = await read(bytes);
    expect(para(d.blocks[0]).inlines).toEqual([
      {
        kind: 'picture',
        part: 'word/media/image1.png',
        mime: 'image/png',
        width: 100,
        height: 50,
        description: '会议照片',
      },
      {
        kind: 'picture',
        part: 'word/media/image1.png',
        mime: 'image/png',
        width: 72,
        height: 72,
        description: '公章',
      },
    ]);
    const file = fileOf('a.docx', bytes);
    expect([...(await readPicture(file, 'word/media/image1.png'))]).toEqual([1, 2, 3]);
    await expect(readPicture(file, 'word/media/none.png')).rejects.toThrow(/no part/);
  });
});

describe('tables', () => {
  const tc = (text: string, tcPr = '') => `<w:tc><w:tcPr>${tcPr}</w:tcPr>${p(text)}</w:tc>`;
  it('reads spans, vertical merges, heads, grids and nesting', async () => {
    const d = await read(
      docxOf(
        '<w:tbl><w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="2000"/><w:gridCol w:w="600"/></w:tblGrid>' +
          `<w:tr><w:trPr><w:tblHeader/></w:trPr>${tc('跨两列', '<w:gridSpan w:val="2"/>')}${tc('c')}</w:tr>` +
          `<w:tr>${tc('竖', '<w:vMerge w:val="restart"/>')}${tc('b')}${tc('c')}</w:tr>` +
          `<w:sdt><w:sdtContent><w:tr>${tc('', '<w:vMerge/>')}<w:tc><w:tbl><w:tr>${tc('内')}</w:tr></w:tbl>${p('外')}</w:tc>${tc('c')}</w:tr></w:sdtContent></w:sdt>` +
          `<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>${tc('缩进')}${tc('c')}</w:tr></w:tbl>`,
      ),
    );
    const t = table(d.blocks[0]);
    expect(t.columnWidths).toEqual([50, 100, 30]);
    expect(t.rows.map((row) => row.header)).toEqual([true, false, false, false]);
    expect(t.rows.map((row) => row.cells.map((c) => [c.colSpan, c.rowSpan]))).toEqual([
      [
        [2, 1],
        [1, 1],
      ],
      [
        [1, 2],
        [1, 1],
        [1, 1],
      ],
      [
        [1, 1],
        [1, 1],
      ],
      [
        [1, 1],
        [1, 1],
        [1, 1],
      ],
    ]);
    expect(table(t.rows[2]?.cells[0]?.blocks[0]).rows[0]?.cells[0]?.blocks).toHaveLength(1);
    expect(d.words.count).toBe('跨两列竖内外缩进'.length + 'c b c c c'.split(' ').length);
  });
});

describe('automatic numbers', () => {
  const lvl = (i: number, format: string, text: string, more = '') =>
    `<w:lvl w:ilvl="${i}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/>${more}</w:lvl>`;
  const item = (num: number, level: number) =>
    p('x', `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${num}"/></w:numPr>`);
  const labels = (d: WordDocument) => d.blocks.map((b) => para(b).label);

  it('prints Chinese levels, restarts lower ones, and does not count them', async () => {
    const numbering =
      `<w:abstractNum w:abstractNumId="0">${lvl(0, 'chineseCountingThousand', '%1、')}${lvl(1, 'chineseCounting', '（%2）')}${lvl(2, 'decimal', '%1.%3.', '<w:isLgl/>')}${lvl(3, 'decimalEnclosedCircle', '%4')}</w:abstractNum>` +
      `<w:abstractNum w:abstractNumId="1">${lvl(0, 'bullet', '\uf0b7')}</w:abstractNum>` +
      '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>' +
      '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>';
    const d = await read(
      docxOf(
        [
          item(1, 0),
          item(1, 1),
          item(1, 1),
          item(1, 2),
          item(1, 3),
          item(1, 0),
          item(1, 1),
          item(2, 0),
          item(0, 0),
          item(3, 0),
          item(3, 0),
          item(1, 0),
        ].join(''),
        { numbering },
      ),
    );
    expect(labels(d)).toEqual([
      '一、',
      '（一）',
      '（二）',
      '1.1.',
      '①',
      '二、',
      '（一）',
      '•',
      null,
      '五、',
      '六、',
      '七、',
    ]);
    expect(d.words.count).toBe(12);
  });

  it('takes lists from styles, with the level that is bound to the style', async () => {
    const numbering = `<w:abstractNum w:abstractNumId="0">${lvl(0, 'upperRoman', '%1', '<w:pStyle w:val="A"/>')}${lvl(1, 'lowerLetter', '%2)', '<w:pStyle w:val="B"/>')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`;
    const style = (id: string) =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${id}"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`;
    const styled = (id: string) => p('x', `<w:pStyle w:val="${id}"/>`);
    const d = await read(
      docxOf(
        styled('A') +
          styled('B') +
          styled('B') +
          styled('A') +
          p('x', '<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
        {
          numbering,
          styles: style('A') + style('B'),
        },
      ),
    );
    expect(labels(d)).toEqual(['I', 'a)', 'b)', 'II', null]);
  });
});
