/** Which of the formats that come in an OLE container a file is. */
import { ReadFailure } from './failure.js';
import type { OleFile } from './ole.js';

/**
 * `package`: an encrypted .docx, .xlsx or .pptx; `other`: slides, drawings, mails, and what WPS and Works kept in
 * containers of their own kind.
 */
export type OleKind = 'word' | 'workbook' | 'package' | 'other';

/** Bytes of a stream that tell whether it is there, and whether encrypted. */
const HEAD = 4096;

/** Throws ReadFailure 'encrypted' for a Word file; whether another one opens without a password, its reader tells. */
export async function oleKind(file: OleFile): Promise<OleKind> {
  if (file.has('EncryptedPackage')) return 'package';
  const word = await file.read('WordDocument', HEAD);
  if (word) {
    // FibBase.fEncrypted, [MS-DOC] 2.5.2
    if (word.length >= 12 && (word.readUInt16LE(10) & 0x0100) !== 0)
      throw new ReadFailure('encrypted', 'WordDocument');
    return 'word';
  }
  return file.has('Workbook') || file.has('Book') ? 'workbook' : 'other';
}
