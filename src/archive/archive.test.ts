import { describe, expect, it } from 'vitest';
import { type ArchivedUnit, type ArchiveEntry, lineOf, nextEntry, readChain, standing } from './index.js';

const unit = (key: string, over: Partial<ArchivedUnit> = {}): ArchivedUnit => ({
  unit: key,
  result: 'clean',
  errors: 0,
  warnings: 0,
  unverified: 0,
  words: 480,
  materials: 3,
  offline: 0,
  grade: null,
  digest: 'ab',
  ...over,
});

function year(): ArchiveEntry[] {
  const entries: ArchiveEntry[] = [];
  const add = (on: string, units: ArchivedUnit[], score: number | null = null) => {
    const entry = nextEntry(entries, { department: '公安局', class: '重点执法部门', units, score }, on);
    if (entry) entries.push(entry);
  };
  add('2024-03-31', [
    unit('1', { result: 'missing', digest: '' }),
    unit('2', { result: 'errors', errors: 2 }),
  ]);
  add('2024-06-30', [unit('1'), unit('2', { result: 'errors', errors: 2 })]);
  add('2024-06-30', [unit('1'), unit('2', { result: 'errors', errors: 2 })]);
  add('2024-09-30', [unit('1'), unit('2', { digest: 'cd' })], 92.5);
  return entries;
}

describe('entries', () => {
  it('hold what has changed, and nothing where nothing has', () => {
    const entries = year();
    expect(entries.map(({ on, units }) => [on, units.map((u) => u.unit)])).toEqual([
      ['2024-03-31', ['1', '2']],
      ['2024-06-30', ['1']],
      ['2024-09-30', ['2']],
    ]);
    expect(entries.map(({ totals }) => [totals.clean, totals.errors, totals.missing])).toEqual([
      [0, 1, 1],
      [1, 1, 0],
      [2, 0, 0],
    ]);
    expect(standing(entries).get('2')).toMatchObject({ result: 'clean', digest: 'cd' });
  });
});

describe('the chain', () => {
  const lines = () => year().map(lineOf);
  const text = (all: string[]) => `${all.join('\n')}\n`;

  it('reads what was written', () => {
    expect(readChain(text(lines()), '公安局').entries).toEqual(year());
    expect(readChain('', '公安局').entries).toEqual([]);
  });

  it.each<[string, (all: string[]) => string[], number]>([
    ['an altered entry', ([a = '', ...rest]) => [a.replace('"errors":2', '"errors":0'), ...rest], 2],
    ['an entry taken out', ([a = '', , c = '']) => [a, c], 2],
    ['the first taken out', ([, b = '', c = '']) => [b, c], 1],
    ['an entry put in twice', ([a = '', b = '', c = '']) => [a, b, b, c], 3],
    ['a last line cut off', ([a = '', b = '', c = '']) => [a, b, c.slice(0, 40)], 3],
    ['a last line rewritten by hand', ([a = '', b = '', c = '']) => [a, b, c.replace(/:/g, ': ')], 3],
    ['a line of something else', (all) => [...all, '{"a":1}'], 4],
  ])('shows %s', (_, change, line) => {
    expect(readChain(text(change(lines())), '公安局').broken?.line).toBe(line);
  });

  it("is one department's", () => {
    expect(readChain(text(lines()), '统计局').broken?.zh).toBe('是“公安局”的记录');
  });
});
