/**
 * The records of an encrypted .xls in the clear ([MS-XLS] 2.2.10), where the password is the one that Excel has built
 * in. Their heads are never encrypted, so that no record moves.
 */
import { ReadFailure } from './failure.js';
import { rc4Cipher } from './xls-rc4.js';
import { xorCipher } from './xls-xor.js';

/**
 * Deciphers part of a record in place, from `from` to `to`; both are counted from the start of the stream.
 * `length`: of the whole record without its head.
 */
export type RecordCipher = (stream: Buffer, from: number, to: number, length: number) => void;

const FILE_PASS = 0x2f;
const WRITE_PROTECT = 0x86;
const BOUND_SHEET = 0x85;

/** BOF in its four editions, FilePass, UsrExcl, FileLock, InterfaceHdr, RRDInfo, RRDHead: always plain. */
const PLAIN = new Set([0x0009, 0x0209, 0x0409, 0x0809, FILE_PASS, 0x0194, 0x0195, 0x00e1, 0x0196, 0x0138]);

/** BoundSheet8.lbPlyPos, where the sheet's records start. */
const PLACE_OF_SHEET = 4;

/** Where the FilePass record starts that an encrypted stream has ([MS-XLS] 2.4.117); null where there is none. */
export function filePassAt(stream: Buffer): number | null {
  for (const { type, at } of records(stream)) if (type === FILE_PASS) return at;
  return null;
}

/** The stream, deciphered in place. Throws ReadFailure 'encrypted' where another password is needed. */
export function decryptRecords(stream: Buffer): Buffer {
  const pass = filePassAt(stream);
  if (pass === null) return stream;
  const cipher = cipherOf(stream.subarray(pass + 4, pass + 4 + stream.readUInt16LE(pass + 2)));
  if (cipher === null) throw new ReadFailure('encrypted', 'Workbook');
  for (const { type, at, end } of records(stream)) {
    if (at <= pass || PLAIN.has(type)) continue;
    const from = at + 4 + (type === BOUND_SHEET ? PLACE_OF_SHEET : 0);
    if (from < end) cipher(stream, from, end, end - at - 4);
  }
  // Readers refuse a file with this record; one that only says something of writing may stand in its place.
  stream.writeUInt16LE(WRITE_PROTECT, pass);
  return stream;
}

function* records(stream: Buffer): Generator<{ type: number; at: number; end: number }> {
  for (let at = 0; at + 4 <= stream.length; ) {
    const end = Math.min(stream.length, at + 4 + stream.readUInt16LE(at + 2));
    yield { type: stream.readUInt16LE(at), at, end };
    at = end;
  }
}

/** Null where the password is another, or the method not known. */
function cipherOf(pass: Buffer): RecordCipher | null {
  try {
    // Before Excel 97 there was one method alone, and no field for it.
    if (pass.length === 4) return xorCipher(pass);
    return pass.readUInt16LE(0) === 0 ? xorCipher(pass.subarray(2)) : rc4Cipher(pass.subarray(2));
  } catch {
    // A record that is too short for what it announces.
    return null;
  }
}
