/** Damaged evidence in a draft: what pages can still be found are shown, and what is missing is told. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PdfSample } from '../../../fixtures/pdf/samples.js';
import { run } from '../../cli/testing.js';

interface Manifest {
  materials: { title: string; pages: number; finding?: string }[];
}

let base: string;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'dossier-damaged-'));
  const unit = join(base, 'in/司法局/24 提高公众参与度');
  await mkdir(join(unit, '印证材料'), { recursive: true });
  const whole = PdfSample.pages(3).classic();
  // Its end is missing; its header, its table and its end are missing; it is no PDF at all.
  const files = {
    '1 断尾': whole.subarray(0, whole.indexOf('xref\n')),
    '2 断头断尾': whole.subarray(whole.indexOf('1 0 obj'), whole.indexOf('xref\n')),
    '3 乱码': Buffer.from('00010203fffefd8081', 'hex'),
  };
  for (const [name, bytes] of Object.entries(files))
    await writeFile(join(unit, `印证材料/${name}.pdf`), bytes);
  await writeFile(join(unit, '证明材料目录.csv'), '序号,材料名称\n1,断尾\n2,断头断尾\n3,乱码\n');
  await writeFile(join(base, 'in/dossier.yaml'), 'region: 青屿区\ndepartments: [司法局]\nunits: [24]\n');
});
afterAll(() => rm(base, { recursive: true, force: true }));

async function materials(name: string, ...more: string[]): Promise<Manifest['materials']> {
  const out = join(base, name);
  const built = await run([
    'build',
    join(base, 'in'),
    '-o',
    out,
    '--draft',
    '--as-of',
    '2024-12-20',
    ...more,
  ]);
  expect(built.code, built.err).toBe(0);
  const manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as Manifest;
  return manifest.materials.map(({ title, pages, finding }) => ({
    title,
    pages,
    ...(finding === undefined ? {} : { finding }),
  }));
}

describe('a damaged PDF', () => {
  it('is bound with the pages that are found in it, and with a doubt', async () => {
    const [tail, head, noise] = await materials('draft');
    expect(tail).toMatchObject({ pages: 3, finding: expect.stringContaining('只找回 3 页') });
    expect(head).toMatchObject({ pages: 3, finding: expect.stringContaining('只找回 3 页') });
    expect(noise).toMatchObject({ pages: 1, finding: expect.stringMatching(/^format\/extension-mismatch/) });
  });

  it('is no part of what is published: nothing in it was looked through', async () => {
    for (const material of await materials('public', '--public')) expect(material.pages).toBe(1);
  });
});
