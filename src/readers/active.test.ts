import { describe, expect, it } from 'vitest';
import { docxOf, fileOf, oleOf, p, r, zipOf } from '../../fixtures/readers/make.js';
import type { ActiveContent } from '../model/document.js';
import { fieldContent, oleContent } from './active.js';
import { readFile } from './read.js';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function relationship(type: string, target: string, external = false): string {
  return `<Relationship Id="r${type}" Type="${OFFICE}/${type}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`;
}

async function docx(
  rels: string,
  files: Record<string, string | Uint8Array> = {},
  body = p('正文'),
): Promise<ActiveContent[]> {
  const absolute = fileOf('a.docx', docxOf(body, {}, { rels, files }));
  const document = await readFile({
    path: 'x',
    absolute,
    role: 'evidence',
    signature: 'docx',
    extension: 'docx',
  });
  if (document.kind !== 'word') throw new Error(JSON.stringify(document));
  return document.activeContent;
}

const field = (instruction: string) =>
  `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${instruction}</w:instrText></w:r>` +
  `<w:r><w:fldChar w:fldCharType="separate"/></w:r>${r('a')}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`;

describe('what a Word file does', () => {
  it('finds macros, objects and embedded files', async () => {
    expect(await docx('', { 'word/vbaProject.bin': 'x' })).toEqual([
      { what: 'macro', detail: 'vbaProject.bin' },
    ]);
    expect(
      await docx(relationship('oleObject', 'embeddings/oleObject1.bin'), {
        'word/embeddings/oleObject1.bin': oleOf(['Package']),
      }),
    ).toEqual([{ what: 'ole', detail: 'oleObject1.bin' }]);
    expect(await docx(relationship('package', 'embeddings/a.xlsx'))).toEqual([
      { what: 'embedded-file', detail: 'a.xlsx' },
    ]);
  });
  it('passes formulas and the figures of a chart', async () => {
    const formula = oleOf(['Equation Native']);
    expect(
      await docx(relationship('oleObject', 'embeddings/oleObject1.bin'), {
        'word/embeddings/oleObject1.bin': formula,
      }),
    ).toEqual([]);
    const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relationship('package', '../embeddings/a.xlsx')}</Relationships>`;
    expect(await docx('', { 'word/charts/_rels/chart1.xml.rels': rels })).toEqual([]);
  });
  it('finds what is fetched from outside, and passes hyperlinks', async () => {
    expect(await docx(relationship('hyperlink', 'https://www.example.gov.cn', true))).toEqual([]);
    expect(await docx(relationship('image', 'file:///C:/Users/a/1.png', true))).toEqual([
      { what: 'external-link', detail: '1.png' },
    ]);
    expect(await docx(relationship('attachedTemplate', 'https://example.com/a.dotm', true))).toEqual([
      { what: 'external-template', detail: 'https://example.com/a.dotm' },
    ]);
    expect(await docx(relationship('attachedTemplate', 'file:///C:/Users/a/Normal.dotm', true))).toEqual([]);
  });
  it('finds fields that fetch', async () => {
    expect(await docx('', {}, field('INCLUDEPICTURE "https://www.example.com/a.png" \\d'))).toEqual([
      { what: 'external-link', detail: 'https://www.example.com/a.png' },
    ]);
    expect(await docx('', {}, field('HYPERLINK "https://www.example.gov.cn"'))).toEqual([]);
  });
  it('reads the text though the relationships of a part are broken', async () => {
    expect(await docx('', { 'word/_rels/settings.xml.rels': '<Relationships' })).toEqual([]);
  });
});

describe('fields', () => {
  it.each([
    ['DDEAUTO excel "C:\\\\a\\\\b.xls" s', 'b.xls'],
    ['INCLUDETEXT "\\\\\\\\server\\\\share\\\\a.docx"', 'a.docx'],
    ['LINK Excel.Sheet.12 "b.xlsx"', 'b.xlsx'],
  ])('%s fetches', (instruction, detail) => {
    expect(fieldContent([instruction])).toMatchObject([
      { what: 'external-link', detail: expect.stringContaining(detail) },
    ]);
  });
  it.each([
    'INCLUDEPICTURE "C:\\\\Users\\\\a\\\\1.png" \\* MERGEFORMATINET',
    'PAGE',
    'TOC \\o "1-3"',
    'LINKS',
  ])('%s does not', (instruction) => {
    expect(fieldContent([instruction])).toEqual([]);
  });
});

describe('what old files and workbooks do', () => {
  it('finds macros and objects by their storages', () => {
    expect(oleContent(['Macros', 'Macros/VBA', 'ObjectPool/_1', 'ObjectPool/_1/CONTENTS'])).toEqual([
      { what: 'macro', detail: 'Macros' },
      { what: 'ole', detail: '_1' },
    ]);
    expect(oleContent(['ObjectPool/_1', 'ObjectPool/_1/Equation Native', 'Data'])).toEqual([]);
    expect(oleContent(['_VBA_PROJECT_CUR/VBA', 'MBD0001A2B3'])).toEqual([
      { what: 'macro', detail: '_VBA_PROJECT_CUR' },
      { what: 'ole', detail: 'MBD0001A2B3' },
    ]);
  });
  it('finds macros, connections and links of a workbook', async () => {
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const packageRels = 'http://schemas.openxmlformats.org/package/2006/relationships';
    const absolute = fileOf(
      'a.xlsx',
      zipOf({
        '_rels/.rels': `<Relationships xmlns="${packageRels}">${relationship('officeDocument', 'xl/workbook.xml')}</Relationships>`,
        'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${OFFICE}"><sheets/></workbook>`,
        'xl/vbaProject.bin': 'x',
        'xl/connections.xml': `<connections xmlns="${main}"/>`,
        'xl/externalLinks/externalLink1.xml': `<externalLink xmlns="${main}"><ddeLink ddeService="a"/></externalLink>`,
        'xl/externalLinks/_rels/externalLink1.xml.rels': `<Relationships xmlns="${packageRels}">${relationship('externalLinkPath', 'file:///D:/a/2023.xlsx', true)}</Relationships>`,
      }),
    );
    const document = await readFile({
      path: 'x',
      absolute,
      role: 'evidence',
      signature: 'xlsx',
      extension: 'xlsx',
    });
    expect(document).toMatchObject({
      kind: 'sheet',
      activeContent: [
        { what: 'macro', detail: 'vbaProject.bin' },
        { what: 'external-link', detail: 'connections.xml、DDE externalLink1.xml、2023.xlsx' },
      ],
    });
  });
});
