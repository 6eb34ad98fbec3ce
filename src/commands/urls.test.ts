/** `dossier urls` from the catalogues to the record, with answers made up: no test asks the internet. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../cli/testing.js';
import { URL_RECORD_FILE, type UrlRecord } from '../model/urlrecord.js';
import type { Answer, Transport } from '../readers/urls/transport.js';
import type { Context } from './command.js';
import { runUrls } from './urls/run.js';

const made: string[] = [];
let folder: string;
beforeEach(async () => {
  const base = await mkdtemp(join(tmpdir(), 'dossier-urls-'));
  made.push(base);
  folder = join(base, '申报材料');
  await cp(resolve('fixtures/demo/申报材料'), folder, { recursive: true });
});
afterAll(() => Promise.all(made.map((path) => rm(path, { recursive: true, force: true }))));

const context = (lang: 'zh' | 'en' = 'zh'): Context => ({
  cwd: folder,
  lang,
  tool: { name: 'dossier', version: '0.0.0' },
  today: '2024-12-20',
  style: (_kind, text) => text,
  progress: () => undefined,
});
const page = (title: string, status = 200): Answer => ({
  status,
  location: null,
  contentType: 'text/html',
  retryAfter: null,
  body: new TextEncoder().encode(`<title>${title}</title>`),
});
const DEAD = 'https://www.qingyu.example.gov.cn/zwfw/jzqd.html';
const transport: Transport = async (url) => (url.href === DEAD ? page('', 404) : page(url.pathname));
const options = { pause: '0.2' };
const record = async () => JSON.parse(await readFile(join(folder, URL_RECORD_FILE), 'utf8')) as UrlRecord;

describe('dossier urls', () => {
  it('writes a dated record that check reads, and check tells what is dead', async () => {
    const { code, out } = await runUrls(context(), ['.'], options, transport);
    expect(code).toBe(0);
    expect(out).toContain(`已失效 1\n`);
    expect(out).toContain('行政审批局 第17项 序号1');
    const { on, probes } = await record();
    expect(on).toBe('2024-12-20');
    expect(probes[DEAD]).toMatchObject({ verdict: 'dead', status: 404 });
    expect(Object.values(probes).filter((p) => p.verdict === 'ok').length).toBeGreaterThan(5);
    const checked = await run(['check', folder, '--as-of', '2024-12-22', '--format', 'json']);
    expect((JSON.parse(checked.out) as { findings: { rule: string }[] }).findings).toMatchObject([
      { rule: 'catalogue/url-dead', severity: 'warning', unit: '17' },
    ]);
    const later = await run(['check', folder, '--as-of', '2025-02-22', '--rule', 'catalogue/url-dead']);
    expect(later.out).toContain('已超过 30 天');
    expect(later.out).not.toContain('已失效');
  });

  it('a narrowed run keeps what it did not look at; a whole one forgets what no catalogue has', async () => {
    await runUrls(context(), ['.'], options, transport);
    const before = await record();
    before.probes['https://gone.example.gov.cn/'] = JSON.parse(JSON.stringify(before.probes[DEAD]));
    await writeFile(join(folder, URL_RECORD_FILE), JSON.stringify(before));
    await runUrls(context(), ['.'], { ...options, unit: '17', asOf: '2024-12-21' }, transport);
    const narrowed = await record();
    expect(Object.keys(narrowed.probes)).toEqual(expect.arrayContaining(Object.keys(before.probes)));
    expect(narrowed.probes[DEAD]?.on).toBe('2024-12-21');
    await runUrls(context(), ['.'], options, transport);
    expect(Object.keys((await record()).probes)).not.toContain('https://gone.example.gov.cn/');
  });

  it('--fresh leaves out what opened lately', async () => {
    await runUrls(context(), ['.'], options, transport);
    let asked = 0;
    const counting: Transport = async (url, limits) => {
      asked += 1;
      return transport(url, limits);
    };
    await runUrls(context(), ['.'], { ...options, fresh: '7' }, counting);
    expect(asked).toBe(1);
  });

  it('a machine without a network declares nothing dead and writes nothing', async () => {
    const offline: Transport = async () => {
      throw Object.assign(new Error('none'), { code: 'ENOTFOUND' });
    };
    await expect(runUrls(context(), ['.'], options, offline)).rejects.toThrow(/未连接互联网|offline/);
    await expect(record()).rejects.toThrow(/ENOENT/);
  });

  it('a damaged record is told, in check as well', async () => {
    await writeFile(join(folder, URL_RECORD_FILE), '{"probes":{"a":1}}');
    const { code, err } = await run(['check', folder]);
    expect(code).toBe(2);
    expect(err).toContain(URL_RECORD_FILE);
  });

  it('refuses a pause that is none', async () => {
    const { code, err } = await run(['urls', folder, '--pause', '0']);
    expect(code).toBe(2);
    expect(err).toContain('--pause');
  });
});
