/** Which of the formats that come in an OLE container a file is, and whether it asks for a password. */
import { ReadFailure } from './failure.js';
import type { OleFile } from './ole.js';

/** `other`: slides, drawings, mails, and what WPS and Works kept in containers of their own kind. */
export type OleKind = 'word' | 'workbook' | 'other';

/** Bytes of a stream that tell whether it is encrypted. */
const HEAD = 4096;

/** Throws ReadFailure 'encrypted'. */
export async function oleKind(file: OleFile): Promise<OleKind> {
  if (file.has('EncryptedPackage')) throw new ReadFailure('encrypted', 'EncryptedPackage');
  const word = await file.read('WordDocument', HEAD);
  if (word) {
    // FibBase.fEncrypted, [MS-DOC] 2.5.2
    if (word.length >= 12 && (word.readUInt16LE(10) & 0x0100) !== 0)
      throw new ReadFailure('encrypted', 'WordDocument');
    return 'word';
  }
  const book = (await file.read('Workbook', HEAD)) ?? (await file.read('Book', HEAD));
  if (!book) return 'other';
  if (hasFilePass(book)) throw new ReadFailure('encrypted', 'Workbook');
  return 'workbook';
}

/** A FilePass record near the start of the stream means encryption ([MS-XLS] 2.4.117). */
function hasFilePass(bytes: Buffer): boolean {
  let at = 0;
  while (at + 4 <= bytes.length) {
    if (bytes.readUInt16LE(at) === 0x2f) return true;
    at += 4 + bytes.readUInt16LE(at + 2);
  }
  return false;
}
