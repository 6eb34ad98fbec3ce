/** dossier archive and dossier bulletin over a folder that changes. */
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { run } from '../cli/testing.js';
import { paragraphsOf } from '../forms/testing.js';

const source = resolve('fixtures/districts/deyang-plan/申报材料');
let home: string;
let folder: string;
const archive = (...args: string[]) => run(['archive', folder, ...args]);

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'archive-'));
  folder = join(home, '申报材料');
  cpSync(source, folder, { recursive: true });
});

describe('the archive over the year', () => {
  it('records what has changed, and appends alone', async () => {
    const [department = ''] = readdirSync(folder).filter((name) => !name.includes('.'));
    const [unit = ''] = readdirSync(join(folder, department)).filter((name) => !name.includes('.'));
    const kept = join(home, 'kept');
    cpSync(join(folder, department, unit), kept, { recursive: true });
    rmSync(join(folder, department, unit), { recursive: true });
    expect((await archive('--as-of', '2011-06-30')).code).toBe(0);
    const archives = join(home, '考核档案');
    // The folder goes by an alias, the archive by the list's own name.
    const own = readdirSync(archives).find((name) => name.includes(department)) ?? '';
    const path = join(archives, own);
    const first = readFileSync(path, 'utf8');
    cpSync(kept, join(folder, department, unit), { recursive: true });
    const second = await archive('--as-of', '2011-12-20');
    expect(second.out).toContain('记入第 2 条');
    const now = readFileSync(path, 'utf8');
    expect(now.startsWith(first)).toBe(true);
    const entries = now
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(entries.map(({ on, totals }) => [on, totals.missing])).toEqual([
      ['2011-06-30', 1],
      ['2011-12-20', 0],
    ]);
    expect(entries[0].class).not.toBeNull();
    expect(entries[1].score).toBeGreaterThan(entries[0].score);
    expect((await archive('--as-of', '2011-12-20')).out).toContain('没有变动');
    expect(readFileSync(path, 'utf8')).toBe(now);
  });

  it('goes forward only, and records departments whole', async () => {
    expect((await archive('--as-of', '2011-06-30')).err).toContain('不能再补记');
    expect((await archive('--as-of', '2011-12-21', '--unit', '一-4-3')).err).toContain('请去掉 --unit');
  });

  it('is printed, and an earlier print is left as it is', async () => {
    const out = join(home, '打印');
    expect((await archive('--as-of', '2011-12-20', '--print', out)).out).toContain('已打印 2 份');
    const [name = ''] = readdirSync(out).sort();
    const text = paragraphsOf(readFileSync(join(out, name)));
    expect(text[0]).toMatch(/依法行政绩效考核档案$/);
    expect(text).toContain('二、逐次记录');
    expect(text.filter((line) => line === '2011-06-30').length).toBeGreaterThan(0);
    writeFileSync(join(out, name), '改过的');
    expect((await archive('--as-of', '2011-12-20', '--print', out)).out).toContain('没有覆盖');
    expect(readFileSync(join(out, name), 'utf8')).toBe('改过的');
  });

  it('is drafted into a bulletin that tells the change, by class', async () => {
    const out = join(home, '通报.docx');
    expect((await run(['bulletin', folder, '--as-of', '2011-12-21', '-o', out])).code).toBe(0);
    const text = paragraphsOf(readFileSync(out));
    expect(text[0]).toMatch(/依法行政工作完成情况通报$/);
    expect(text).toContain('持平');
    expect(text.some((line) => line.includes('个单位应报'))).toBe(true);
    expect((await run(['bulletin', folder, '--as-of', '2011-12-21', '-o', out])).code).toBe(2);
  });

  it('shows that it was altered, and then takes no more', async () => {
    expect((await archive('--verify')).code).toBe(0);
    const path = join(home, '考核档案', readdirSync(join(home, '考核档案')).sort()[0] ?? '');
    appendFileSync(path, '{}\n');
    const verified = await archive('--verify');
    expect([verified.code, verified.out.includes('不是一条档案记录')]).toEqual([1, true]);
    const refused = await archive('--as-of', '2011-12-31');
    expect([refused.code, refused.err.includes('本次没有记录')]).toEqual([2, true]);
    expect((await run(['archive', folder, '--archives', join(home, '无'), '--verify'])).code).toBe(2);
  });
});
