/** What the copy of a Word file is before it is converted. Other readers of zip files judge it. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { prepareDocx, withoutPageNumbers } from './prepare.js';

const TYPES = (more: string) =>
  `<Types xmlns="x"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>${more}</Types>`;
const PART = (name: string, kind: string) =>
  `<Override PartName="/word/${name}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${kind}+xml"/>`;

function prepared(parts: Record<string, string>): Record<string, string> {
  const bytes = zipSync(
    Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])),
  );
  const out = unzipSync(prepareDocx(Buffer.from(bytes)));
  return Object.fromEntries(Object.entries(out).map(([name, data]) => [name, strFromU8(data)]));
}

describe('prepareDocx', () => {
  it('asks not to show tracked changes, in the settings that are there', () => {
    const out = prepared({
      '[Content_Types].xml': TYPES(PART('settings', 'settings')),
      'word/document.xml': '<w:document/>',
      'word/settings.xml':
        '<w:settings xmlns:w="y"><w:revisionView w:markup="1"/><w:zoom w:percent="9"/></w:settings>',
    });
    expect(out['word/settings.xml']).toBe(
      '<w:settings xmlns:w="y"><w:revisionView w:markup="0" w:insDel="0" w:formatting="0"/><w:zoom w:percent="9"/></w:settings>',
    );
    expect(out['word/document.xml']).toBe('<w:document/>');
  });

  it('in empty ones, and in new ones where there are none', () => {
    const empty = prepared({
      '[Content_Types].xml': TYPES(PART('settings', 'settings')),
      'word/settings.xml': '<settings xmlns="y"/>',
    });
    expect(empty['word/settings.xml']).toMatch(/^<settings xmlns="y"><revisionView [^>]*\/><\/settings>$/);
    const none = prepared({
      '[Content_Types].xml': TYPES(''),
      'word/_rels/document.xml.rels': '<Relationships xmlns="z"></Relationships>',
    });
    expect(none['word/settings.xml']).toContain('<w:revisionView w:markup="0"');
    expect(none['word/_rels/document.xml.rels']).toContain('Target="settings.xml"');
    expect(none['[Content_Types].xml']).toContain('PartName="/word/settings.xml"');
  });

  it('leaves what is no package as it is', () => {
    for (const text of ['', 'PK', 'no zip at all', 'PK\x05\x06'.padEnd(40, '\0')]) {
      const bytes = Buffer.from(text, 'latin1');
      expect(prepareDocx(bytes)).toBe(bytes);
    }
  });
});

describe('withoutPageNumbers', () => {
  const field =
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:t>1</w:t></w:r>';
  const paragraph = (inside: string) =>
    `<w:p w:rsidR="1"><w:pPr><w:jc w:val="right"/></w:pPr>${inside}</w:p>`;
  const text = (words: string) => `<w:r><w:t xml:space="preserve">${words}</w:t></w:r>`;

  it('takes a number and what goes with it', () => {
    const gone = '<w:p><w:pPr><w:jc w:val="right"/></w:pPr></w:p>';
    expect(withoutPageNumbers(paragraph(text('— ') + field + text(' —')))).toBe(gone);
    expect(
      withoutPageNumbers(paragraph('<w:fldSimple w:instr="PAGE"><w:r><w:t>3</w:t></w:r></w:fldSimple>')),
    ).toBe(gone);
    const box = `<w:p><w:r><w:txbxContent>${paragraph(text('第') + field + text('页'))}</w:txbxContent></w:r></w:p>`;
    expect(withoutPageNumbers(box)).toBe(`<w:p><w:r><w:txbxContent>${gone}</w:txbxContent></w:r></w:p>`);
  });

  it('leaves what says more, and what is no number', () => {
    for (const kept of [
      paragraph(text('青屿区司法局 第') + field),
      paragraph(text('— 1 —')),
      paragraph(`<w:r><w:drawing/></w:r>${field}`),
    ])
      expect(withoutPageNumbers(kept)).toBe(kept);
  });
});
