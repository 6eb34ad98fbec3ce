/** Keeps rule files, index, ids, wording and fixtures in step: nothing is listed that never fires. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { RuleCard } from '../model/finding.js';
import { type Rule, rules } from './index.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const fixtures = fileURLToPath(new URL('../../fixtures/rules', import.meta.url));

/** Fire where a folder of git, or the cases' task list, can't make them. A unit test among the rules has each. */
const BY_UNIT_TEST: Record<string, string[]> = {
  'format/unreadable': [
    'denied',
    'folder-denied',
    'gone',
    'link-folder',
    'not-a-file',
    'not-the-format',
    'too-large',
    'timeout',
    'unit-unseen',
  ],
  'catalogue/entry-without-file': ['folder-denied'],
  'naming/path-too-long': ['name'],
  'window/comment-period': ['workdays-unsure'],
  'window/interval': ['long-days', 'short-days'],
};

function topicFiles(): string[] {
  return readdirSync(here, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((topic) => readdirSync(join(here, topic.name)).map((name) => `${topic.name}/${name}`))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => path.slice(0, -3));
}

/** All unit tests of rules, as one text. */
function unitTests(): string {
  return readdirSync(here, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts') && path !== 'parity.test.ts')
    .map((path) => readFileSync(join(here, path), 'utf8'))
    .join('\n');
}

async function rulesIn(id: string): Promise<Rule[]> {
  const module: Record<string, unknown> = await import(`./${id}.ts`);
  return Object.values(module).filter((v): v is Rule => typeof v === 'object' && v !== null && 'card' in v);
}

function fired(card: RuleCard): Set<string> {
  const folder = join(fixtures, card.id);
  const declared = readdirSync(folder)
    .map((name) => join(folder, name, 'expected.json'))
    .filter((path) => existsSync(path))
    .flatMap((path): { rule: string; messageId: string }[] => JSON.parse(readFileSync(path, 'utf8')));
  return new Set(declared.filter((f) => f.rule === card.id).map((f) => f.messageId));
}

describe('rules are complete', () => {
  it('every rule file is in the index once, under the id that is its path', async () => {
    const ids: string[] = [];
    for (const id of topicFiles()) {
      const found = await rulesIn(id);
      expect(found.length, id).toBeLessThan(2);
      for (const rule of found) {
        expect(rule.card.id).toBe(id);
        expect(rule.card.topic).toBe(id.split('/')[0]);
        expect(rules, `${id} is not in index.ts`).toContain(rule);
        ids.push(id);
      }
    }
    expect(rules.map((r) => r.card.id).sort()).toEqual(ids.sort());
  });

  it('the export is named after the file', async () => {
    for (const { card } of rules) {
      const camel = basename(card.id).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
      expect(Object.keys(await import(`./${card.id}.ts`)), card.id).toContain(camel);
    }
  });

  it.each(rules.map((r) => [r.card.id, r.card] as const))(
    '%s: the card says all in both languages',
    (_, card) => {
      for (const words of [
        card.summary,
        card.why,
        card.advice,
        card.source,
        ...Object.values(card.messages),
      ]) {
        expect(words.zh).toMatch(/[\u4e00-\u9fff]/);
        expect(words.en).toMatch(/[a-z]{2}/);
      }
      for (const message of Object.values(card.messages)) {
        const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();
        expect(names(message.en)).toEqual(names(message.zh));
      }
      expect(card.examples.good.length).toBeGreaterThan(0);
      expect(card.examples.bad.length).toBeGreaterThan(0);
    },
  );

  it.each(rules.map((r) => [r.card.id, r.card] as const))('%s: every message fires in a case', (id, card) => {
    const unit = BY_UNIT_TEST[id] ?? [];
    const tests = unitTests();
    expect(unit.filter((messageId) => !tests.includes(`'${messageId}'`))).toEqual([]);
    expect([...new Set([...fired(card), ...unit])].sort()).toEqual(Object.keys(card.messages).sort());
  });

  it('no fixture folder is left of a rule that is gone', () => {
    const topics = readdirSync(fixtures, { withFileTypes: true }).filter(
      (e) => e.isDirectory() && e.name !== 'pack' && e.name !== 'inputs',
    );
    const folders = topics.flatMap((t) =>
      readdirSync(join(fixtures, t.name)).map((name) => `${t.name}/${name}`),
    );
    expect(folders.filter((id) => !rules.some((r) => r.card.id === id))).toEqual([]);
  });
});
