/** The schemas themselves: editors show their words, so every property has them, in both languages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { packRoot } from './index.js';
import { isDate } from './schema.js';

const folder = join(packRoot(), 'schema');
const names = readdirSync(folder).filter((name) => name.endsWith('.schema.json'));

interface Node {
  path: string;
  schema: Record<string, unknown>;
  property: boolean;
}

/** Every mapping in a schema; what stands under if/then repeats properties described elsewhere. */
function nodes(value: unknown, path: string, property = false): Node[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((entry, i) => nodes(entry, `${path}/${i}`));
  const schema = value as Record<string, unknown>;
  const below = Object.entries(schema).flatMap(([key, entry]) => {
    if (key === 'if' || key === 'then') return [];
    if (key !== 'properties') return nodes(entry, `${path}/${key}`);
    return Object.entries(entry as object).flatMap(([name, inner]) => nodes(inner, `${path}/${name}`, true));
  });
  return [{ path, schema, property }, ...below];
}

it('there are four schemas', () => {
  expect(names).toEqual([
    'calendar.schema.json',
    'chapter.schema.json',
    'dossier.schema.json',
    'pack.schema.json',
  ]);
});

describe.each(names)('%s', (name) => {
  const root: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const all = nodes(root, '');

  it('is a valid draft-07 schema', () => {
    const ajv = new Ajv();
    expect(ajv.validateSchema(root as object), JSON.stringify(ajv.errors)).toBe(true);
  });

  it('titles and describes every property, Chinese first, then English', () => {
    const bilingual = (words: unknown) =>
      /^\S.* \/ .*[A-Za-z]/u.test(String(words)) &&
      /\p{Script=Han}|MM-DD|1～31/u.test(String(words).split(' / ')[0] ?? '');
    const mute = all
      .filter(({ property, schema }) => property || schema === root)
      .filter(({ schema }) => !bilingual(schema.title) || !bilingual(schema.description));
    expect(mute.map(({ path }) => path)).toEqual([]);
  });

  it('takes no unknown key anywhere', () => {
    const open = all.filter(
      ({ schema }) => schema.properties !== undefined && schema.additionalProperties !== false,
    );
    expect(open.map(({ path }) => path)).toEqual([]);
  });

  it('says in both languages what a pattern wants', () => {
    const silent = all.filter(
      ({ schema }) =>
        schema.pattern !== undefined &&
        !/\p{Script=Han}.* \/ .*[A-Za-z]/u.test(String(schema.patternErrorMessage)),
    );
    expect(silent.map(({ path }) => path)).toEqual([]);
  });
});

it.each([
  ['2024-02-29', true],
  ['2023-02-29', false],
  ['2024-13-01', false],
  ['2024-4-6', false],
  ['20240406', false],
])('%s is a date: %s', (text, right) => {
  expect(isDate(text)).toBe(right);
});
