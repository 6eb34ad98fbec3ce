import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schemaErrors } from '../commands/testing.js';
import { Progress } from './progress.js';
import { hasLinks, styler } from './terminal.js';
import { run } from './testing.js';

const screen = { columns: 80 };
const ESCAPE = '\u001b';
const LINK = `${ESCAPE}]8;;`;

describe('links', () => {
  it.each([
    ['iTerm', { TERM_PROGRAM: 'iTerm.app' }],
    ['WezTerm', { TERM_PROGRAM: 'WezTerm' }],
    ['VS Code', { TERM_PROGRAM: 'vscode' }],
    ['GNOME', { VTE_VERSION: '6003' }],
    ['Windows Terminal', { WT_SESSION: 'a-b-c' }],
    ['Konsole', { KONSOLE_VERSION: '220401' }],
    ['kitty', { TERM: 'xterm-kitty' }],
  ])('are given to %s', (_, env) => {
    expect(hasLinks({ env, screen })).toBe(true);
    expect(hasLinks({ env, screen: null })).toBe(false);
    for (const more of [{ CI: 'true' }, { TERM: 'dumb' }, { TMUX: '/tmp/x' }, { FORCE_HYPERLINK: '0' }])
      expect(hasLinks({ env: { ...env, ...more }, screen })).toBe(false);
    expect(hasLinks({ env: { ...env, NO_COLOR: '1' }, screen })).toBe(true);
  });

  it.each([
    ['one that says nothing', {}],
    ['xterm', { TERM: 'xterm-256color' }],
    ['an old VTE', { VTE_VERSION: '4803' }],
    ['Terminal of macOS', { TERM_PROGRAM: 'Apple_Terminal' }],
  ])('are kept from %s', (_, env) => expect(hasLinks({ env, screen })).toBe(false));

  it('can be forced, into a pipe as well', () => {
    expect(hasLinks({ env: { FORCE_HYPERLINK: '1' }, screen: null })).toBe(true);
  });
});

describe('colour', () => {
  const coloured = (color: 'always' | 'never' | undefined, env: Record<string, string>, on = true) =>
    styler(color, { env, screen: on ? screen : null })('error', '错误') !== '错误';

  it('is there for a terminal, and not for a pipe', () => {
    expect(coloured(undefined, {})).toBe(true);
    expect(coloured(undefined, {}, false)).toBe(false);
    expect(coloured(undefined, { TERM: 'dumb' })).toBe(false);
  });
  it('is off by NO_COLOR, unless it is empty', () => {
    expect(coloured(undefined, { NO_COLOR: '1' })).toBe(false);
    expect(coloured(undefined, { NO_COLOR: '' })).toBe(true);
  });
  it('obeys FORCE_COLOR before NO_COLOR, and --color before both', () => {
    expect(coloured(undefined, { FORCE_COLOR: '1', NO_COLOR: '1' }, false)).toBe(true);
    expect(coloured(undefined, { FORCE_COLOR: '0' })).toBe(false);
    expect(coloured('never', { FORCE_COLOR: '1' })).toBe(false);
    expect(coloured('always', { NO_COLOR: '1' }, false)).toBe(true);
  });
});

describe('progress', () => {
  function watched(overrides: { interactive?: boolean; env?: Record<string, string> } = {}) {
    let time = 0;
    const told: string[] = [];
    const progress = new Progress({
      cwd: '/',
      env: {},
      now: () => new Date(time),
      out: () => undefined,
      err: (text) => told.push(text),
      interactive: true,
      screen: { columns: 20 },
      ...overrides,
    });
    const at = (when: number, text: string) => {
      time = when;
      progress.show(text);
    };
    return { progress, at, told };
  }
  const WIPE = `\r${ESCAPE}[2K`;

  it('writes one line over, ten times a second at most, and wipes it', () => {
    const { progress, at, told } = watched();
    at(0, '一');
    at(50, '二');
    at(100, '三');
    progress.clear();
    progress.clear();
    expect(told).toEqual([`${WIPE}一`, `${WIPE}三`, WIPE]);
  });
  it('is cut to the line', () => {
    const { at, told } = watched();
    at(0, '已读 12345/67890 个文件，请稍候');
    expect(told).toEqual([`${WIPE}已读 12345/67890 个`]);
  });
  it.each([
    ['a pipe', { interactive: false }],
    ['CI', { env: { CI: '1' } }],
    ['a dumb terminal', { env: { TERM: 'dumb' } }],
  ])('says nothing in %s', (_, overrides) => {
    const { progress, at, told } = watched(overrides);
    at(0, '一');
    progress.clear();
    expect(told).toEqual([]);
  });
});

describe('check at a terminal', () => {
  let base: string;
  let folder: string;
  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'dossier-terminal-'));
    folder = join(base, '司法局');
    const unit = '82 行政复议体制改革';
    await cp(resolve('fixtures/demo/申报材料/司法局', unit), join(folder, unit), { recursive: true });
    await rm(join(folder, unit, '证明材料目录.xlsx'));
  });
  afterAll(() => rm(base, { recursive: true, force: true }));
  const check = (...more: string[]) => ['check', folder, '--unit', '82', ...more];
  const at = { interactive: true, screen, env: { TERM_PROGRAM: 'WezTerm' } };

  it('has links to the files, colour, and progress that leaves nothing behind', async () => {
    const { out, err } = await run(check(), at);
    expect(out).toContain(`${LINK}file://`);
    expect(out).toContain(`${ESCAPE}[31m`);
    expect(err.endsWith(`\r${ESCAPE}[2K`)).toBe(true);
  });

  it('has none of them in a pipe, nor in a file', async () => {
    const { out, err } = await run(check());
    expect(out).not.toContain(ESCAPE);
    expect(err).toBe('');
    for (const format of ['json', 'sarif', 'junit', 'github', 'markdown', 'html'])
      expect((await run(check('--format', format), at)).out).not.toContain(ESCAPE);
  });

  it('is quiet with --quiet', async () => {
    expect((await run(check('--quiet'), at)).err).toBe('');
  });

  it('shows the same and exits alike whatever goes into a file', async () => {
    const seen = await run(check(), at);
    for (const format of ['text', 'json', 'sarif', 'junit', 'github', 'markdown', 'html', 'xlsx']) {
      const target = join(base, `report.${format}`);
      const { out, code } = await run(check('--format', format, '--output', target), at);
      expect([format, out, code]).toEqual([format, seen.out, seen.code]);
      if (format === 'json') expect(await schemaErrors('report', target)).toBeNull();
    }
  });

  it('takes bytes into a file alone', async () => {
    const { code, err } = await run(check('--format', 'xlsx'));
    expect(code).toBe(2);
    expect(err).toMatch(/--output/);
    expect((await run(check('--format', 'xlsx', '--lang', 'en'))).err).toMatch(/name one with --output/);
  });
});
