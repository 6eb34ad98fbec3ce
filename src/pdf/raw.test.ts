import { describe, expect, it } from 'vitest';
import { PdfSample, update } from '../../fixtures/pdf/samples.js';
import { PdfStream, type PdfValue } from './objects.js';
import { listPages } from './pages.js';
import { RawPdf } from './raw.js';
import { MemorySource } from './source.js';

function open(bytes: Buffer): RawPdf {
  return new RawPdf(new MemorySource(bytes));
}

/** Contents of every page, in order. */
function contents(bytes: Buffer): string[] {
  const pdf = open(bytes);
  return listPages(pdf).pages.map(({ num }) => {
    const stream = pdf.resolve(pdf.dict(pdf.get(num))?.get('Contents'));
    if (!(stream instanceof PdfStream)) return 'none';
    return pdf.decoded(stream)?.toString('latin1') ?? 'undecodable';
  });
}

const THREE = PdfSample.pages(3);
const EXPECTED = contents(THREE.classic());

describe('raw reader', () => {
  it('reads a classic table', () => {
    expect(EXPECTED).toHaveLength(3);
    expect(EXPECTED[1]).toContain('40 210 15 15 re');
    expect(open(THREE.classic()).repaired).toBe(false);
  });

  it('reads cross-reference and object streams', () => {
    const bytes = THREE.compressed();
    expect(contents(bytes)).toEqual(EXPECTED);
    expect(open(bytes).repaired).toBe(false);
  });

  it('reads a hybrid file: what the table hides, its stream places', () => {
    const bytes = THREE.hybrid([12, 13]);
    const pdf = open(bytes);
    expect(listPages(pdf).pages).toHaveLength(3);
    expect(pdf.repaired).toBe(false);
    expect(contents(bytes)).toEqual(EXPECTED);
  });

  it('takes the newest of incremental updates', () => {
    const first = update(THREE.classic(), {
      2: '<</Type/Pages/Count 2/Kids[10 0 R 14 0 R]/MediaBox[0 0 9 9]>>',
    });
    const second = update(first, { 10: '<</Type/Page/Parent 2 0 R/Contents 13 0 R>>' });
    expect(contents(first)).toEqual([EXPECTED[0], EXPECTED[2]]);
    expect(contents(second)).toEqual([EXPECTED[1], EXPECTED[2]]);
    expect(open(second).repaired).toBe(false);
  });

  it('ends a /Prev chain that runs in a circle', () => {
    const bytes = THREE.classic({ trailer: '/Prev 00000' });
    const start = /startxref\s+(\d+)/.exec(bytes.toString('latin1'))?.[1] ?? '';
    const circle = Buffer.from(
      bytes.toString('latin1').replace('/Prev 00000', `/Prev ${start.padStart(5, '0')}`),
      'latin1',
    );
    expect(contents(circle)).toEqual(EXPECTED);
  });

  it('finds its way with junk before the header', () => {
    const bytes = THREE.classic({ before: 'HTTP/1.1 200 OK\r\n\r\n' });
    const pdf = open(bytes);
    expect(listPages(pdf).pages).toHaveLength(3);
    expect(pdf.repaired).toBe(false);
    expect(contents(bytes)).toEqual(EXPECTED);
  });

  it('takes a table that numbers its free head 1', () => {
    const text = THREE.classic()
      .toString('latin1')
      .replace(/xref\n0 /, 'xref\n1 ');
    expect(contents(Buffer.from(text, 'latin1'))).toEqual(EXPECTED);
  });

  it.each([
    ['offsets off by some bytes', () => THREE.classic({ shift: 3 })],
    ['offsets far off', () => THREE.classic({ shift: 4000 })],
    ['no endobj', () => THREE.classic({ endobj: '' })],
    ['no endobj and wrong offsets', () => THREE.classic({ endobj: '', shift: 7 })],
    ['no startxref', () => cut(THREE.classic(), 'startxref')],
    ['no cross-reference table', () => cut(THREE.classic(), 'xref\n0')],
    ['no trailer', () => cut(THREE.classic(), 'trailer')],
    ['a cross-reference stream cut off', () => cut(THREE.compressed(), '/Type/XRef')],
    [
      'a table of garbage',
      () => Buffer.from(THREE.classic().toString('latin1').replace(/ n /g, ' x '), 'latin1'),
    ],
    ['transfer junk at the end', () => Buffer.concat([THREE.classic(), Buffer.alloc(5000, 0x20)])],
  ])('mends %s', (_, make) => {
    expect(contents(make())).toEqual(EXPECTED);
  });

  it.each([
    ['too short', '3'],
    ['too long', '5000'],
    ['far beyond the file', '999999999'],
    ['negative', '-4'],
    ['no number', '/Oops'],
    ['a reference to nothing', '90 0 R'],
    ['a reference to its own stream', '11 0 R'],
  ])('finds the end of a stream whose /Length is %s', (_, length) => {
    const sample = PdfSample.pages(1).stream(11, '', '1 0 0 rg 5 5 9 9 re f', length);
    expect(contents(sample.classic())).toEqual(['1 0 0 rg 5 5 9 9 re f']);
  });

  it('takes a /Length that stands elsewhere', () => {
    const sample = PdfSample.pages(1).stream(11, '', 'endstream q Q', '50 0 R').object(50, '13');
    expect(contents(sample.classic())).toEqual(['endstream q Q']);
  });

  it('does not take an object in a stream for an object', () => {
    const trap = '10 0 obj\n<</Type/Page/Contents 90 0 R>>\nendobj\ntrailer <</Root 90 0 R>>';
    const sample = PdfSample.pages(2).stream(60, '', trap);
    const broken = cut(sample.classic(), 'xref\n0');
    expect(contents(broken)).toEqual(contents(PdfSample.pages(2).classic()));
  });

  it('takes what is there of a file cut short', () => {
    const bytes = THREE.classic();
    const short = bytes.subarray(0, bytes.indexOf('14 0 obj'));
    const list = listPages(open(short));
    expect(list.pages).toHaveLength(2);
    expect(list.doubtful).toBe(true);
  });

  it('reports encryption and decrypts nothing', () => {
    expect(open(THREE.classic({ trailer: '/Encrypt 50 0 R' })).encrypted).toBe(true);
    expect(open(THREE.classic({ trailer: '/Encrypt null' })).encrypted).toBe(false);
  });

  it('gives null for what does not exist', () => {
    const pdf = open(THREE.classic());
    expect(pdf.get(77)).toBeNull();
    expect(pdf.get(1e9)).toBeNull();
  });
});

