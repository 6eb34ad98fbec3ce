/** Builds a small dossier in two volumes, spoils it in every way that was thought of, and looks what `verify` says. */
import { createHash } from 'node:crypto';
import { appendFile, cp, mkdir, mkdtemp, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { degrees, PDFDict, PDFDocument, PDFName, PDFNull } from 'pdf-lib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../cli/testing.js';
import { schemaErrors } from './testing.js';
import type { Discrepancy, DiscrepancyKind } from './verify/discrepancy.js';

const BOOK = '申报材料总目.xlsx';
let base: string;
let evidence: string;
let built: string;
let said: string;
let out: string;
let first: string;

interface Found {
  code: number;
  kinds: Set<DiscrepancyKind>;
  all: (Discrepancy & { message: string; advice: string })[];
}

async function verify(...more: string[]): Promise<Found> {
  const { code, out: text, err } = await run(['verify', out, '--format', 'json', ...more]);
  expect(err).toBe('');
  const result = JSON.parse(text) as { intact: boolean; discrepancies: Found['all'] };
  expect(result.intact).toBe(code === 0);
  const path = join(base, 'verification.json');
  await writeFile(path, text);
  expect(await schemaErrors('verification', path)).toBeNull();
  return { code, kinds: new Set(result.discrepancies.map((d) => d.kind)), all: result.discrepancies };
}

async function edit(name: string, change: (text: string) => string): Promise<void> {
  await writeFile(join(out, name), change(await readFile(join(out, name), 'utf8')));
}

async function editPdf(change: (document: PDFDocument) => void | Promise<void>): Promise<void> {
  const document = await PDFDocument.load(await readFile(join(out, first)));
  await change(document);
  await writeFile(join(out, first), await document.save());
}

/** A manifest that vouches for what was altered, sealed anew: what is left must be found in the files themselves. */
async function vouch(): Promise<void> {
  const manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8'));
  delete manifest.seal;
  for (const file of [...manifest.files, ...manifest.volumes]) {
    if (file.role === 'input') continue;
    const bytes = await readFile(join(out, file.path ?? file.file));
    file.bytes = bytes.length;
    file.sha256 = createHash('sha256').update(bytes).digest('hex');
  }
  const seal = createHash('sha256').update(JSON.stringify(manifest)).digest('hex');
  await writeFile(join(out, 'manifest.json'), JSON.stringify({ ...manifest, seal }));
}

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'dossier-verify-'));
  evidence = join(base, '申报材料');
  await cp(resolve('fixtures/demo/申报材料'), evidence, { recursive: true });
  built = join(base, '卷宗');
  const argv = ['build', evidence, '-o', built, '--as-of', '2024-12-20', '--unit', '1,79'];
  const done = await run([...argv, '--split', 'chapter']);
  expect(done.code, done.err).toBe(0);
  said = done.out;
  const { volumes } = JSON.parse(await readFile(join(built, 'manifest.json'), 'utf8'));
  expect(volumes).toHaveLength(2);
  first = volumes[0].file;
}, 120_000);
afterAll(() => rm(base, { recursive: true, force: true }));

beforeEach(async () => {
  out = join(base, 'out');
  await rm(out, { recursive: true, force: true });
  await cp(built, out, { recursive: true });
});

describe('an intact dossier', () => {
  it('is said to be so, with what was compared, and the seal that the build told', async () => {
    const seal = /核验码 ((?:[0-9A-F]{4}-?){4})/.exec(said)?.[1] ?? '';
    const found = await run(['verify', out, '--evidence', evidence, '--seal', seal.toLowerCase()]);
    expect(found).toMatchObject({ code: 0, err: '' });
    expect(found.out).toContain('卷宗完好');
    expect(found.out).toContain(`核验码 ${seal} 与所记一致`);
    const [, references, links] = /(\d+) 处页码引用、(\d+) 个链接/.exec(found.out) ?? [];
    expect(Number(references)).toBeGreaterThan(20);
    expect(Number(links)).toBeGreaterThan(40);
    const english = await run(['verify', out, '--lang', 'en']);
    expect(english.out).toMatch(/The dossier is intact/);
    expect(english.out).not.toMatch(/[一-龥]/);
  });

  it('may be moved, and may have been looked at', async () => {
    await writeFile(join(out, '.DS_Store'), 'x');
    await writeFile(join(out, `~$${BOOK}`), 'x');
    expect((await verify()).code).toBe(0);
  });
});

