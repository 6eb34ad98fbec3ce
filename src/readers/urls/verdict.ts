/** From what came back to a verdict. Pure. */
import type { UrlProbe, UrlVerdict } from '../../model/urlrecord.js';
import type { Page } from './page.js';

/** The server refuses this client, a browser may be let in. 412 and 521: common firewalls' answer without a script. */
const REFUSED = new Set([401, 403, 405, 406, 407, 412, 418, 429, 451, 503, 521]);

export interface Outcome {
  status: number;
  finalUrl: string;
  page: Page;
  sha256: string;
}

/**
 * @param asked the URL of the catalogue
 * @param before what the last run recorded of it, if anything
 */
export function verdictOf(
  asked: string,
  outcome: Outcome,
  before: UrlProbe | undefined,
): { verdict: UrlVerdict; detail: string } {
  const { status, page, finalUrl, sha256 } = outcome;
  if (status === 404 || status === 410) return { verdict: 'dead', detail: `HTTP ${status}` };
  if (REFUSED.has(status)) return { verdict: 'blocked', detail: `HTTP ${status}` };
  if (status >= 300) return { verdict: 'unreachable', detail: `HTTP ${status}` };
  if (page.challenge) return { verdict: 'blocked', detail: 'challenge page' };
  if (page.gone) return { verdict: 'dead', detail: page.title };
  if (isHome(finalUrl) && !isHome(asked))
    return { verdict: 'changed', detail: 'redirected to the home page' };
  if (before && ['ok', 'changed'].includes(before.verdict) && before.sha256 !== '') {
    // Pages carry counters and dates: of a page the title must differ, of a file its bytes.
    if (page.title !== '' && before.title !== '' && page.title !== before.title)
      return { verdict: 'changed', detail: `title: ${before.title} → ${page.title}` };
    if (page.title === '' && before.title === '' && sha256 !== before.sha256)
      return { verdict: 'changed', detail: 'content' };
  }
  return { verdict: 'ok', detail: '' };
}

/** Codes of an error that say: there is no such name. */
const NO_NAME = new Set(['ENOTFOUND', 'ENODATA']);

export function verdictOfError(code: string): UrlVerdict {
  return NO_NAME.has(code) ? 'dead' : 'unreachable';
}

function isHome(address: string): boolean {
  const { pathname, search, hash } = new URL(address);
  return /^\/(?:index\.\w+|default\.\w+|home)?$/i.test(pathname) && search === '' && hash.length <= 2;
}