describe('page tree', () => {
  it('hands down inherited entries, the nearest first', () => {
    const sample = PdfSample.pages(2);
    sample.object(2, '<</Type/Pages/Count 2/Kids[3 0 R 12 0 R]/MediaBox[0 0 1 1]/Rotate 90>>');
    sample.object(3, '<</Type/Pages/Count 1/Kids[10 0 R]/MediaBox[0 0 2 2]>>');
    const { pages, doubtful } = listPages(open(sample.classic()));
    expect(doubtful).toBe(false);
    expect(pages.map(({ inherited }) => inherited)).toEqual([
      { MediaBox: [0, 0, 2, 2], Rotate: 90 },
      { MediaBox: [0, 0, 1, 1], Rotate: 90 },
    ]);
  });

  it('keeps a page that stands twice, leaves a circle, passes over nothing', () => {
    const sample = PdfSample.pages(2);
    sample.object(
      2,
      '<</Type/Pages/Count 3/Kids[10 0 R 77 0 R null 10 0 R 3 0 R 12 0 R]/MediaBox[0 0 1 1]>>',
    );
    sample.object(3, '<</Type/Pages/Count 1/Kids[2 0 R 3 0 R]>>');
    const { pages, doubtful } = listPages(open(sample.classic()));
    expect(pages.map(({ num }) => num)).toEqual([10, 10, 12]);
    expect(doubtful).toBe(true);
  });

  it('takes a page written directly into /Kids', () => {
    const sample = PdfSample.pages(1).object(
      2,
      '<</Type/Pages/Count 1/Kids[<</Type/Page/MediaBox[0 0 5 5]>>]>>',
    );
    const { pages } = listPages(open(sample.classic()));
    expect(pages).toHaveLength(1);
    expect(pages[0]?.direct?.get('MediaBox')).toEqual([0, 0, 5, 5]);
  });

  it('gathers loose pages where the tree is lost', () => {
    const sample = PdfSample.pages(3).object(2, 'null');
    expect(listPages(open(sample.classic()))).toMatchObject({
      doubtful: true,
      pages: [{ num: 10 }, { num: 12 }, { num: 14 }],
    });
  });

  it('gives loose pages what their parents hold, and begins where a linearised file does', () => {
    const sample = PdfSample.pages(3).object(1, '<</Type/Catalog/Pages 90 0 R>>');
    sample.object(2, '<</Type/Pages/Count 9/MediaBox[0 0 300 400]/Parent 3 0 R>>');
    sample.object(3, '<</Type/Pages/MediaBox[0 0 1 1]/Rotate 90>>').object(4, '<</Linearized 1/O 14>>');
    const inherited = { MediaBox: [0, 0, 300, 400], Rotate: 90 };
    expect(listPages(open(sample.classic()))).toMatchObject({
      declared: 9,
      pages: [14, 10, 12].map((num) => ({ num, inherited })),
    });
  });

  it('walks any tree in reading order', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const { sample, leaves } = randomTree(seed);
      const bytes = seed % 2 === 0 ? sample.classic() : sample.compressed();
      const { pages, doubtful } = listPages(open(bytes));
      expect(pages.map(({ num }) => num)).toEqual(leaves.map(({ num }) => num));
      expect(pages.map(({ inherited }) => inherited.Rotate ?? 0)).toEqual(leaves.map(({ rotate }) => rotate));
      expect(doubtful).toBe(false);
    }
  });
});

