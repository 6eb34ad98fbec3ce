/** Colour where the terminal has it: `--color`, NO_COLOR and pipes are chalk's to judge. */
import { Chalk, type ChalkInstance } from 'chalk';
import type { Style } from '../commands/index.js';

const LOOK: Record<Style, (chalk: ChalkInstance, text: string) => string> = {
  error: (chalk, text) => chalk.red(text),
  warning: (chalk, text) => chalk.yellow(text),
  info: (chalk, text) => chalk.blue(text),
  unverified: (chalk, text) => chalk.magenta(text),
  good: (chalk, text) => chalk.green(text),
  strong: (chalk, text) => chalk.bold(text),
  faint: (chalk, text) => chalk.dim(text),
};

/** @param color what `--color` said; undefined = as the terminal is */
export function styler(color: 'always' | 'never' | undefined): (kind: Style, text: string) => string {
  const chalk = color === undefined ? new Chalk() : new Chalk({ level: color === 'always' ? 1 : 0 });
  return (kind, text) => LOOK[kind](chalk, text);
}
