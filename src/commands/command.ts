/** What a command is. Commands compose the rooms and return text; the cli alone prints and exits. */
import type { DossierError } from '../model/error.js';
import type { Lang, Localised } from '../model/lang.js';
import type { Style } from '../reporters/index.js';

export interface Context {
  /** Absolute path that relative arguments are resolved against. */
  cwd: string;
  lang: Lang;
  tool: { name: string; version: string };
  /** Today, ISO, from the clock; commands use it only where `--as-of` says nothing. */
  today: string;
  style(kind: Style, text: string): string;
  /** Wraps text in a link where standard output is a terminal that has them. @param target URL */
  link?(target: string, text: string): string;
  /** Half-width characters in a line of the terminal that shows standard output; none where nobody watches it. */
  width?: number;
  /** A line about what is going on, for a person who waits. */
  progress(line: Localised): void;
  /** Tells a person something at once, on standard error: what is done by then, whatever comes after. */
  say?(text: string): void;
  /** Shows a report on standard output before the command ends, in place of the one before where a terminal shows it. */
  page?(text: string): void;
  /** The words of an error that does not end the run. */
  failure?(error: DossierError): string;
  /** Absolute path of the user's folder for what can be made again; none where the system names none. */
  cacheHome?: string;
  /** The user's environment, for a program that is started; none where nothing may be. */
  env?: Readonly<Record<string, string | undefined>>;
  signal?: AbortSignal;
}

export interface Result {
  code: 0 | 1 | 2;
  /** For standard output, line feed included. */
  out: string;
  /** For a person, on standard error. */
  note?: string;
}

export interface OptionSpec {
  /** As commander reads them: "--unit <list>". */
  flags: string;
  summary: Localised;
  choices?: readonly string[];
}

export interface CommandSpec {
  name: string;
  /** As commander reads them: "[folder]". */
  arguments: { syntax: string; summary: Localised }[];
  summary: Localised;
  options: OptionSpec[];
  run(context: Context, args: Arguments, options: Options): Promise<Result>;
}

/** Positional arguments; a variadic one comes as an array. */
export type Arguments = (string | string[] | undefined)[];

/** Option values as commander leaves them: camel-cased names. */
export type Options = Readonly<Record<string, string | boolean | undefined>>;

export function textOption(options: Options, name: string): string | null {
  const value = options[name];
  return typeof value === 'string' ? value : null;
}
