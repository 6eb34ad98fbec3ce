/** Against a server of our own on the loopback: what a catalogue's URLs come to. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UrlProbe } from '../../model/urlrecord.js';
import { httpTransport, type ProbeOptions, probeUrls } from './index.js';
import { isPublicAddress } from './public.js';

const GBK_TITLE = Buffer.from('3c7469746c653eb7a8d6cecafdbeddbfe23c2f7469746c653e', 'hex');
let server: Server;
let base: string;
let asked: { path: string; at: number }[] = [];
let failures = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push({ path, at: Date.now() });
    const html = (body: string | Buffer, head = {}) =>
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...head }).end(body);
    const to = (location: string) => response.writeHead(302, { location }).end();
    if (path === '/page')
      html('<html><head><title>政务公开 &amp; 服务</title></head><body>正文</body></html>');
    else if (path === '/gbk') html(GBK_TITLE, { 'content-type': 'text/html' });
    else if (path === '/zip') html(gzipSync('<title>压缩</title>正文'), { 'content-encoding': 'gzip' });
    else if (path === '/moved') to('/page');
    else if (path === '/home-now') to('/');
    else if (path === '/') html('<title>示例县人民政府</title>首页');
    else if (path === '/loop') to('/loop');
    else if (path === '/inside') to('http://127.0.0.2:1/secret');
    else if (path === '/soft') html('<title>404 - 页面不存在</title>');
    else if (path === '/challenge') html('<html><script>var _$=1;</script></html>');
    else if (path === '/refused') response.writeHead(412).end();
    else if (path === '/busy') {
      failures += 1;
      if (failures < 3) response.writeHead(503, { 'retry-after': '2' }).end();
      else html('<title>终于</title>');
    } else if (path === '/silent') return;
    else if (path === '/endless') {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.write('<title>很长</title>');
      const more = setInterval(() => response.write('x'.repeat(65_536)), 1);
      response.on('close', () => clearInterval(more));
    } else if (path === '/file') response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF');
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const slept: number[] = [];

async function probe(paths: string[], more: Partial<ProbeOptions> = {}): Promise<UrlProbe[]> {
  asked = [];
  slept.length = 0;
  const urls = paths.map((path) => (path.startsWith('/') ? base + path : path));
  const found = await probeUrls(urls, {
    transport: httpTransport((address) => address === '127.0.0.1'),
    on: '2024-12-20',
    before: {},
    pause: 1000,
    timeout: 400,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
    },
    ...more,
  });
  return urls.flatMap((url) => found.get(url) ?? []);
}

describe('verdicts', () => {
  it.each([
    ['/page', 'ok', 200, '政务公开 & 服务', ''],
    ['/gbk', 'ok', 200, '法治数据库', ''],
    ['/zip', 'ok', 200, '压缩', ''],
    ['/moved', 'ok', 200, '政务公开 & 服务', ''],
    ['/file', 'ok', 200, '', ''],
    ['/endless', 'ok', 200, '很长', ''],
    ['/', 'ok', 200, '示例县人民政府', ''],
    ['/home-now', 'changed', 200, '示例县人民政府', 'redirected to the home page'],
    ['/missing', 'dead', 404, '', 'HTTP 404'],
    ['/soft', 'dead', 200, '404 - 页面不存在', '404 - 页面不存在'],
    ['/challenge', 'blocked', 200, '', 'challenge page'],
    ['/refused', 'blocked', 412, '', 'HTTP 412'],
    ['/loop', 'unreachable', null, '', 'TOO_MANY_REDIRECTS'],
    ['/silent', 'unreachable', null, '', 'ETIMEDOUT'],
    ['http://127.0.0.1:1/', 'unreachable', null, '', 'ECONNREFUSED'],
  ] as const)('%s is %s', async (path, verdict, status, title, detail) => {
    expect(await probe([path])).toMatchObject([{ verdict, status, title, detail, on: '2024-12-20' }]);
  });

  it('a name that does not exist is dead, an address of the internal network is never asked', async () => {
    const [none, inside, literal] = await probe([
      'http://no-such-host.invalid/',
      '/inside',
      'http://192.168.0.1/',
    ]);
    expect(none?.verdict === 'dead' || none?.detail === 'EAI_AGAIN').toBe(true);
    expect(inside).toMatchObject({ verdict: 'unreachable', detail: 'NOT_PUBLIC' });
    expect(literal).toMatchObject({ verdict: 'unreachable', detail: 'NOT_PUBLIC' });
    // Without a test's leave not even this machine itself.
    const [own] = await probe(['/page'], { transport: httpTransport() });
    expect(own).toMatchObject({ verdict: 'unreachable', detail: 'NOT_PUBLIC' });
  });

  it('another title than last time is a change; another body of a page is none, of a file is one', async () => {
    const earlier = (path: string, title: string): Record<string, UrlProbe> => ({
      [base + path]: {
        verdict: 'ok',
        on: '2024-11-01',
        status: 200,
        finalUrl: base + path,
        title,
        sha256: 'other',
        detail: '',
      },
    });
    expect(await probe(['/page'], { before: earlier('/page', '人事任免') })).toMatchObject([
      { verdict: 'changed', detail: 'title: 人事任免 → 政务公开 & 服务' },
    ]);
    expect(await probe(['/page'], { before: earlier('/page', '政务公开 & 服务') })).toMatchObject([
      { verdict: 'ok' },
    ]);
    expect(await probe(['/file'], { before: earlier('/file', '') })).toMatchObject([
      { verdict: 'changed', detail: 'content' },
    ]);
  });
});

describe('politeness', () => {
  it('asks a host one by one, with a pause; each URL once', async () => {
    await probe(['/page', '/gbk', '/page', '/zip']);
    expect(asked.map(({ path }) => path)).toEqual(['/page', '/gbk', '/zip']);
    expect(slept).toEqual([1000, 1000]);
  });
  it('waits as long as a busy server asks for', async () => {
    failures = 0;
    expect(await probe(['/busy'])).toMatchObject([{ verdict: 'ok', title: '终于' }]);
    expect(slept.filter((ms) => ms === 2000)).toHaveLength(2);
  });
  it('ends when it is told to', async () => {
    const stop = new AbortController();
    const run = probe(['/page', '/gbk', '/zip'], {
      signal: stop.signal,
      progress: () => stop.abort(),
    });
    await expect(run).rejects.toThrow(/abort/i);
  });
  it('leaves out what is no address', async () => {
    expect(await probe(['ftp://a.gov.cn/', 'www.a.gov.cn', 'https:///'])).toEqual([]);
  });
});

describe('public addresses', () => {
  it.each([
    ['8.8.8.8', true],
    ['202.106.0.20', true],
    ['2400:3200::1', true],
    ['127.0.0.1', false],
    ['10.1.2.3', false],
    ['172.31.0.1', false],
    ['172.32.0.1', true],
    ['192.168.1.1', false],
    ['100.64.0.1', false],
    ['169.254.169.254', false],
    ['0.0.0.0', false],
    ['::1', false],
    ['::ffff:10.0.0.1', false],
    ['fd00::1', false],
    ['fe80::1', false],
    ['not an address', false],
  ])('%s: %s', (address, expected) => expect(isPublicAddress(address)).toBe(expected));
});
