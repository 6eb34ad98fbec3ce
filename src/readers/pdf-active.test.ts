import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PdfSample } from '../../fixtures/pdf/samples.js';
import { DigestTap } from './digests.js';
import { scannedContent } from './pdf-active.js';
import { readDigested } from './read.js';

const folder = mkdtempSync(join(tmpdir(), 'dossier-active-'));
afterAll(() => rmSync(folder, { recursive: true }));

const save = (name: string, bytes: Uint8Array): string => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('actions by the bytes of a PDF', () => {
  const chunk = 1 << 20;
  it.each(['/S/JavaScript', '/S /Launch', '/S\r\n\t/SubmitForm '])(
    'are found wherever they stand: %j',
    (action) => {
      for (const shift of [-action.length - 1, 1 - action.length, -2, -1, 0]) {
        const bytes = Buffer.alloc(2 * chunk + 1234, '/Sx');
        bytes.write(`${action} `, chunk + shift, 'latin1');
        const tap = new DigestTap();
        const found = scannedContent(save('action.pdf', bytes), tap);
        expect(found.map(({ what }) => what)).toEqual([
          action.includes('Java') ? 'javascript' : action.includes('Launch') ? 'launch' : 'remote-submit',
        ]);
        expect(tap.digest).toEqual({ bytes: bytes.length, sha256: sha256(bytes) });
      }
    },
  );

  it('are not seen in what only looks alike', () => {
    const bytes = Buffer.from('/S/JavaScripts /Sub/JavaScript /S(JavaScript) /SLaunch /S Launch');
    expect(scannedContent(save('alike.pdf', bytes))).toEqual([]);
  });
});

describe('a file that is read and digested', () => {
  it.each([
    ['scan.pdf', PdfSample.pages(2).classic(), 'pdf', 'pdf'],
    ['cut-off.pdf', PdfSample.pages(2).classic().subarray(0, 300), 'pdf', 'unreadable'],
    ['note.txt', Buffer.from('说明'), 'text', 'text'],
  ] as const)('has the digest of its bytes: %s', async (name, bytes, signature, kind) => {
    const absolute = save(name, bytes);
    const extension = name.slice(name.lastIndexOf('.') + 1);
    const { document, file } = await readDigested({
      path: name,
      absolute,
      role: 'evidence',
      signature,
      extension,
    });
    expect(document.kind).toBe(kind);
    expect(file).toEqual({ bytes: bytes.length, sha256: sha256(bytes) });
  });

  it('has none where it is gone', async () => {
    const absolute = join(folder, 'gone.pdf');
    const request = {
      path: 'gone.pdf',
      absolute,
      role: 'evidence',
      signature: 'pdf',
      extension: 'pdf',
    } as const;
    expect((await readDigested(request)).file).toBeNull();
  });
});
