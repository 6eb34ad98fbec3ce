/** One request, one answer: the only place of the whole tool that opens a connection. */
import { type IncomingMessage, request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { isIP } from 'node:net';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { guardedLookup, isPublicAddress, notPublic } from './public.js';

export interface Answer {
  status: number;
  /** Target of a redirect as the server wrote it, else null. */
  location: string | null;
  /** Lower case; '' if not given. */
  contentType: string;
  /** Seconds that the server asks to wait, else null. */
  retryAfter: number | null;
  /** Unpacked; at most as long as asked for. */
  body: Uint8Array;
}

export interface RequestLimits {
  /** For the whole answer. */
  milliseconds: number;
  /** Of the body: what is longer is cut off. */
  bytes: number;
  signal?: AbortSignal;
}

/** @throws a system error; its code says why no answer came (ENOTFOUND, ETIMEDOUT, NOT_PUBLIC …) */
export type Transport = (url: URL, limits: RequestLimits) => Promise<Answer>;

const HEADERS = {
  'user-agent': 'Mozilla/5.0 (compatible; dossier link check; one request per page)',
  accept: 'text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8',
  'accept-language': 'zh-CN,zh;q=0.9,en;q=0.5',
  'accept-encoding': 'gzip, deflate, br',
};

/** @param allowed which addresses may be connected to; public ones unless a test says otherwise */
export function httpTransport(allowed: (address: string) => boolean = isPublicAddress): Transport {
  const lookup = guardedLookup(allowed);
  return (url, { milliseconds, bytes, signal }) =>
    new Promise((done, failed) => {
      const host = url.hostname.replace(/^\[|\]$/g, '');
      // An address instead of a name is never looked up.
      if (isIP(host) !== 0 && !allowed(host)) return failed(notPublic(host));
      const send = url.protocol === 'https:' ? secure : plain;
      const request = send(url, { headers: HEADERS, lookup, agent: false, ...(signal ? { signal } : {}) });
      const timer = setTimeout(() => {
        request.destroy(Object.assign(new Error(`no answer in ${milliseconds} ms`), { code: 'ETIMEDOUT' }));
      }, milliseconds);
      const end = (act: () => void) => {
        clearTimeout(timer);
        act();
      };
      request.on('error', (error) => end(() => failed(error)));
      request.on('response', (response) => {
        readBody(response, bytes).then(
          (body) => end(() => done({ ...headOf(response), body })),
          (error: unknown) => end(() => failed(error)),
        );
      });
      request.end();
    });
}

function headOf(response: IncomingMessage): Omit<Answer, 'body'> {
  const seconds = Number(response.headers['retry-after']);
  return {
    status: response.statusCode ?? 0,
    location: response.headers.location ?? null,
    contentType: (response.headers['content-type'] ?? '').toLowerCase(),
    retryAfter: Number.isFinite(seconds) && seconds > 0 ? seconds : null,
  };
}

async function readBody(response: IncomingMessage, bytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    // Leaving the loop closes the connection: a video behind a URL is not fetched whole.
    if (length >= bytes) break;
  }
  const packed = Buffer.concat(chunks).subarray(0, bytes);
  return unpacked(packed, response.headers['content-encoding'] ?? '', bytes);
}

/** What was cut off in the middle is unpacked as far as it goes; a body that unpacks to more than `bytes` is cut. */
function unpacked(packed: Buffer, encoding: string, bytes: number): Uint8Array {
  const unpack = { gzip: gunzipSync, 'x-gzip': gunzipSync, deflate: inflateSync, br: brotliDecompressSync }[
    encoding.trim().toLowerCase()
  ];
  if (!unpack || packed.length === 0) return packed;
  try {
    // 2 = Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH is 1: an end that is missing is no error.
    const finishFlush = encoding === 'br' ? 1 : 2;
    return unpack(packed, { finishFlush, maxOutputLength: bytes * 20 }).subarray(0, bytes);
  } catch (cause) {
    throw Object.assign(new Error('the answer cannot be unpacked', { cause }), { code: 'BAD_ENCODING' });
  }
}