describe('files', () => {
  it('missing, added and altered ones are named', async () => {
    await unlink(join(out, 'report.json'));
    await writeFile(join(out, '领导批示.txt'), '阅');
    await appendFile(join(out, '检查报告.txt'), '。');
    const { code, all } = await verify();
    expect(code).toBe(1);
    expect(all.map((d) => [d.kind, d.file])).toEqual(
      expect.arrayContaining([
        ['missing', 'report.json'],
        ['added', '领导批示.txt'],
        ['altered', '检查报告.txt'],
      ]),
    );
    expect(all).toHaveLength(3);
    const text = (await run(['verify', out])).out;
    expect(text).toMatch(/领导批示\.txt\n {2}清单中没有的文件\n {2}→ /);
  });

  it('a renamed volume is one missing and one too many', async () => {
    await rename(join(out, first), join(out, '第一卷（定稿）.pdf'));
    const { all } = await verify();
    expect(all.map((d) => d.kind).sort()).toEqual(['added', 'missing']);
  });

  it('a PDF and a workbook that are none any more', async () => {
    await writeFile(join(out, first), 'no PDF');
    await writeFile(join(out, BOOK), 'no zip');
    const { kinds, all } = await verify();
    expect(kinds).toEqual(new Set(['altered', 'unreadable']));
    expect(all).toHaveLength(4);
  });
});

describe('pages of an altered PDF', () => {
  const pagesOf = (all: Found['all'], kind: DiscrepancyKind) =>
    all.filter((d) => d.kind === kind).map((d) => d.page);

  const told = (all: Found['all']) =>
    all.filter((d) => d.file === first && d.kind !== 'altered').map((d) => [d.kind, d.page, d.message]);

  it('a page taken out', async () => {
    await editPdf((document) => document.removePage(4));
    const { kinds, all } = await verify();
    expect(kinds).toContain('altered');
    expect(told(all)).toEqual([
      ['page-count', null, expect.stringMatching(/^有 \d+ 页，应有 \d+ 页$/)],
      ['page-missing', null, expect.stringMatching(/^缺印有页码 5 的一页（/)],
    ]);
  });

  it('a page that was moved', async () => {
    await editPdf((document) => {
      const moved = document.getPage(9);
      document.removePage(9);
      document.insertPage(6, moved);
    });
    expect(told((await verify()).all)).toEqual([['page-moved', 7, '印有页码 10 的一页被移到了这里']]);
  });

  it('a page laid between, without a number; one in the place of another', async () => {
    await editPdf((document) => {
      document.insertPage(2);
      document.removePage(8);
      document.insertPage(8);
    });
    expect(told((await verify()).all)).toEqual([
      ['page-count', null, expect.anything()],
      ['page-added', 3, '多出的页，没有印页码'],
      ['page-added', 9, '多出的页，没有印页码'],
      ['page-missing', null, expect.stringMatching(/页码 8 /)],
    ]);
  });

  it('a byte of a picture: which page cannot be told, and that is said', async () => {
    const path = join(out, first);
    const bytes = await readFile(path);
    const at = bytes.indexOf('stream\n', Math.floor(bytes.length * 0.6)) + 40;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await writeFile(path, bytes);
    const { kinds } = await verify();
    expect([...kinds].sort()).toEqual(['altered', 'altered-within']);
  });

  it('what was appended by a comment or a seal, on its page', async () => {
    const bytes = await readFile(join(out, first));
    const text = bytes.toString('latin1');
    const { volumes } = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8'));
    const document = await PDFDocument.load(bytes);
    const page = document.getPage(5);
    page.setRotation(degrees(90));
    const { objectNumber } = page.ref;
    const start = /startxref\s+(\d+)/.exec(text)?.[1];
    const body = `\n${objectNumber} 0 obj\n${page.node.toString()}\nendobj\n`;
    const xref = `xref\n${objectNumber} 1\n${String(bytes.length + 1).padStart(10, '0')} 00000 n \n`;
    const trailer = `trailer\n<</Size ${objectNumber + 1}/Root ${document.context.trailerInfo.Root}/Prev ${start}>>\n`;
    await appendFile(
      join(out, first),
      Buffer.from(`${body}${xref}${trailer}startxref\n${bytes.length + body.length}\n%%EOF\n`, 'latin1'),
    );
    const { all } = await verify();
    expect(bytes.length).toBe(volumes[0].bytes);
    expect(pagesOf(all, 'resaved')).toEqual([6]);
  });
});

