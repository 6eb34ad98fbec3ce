/** The formats of a report, named once: help, options and types derive from this map. */
import type { Report } from '../model/finding.js';
import type { Lang } from '../model/lang.js';
import { json } from './json.js';
import { text } from './text.js';

export interface ReporterOptions {
  lang: Lang;
  /** Wraps text in a style; the identity where the terminal has no colour. */
  style(kind: Style, text: string): string;
  /** Absolute path of the folder that was checked, as shown to the reader. */
  folder: string;
}

export type Style = 'error' | 'warning' | 'info' | 'unverified' | 'good' | 'strong' | 'faint';

/** Pure: a report in, text out. Ends in a line feed. */
export type Reporter = (report: Report, options: ReporterOptions) => string;

export const reporters = { text, json } satisfies Record<string, Reporter>;

export type ReporterName = keyof typeof reporters;
