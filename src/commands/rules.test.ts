import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { run } from '../cli/testing.js';
import { GENERAL_WORDS, placeholders } from '../model/general.js';
import { rules } from '../rules/index.js';
import { allCards } from './rules/cards.js';

const LANGS = ['zh', 'en'] as const;

describe('dossier rules', () => {
  it.each(LANGS)('lists every rule and what the engine itself reports, in %s', async (lang) => {
    const { code, out } = await run(['rules', '--lang', lang]);
    expect(code).toBe(0);
    const ids = [...rules.map((r) => r.card.id), 'waiver/unused', 'waiver/expired', 'internal/rule-crashed'];
    for (const id of ids) expect(out).toMatch(new RegExp(`^  ${id} .+$`, 'm'));
    expect(out).toContain(String(ids.length));
  });

  it('gives them as data, in the same order, and by topic', async () => {
    const { out } = await run(['rules', '--format', 'json']);
    const all = JSON.parse(out) as { rule: string; topic: string; severity: string }[];
    expect(all.map((c) => c.rule)).toEqual(allCards.map((c) => c.id));
    const naming = await run(['rules', '--topic', 'naming', '--format', 'json']);
    expect(JSON.parse(naming.out)).toEqual(all.filter((c) => c.topic === 'naming'));
  });

  it('names the topics where one is misspelt', async () => {
    const { code, err } = await run(['rules', '--topic', 'nameing']);
    expect([code, err]).toEqual([2, expect.stringMatching(/可选：structure、naming/)]);
  });
});

describe('dossier explain', () => {
  it.each(LANGS)('tells the whole card of every rule, with no placeholder left, in %s', async (lang) => {
    for (const card of allCards) {
      const { code, out } = await run(['explain', card.id, '--lang', lang]);
      expect(code).toBe(0);
      expect(out, card.id).not.toMatch(/[{}]/);
      const parts = [card.summary[lang], card.why[lang], ...card.examples.good, ...card.examples.bad];
      for (const part of parts) expect(out).toContain(part);
    }
  });

  it('shows how a finding is waived, and that some are not', async () => {
    expect((await run(['explain', 'statement/word-limit'])).out).toContain('- rule: statement/word-limit');
    for (const id of ['security/classified-mark', 'waiver/unused'])
      expect((await run(['explain', id])).out).toContain('这条规则不能豁免。');
  });

  it('labels the examples in English', async () => {
    expect((await run(['explain', 'naming/draft-name', '--lang', 'en'])).out).toMatch(
      /Passes \(as written in Chinese\)/,
    );
  });

  it('gives it as data', async () => {
    const { out } = await run(['explain', 'naming/draft-name', '--format', 'json']);
    expect(JSON.parse(out)).toMatchObject({ rule: 'naming/draft-name', waivable: true });
  });

  it.each([
    ['statment/word-limit', 'statement/word-limit'],
    ['word-limit', 'statement/word-limit'],
    ['waiver/unsed', 'waiver/unused'],
  ])('%s: exit 2, and the nearest is named', async (wrong, near) => {
    const { code, out, err } = await run(['explain', wrong]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`您要写的是 ${near} 吗？`);
    const check = await run(['check', '.', '--rule', wrong, '--lang', 'en']);
    expect(check.code).toBe(2);
    if (!near.startsWith('waiver')) expect(check.err).toContain(`Did you mean ${near}?`);
  });
});

describe('cards', () => {
  it('have general words for every placeholder of advice and source: add them to model/general.ts', () => {
    const used = allCards.flatMap(({ advice, source }) =>
      [...Object.values(advice), ...Object.values(source)].flatMap(placeholders),
    );
    expect([...new Set(used)].filter((name) => GENERAL_WORDS[name] === undefined)).toEqual([]);
  });

  it.each([
    ['zh', 'RULES.zh-CN.md'],
    ['en', 'RULES.md'],
  ])('stand in %s in %s', async (lang, file) => {
    const { out } = await run(['rules', '--format', 'markdown', '--lang', lang]);
    const same = (await readFile(file, 'utf8').catch(() => '')) === out;
    expect(same, `${file} is not in step with the cards: run "npm run docs" and commit it`).toBe(true);
    const anchors = [...out.matchAll(/\]\(#([^)]+)\)/g)].map(([, at]) => at);
    expect(new Set(anchors).size).toBe(anchors.length);
  });

  it('change their severity with the task list', async () => {
    const { severityIn } = await import('./rules/cards.js');
    const { loadPack, resolvePack, defaultPackId } = await import('../packs/index.js');
    const pack = await loadPack(await resolvePack(defaultPackId));
    const card = allCards.find((c) => c.id === 'naming/draft-name');
    if (!card) throw new Error('no such card');
    const checks = { ...pack.checks, severities: { 'naming/draft-name': 'off' as const } };
    expect([severityIn(pack, card), severityIn({ ...pack, checks }, card)]).toEqual(['warning', 'off']);
  });
});
