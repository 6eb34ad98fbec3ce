import { describe, expect, it } from 'vitest';
import { once, onceForBoth } from './once.js';

describe('once', () => {
  it('reads an object once, also where the answer is null, and another one anew', () => {
    const asked: object[] = [];
    const read = once((of: { n: number | null }) => {
      asked.push(of);
      return of.n;
    });
    const [a, b] = [{ n: null }, { n: 2 }];
    expect([read(a), read(a), read(b), read(a)]).toEqual([null, null, 2, null]);
    expect(asked).toEqual([a, b]);
  });

  it('does not keep the answer of a read that failed', () => {
    let fails = true;
    const read = once(() => {
      if (fails) throw new Error('no');
      return 1;
    });
    const of = {};
    expect(() => read(of)).toThrow('no');
    fails = false;
    expect(read(of)).toBe(1);
  });

  it('tells apart what the second object is, and that there is none', () => {
    let reads = 0;
    const read = onceForBoth((of: { n: number }, and: { m: number } | null) => {
      reads += 1;
      return of.n + (and?.m ?? 0);
    });
    const [of, and] = [{ n: 1 }, { m: 2 }];
    expect([read(of, and), read(of, null), read(of, and), read(of, null)]).toEqual([3, 1, 3, 1]);
    expect(reads).toBe(2);
  });
});
