import { existsSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { Bench, material, own, PAGE } from '../../fixtures/pdf/bench.js';
import { PdfSample } from '../../fixtures/pdf/samples.js';
import type { PageContent } from '../layout/page.js';
import { inspectPdf, probePdf, writeVolume } from './index.js';

const bench = new Bench();
afterAll(() => bench.remove());

describe('what goes wrong', () => {
  it('stops where a piece has another number of pages than planned', async () => {
    const path = bench.save('count.pdf', PdfSample.pages(3).classic());
    const wrong = writeVolume(bench.job('count-out.pdf', [material('001', path, 2)]));
    await expect(wrong).rejects.toMatchObject({ name: 'DossierError', kind: 'internal' });
    expect(existsSync(bench.at('count-out.pdf'))).toBe(false);
  });

  it('fills the planned pages of a file that has gone, and says so', async () => {
    const pieces = [
      material('001', bench.at('gone.pdf'), 2),
      material('002', bench.save('here.pdf', PdfSample.pages(1).classic()), 1),
    ];
    const result = await writeVolume(bench.job('gone-out.pdf', pieces));
    expect(result.pieces).toMatchObject([{ pages: 2, failure: { reason: 'damaged' } }, { pages: 1 }]);
    expect(inspectPdf(bench.at('gone-out.pdf')).pages.map(({ stamp }) => stamp?.number)).toEqual([1, 2, 3]);
  });

  it('names why it cannot write, and leaves nothing behind', async () => {
    const piece = own('a', [PAGE]);
    await expect(
      writeVolume({ ...bench.job('x', [piece]), target: bench.at('no/such/folder.pdf') }),
    ).rejects.toMatchObject({
      kind: 'input',
      zh: expect.stringContaining('目标文件夹不存在'),
    });
    const full = '/dev/full';
    if (existsSync(full)) {
      const data = Buffer.alloc(3 << 20, 7);
      const path = bench.save('big.pdf', PdfSample.pages(1).stream(11, '', data).classic());
      const writing = writeVolume({ ...bench.job('x', [material('001', path, 1)]), target: full });
      await expect(writing).rejects.toMatchObject({
        kind: 'input',
        zh: expect.stringContaining('磁盘空间不足'),
      });
    }
  });

  it('stops when told to and removes its part', async () => {
    const stop = new AbortController();
    const path = bench.save('abort.pdf', PdfSample.pages(2).classic());
    const pieces = Array.from({ length: 5 }, (_, i) => material(`00${i}`, path, 2));
    const writing = writeVolume(
      bench.job('abort-out.pdf', pieces, { signal: stop.signal, onPiece: () => stop.abort() }),
    );
    await expect(writing).rejects.toMatchObject({ name: 'AbortError' });
    expect(existsSync(bench.at('abort-out.pdf'))).toBe(false);
  });

  it('notes characters that no subset has', async () => {
    const page: PageContent = {
      ...PAGE,
      items: [{ kind: 'text', x: 1, y: 9, size: 9, font: 'kai', text: '镕' }],
      links: [],
    };
    const { missingCharacters } = await writeVolume(bench.job('missing.pdf', [own('a', [page])]));
    expect(missingCharacters).toEqual(['镕'.codePointAt(0)]);
  });

  it('holds no more memory for many inputs than for few', async () => {
    const data = Buffer.alloc(1 << 20, 'y');
    const paths = Array.from({ length: 8 }, (_, i) =>
      bench.save(
        `mem-${i}.pdf`,
        PdfSample.pages(4).stream(11, '', data).stream(13, `/N ${i}`, data).classic(),
      ),
    );
    let peak = 0;
    const measure = () => {
      const { arrayBuffers, external } = process.memoryUsage();
      peak = Math.max(peak, arrayBuffers, external);
    };
    const pieces = paths.map((path, i) => material(`0${i}`, path, 4));
    const base = process.memoryUsage().external;
    await writeVolume(bench.job('mem.pdf', pieces, { onPiece: measure }));
    // 16 MB went through; buffers of some MB carry it.
    expect(peak - base).toBeLessThan(12 << 20);
  });
});

describe('probePdf', () => {
  const never = async () => {
    throw new Error('must not be asked');
  };

  it('counts pages without help where the file is sound', async () => {
    expect(await probePdf(bench.save('p.pdf', PdfSample.pages(7).compressed()), never)).toEqual({
      pages: 7,
      normalised: false,
      doubt: null,
    });
  });

  it('takes the normalised copy where it must, or where it has more pages', async () => {
    const whole = PdfSample.pages(4).classic();
    const encrypted = bench.save('enc.pdf', PdfSample.pages(4).classic({ trailer: '/Encrypt 50 0 R' }));
    const short = bench.save('short.pdf', whole.subarray(0, whole.indexOf('14 0 obj')));
    expect(await probePdf(encrypted, async () => whole)).toEqual({ pages: 4, normalised: true, doubt: null });
    expect(await probePdf(short, async () => whole)).toEqual({ pages: 4, normalised: true, doubt: null });
    expect(await probePdf(short, async () => null)).toMatchObject({ pages: 2, normalised: false });
    const result = await writeVolume(
      bench.job('enc-out.pdf', [material('001', encrypted, 4)], { normalise: async () => whole }),
    );
    expect(result.pieces[0]).toEqual({ id: 'material:001', pages: 4, normalised: true });
  });

  it('tells of pages that the file declares and that are not there', async () => {
    const sample = () => PdfSample.pages(4);
    const cut = (file: Buffer) => file.subarray(0, file.indexOf('14 0 obj'));
    const short = bench.save('doubt.pdf', cut(sample().classic()));
    const three = PdfSample.pages(3).classic();
    expect(await probePdf(short, async () => null)).toMatchObject({ pages: 2, doubt: { declared: 4 } });
    expect(await probePdf(short, async () => three)).toMatchObject({ pages: 3, doubt: { declared: 4 } });
    const treeless = sample().object(1, 'null').object(2, 'null').classic();
    expect(await probePdf(bench.save('treeless.pdf', treeless), async () => null)).toMatchObject({
      pages: 4,
      doubt: { declared: null },
    });
    const rootless = bench.save('rootless.pdf', cut(sample().object(1, 'null').classic()));
    expect(await probePdf(rootless, async () => null)).toMatchObject({ pages: 2, doubt: { declared: 4 } });
    // Mended, and nothing is missing.
    const shifted = bench.save('shifted.pdf', sample().classic({ shift: 7 }));
    expect(await probePdf(shifted, async () => null)).toMatchObject({ pages: 4, doubt: null });
    // A node that counts too few loses nothing.
    const wrong = bench.save(
      'count-low.pdf',
      sample().object(2, '<</Type/Pages/Count 1/Kids[10 0 R 12 0 R 14 0 R 16 0 R]>>').classic(),
    );
    expect(await probePdf(wrong, async () => null)).toMatchObject({ pages: 4, doubt: null });
  });

  it.each([
    ['empty', () => Buffer.alloc(0)],
    ['not-the-format', () => Buffer.from('PK\x03\x04 and so on')],
    ['encrypted', () => PdfSample.pages(1).classic({ trailer: '/Encrypt 50 0 R' })],
    ['damaged', () => Buffer.from('%PDF-1.4\nnothing follows')],
  ])('says %s', async (reason, make) => {
    const path = bench.save(`fail-${reason}.pdf`, make());
    expect(await probePdf(path, async () => null)).toMatchObject({ failure: { reason } });
  });

  it('survives a normaliser that throws', async () => {
    const path = bench.save('throws.pdf', PdfSample.pages(1).classic({ trailer: '/Encrypt 50 0 R' }));
    expect(await probePdf(path, never)).toMatchObject({ failure: { reason: 'encrypted' } });
  });
});
