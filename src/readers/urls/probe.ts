/**
 * Probes web addresses once, politely: one request at a time to a host, a pause between two, a few hosts side by side,
 * a limit on time and bytes, few retries. Public addresses only, after every redirect anew.
 */
import { createHash } from 'node:crypto';
import type { UrlProbe } from '../../model/urlrecord.js';
import { readPage } from './page.js';
import type { Answer, Transport } from './transport.js';
import { verdictOf, verdictOfError } from './verdict.js';

export interface ProbeOptions {
  transport: Transport;
  /** ISO date that goes into the record. */
  on: string;
  /** What earlier runs recorded, by URL. */
  before: Readonly<Record<string, UrlProbe>>;
  /** Milliseconds between two requests to a host. */
  pause: number;
  /** Milliseconds for one request. */
  timeout: number;
  signal?: AbortSignal;
  /** Waits; injected so that tests need not. */
  sleep(milliseconds: number): Promise<void>;
  /** After each URL. */
  progress?(done: number, total: number): void;
}

export const PROBE_LIMITS = {
  /** Hosts that are asked side by side. */
  hosts: 8,
  redirects: 6,
  retries: 2,
  /** Of a page: its title stands at the beginning. */
  bytes: 512 * 1024,
  /** Seconds: a server that asks for more is asked no more in this run. */
  retryAfter: 30,
} as const;

/** @returns by URL as given; addresses that are none are left out (catalogue/url-malformed speaks of them) */
export async function probeUrls(
  urls: readonly string[],
  options: ProbeOptions,
): Promise<Map<string, UrlProbe>> {
  const probes = new Map<string, UrlProbe>();
  const byHost = new Map<string, string[]>();
  for (const url of new Set(urls)) {
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) continue;
    const { host } = new URL(url);
    byHost.set(host, [...(byHost.get(host) ?? []), url]);
  }
  const total = [...byHost.values()].reduce((sum, of) => sum + of.length, 0);
  const gate = new HostGate(options);
  const waiting = byHost.values();
  const lane = async () => {
    for (const same of waiting) {
      for (const url of same) {
        options.signal?.throwIfAborted();
        probes.set(url, await probeOne(url, gate, options));
        options.progress?.(probes.size, total);
      }
    }
  };
  await Promise.all(Array.from({ length: PROBE_LIMITS.hosts }, lane));
  return probes;
}

/** One request at a time to a host, and a pause after each, wherever it came from: redirects lead across hosts. */
class HostGate {
  readonly #options: ProbeOptions;
  readonly #last = new Map<string, Promise<unknown>>();

  constructor(options: ProbeOptions) {
    this.#options = options;
  }

  ask(url: URL): Promise<Answer> {
    const { transport, timeout, pause, signal, sleep } = this.#options;
    const limits = { milliseconds: timeout, bytes: PROBE_LIMITS.bytes, ...(signal ? { signal } : {}) };
    const before = this.#last.get(url.host);
    const answer = (async () => {
      if (before) {
        // What became of the request before is told to whom it belongs.
        await before.catch(() => undefined);
        await sleep(pause);
      }
      return transport(url, limits);
    })();
    this.#last.set(url.host, answer);
    return answer;
  }
}

async function probeOne(url: string, gate: HostGate, options: ProbeOptions): Promise<UrlProbe> {
  const probe = { on: options.on, status: null, finalUrl: url, title: '', sha256: '' };
  try {
    const { answer, finalUrl } = await followed(url, gate, options);
    const page = readPage(answer.body, answer.contentType);
    const sha256 = answer.body.length === 0 ? '' : createHash('sha256').update(answer.body).digest('hex');
    const outcome = { status: answer.status, finalUrl, page, sha256 };
    const { verdict, detail } = verdictOf(url, outcome, options.before[url]);
    return { verdict, on: options.on, status: answer.status, finalUrl, title: page.title, sha256, detail };
  } catch (error) {
    if (options.signal?.aborted) throw error;
    const code = codeOf(error);
    return { ...probe, verdict: verdictOfError(code), detail: code };
  }
}

async function followed(
  url: string,
  gate: HostGate,
  options: ProbeOptions,
): Promise<{ answer: Answer; finalUrl: string }> {
  let at = new URL(url);
  for (let hop = 0; hop <= PROBE_LIMITS.redirects; hop++) {
    const answer = await insisted(at, gate, options);
    const redirect = answer.status >= 300 && answer.status < 400 && answer.location !== null;
    if (!redirect) return { answer, finalUrl: at.href };
    const next = URL.canParse(answer.location ?? '', at.href) ? new URL(answer.location ?? '', at) : null;
    if (next === null || !/^https?:$/.test(next.protocol)) throw failure('BAD_REDIRECT');
    at = next;
  }
  throw failure('TOO_MANY_REDIRECTS');
}

/** Asks again where the failure may pass: no answer, or the server says that it is busy. */
async function insisted(url: URL, gate: HostGate, options: ProbeOptions): Promise<Answer> {
  for (let attempt = 0; ; attempt++) {
    const last = attempt === PROBE_LIMITS.retries;
    try {
      const answer = await gate.ask(url);
      const busy = answer.status === 429 || answer.status >= 500;
      const wait = answer.retryAfter ?? 2 ** (attempt + 1);
      if (!busy || last || wait > PROBE_LIMITS.retryAfter) return answer;
      await options.sleep(wait * 1000);
    } catch (error) {
      if (last || options.signal?.aborted || !PASSING.has(codeOf(error))) throw error;
      await options.sleep(2 ** (attempt + 1) * 1000);
    }
  }
}

const PASSING = new Set(['ETIMEDOUT', 'ECONNRESET', 'ECONNREFUSED', 'EAI_AGAIN', 'EPIPE', 'ENETUNREACH']);

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