function cut(bytes: Buffer, from: string): Buffer {
  return bytes.subarray(0, bytes.lastIndexOf(from));
}

/** A tree of random shape, empty nodes included, with the pages that a reader must find. */
function randomTree(seed: number): { sample: PdfSample; leaves: { num: number; rotate: PdfValue }[] } {
  let state = seed * 2654435761;
  const random = (limit: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % limit;
  };
  const sample = new PdfSample().object(1, '<</Type/Catalog/Pages 2 0 R>>');
  const leaves: { num: number; rotate: PdfValue }[] = [];
  let next = 3;
  const node = (num: number, depth: number, rotate: number): number => {
    const own = random(4) === 0 ? 90 * random(4) : null;
    const turn = own ?? rotate;
    const kids: number[] = [];
    let count = 0;
    for (let i = random(5); i > 0; i--) {
      const kid = next++;
      kids.push(kid);
      if (depth < 6 && random(3) === 0) count += node(kid, depth + 1, turn);
      else {
        sample.object(kid, '<</Type/Page/Contents 9999 0 R>>');
        leaves.push({ num: kid, rotate: turn });
        count++;
      }
    }
    const list = kids.map((kid) => `${kid} 0 R`).join(' ');
    sample.object(num, `<</Type/Pages/Count ${count}/Kids[${list}]${own === null ? '' : `/Rotate ${own}`}>>`);
    return count;
  };
  if (node(2, 0, 0) === 0) {
    sample.object(2, `<</Type/Pages/Count 1/Kids[${next} 0 R]>>`).object(next, '<</Type/Page>>');
    leaves.push({ num: next, rotate: 0 });
  }
  return { sample, leaves };
}