describe('numbers that do not agree, whatever the digests say', () => {
  it('a label and a link', async () => {
    await editPdf((document) => {
      const { context, catalog } = document;
      catalog.set(PDFName.of('PageLabels'), context.obj({ Nums: [0, { S: 'D', St: 3 }] }));
      const key = PDFName.of('Dest');
      const links = document
        .getPages()
        .flatMap((page) => page.node.Annots()?.asArray() ?? [])
        .map((one) => context.lookup(one, PDFDict))
        .filter((link) => link.has(key) && link.has(PDFName.of('DossierRef')));
      const last = links.at(-1)?.get(key);
      const [spoiled] = links.filter((link) => String(link.get(key)) !== String(last));
      spoiled?.set(key, last ?? PDFNull);
    });
    await vouch();
    const { kinds } = await verify();
    expect(kinds).toEqual(new Set(['page-label', 'link']));
  });

  it('a manifest that gives a material another page', async () => {
    const manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8'));
    const piece = manifest.pieces.find((p: { id: string }) => p.id.startsWith('material:'));
    const material = manifest.materials.find((m: { number: string }) => `material:${m.number}` === piece.id);
    piece.firstPage += 1;
    material.firstPage += 1;
    await writeFile(join(out, 'manifest.json'), JSON.stringify(manifest));
    const { kinds, all } = await verify();
    for (const kind of ['seal', 'place', 'bookmark', 'stamp', 'reference', 'link', 'workbook-link'] as const)
      expect(kinds).toContain(kind);
    expect(all.find((d) => d.kind === 'reference')).toMatchObject({
      about: piece.id,
      found: expect.stringMatching(new RegExp(`^${piece.firstPage - 1}(-|$)`)),
    });
  });

  it('a manifest that contradicts itself', async () => {
    await edit('manifest.json', (text) => {
      const manifest = JSON.parse(text);
      manifest.materials.find((m: { firstPage: number | null }) => m.firstPage !== null).pages += 1;
      return JSON.stringify(manifest);
    });
    expect((await verify()).kinds).toEqual(new Set(['seal', 'manifest']));
  });

  it('a workbook with another page, or a link elsewhere, or a row less', async () => {
    const parts = unzipSync(await readFile(join(out, BOOK)));
    const sheets = Object.keys(parts).filter((name) => /worksheets\/sheet\d+\.xml$/.test(name));
    const linked = Object.keys(parts).find(
      (name) =>
        /sheet2\.xml\.rels$/.test(name) && strFromU8(parts[name] ?? new Uint8Array()).includes('#page='),
    );
    expect(sheets.length).toBeGreaterThan(2);
    const rels = strFromU8(parts[linked ?? ''] ?? new Uint8Array());
    parts[linked ?? ''] = strToU8(
      rels.replace(/#page=(\d+)/, (_, page: string) => `#page=${Number(page) + 1}`),
    );
    await writeFile(join(out, BOOK), zipSync(parts));
    const moved = await verify();
    expect(moved.kinds).toEqual(new Set(['altered', 'workbook-link']));
    for (const name of sheets) {
      const xml = strFromU8(parts[name] ?? new Uint8Array());
      parts[name] = strToU8(xml.replaceAll(/(<v>)001-01(<\/v>)/g, '$1甲$2'));
    }
    parts[linked ?? ''] = strToU8(rels.replaceAll(/[^"]*#page=\d+/g, 'https://example.gov.cn/'));
    await writeFile(join(out, BOOK), zipSync(parts));
    expect((await verify()).all.filter((d) => d.kind === 'workbook-missing').map((d) => d.about)).toContain(
      'material:001-01',
    );
  });

  it('another seal than the one that was noted: a manifest forged with all its digests', async () => {
    await appendFile(join(out, '检查报告.txt'), '。');
    await vouch();
    expect((await verify()).code).toBe(0);
    const seal = /核验码 ((?:[0-9A-F]{4}-?){4})/.exec(said)?.[1] ?? '';
    const { code, kinds } = await verify('--seal', seal);
    expect([code, [...kinds]]).toEqual([1, ['seal']]);
  });
});

describe('the evidence', () => {
  it('changed, gone and new files since it was bound, in scope alone', async () => {
    const now = join(base, 'now');
    await cp(evidence, now, { recursive: true });
    const manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8'));
    const sources: string[] = manifest.materials.flatMap((m: { source: string | null }) => m.source ?? []);
    const [altered = '', gone = ''] = sources;
    await appendFile(join(now, altered), ' ');
    await unlink(join(now, gone));
    const fresh = join(gone, '..', '9 补充.pdf');
    await writeFile(join(now, fresh), '%PDF-1.4');
    const other = join(now, '司法局', '22 重大行政决策');
    await mkdir(other, { recursive: true });
    await writeFile(join(other, '9 另一项.pdf'), '%PDF-1.4');
    const { all } = await verify('--evidence', now);
    expect(all.map((d) => [d.kind, d.file])).toEqual([
      ['input-altered', altered],
      ['input-missing', gone],
      ['input-added', fresh],
    ]);
  });
});

describe('what cannot be verified ends with 2 and says why', () => {
  const failing = async (...argv: string[]) => {
    const { code, err } = await run(['verify', ...argv]);
    expect(code).toBe(2);
    return err;
  };

  it('no manifest, one that is no JSON, one of another form, one that leads out of the folder', async () => {
    expect(await failing(base)).toMatch(/读不到 manifest\.json/);
    await edit('manifest.json', (text) => text.slice(0, 500));
    expect(await failing(out)).toMatch(/不是有效的 JSON/);
    await edit('manifest.json', () => '{"name":"app"}');
    expect(await failing(out)).toMatch(/不是本版本/);
    const manifest = JSON.parse(await readFile(join(built, 'manifest.json'), 'utf8'));
    manifest.files[0].path = '../../etc/passwd';
    await edit('manifest.json', () => JSON.stringify(manifest));
    expect(await failing(out)).toMatch(/files\[0\]\.path/);
  });

  it('a seal that is none, an evidence folder that is none', async () => {
    expect(await failing(out, '--seal', '12')).toMatch(/16 位核验码/);
    expect(await failing(out, '--evidence', join(base, 'nowhere'))).toMatch(/nowhere/);
  });
});
