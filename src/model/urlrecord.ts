/** What `dossier urls` found, kept in the folder; `check` and `build` read it and never touch the network. */

/**
 * `ok` it opens; `dead` the server says that it is gone (404, 410) or its name does not exist; `blocked` the server
 * refuses this client (401, 403, 412, 429, a challenge page): a browser may open it; `unreachable` no answer from
 * here (time-out, refused, TLS): other networks may reach it; `changed` it opens, but another page than recorded
 * before (moved to the home page, other title).
 */
export type UrlVerdict = 'ok' | 'dead' | 'blocked' | 'unreachable' | 'changed';

export interface UrlProbe {
  verdict: UrlVerdict;
  /** ISO date of the probe. */
  on: string;
  /** HTTP status of the last answer; null where none came. */
  status: number | null;
  /** Where redirects ended. */
  finalUrl: string;
  /** <title> of the page; '' if it has none or is no page. */
  title: string;
  /** Hex, of the body as far as it was read; '' where there was none. */
  sha256: string;
  /** The system's or protocol's word for what went wrong; '' if nothing did. */
  detail: string;
}

export interface UrlRecord {
  tool: string;
  /** ISO date of the last run. */
  on: string;
  /** By URL as it stands in the catalogues. */
  probes: Record<string, UrlProbe>;
}

/** Name of the record, in the folder that was probed. */
export const URL_RECORD_FILE = 'dossier-urls.json';
