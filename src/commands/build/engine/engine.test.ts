/** `--engine libreoffice`, with a fake in its place; and with itself, where it is installed. */
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { PDFDocument } from 'pdf-lib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../../cli/testing.js';
import { fakeOffice } from '../../../office/testing.js';
import { inspectPdf } from '../../../pdf/index.js';
import { readFile as readDocument } from '../../../readers/index.js';
import { schemaErrors } from '../../testing.js';

const UNIT = '行政审批局/1 行政审批事项';
const STATEMENT = `${UNIT}/关于行政审批事项的情况说明.docx`;

interface Manifest {
  engine: string;
  office?: { name: string; version: string };
  volumes: { file: string; sha256: string }[];
  pieces: { id: string; firstPage: number; pages: number }[];
  files: { role: string; path: string; engine?: string; engineNote?: string }[];
}

let base: string;
let folder: string;
let env: Record<string, string>;

/** Rewrites a .docx. */
async function edit(path: string, change: (parts: Record<string, Uint8Array>) => void): Promise<void> {
  const parts = unzipSync(await readFile(path));
  change(parts);
  await writeFile(path, zipSync(parts));
}

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'dossier-engine-'));
  folder = join(base, '申报材料');
  await mkdir(folder);
  await cp(resolve('fixtures/demo/申报材料', UNIT), join(folder, UNIT), { recursive: true });
  await writeFile(join(folder, 'dossier.yaml'), 'units: [1]\nregion: 青屿区\n');
  const pdf = await PDFDocument.create();
  pdf.addPage([300, 400]);
  pdf.addPage([300, 400]);
  await writeFile(join(base, 'pages.pdf'), await pdf.save());
});
beforeEach(async () => {
  env = {
    PATH: process.env.PATH ?? '',
    DOSSIER_SOFFICE: await fakeOffice(base),
    FAKE_PDF: join(base, 'pages.pdf'),
  };
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rm(base, { recursive: true, force: true }));

async function build(name: string, ...more: string[]) {
  const out = join(base, name);
  const argv = ['build', folder, '-o', out, '--draft', '--as-of', '2024-12-20', ...more];
  const { code, out: said, err } = await run(argv, { env });
  const text = code === 0 ? await readFile(join(out, 'manifest.json'), 'utf8') : '{}';
  return { out, code, said, err, manifest: JSON.parse(text) as Manifest };
}

const enginesOf = ({ files }: Manifest) =>
  Object.fromEntries(files.flatMap(({ path, engine }) => (engine === undefined ? [] : [[path, engine]])));

async function intact(out: string): Promise<void> {
  const verified = await run(['verify', out, '--evidence', folder]);
  expect(verified.code, verified.out + verified.err).toBe(0);
  expect(await schemaErrors('manifest', join(out, 'manifest.json'))).toBeNull();
}

describe.skipIf(process.platform === 'win32')('--engine', () => {
  it('is the built-in one by default, which starts nothing and says so of each file', async () => {
    const { manifest, out, said } = await build('builtin');
    expect(manifest.engine).toBe('builtin');
    expect(manifest.office).toBeUndefined();
    expect(new Set(Object.values(enginesOf(manifest)))).toEqual(new Set(['builtin']));
    expect(said).not.toContain('LibreOffice');
    expect(await readdir(base)).not.toContain('runs.txt');
    await intact(out);
  }, 60_000);

  it('libreoffice binds its pages, in one run, and leaves nothing behind', async () => {
    // Of this run alone: others make theirs meanwhile.
    const temporary = join(base, 'temporary');
    await mkdir(temporary);
    vi.stubEnv('TMPDIR', temporary);
    const { manifest, out, said } = await build('office', '--engine', 'libreoffice');
    expect(manifest.engine).toBe('libreoffice');
    expect(manifest.office).toEqual({ name: 'LibreOffice', version: '7.4.7.2' });
    const engines = enginesOf(manifest);
    expect(engines[STATEMENT]).toBe('libreoffice');
    expect(new Set(Object.values(engines))).toEqual(new Set(['libreoffice']));
    expect(manifest.pieces.find(({ id }) => id.startsWith('statement:'))?.pages).toBe(2);
    expect(said).toMatch(/LibreOffice 7\.4\.7\.2 排版 \d+ 个文件，内置引擎 0 个/);
    expect((await readFile(join(base, 'runs.txt'), 'utf8')).trim().split('\n')).toHaveLength(1);
    expect(await readFile(join(base, 'args.txt'), 'utf8')).toContain(`${temporary}/dossier-office-`);
    expect(await readdir(temporary)).toEqual([]);
    await intact(out);
  }, 60_000);

  it('sets by the built-in engine what LibreOffice does not give, and says which and why', async () => {
    const path = join(folder, STATEMENT);
    const original = await readFile(path);
    await edit(path, (parts) => {
      parts.CRASH = new Uint8Array();
    });
    try {
      const { manifest, out, said } = await build('crash', '--engine', 'libreoffice');
      const file = manifest.files.find((one) => one.path === STATEMENT);
      expect(file).toMatchObject({ engine: 'builtin', engineNote: 'LibreOffice 处理时异常退出' });
      const line = `  ${STATEMENT}：LibreOffice 处理时异常退出，已改用内置引擎`;
      expect(said).toContain(line);
      expect(await readFile(join(out, '检查报告.txt'), 'utf8')).toContain(line);
      expect(new Set(Object.values(enginesOf(manifest)))).toEqual(new Set(['builtin', 'libreoffice']));
      await intact(out);
    } finally {
      await writeFile(path, original);
    }
  }, 60_000);

  it('sets all of them itself where the PDFs are none that can be used', async () => {
    await writeFile(join(base, 'bad.pdf'), '%PDF-1.7\nnothing\n%%EOF\n');
    env.FAKE_PDF = join(base, 'bad.pdf');
    const { manifest, out } = await build('unsound', '--engine', 'libreoffice');
    expect(new Set(Object.values(enginesOf(manifest)))).toEqual(new Set(['builtin']));
    expect(manifest.files.find(({ path }) => path === STATEMENT)?.engineNote).toContain('不能使用');
    await intact(out);
  }, 60_000);

  it('ends with 2 and what to do where no LibreOffice is found', async () => {
    env.DOSSIER_SOFFICE = join(base, 'none');
    const { code, err } = await build('absent', '--engine', 'libreoffice');
    expect(code).toBe(2);
    expect(err).toContain('没有找到可用的 LibreOffice');
    expect(err).toContain('DOSSIER_SOFFICE');
    expect(await readdir(base)).not.toContain('absent');
    const english = await run(
      ['build', folder, '-o', join(base, 'absent'), '--engine', 'libreoffice', '--lang', 'en'],
      { env },
    );
    expect([english.code, english.err]).toEqual([
      2,
      expect.stringContaining('No LibreOffice that runs was found'),
    ]);
    expect((await build('other', '--engine', 'word')).code).toBe(2);
  }, 60_000);

  it('gives nothing to LibreOffice that is to be published: it could not be masked', async () => {
    env.DOSSIER_SOFFICE = join(base, 'none');
    const { manifest, said } = await build('public', '--engine', 'libreoffice', '--public');
    expect(manifest.engine).toBe('builtin');
    expect(said).toContain('Word、Excel 文件均由内置引擎排版');
  }, 60_000);

  it('is part of what the cache knows a volume by', async () => {
    const cache = ['--cache', join(base, 'cache')];
    const first = await build('cached', ...cache);
    const second = await build('cached', ...cache, '--engine', 'libreoffice');
    expect(second.manifest.volumes[0]?.sha256).not.toBe(first.manifest.volumes[0]?.sha256);
    const cold = await build('cold', '--engine', 'libreoffice');
    expect(second.manifest.volumes[0]?.sha256).toBe(cold.manifest.volumes[0]?.sha256);
    const third = await build('cached', ...cache, '--engine', 'libreoffice');
    expect(third.manifest.volumes).toEqual(second.manifest.volumes);
    expect(third.said).toContain('1 卷中 1 卷未重新写入');
    const back = await build('cached', ...cache);
    expect(back.manifest.volumes[0]?.sha256).toBe(first.manifest.volumes[0]?.sha256);
  }, 120_000);
});

const absent = spawnSync('soffice', ['--version']).status !== 0;

describe.skipIf(absent)('LibreOffice itself', () => {
  it('sets statement and evidence: changes accepted, links kept, the same again', async () => {
    env = { PATH: process.env.PATH ?? '' };
    const path = join(folder, STATEMENT);
    const original = await readFile(path);
    await edit(path, (parts) => {
      const body = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
      const at = body.indexOf('</w:p>', body.indexOf('材料1'));
      const by = 'w:author="x" w:date="2024-01-01T00:00:00Z"';
      const changes = `<w:ins w:id="901" ${by}><w:r><w:t>新增一句</w:t></w:r></w:ins><w:del w:id="902" ${by}><w:r><w:delText>删去一句</w:delText></w:r></w:del>`;
      parts['word/document.xml'] = strToU8(body.slice(0, at) + changes + body.slice(at));
    });
    try {
      const { manifest, out, err, code } = await build('real', '--engine', 'libreoffice');
      expect(code, err).toBe(0);
      expect(new Set(Object.values(enginesOf(manifest)))).toEqual(new Set(['libreoffice']));
      const file = manifest.volumes[0]?.file ?? '';
      const request = {
        path: file,
        absolute: join(out, file),
        role: 'evidence',
        signature: 'pdf',
        extension: 'pdf',
      } as const;
      const volume = await readDocument({ ...request, textPages: 1000 });
      const text = volume.kind === 'pdf' ? volume.text.replace(/\s/g, '') : '';
      expect(text).toContain('新增一句');
      expect(text).not.toContain('删去一句');
      const statement = manifest.pieces.find(({ id }) => id.startsWith('statement:'));
      const pages = inspectPdf(join(out, file)).pages;
      const meant = pages
        .slice((statement?.firstPage ?? 1) - 1, (statement?.firstPage ?? 1) - 1 + (statement?.pages ?? 0))
        .flatMap((page) => page.meant);
      expect(new Set(meant)).toEqual(
        new Set([
          'material:001-01',
          // An address on the network: its row leads there.
          'catalogue:1:1#001-02',
          'material:001-03',
          'material:001-04',
          'material:001-05',
          'material:001-06',
        ]),
      );
      await intact(out);
      const again = await build('real-again', '--engine', 'libreoffice');
      expect(again.manifest.volumes[0]?.sha256).toBe(manifest.volumes[0]?.sha256);
    } finally {
      await writeFile(path, original);
    }
  }, 240_000);
});
