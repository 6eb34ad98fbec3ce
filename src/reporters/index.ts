/** The formats of a report, named once: help, options and types derive from this map. */
import type { Report } from '../model/finding.js';
import type { Lang } from '../model/lang.js';
import { github } from './github.js';
import { html } from './html.js';
import { json } from './json.js';
import { junit } from './junit.js';
import { markdown } from './markdown.js';
import { sarif } from './sarif.js';
import { text } from './text.js';

export { escapeMarkdown } from './markdown.js';

export interface ReporterOptions {
  lang: Lang;
  /** Wraps text in a style; the identity where the terminal has no colour. */
  style(kind: Style, text: string): string;
  /** Absolute path of the folder that was checked, as shown to the reader. */
  folder: string;
  /**
   * The same from where the program was started, with `/`: what a platform that knows the checkout reads paths from.
   * '' where it is that place itself, or lies outside of it.
   */
  base?: string;
  /** Half-width characters that a line has room for; lines are not broken without it. */
  width?: number;
  /** What the JSON of a share of a check says besides, for whoever puts the shares together. */
  shard?: object;
  /** Wraps text in a link to a file, where the terminal has links. @param path inventory path */
  link?(path: string, text: string): string;
}

export type Style = 'error' | 'warning' | 'info' | 'unverified' | 'good' | 'strong' | 'faint';

/** Pure: a report in, text out, which ends in a line feed, or the bytes of a file. */
export type Reporter = (report: Report, options: ReporterOptions) => string | Promise<Uint8Array>;

/** Loaded when asked for: the library that writes sheets is large. */
const xlsx = async (report: Report, options: ReporterOptions): Promise<Uint8Array> => {
  const { rectificationList } = await import('../workbook/index.js');
  return rectificationList(report, options.lang);
};

export const reporters = {
  text,
  json,
  sarif,
  junit,
  github,
  markdown,
  html,
  xlsx,
} satisfies Record<string, Reporter>;

export type ReporterName = keyof typeof reporters;

/** Bytes, which neither a terminal nor a pipe of Windows carries unharmed: they go into a file. */
export const BINARY: ReadonlySet<ReporterName> = new Set(['xlsx']);
