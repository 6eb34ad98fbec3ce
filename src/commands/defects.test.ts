/**
 * One defect per rule, planted in a copy of the demo district. What each must give was written down beforehand;
 * the check must find exactly that, nothing else, and exit with 1.
 */
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../cli/testing.js';
import { reporters } from '../reporters/index.js';
import { rules } from '../rules/index.js';
import { plantAll } from './testing/defects/all.js';
import { assessment, gradeAll } from './testing/defects/assessment.js';
import { Planter, type Told } from './testing/defects/planter.js';

const demo = resolve('fixtures/demo/申报材料');
let base: string;
let folder: string;
let declared: Told[];
/** Under a pack that has departments grade themselves, which the demo's has not. */
let graded: Planter;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'dossier-defects-'));
  folder = join(base, '申报材料');
  await cp(demo, folder, { recursive: true });
  const planter = new Planter(folder);
  await plantAll(planter);
  declared = planter.declared;
  graded = new Planter(join(base, '自评', '申报材料'));
  await cp(demo, graded.folder, { recursive: true });
  await gradeAll(graded);
}, 120_000);
afterAll(() => rm(base, { recursive: true, force: true }));

const key = (f: Told) => [f.rule, f.department ?? '', f.unit ?? '', f.path].join(' | ');

async function findingsIn(at: string): Promise<Told[]> {
  const { out } = await run(['check', at, '--format', 'json', '--as-of', '2024-12-20']);
  return (JSON.parse(out) as { findings: Told[] }).findings;
}

describe('the demo district', () => {
  it('is clean', async () => {
    const { code, out } = await run(['check', demo, '--format', 'json', '--as-of', '2024-12-20']);
    const report = JSON.parse(out) as { findings: unknown[]; summary: { units: number } };
    expect(report.findings).toEqual([]);
    expect([code, report.summary.units]).toEqual([0, 15]);
  });

  it('graded by itself is clean too, and with defects in that gives exactly what was declared', async () => {
    expect(await findingsIn(graded.folder)).toEqual([]);
    await assessment(graded);
    const found = await findingsIn(graded.folder);
    expect(found.map(key).sort()).toEqual(graded.declared.map(key).sort());
  });

  it('plants every rule', () => {
    const planted = new Set([...declared, ...graded.declared].map((f) => f.rule));
    expect(planted).toEqual(new Set(rules.map((r) => r.card.id)));
  });

  it('with one defect per rule gives exactly what was declared, and exits 1', async () => {
    const { code, out } = await run(['check', folder, '--format', 'json', '--as-of', '2024-12-20']);
    const { findings } = JSON.parse(out) as { findings: Told[] };
    expect(findings.map(key).sort()).toEqual(declared.map(key).sort());
    expect(code).toBe(1);
  });

  it('names a classified file nowhere, in no language and no format', async () => {
    for (const lang of ['zh', 'en']) {
      for (const format of Object.keys(reporters)) {
        const target = join(base, `report.${format}`);
        const argv = ['check', folder, '--format', format, '--lang', lang, '--output', target];
        const { out, err } = await run(argv);
        const bytes = await readFile(target);
        const parts = format === 'xlsx' ? Object.values(unzipSync(bytes)) : [bytes];
        const written = parts.map((part) => Buffer.from(part).toString('utf8')).join('\n');
        for (const told of [out, err, written]) {
          expect(told).not.toContain('常务会议学法');
          expect(told).not.toContain(encodeURIComponent('常务会议学法'));
        }
        expect(out).toContain('2 ***.docx');
        expect(written).toMatch(/\*\*\*|\\\*\\\*\\\*/);
        await rm(target);
      }
    }
  });

  it('words every finding in both languages, with what to do', async () => {
    for (const lang of ['zh', 'en']) {
      const { out } = await run(['check', folder, '--format', 'json', '--lang', lang]);
      for (const f of (JSON.parse(out) as { findings: Record<string, string>[] }).findings) {
        for (const part of ['message', 'advice', 'source']) {
          expect(f[part], `${f.rule} ${part}`).toMatch(lang === 'zh' ? /[\u4e00-\u9fff]/ : /[a-z]{3}/);
          expect(f[part]).not.toMatch(/\{\w+\}/);
        }
      }
    }
  });

  it('builds nothing with errors, and nothing at all with a classified file', async () => {
    const out = join(base, 'out');
    const plain = await run(['build', folder, '-o', out]);
    const draft = await run(['build', folder, '-o', out, '--draft']);
    expect([plain.code, draft.code]).toEqual([1, 1]);
    expect(draft.out).toMatch(/涉密/);
    expect((await readdir(base)).map((n) => basename(n)).sort()).toEqual(['申报材料', '自评'].sort());
  });
});
