/** What a well-formed web address is, as far as its text tells. Pure. */

export type AddressKind = 'official' | 'unofficial' | 'short-link' | 'private';

/** Services whose addresses hide where they lead, and stop when the service does. */
const SHORTENERS = new Set([
  't.cn',
  'url.cn',
  'dwz.cn',
  'dwz.mk',
  'suo.im',
  'suo.nz',
  'mrw.so',
  't.im',
  'sourl.cn',
  'u.nu',
  'rrd.me',
  'c.mtw.so',
  'bit.ly',
  'tinyurl.com',
  't.co',
  'goo.gl',
  'is.gd',
]);

/** Addresses and names of an internal network (RFC 1918, 3927, 6762, 4193): nobody outside can open them. */
const PRIVATE =
  /^(?:localhost|.*\.(?:local|lan|internal|intranet|localdomain)|0\.0\.0\.0|127\.[\d.]+|10\.[\d.]+|192\.168\.[\d.]+|172\.(?:1[6-9]|2\d|3[01])\.[\d.]+|169\.254\.[\d.]+|\[(?:::1?|f[cd][\da-f]{2}:.*|fe80:.*)\])$/;

/**
 * @param url an http or https address
 * @param official domains; each covers its subdomains
 * @returns null where it is no address that a browser opens
 */
export function addressKind(url: string, official: readonly string[]): AddressKind | null {
  if (!URL.canParse(url) || !/^https?:/i.test(url)) return null;
  const host = new URL(url).hostname.replace(/\.$/, '').toLowerCase();
  if (PRIVATE.test(host)) return 'private';
  if (SHORTENERS.has(host)) return 'short-link';
  const covered = official.some((domain) => host === domain || host.endsWith(`.${domain}`));
  return covered ? 'official' : 'unofficial';
}

export function isPlainHttp(url: string): boolean {
  return /^http:/i.test(url);
}

/** Addresses that differ only by what a browser drops or adds are the same page. */
export function sameKey(url: string): string | null {
  // `http:/x` parses as well; url-malformed speaks of it.
  if (!/^https?:\/\/[^/\\]/i.test(url) || !URL.canParse(url)) return null;
  const { host, pathname, search, hash } = new URL(url);
  // #/list/3 is the page in many newer sites, #top is not.
  const route = /^#!?\//.test(hash) ? hash : '';
  return `${host.replace(/^www\./, '')}${pathname.replace(/\/+$/, '')}${search}${route}`;
}

/** The front page of a site: many units rightly name it. */
export function isFrontPage(url: string): boolean {
  const { pathname, search, hash } = new URL(url);
  return /^\/(?:index\.\w+)?$/i.test(pathname) && search === '' && !/^#!?\//.test(hash);
}
