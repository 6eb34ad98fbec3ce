import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { fileOf, fixture } from '../../fixtures/readers/make.js';
import { normalisePdf } from './pdf.js';
import { readFile } from './read.js';

const read = (absolute: string) =>
  readFile({ path: '甲/乙.pdf', absolute, role: 'evidence', signature: 'pdf', extension: 'pdf' });
const whole = readFileSync(fixture('reportlab.pdf'));
const hasQpdf = spawnSync('qpdf', ['--version']).status === 0;

describe('PDF', () => {
  it('gives pages, sizes with rotation, the text of the first three pages and the title', async () => {
    const d = await read(fixture('reportlab.pdf'));
    expect(d).toMatchObject({
      kind: 'pdf',
      path: '甲/乙.pdf',
      pages: 4,
      textPages: 3,
      title: 'Sample title',
    });
    if (d.kind !== 'pdf') return;
    expect(d.sizes.map((s) => [Math.round(s.width), Math.round(s.height)])).toEqual([
      [595, 842],
      // Lies in the file as 842 × 595 with /Rotate 90.
      [595, 842],
      [595, 842],
      [595, 842],
    ]);
    expect(d.text).toContain('Page 1 text');
    expect(d.text).toContain('Page 3 text');
    expect(d.text).not.toContain('Page 4 text');
  });

  it('reads a file with an owner password alone, and a linearised one', async () => {
    expect(await read(fixture('owner-password.pdf'))).toMatchObject({ kind: 'pdf', pages: 4 });
    expect(await read(fixture('linearized.pdf'))).toMatchObject({ kind: 'pdf', pages: 4 });
  });

  it('says encrypted where a password is needed', async () => {
    expect(await read(fixture('user-password.pdf'))).toMatchObject({
      kind: 'unreadable',
      reason: 'encrypted',
    });
  });

  it('says damaged for a file that is cut off, wherever', async () => {
    for (let length = 60; length < whole.length - 20; length += 331)
      expect(await read(fileOf('a.pdf', whole.subarray(0, length)))).toMatchObject({
        kind: 'unreadable',
        reason: 'damaged',
      });
    const linearized = readFileSync(fixture('linearized.pdf'));
    expect(await read(fileOf('a.pdf', linearized.subarray(0, 2000)))).toMatchObject({ reason: 'damaged' });
  });

  it('falls back on the medium where the crop box lies beside it', async () => {
    const file = (page: string): string =>
      fileOf(
        'crop.pdf',
        '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
          `3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/CropBox[1000 1000 1400 1600]${page}>>endobj\n` +
          'trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n',
      );
    const sizes = async (page = '') => {
      const d = await read(file(page));
      return d.kind === 'pdf' ? d.sizes : d;
    };
    expect(await sizes()).toEqual([{ width: 400, height: 600 }]);
    expect(await sizes('/Rotate 90')).toEqual([{ width: 600, height: 400 }]);
  });

  it('mends a broken cross-reference table', async () => {
    const text = whole.toString('latin1').replace(/startxref\s+\d+/, 'startxref\n99');
    expect(await read(fileOf('a.pdf', Buffer.from(text, 'latin1')))).toMatchObject({ kind: 'pdf', pages: 4 });
  });

  it('writes nothing to the console and goes on after a bad file', async () => {
    const spies = (['log', 'warn', 'error', 'info'] as const).map((name) => vi.spyOn(console, name));
    await read(fileOf('a.pdf', '%PDF-1.4\nnothing\n%%EOF'));
    expect(await read(fixture('reportlab.pdf'))).toMatchObject({ pages: 4 });
    for (const spy of spies) {
      expect(spy).not.toHaveBeenCalled();
      spy.mockRestore();
    }
  });
});

describe('normalisePdf', () => {
  it('decrypts and repairs, from a path or from bytes, the same bytes each time', async () => {
    const broken = Buffer.from(
      whole.toString('latin1').replace(/startxref\s+\d+/, 'startxref\n99'),
      'latin1',
    );
    for (const source of [fixture('owner-password.pdf'), broken]) {
      const first = await normalisePdf(source);
      if (!first) throw new Error('not normalised');
      expect(await read(fileOf('n.pdf', first))).toMatchObject({ kind: 'pdf', pages: 4 });
      expect(Buffer.from(first).includes('/Encrypt')).toBe(false);
      expect(Buffer.compare(first, (await normalisePdf(source)) ?? Buffer.alloc(0))).toBe(0);
    }
  });

  it('gives null where a password is needed or nothing can be saved', async () => {
    expect(await normalisePdf(fixture('user-password.pdf'))).toBeNull();
    expect(await normalisePdf(Buffer.from('%PDF-1.4 nothing'))).toBeNull();
  });

  it.skipIf(!hasQpdf)('gives what another tool finds sound', async () => {
    const bytes = await normalisePdf(fixture('owner-password.pdf'));
    const path = fileOf('n.pdf', bytes ?? '');
    expect(execFileSync('qpdf', ['--check', path], { encoding: 'utf8' })).toContain(
      'No syntax or stream encoding errors',
    );
    expect(execFileSync('qpdf', ['--show-npages', path], { encoding: 'utf8' }).trim()).toBe('4');
  });
});
