/** Files that are encrypted with the password that Excel has built in, by each method; and with others. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  agileOf,
  encryptedXls,
  rc4Basic,
  rc4CryptoApi,
  standardOf,
  xorMethod,
} from '../../fixtures/readers/encrypt.js';
import { docxOf, fileOf, fixture, p, zipOf } from '../../fixtures/readers/make.js';
import type { Signature } from '../model/inventory.js';
import { EncryptedPackage } from './encrypted-package.js';
import { readPictureOf } from './picture.js';
import { Rc4 } from './rc4.js';
import { readFile } from './read.js';
import { sniffFile } from './signature.js';

const read = (absolute: string, signature: Signature, extension: string) =>
  readFile({ path: 'x', absolute, role: 'evidence', signature, extension });

const readBytes = async (name: string, bytes: Uint8Array) => {
  const absolute = fileOf(name, bytes);
  return read(absolute, await sniffFile(absolute), name.replace(/^.*\./, ''));
};

const xlsx = readFileSync(fixture('openpyxl.xlsx'));
const xls = readFileSync(fixture('openpyxl.xls'));

describe('an encrypted .xlsx that asks for no password', async () => {
  const plain = await read(fixture('openpyxl.xlsx'), 'xlsx', 'xlsx');

  it.each([
    ['SHA512', 256],
    ['SHA384', 192],
    ['SHA256', 128],
    ['SHA1', 128],
    ['SHA-1', 256],
  ])('agile, %s, AES-%i: has what is in the plain one', async (hash, bits) => {
    expect(await readBytes('a.xlsx', agileOf(xlsx, { hash, bits }))).toEqual(plain);
  });

  it.each([128, 256] as const)('standard, AES-%i: has what is in the plain one', async (bits) => {
    expect(await readBytes('a.xlsx', standardOf(xlsx, bits))).toEqual(plain);
  });

  it.each([
    ['agile', agileOf(xlsx)],
    ['standard', standardOf(xlsx)],
  ])('%s: gives any range of its bytes', async (_, bytes) => {
    const file = await EncryptedPackage.open(fileOf('a.xlsx', bytes));
    for (const [from, length] of [
      [0, xlsx.length],
      [4090, 12],
      [4096, 4096],
      [xlsx.length - 3, 100],
      [xlsx.length + 9000, 5],
      [-1, 5],
    ] as const)
      expect(await file.at(from, length)).toEqual(
        from < 0 ? Buffer.alloc(0) : xlsx.subarray(from, from + length),
      );
    await file.close();
  });
});

describe('an encrypted .docx that asks for no password', () => {
  it('is read, its pictures as well', async () => {
    const png = Buffer.from('89504e470d0a1a0a', 'hex');
    const bytes = docxOf(p('法治政府'), {}, { files: { 'word/media/image1.png': png } });
    const absolute = fileOf('a.docx', agileOf(bytes));
    expect(await read(absolute, 'ole', 'docx')).toMatchObject({
      kind: 'word',
      format: 'docx',
      words: { count: 4 },
    });
    expect(await readPictureOf({ absolute, part: 'word/media/image1.png', frame: 0 })).toMatchObject({
      kind: 'file',
    });
  });

  it('slides are listed, and a zip that is no document is none', async () => {
    const slides = zipOf({ '[Content_Types].xml': '<Types/>', 'ppt/presentation.xml': '<p/>' });
    expect(await readBytes('a.pptx', agileOf(slides))).toEqual({ kind: 'other', path: 'x' });
    expect(await readBytes('a.docx', agileOf(zipOf({ a: 'b' })))).toMatchObject({ reason: 'not-the-format' });
  });
});

describe('an encrypted .xls that asks for no password', async () => {
  const plain = await read(fixture('openpyxl.xls'), 'ole', 'xls');

  it.each([
    ['RC4', rc4Basic()],
    ['RC4 by CryptoAPI, 128 bits', rc4CryptoApi(128)],
    ['RC4 by CryptoAPI, 40 bits', rc4CryptoApi(40)],
    ['XOR', xorMethod()],
  ])('%s: has what is in the plain one', async (_, method) => {
    expect(plain).toMatchObject({ kind: 'sheet' });
    expect(await readBytes('a.xls', encryptedXls(xls, method))).toEqual(plain);
  });

  it('RC4 gives the published key stream', () => {
    const rc4 = new Rc4(Buffer.from('Key'));
    expect(Buffer.from('Plaintext').map((byte) => byte ^ rc4.next())).toEqual(
      Buffer.from('bbf316e8d940af0ad3', 'hex'),
    );
  });
});

describe('what stays encrypted', () => {
  const other = { kind: 'unreadable', reason: 'encrypted' };

  it.each([
    ['agile', 'a.xlsx', agileOf(xlsx, { password: '123456' })],
    ['standard', 'a.xlsx', standardOf(xlsx, 128, '123456')],
    ['agile, .docx', 'a.docx', agileOf(docxOf(p('法治')), { password: '123456' })],
    ['RC4', 'a.xls', encryptedXls(xls, rc4Basic('123456'))],
    ['RC4 by CryptoAPI', 'a.xls', encryptedXls(xls, rc4CryptoApi(128, '123456'))],
    ['XOR', 'a.xls', encryptedXls(xls, { ...xorMethod(), pass: Buffer.from('000059b30b9a', 'hex') })],
  ])('%s with another password', async (_, name, bytes) => {
    expect(await readBytes(name, bytes)).toMatchObject(other);
  });

  it('methods that are not known, or that cost too much', async () => {
    expect(await readBytes('a.xlsx', agileOf(xlsx, { saidSpins: 10_000_000 }))).toMatchObject(other);
    expect(await readBytes('a.xlsx', agileOf(xlsx, { saidSpins: -1 }))).toMatchObject(other);
    for (const pass of ['', '01', '010001000100', '01000200020004000000ffffff7f', '0700'])
      expect(
        await readBytes('a.xls', encryptedXls(xls, { ...rc4Basic(), pass: Buffer.from(pass, 'hex') })),
      ).toMatchObject(other);
  });
});

it('an encrypted file that is cut off is damaged', async () => {
  const part = Buffer.from(Array.from({ length: 60_000 }, (_, i) => (i * i) % 251));
  const bytes = agileOf(zipOf({ 'xl/workbook.xml': part, 'xl/more.xml': part.reverse() }));
  const cut = await readBytes('a.xlsx', bytes.subarray(0, bytes.length - 1000));
  expect(cut).toMatchObject({ kind: 'unreadable', reason: 'damaged' });
});
