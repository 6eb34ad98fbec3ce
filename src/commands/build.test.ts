/** Builds the demo district and judges it from outside: its manifest, its pages, its bookmarks, its workbook. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Walk } from '../../fixtures/pdf/walk.js';
import { run } from '../cli/testing.js';
import { inspectPdf } from '../pdf/index.js';
import { readWorkbook, records } from '../workbook/testing-read.js';
import { schemaErrors } from './testing.js';

const demo = resolve('fixtures/demo/申报材料');
const has = (tool: string) => spawnSync(tool, ['--version']).error === undefined;
const PDF = '法治政府建设示范创建申报材料.pdf';
const BOOK = '申报材料总目.xlsx';

interface Manifest {
  tool: { name: string };
  pack: string;
  volumes: {
    no: number;
    file: string;
    pages: number;
    bytes: number;
    sha256: string;
    pdfa: { claimed: boolean; broken: { path: string; reasons: string[] }[] };
  }[];
  units: { unit: string; volume: number; firstPage: number; pages: number }[];
  files: { role: string; path: string; bytes: number; sha256: string }[];
  materials: {
    number: string;
    unit: string;
    department: string;
    title: string;
    source: string | null;
    state: string;
    volume: number | null;
    firstPage: number | null;
    printedFirst?: number;
    pages: number;
    finding?: string;
  }[];
}

let base: string;
let out: string;
let manifest: Manifest;

async function manifestOf(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;
}

async function digest(path: string): Promise<{ bytes: number; sha256: string }> {
  const bytes = await readFile(path);
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'dossier-build-'));
  out = join(base, '卷宗');
  const built = await run(['build', demo, '-o', out, '--as-of', '2024-12-20']);
  expect(built.code, built.err).toBe(0);
  expect(built.out).toContain('卷宗已生成');
  manifest = await manifestOf(out);
}, 120_000);
afterAll(() => rm(base, { recursive: true, force: true }));

describe('the demo dossier', () => {
  it('leaves volumes, workbook, report and manifest, and nothing else', async () => {
    expect((await readdir(out)).sort()).toEqual(
      ['manifest.json', 'report.json', BOOK, '检查报告.txt', PDF].sort(),
    );
    expect(await readdir(base)).toEqual(['卷宗']);
  });

  it('lists every file in and out with its true size and digest', async () => {
    for (const file of manifest.files) {
      const path = file.role === 'input' ? join(demo, file.path) : join(out, file.path);
      expect(await digest(path), file.path).toEqual({ bytes: file.bytes, sha256: file.sha256 });
    }
    const inputs = manifest.files.filter((f) => f.role === 'input').map((f) => f.path);
    for (const m of manifest.materials) if (m.source !== null) expect(inputs).toContain(m.source);
    expect(inputs).toContain('dossier.yaml');
  });

  it('writes a manifest and a report that fit their published schemas', async () => {
    expect(await schemaErrors('manifest', join(out, 'manifest.json'))).toBeNull();
    expect(await schemaErrors('report', join(out, 'report.json'))).toBeNull();
  });

  it('accounts for every page once', () => {
    const [volume] = manifest.volumes;
    const seen = inspectPdf(join(out, PDF));
    expect(seen.pages).toHaveLength(volume?.pages ?? 0);
    expect(seen.pages.map(({ label }) => label)).toEqual(seen.pages.map((_, i) => String(i + 1)));
    const bound = manifest.materials.filter((m) => m.firstPage !== null);
    expect(bound.length).toBeGreaterThan(80);
    for (const m of bound) {
      for (let sheet = 1; sheet <= m.pages; sheet += 1) {
        const stamp = seen.pages[(m.firstPage ?? 0) + sheet - 2]?.stamp;
        expect(stamp?.label, m.number).toBe(`${m.number}　第${sheet}页/共${m.pages}页`);
      }
      expect(seen.names.get(`material:${m.number}`)).toBe(m.firstPage);
    }
    const stamped = seen.pages.filter((p) => p.stamp?.label).length;
    expect(stamped).toBe(bound.reduce((sum, m) => sum + m.pages, 0));
  });

  it('counts material numbers on over the departments of a unit', () => {
    const numbers = manifest.materials.filter((m) => m.unit === '22').map((m) => m.number);
    expect(numbers).toEqual(numbers.map((_, i) => `022-${String(i + 1).padStart(2, '0')}`));
    const departments = [
      ...new Set(manifest.materials.filter((m) => m.unit === '22').map((m) => m.department)),
    ];
    expect(departments).toEqual(['司法局', '政府办']);
  });

  it('has bookmarks down to each material, and the contents lead to their pages', () => {
    const seen = inspectPdf(join(out, PDF));
    const titles = seen.outline.map((o) => o.title);
    expect(titles).toContain('第26—29项 行政规范性文件程序');
    for (const m of manifest.materials.filter((x) => x.firstPage !== null)) {
      const item = seen.outline.find((o) => o.title === `${m.number} ${m.title}`);
      expect([item?.level, item?.page], m.number).toEqual([3, m.firstPage]);
    }
    const contents = seen.outline.find((o) => o.title === '总目录')?.page ?? 0;
    const targets = seen.pages[contents - 1]?.links.flatMap((l) => ('page' in l ? [l.page] : [])) ?? [];
    expect(targets.length).toBeGreaterThan(10);
    for (const [i, page] of targets.entries()) expect(page ?? 0).toBeGreaterThanOrEqual(targets[i - 1] ?? 0);
  });

  it('leads nowhere that is not there, and says what every part is', async () => {
    const walk = await Walk.open(await readFile(join(out, PDF)));
    expect(walk.brokenLinks()).toEqual([]);
    const pieces = walk.structure().kids;
    const materials = manifest.materials.filter((m) => m.firstPage !== null);
    expect(pieces.length).toBeGreaterThan(materials.length);
    const titles = pieces.map((piece) => ('role' in piece ? piece.title : ''));
    for (const { number, title } of materials) expect(titles).toContain(`${number} ${title}`);
    for (const [i] of walk.pages.entries()) expect(walk.marks(i).loose, `page ${i + 1}`).toEqual([]);
  });

  it('names the files that are no PDF/A, and why', () => {
    const [volume] = manifest.volumes;
    expect(volume?.pdfa.claimed).toBe(false);
    const inputs = new Set(manifest.files.filter(({ role }) => role === 'input').map(({ path }) => path));
    for (const { path, reasons } of volume?.pdfa.broken ?? []) {
      expect(inputs).toContain(path);
      expect(reasons.join()).toMatch(/^[\w-]+: /);
    }
  });

  it('gives the workbook the same pages and links', async () => {
    const sheets = await readWorkbook(join(out, BOOK));
    const sheet = sheets.find((s) => s.name === '材料目录');
    const rows = new Map(
      records(sheet, '材料编号').map((r) => [r.get('材料编号')?.value, r.get('页码')] as const),
    );
    for (const m of manifest.materials) {
      const cell = rows.get(m.number);
      if (m.firstPage === null) continue;
      expect(cell?.value, m.number).toBe(String(m.firstPage));
      expect(sheet?.links.get(cell?.address ?? ''), m.number).toBe(`${PDF}#page=${m.firstPage}`);
    }
    expect(rows.size).toBeGreaterThanOrEqual(manifest.materials.length);
  });

  it.skipIf(!has('qpdf'))('passes qpdf --check', () => {
    const said = execFileSync('qpdf', ['--check', join(out, PDF)], { encoding: 'utf8' });
    expect(said).toMatch(/No syntax or stream encoding errors found/);
  });

  it.skipIf(!has('pdftotext'))('prints on every page the number that the contents give it', () => {
    const text = execFileSync('pdftotext', ['-layout', join(out, PDF), '-'], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    const pages = text.split('\f').slice(0, -1);
    expect(pages).toHaveLength(manifest.volumes[0]?.pages ?? 0);
    for (const [i, page] of pages.entries())
      expect(page, `page ${i + 1}`).toMatch(new RegExp(`— ?${i + 1} ?—`));
    const squeeze = (words: string) => words.replace(/\s/g, '');
    const { names } = inspectPdf(join(out, PDF));
    const contents = pages.slice((names.get('contents:1') ?? 0) - 1, (names.get('chapter:1') ?? 0) - 1);
    const lines = contents.join('\n').split('\n');
    const entries = lines.flatMap((line) => {
      const hit = /^\s*(第\s*[\d—-]+\s*项)\s+(\S+)\s+(\d+)\s*$/.exec(line);
      return hit ? [{ name: squeeze(hit[2] ?? ''), page: Number(hit[3]) }] : [];
    });
    expect(entries).toHaveLength(15);
    for (const { name, page } of entries) expect(squeeze(pages[page - 1] ?? ''), name).toContain(name);
  });
});

describe('the same input', () => {
  it('gives the same bytes from another folder at another time', async () => {
    const copy = join(base, 'elsewhere');
    await cp(demo, copy, { recursive: true });
    const again = join(base, 'again');
    const built = await run(['build', copy, '-o', again, '--as-of', '2024-12-20'], {
      cwd: base,
      now: () => new Date('2031-05-06T07:08:09Z'),
    });
    expect(built.code, built.err).toBe(0);
    for (const name of await readdir(out)) {
      expect(await digest(join(again, name)), name).toEqual(await digest(join(out, name)));
    }
  });
});

describe('volumes and drafts', () => {
  it('splits by chapter, numbers on, and says so in the manifest', async () => {
    const target = join(base, 'chapters');
    const argv = ['build', demo, '-o', target, '--as-of', '2024-12-20', '--unit', '1,22,79'];
    const built = await run([...argv, '--split', 'chapter', '--numbering', 'continuous']);
    expect(built.code, built.err).toBe(0);
    const said = await manifestOf(target);
    expect(said.volumes.map((v) => v.no)).toEqual([1, 2, 3]);
    const before = said.volumes[0]?.pages ?? 0;
    const second = inspectPdf(join(target, said.volumes[1]?.file ?? ''));
    expect(second.pages[0]?.stamp?.number).toBe(before + 1);
    const files = said.volumes.map(({ file }) => file);
    for (const file of files) {
      const walk = await Walk.open(await readFile(join(target, file)));
      expect(walk.brokenLinks(files), file).toEqual([]);
    }
    const material = said.materials.find((m) => m.volume === 2 && m.firstPage !== null);
    expect(material?.printedFirst).toBe((material?.firstPage ?? 0) + before);
  });

  it('builds a draft in spite of errors: every page says so, gaps and placeholders are there', async () => {
    const folder = join(base, 'faulty');
    await cp(demo, folder, { recursive: true });
    const unit = join(folder, '行政审批局', '2 依法实施行政许可');
    const pdf = (await readdir(unit)).find((n) => n.endsWith('.pdf')) ?? '';
    await truncate(join(unit, pdf), 200);
    await writeFile(join(folder, '行政审批局', '1 行政审批事项', '7 未列入目录.mp4'), Buffer.alloc(64, 7));
    const target = join(base, 'draft');
    const argv = ['build', folder, '-o', target, '--department', '行政审批局', '--as-of', '2024-12-20'];
    expect((await run(argv)).code).toBe(1);
    const built = await run([...argv, '--draft']);
    expect(built.code, built.err).toBe(0);
    const said = await manifestOf(target);
    const seen = inspectPdf(join(target, said.volumes[0]?.file ?? ''));
    expect(seen.pages.every((p) => p.stamp?.draft)).toBe(true);
    expect(seen.names.get('gaps')).toBeGreaterThan(1);
    const substituted = said.materials.filter((m) => m.finding !== undefined);
    expect(substituted.map((m) => [m.pages, m.source?.endsWith(pdf) || m.source?.endsWith('.mp4')])).toEqual([
      [1, true],
      [1, true],
    ]);
    expect(await schemaErrors('manifest', join(target, 'manifest.json'))).toBeNull();
    expect(await schemaErrors('report', join(target, 'report.json'))).toBeNull();
    expect(substituted.find((m) => m.source?.endsWith(pdf))?.finding).toMatch(/^format\/unreadable: /);
  });

  it('refuses to write into the evidence or over what is not its own', async () => {
    const inside = await run(['build', demo, '-o', join(demo, '卷宗')]);
    expect([inside.code, inside.err]).toEqual([2, expect.stringMatching(/在申报材料文件夹之内/)]);
    const foreign = join(base, 'foreign');
    await cp(resolve('fixtures/texts'), foreign, { recursive: true });
    const over = await run(['build', demo, '-o', foreign]);
    expect([over.code, over.err]).toEqual([2, expect.stringMatching(/已有其他文件/)]);
  });
});
