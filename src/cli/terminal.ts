/** What the terminal can do, told from `--color`, its environment and whether it is one. */
import { Chalk, type ChalkInstance } from 'chalk';
import type { Style } from '../commands/index.js';
import type { Io } from './main.js';

const LOOK: Record<Style, (chalk: ChalkInstance, text: string) => string> = {
  error: (chalk, text) => chalk.red(text),
  warning: (chalk, text) => chalk.yellow(text),
  info: (chalk, text) => chalk.blue(text),
  unverified: (chalk, text) => chalk.magenta(text),
  good: (chalk, text) => chalk.green(text),
  strong: (chalk, text) => chalk.bold(text),
  faint: (chalk, text) => chalk.dim(text),
};

type Terminal = Pick<Io, 'env' | 'screen'>;

/** `--color` before FORCE_COLOR before NO_COLOR (no-color.org) before what the terminal is; chalk knows no NO_COLOR. */
function hasColour(color: 'always' | 'never' | undefined, { env, screen }: Terminal): boolean {
  if (color !== undefined) return color === 'always';
  if (env.FORCE_COLOR !== undefined) return !/^(?:0|false)$/.test(env.FORCE_COLOR);
  if (env.NO_COLOR) return false;
  return screen !== null && env.TERM !== 'dumb';
}

/** @param color what `--color` said; undefined = as the terminal is */
export function styler(
  color: 'always' | 'never' | undefined,
  terminal: Terminal,
): (kind: Style, text: string) => string {
  const chalk = new Chalk({ level: hasColour(color, terminal) ? 1 : 0 });
  return (kind, text) => LOOK[kind](chalk, text);
}

/**
 * Whether OSC 8 links work: only where the terminal is known to have them, as others print the address as rubbish.
 * VTE before 0.50 is said to crash on them.
 */
export function hasLinks({ env, screen }: Terminal): boolean {
  if (env.FORCE_HYPERLINK !== undefined) return !/^(?:0|false|)$/.test(env.FORCE_HYPERLINK);
  if (screen === null || env.CI || env.TERM === 'dumb') return false;
  // tmux and screen pass them on only if they are told to.
  if (env.TMUX || /^(?:screen|tmux)/.test(env.TERM ?? '')) return false;
  return (
    /^(?:iTerm\.app|WezTerm|vscode|ghostty|Hyper)$/.test(env.TERM_PROGRAM ?? '') ||
    Number(env.VTE_VERSION ?? 0) >= 5000 ||
    Boolean(env.WT_SESSION) ||
    Boolean(env.KONSOLE_VERSION) ||
    /^xterm-kitty$/.test(env.TERM ?? '')
  );
}

/** Wraps text in a link where the terminal has links. */
export function linker(terminal: Terminal): (target: string, text: string) => string {
  if (!hasLinks(terminal)) return (_, text) => text;
  return (target, text) => `\u001b]8;;${target}\u0007${text}\u001b]8;;\u0007`;
}
