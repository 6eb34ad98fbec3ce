import { describe, expect, it } from 'vitest';
import { fileOf, fixture } from '../../fixtures/readers/make.js';
import { type ScanSource, scanPdf } from '../../fixtures/readers/scan.js';
import type { PdfDocument } from '../model/document.js';
import { readFile } from './read.js';

async function read(bytes: Uint8Array): Promise<PdfDocument> {
  const absolute = fileOf('a.pdf', bytes);
  const document = await readFile({
    path: 'x',
    absolute,
    role: 'evidence',
    signature: 'pdf',
    extension: 'pdf',
  });
  if (document.kind !== 'pdf') throw new Error(JSON.stringify(document));
  return document;
}

const scan = (source: Partial<ScanSource>) => read(scanPdf({ dpi: 200, pages: 1, ...source }));

describe('the pages of a scan', () => {
  it('have the dots per inch that they were scanned at', async () => {
    for (const dpi of [72, 150, 200, 300]) {
      const { pageFacts } = await scan({ dpi, pages: 2 });
      expect(pageFacts).toEqual(Array(2).fill({ dpi, text: false, blank: false }));
    }
  });
  it('whichever way the picture and the page are turned', async () => {
    const { pageFacts, sizes } = await scan({ dpi: 150, turned: true });
    expect(pageFacts[0]).toMatchObject({ dpi: 150, blank: false });
    expect(sizes[0]).toEqual({ width: 595.28, height: 841.89 });
  });
  it('are taken as A4 where a pixel is a point', async () => {
    const { pageFacts, sizes } = await scan({ dpi: 200, oversized: true });
    expect(sizes[0]).toEqual({ width: 1654, height: 2339 });
    expect(pageFacts[0]).toMatchObject({ dpi: 200 });
  });
  it('are a scan with a layer of recognised text, and with a page number', async () => {
    expect((await scan({ recognised: 'a'.repeat(60) })).pageFacts).toEqual([
      { dpi: 200, text: true, blank: false },
    ]);
    expect((await scan({ written: '- 3 -' })).pageFacts).toEqual([{ dpi: 200, text: true, blank: false }]);
  });
  it('are no scan where text is written on a background', async () => {
    expect((await scan({ dpi: 72, written: 'a'.repeat(60) })).pageFacts).toEqual([
      { dpi: null, text: true, blank: false },
    ]);
  });
  it('are blank where nothing is on the picture, or no picture', async () => {
    const { pageFacts } = await scan({ pages: 4, blank: [2], empty: [4] });
    expect(pageFacts.map((fact) => fact.blank)).toEqual([false, true, false, true]);
  });
  it('of text have no dots per inch', async () => {
    const absolute = fixture('reportlab.pdf');
    const document = await readFile({
      path: 'x',
      absolute,
      role: 'evidence',
      signature: 'pdf',
      extension: 'pdf',
    });
    expect(document).toMatchObject({
      pageFacts: Array(4).fill({ dpi: null, text: true, blank: false }),
      activeContent: [],
    });
  });
});

describe('what a PDF does', () => {
  /** Objects of a scan's own: five, and two for its one page. */
  const NEXT = 8;
  it('finds scripts in the names and elsewhere', async () => {
    const action = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';
    const named = await scan({
      catalog: `/Names << /JavaScript << /Names [(a) ${NEXT} 0 R] >> >>`,
      objects: [action],
    });
    const opened = await scan({ catalog: `/OpenAction ${NEXT} 0 R`, objects: [action] });
    expect(named.activeContent).toEqual([{ what: 'javascript', detail: '' }]);
    expect(opened.activeContent).toEqual([{ what: 'javascript', detail: '' }]);
  });
  it('finds programs that a link or a bookmark starts, without the folders', async () => {
    const launch = '/A << /S /Launch /F (C:/Users/a/setup.exe) >>';
    const link = await scan({
      page: `/Annots [${NEXT} 0 R]`,
      objects: [`<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] ${launch} >>`],
    });
    const bookmark = await scan({
      catalog: `/Outlines ${NEXT} 0 R`,
      objects: [
        `<< /First ${NEXT + 1} 0 R /Last ${NEXT + 1} 0 R /Count 1 >>`,
        `<< /Title (a) /Parent ${NEXT} 0 R ${launch} >>`,
      ],
    });
    expect(link.activeContent).toEqual([{ what: 'launch', detail: 'setup.exe' }]);
    expect(bookmark.activeContent).toEqual([{ what: 'launch', detail: 'setup.exe' }]);
  });
  it('finds attached files and forms that are sent off', async () => {
    const attached = await scan({
      catalog: `/Names << /EmbeddedFiles << /Names [(a) ${NEXT} 0 R] >> >>`,
      objects: [
        `<< /Type /Filespec /F (table.xlsx) /UF (table.xlsx) /EF << /F ${NEXT + 1} 0 R >> >>`,
        '<< /Type /EmbeddedFile /Length 1 >>\nstream\na\nendstream',
      ],
    });
    expect(attached.activeContent).toEqual([{ what: 'embedded-file', detail: 'table.xlsx' }]);
    const form = await scan({ objects: ['<< /S /SubmitForm /F (https://www.example.com/a) >>'] });
    expect(form.activeContent).toEqual([{ what: 'remote-submit', detail: '' }]);
  });
  it('passes links to addresses and places', async () => {
    const { activeContent } = await scan({
      page: `/Annots [${NEXT} 0 R]`,
      objects: ['<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://a.gov.cn) >> >>'],
    });
    expect(activeContent).toEqual([]);
  });
});
