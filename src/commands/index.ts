/** The commands, one line each: help, options and types derive from this list. */
import { build } from './build.js';
import { check } from './check.js';
import type { CommandSpec } from './command.js';
import { count } from './count.js';
import { explain } from './explain.js';
import { form } from './form.js';
import { init } from './init.js';
import { list } from './list.js';
import { mergeReports } from './merge-reports.js';
import { rules } from './rules.js';
import { show } from './show.js';
import { status } from './status.js';
import { urls } from './urls.js';
import { verify } from './verify.js';

export const commands: readonly CommandSpec[] = [
  init,
  list,
  show,
  count,
  form,
  check,
  mergeReports,
  rules,
  explain,
  build,
  verify,
  status,
  urls,
];

export type { Style } from '../reporters/index.js';
export type { CommandSpec, Context, Result } from './command.js';
