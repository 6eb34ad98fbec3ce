import { describe, expect, it } from 'vitest';
import { docxOf, fileOf, fixture, oleOf, p, zipOf } from '../../fixtures/readers/make.js';
import type { Signature } from '../model/inventory.js';
import { readFile } from './read.js';
import { sniff, sniffFile } from './signature.js';

const bytes = (hex: string, text = ''): Uint8Array =>
  Buffer.concat([Buffer.from(hex, 'hex'), Buffer.from(text)]);
const types = '[Content_Types].xml';

describe('what a file is by its bytes', () => {
  it.each<[string, Uint8Array | string, Signature]>([
    ['docx', docxOf(p('x')), 'docx'],
    ['a cut-off docx', docxOf(p('x')).slice(0, 900), 'docx'],
    ['docx with other part names', zipOf({ [types]: '', 'word/doc.xml': '' }), 'docx'],
    ['xlsx', zipOf({ [types]: '', 'xl/workbook.xml': '' }), 'xlsx'],
    ['pptx', zipOf({ [types]: '', 'ppt/presentation.xml': '' }), 'pptx'],
    ['ofd', zipOf({ 'OFD.xml': '', 'Doc_0/Document.xml': '' }), 'ofd'],
    ['a zip of Word files', zipOf({ '材料/a.docx': 'x', 'word/readme.txt': '' }), 'zip'],
    ['an empty zip', bytes(`504b0506${'00'.repeat(18)}`), 'zip'],
    ['ole', oleOf(['WordDocument']), 'ole'],
    ['pdf', '%PDF-1.7\n', 'pdf'],
    ['pdf behind junk', `${'x'.repeat(900)}%PDF-1.4`, 'pdf'],
    ['webp', bytes('524946460000000057454250'), 'webp'],
    ['heic', bytes('00000018', 'ftypheic'), 'heic'],
    ['mp4', bytes('00000018', 'ftypisom'), 'mp4'],
    ['rar', bytes('526172211a0700'), 'rar'],
    ['7z', bytes('377abcaf271c'), '7z'],
    ['rtf', '{\\rtf1\\ansi', 'rtf'],
    ['html', '\ufeff<!-- x -->\n<!DOCTYPE html><p>', 'html'],
    ['html in a .doc', '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>', 'html'],
    ['text', '关于做好申报工作的说明', 'text'],
    ['text cut inside a character', Buffer.from(`${'汉'.repeat(1365)}汉`).subarray(0, 4096), 'text'],
    ['GB18030 text', bytes('b7a8d6ced5fec8aeb2c4c1cfb9a4d7f7'), 'text'],
    ['UTF-16 text', bytes('fffe4e00'), 'text'],
    ['text that starts with BM', 'BM is not always a bitmap, is it now', 'text'],
    ['nothing', '', 'empty'],
    ['noise', bytes('00010203fffefd8081'), 'unknown'],
  ])('%s', async (_, content, signature) => {
    expect(await sniffFile(fileOf('x', content))).toBe(signature);
  });

  it.each<[string, Signature]>([
    ['pillow-exif.jpg', 'jpeg'],
    ['pillow.png', 'png'],
    ['pillow.gif', 'gif'],
    ['pillow.tif', 'tiff'],
    ['pillow.bmp', 'bmp'],
    ['pillow.webp', 'webp'],
    ['libreoffice.doc', 'ole'],
    ['openpyxl.xls', 'ole'],
    ['openpyxl.xlsx', 'xlsx'],
    ['reportlab.pdf', 'pdf'],
  ])('%s', async (name, signature) => {
    expect(await sniffFile(fixture(name))).toBe(signature);
  });

  it('a PDF that has lost its header is one where its name and its objects say so', async () => {
    const objects = '1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n';
    expect(await sniffFile(fileOf('a.pdf', objects))).toBe('pdf');
    expect(
      await sniffFile(fileOf('a.pdf', Buffer.concat([Buffer.from([0, 1, 2, 255]), Buffer.from(objects)]))),
    ).toBe('pdf');
    expect(await sniffFile(fileOf('a.txt', objects))).toBe('text');
    expect(await sniffFile(fileOf('b.pdf', '关于做好申报工作的说明'))).toBe('text');
  });

  it('a cut-off Office file is what its name promises, at any cut, and unreadable; a sound zip stays one', async () => {
    const main = { docx: 'word/document.xml', xlsx: 'xl/workbook.xml', pptx: 'ppt/presentation.xml' };
    for (const kind of ['docx', 'xlsx', 'pptx'] as const) {
      const whole = zipOf({ 'docProps/app.xml': 'x'.repeat(9000), [main[kind]]: 'y' });
      for (const length of [1, 2, 3, 4, 29, 31, 60, whole.length - 60, whole.length - 1]) {
        const absolute = fileOf(`a.${kind}`, whole.slice(0, length));
        const signature = await sniffFile(absolute);
        expect([kind, length, signature]).toEqual([kind, length, kind]);
        for (const role of ['catalogue', 'evidence'] as const)
          expect(await readFile({ path: 'a', absolute, role, signature, extension: kind })).toMatchObject({
            kind: 'unreadable',
            reason: 'damaged',
          });
      }
    }
    expect(await sniffFile(fileOf('a.docx', zipOf({ 'a.txt': 'x' })))).toBe('zip');
    expect(await sniffFile(fileOf('a.txt', 'PK'))).toBe('text');
  });

  it('from a head alone a zip stays a zip', () => {
    expect(sniff(docxOf(p('x')).subarray(0, 64))).toBe('zip');
  });
});
