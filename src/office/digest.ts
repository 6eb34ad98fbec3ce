/** What a PDF of LibreOffice shows, without when it was made: the same document gives the same digest again. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** Its time stamps and what is drawn from them: /Info, /ID, the check sum, XMP. */
const TIMES =
  /\/(?:CreationDate|ModDate)\s*\([^)]*\)|\/ID\s*\[[^\]]*\]|\/DocChecksum\s*\/[0-9A-F]+|<xmp:\w+Date>[^<]*<\/xmp:\w+Date>/g;
/** The colour profile, which LibreOffice makes anew each time with the time in it. */
const PROFILE = /<<\s*\/N 3\b[^>]*>>\s*stream[\s\S]*?endstream/g;
/** Lengths of streams stand in objects of their own: that of the profile differs. */
const LENGTH = /\d+ 0 obj\s*\d+\s*endobj/g;
/** The cross-reference table: places shift with the profile's length. */
const TABLE = /\nxref\b[\s\S]*$/;

/**
 * SHA-256 (hex). Nothing of what is left out is bound into a volume. Where a version writes them otherwise, the digest
 * only changes each time. Rejects with the system's error.
 */
export async function contentDigest(pdf: string): Promise<string> {
  const text = (await readFile(pdf)).toString('latin1');
  const lasting = text.replace(TABLE, '').replace(TIMES, '').replace(PROFILE, '').replace(LENGTH, '');
  return createHash('sha256').update(lasting, 'latin1').digest('hex');
}
