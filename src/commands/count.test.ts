import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../cli/testing.js';

const fixture = (name: string) => resolve('fixtures/readers', name);

describe('dossier count', () => {
  it('counts old and new Word files alike', async () => {
    const names = ['docx', 'doc', 'rtf'].map((extension) => fixture(`libreoffice-statement.${extension}`));
    const { code, out } = await run(['count', ...names, '--format', 'json']);
    const counted = (JSON.parse(out) as { count: number; low: number; high: number }[]).map(
      ({ count, low, high }) => [count, low, high],
    );
    expect(counted).toEqual(Array(3).fill([83, 82, 83]));
    expect(code).toBe(0);
  });
  it('exits 1 for a file that holds no text, 2 for one that is not there', async () => {
    const text = join(mkdtempSync(join(tmpdir(), 'count-')), 'a.txt');
    writeFileSync(text, '法治');
    expect((await run(['count', text])).code).toBe(0);
    expect((await run(['count', text, fixture('reportlab.pdf')])).code).toBe(1);
    expect((await run(['count', text, '/nowhere/a.docx'])).code).toBe(2);
  });
});
