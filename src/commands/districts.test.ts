/** What made-up districts send in to the packaged lists of other places is in order. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../cli/testing.js';

const folder = (pack: string) => `fixtures/districts/${pack}/申报材料`;

describe('a county that applies by the standards of sixian-2018', () => {
  const asOf = ['--as-of', '2018-12-06'];

  it('has sent in what the list asks for', async () => {
    const { code, out } = await run(['check', folder('sixian-2018'), ...asOf]);
    expect(out).toContain('错误 0　警告 0　待人工核实 0　提示 0　已豁免 0');
    expect(code).toBe(0);
  });

  it('has its forms bound in, but not in the version to publish: they say whom to call', async () => {
    const reports = async (...args: string[]) => {
      const out = join(mkdtempSync(join(tmpdir(), 'district-')), 'out');
      const { code } = await run(['build', folder('sixian-2018'), '-o', out, ...asOf, ...args]);
      expect(code).toBe(0);
      const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
      return manifest.reports.map(({ kind }: { kind: string }) => kind);
    };
    const twice = (...kinds: string[]) => kinds.flatMap((kind) => [kind, kind]);
    const own = twice('summary-report', 'self-assessment-report', 'self-assessment');
    expect(await reports()).toEqual([...own, ...twice('prescribed-form')]);
    expect(await reports('--public')).toEqual(own);
  }, 60_000);
});

describe('a county that reports on the five-year plan of yangxin-2021-2025', () => {
  it('has sent in what its departments are answerable for', async () => {
    const { code, out } = await run(['check', folder('yangxin-2021-2025'), '--as-of', '2024-06-24']);
    expect(out).toContain('错误 0　警告 0　待人工核实 0　提示 0　已豁免 0');
    expect(code).toBe(0);
  });
});

describe('a city that reports on the yearly plan of deyang-plan', () => {
  const asOf = ['--as-of', '2011-12-20'];

  it('has sent in what the list asks for', async () => {
    const { code, out } = await run(['check', folder('deyang-plan'), ...asOf]);
    expect(out).toContain('错误 0　警告 0　待人工核实 0　提示 0　已豁免 0');
    expect(code).toBe(0);
  });
});
