/** Runs every case of fixtures/rules through scan, readers and all rules: exactly what is declared, or nothing. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { CASE_FOLDER, type Preparation, readCase, renderCase, writeCase } from '../../fixtures/rules/make.js';
import { check } from '../check/index.js';
import type { Context } from '../commands/command.js';
import { openWorkspace } from '../commands/workspace.js';
import type { Report } from '../model/finding.js';
import { wording } from '../model/wording.js';
import { rules } from './index.js';

const home = fileURLToPath(new URL('../../fixtures/rules', import.meta.url));
const making = process.env.DOSSIER_MAKE === '1';
const temporary: string[] = [];

afterAll(async () => {
  for (const folder of temporary) await rm(folder, { recursive: true, force: true });
});

function cases(): { rule: string; name: string; folder: string }[] {
  const found: { rule: string; name: string; folder: string }[] = [];
  for (const { card } of rules) {
    const folder = join(home, card.id);
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder).sort())
      found.push({ rule: card.id, name, folder: join(folder, name) });
  }
  return found;
}

async function prepared(folder: string, steps: Preparation[]): Promise<string> {
  if (steps.length === 0) return join(folder, CASE_FOLDER);
  const copy = await mkdtemp(join(tmpdir(), 'dossier-rules-'));
  temporary.push(copy);
  const root = join(copy, CASE_FOLDER);
  await cp(join(folder, CASE_FOLDER), root, { recursive: true });
  for (const step of steps) {
    if (step.emptyFolder) await mkdir(join(root, step.emptyFolder), { recursive: true });
    if (step.rename) await rename(join(root, step.rename[0]), join(root, step.rename[1]));
    if (step.linkOutside) await symlink(tmpdir(), join(root, step.linkOutside));
    if (step.renameToBytes) {
      const [from, hex] = step.renameToBytes;
      const to = Buffer.concat([Buffer.from(`${dirname(join(root, from))}/`), Buffer.from(hex, 'hex')]);
      await rename(join(root, from), to);
    }
  }
  return root;
}

/**
 * Rules about what a statement says, about what a department owes as a whole, and about copies: the cases of other rules are too
 * short to satisfy them, so they speak in their own cases alone.
 */
const OWN_CASES_ONLY = [
  'structure/summary-report-missing',
  'structure/liaison-missing',
  'assessment/missing',
  'summary/chapter-uncovered',
  'statement/points-uncovered',
  'statement/table-missing',
  'statement/near-duplicate',
  'duplicates/same-file',
  'catalogue/not-cited',
  'limits/count',
  'catalogue/url-unofficial',
];

async function run(folder: string, own: string): Promise<Report> {
  const context: Context = {
    cwd: folder,
    lang: 'zh',
    tool: { name: 'dossier', version: '0.0.0' },
    today: '2024-12-20',
    style: (_kind, text) => text,
    progress: () => undefined,
  };
  const { workspace } = await openWorkspace(context, [folder], { pack: join(home, 'pack') });
  const quiet = OWN_CASES_ONLY.filter((id) => id !== own).map((id) => [id, 'off'] as const);
  const { checks } = workspace.pack;
  const pack = { ...workspace.pack, checks: { ...checks, severities: Object.fromEntries(quiet) } };
  const options = { tool: context.tool, rules, onlyRules: null, narrowed: false };
  return check({ ...workspace, pack }, options);
}

/** Each finding with its exact words in both languages. */
function told(report: Report) {
  return report.findings.map((finding) => {
    const { rule, messageId, severity, department, unit, path } = finding;
    const card = report.cards.get(rule);
    if (!card) throw new Error(`no card for ${rule}`);
    const words = { zh: wording(card, finding, 'zh'), en: wording(card, finding, 'en') };
    return { rule, messageId, severity, department, unit, path, ...words };
  });
}

async function filesBelow(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((e) => e.isFile()).map((e) => relative(folder, join(e.parentPath, e.name)));
}

describe('rule fixtures', () => {
  const all = cases();

  it('there is a good and a bad case of every rule', () => {
    const names = (rule: string) => all.filter((c) => c.rule === rule).map((c) => c.name.split('-')[0]);
    const lacking = rules.filter((r) => !['ok', 'bad'].every((kind) => names(r.card.id).includes(kind)));
    expect(lacking.map((r) => r.card.id)).toEqual([]);
    expect(all.filter((c) => !/^(?:ok|bad)-[a-z0-9-]+$/.test(c.name))).toEqual([]);
  });

  it.each(all)('$rule $name is made as its source says', async ({ folder }) => {
    const source = await readCase(folder);
    if (source === null) return;
    const files = await renderCase(source, join(home, 'inputs'));
    if (making) await writeCase(folder, files);
    expect((await filesBelow(join(folder, CASE_FOLDER))).sort()).toEqual([...files.keys()].sort());
    for (const [path, bytes] of files) {
      const committed = await readFile(join(folder, CASE_FOLDER, path));
      expect(committed.equals(bytes), path).toBe(true);
    }
  });

  it.each(all)('$rule $name gives exactly what it declares', async ({ rule, name, folder }) => {
    const source = await readCase(folder);
    const steps = source?.prepare ?? [];
    // Names that Windows refuses can only be made elsewhere.
    if (steps.length > 0 && process.platform === 'win32') return;
    const report = await run(await prepared(folder, steps), rule);
    const expected = join(folder, 'expected.json');
    if (making && name.startsWith('bad-'))
      await writeFile(expected, `${JSON.stringify(told(report), null, 2)}\n`);
    const declared = name.startsWith('bad-') ? JSON.parse(readFileSync(expected, 'utf8')) : [];
    expect(told(report)).toEqual(declared);
    for (const { zh, en } of told(report)) expect(zh + en).not.toMatch(/[{}]|undefined|NaN/);
  });

  it.each(all.filter((c) => c.name.startsWith('bad-')))(
    '$rule $name catches its own rule',
    ({ rule, folder }) => {
      const declared: { rule: string }[] = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
      expect(declared.map((f) => f.rule)).toContain(rule);
    },
  );
});
