/** How a check is run, as opposed to what it looks at: none of these changes a finding. */
import { DossierError } from '../../model/error.js';
import { type OptionSpec, type Options, textOption } from '../command.js';
import { CACHE_OPTION } from '../options.js';

export const RUN_OPTIONS: OptionSpec[] = [
  CACHE_OPTION,
  {
    flags: '--shard <i/n>',
    summary: {
      zh: '只检查 n 份中的第 i 份；各份用 --format json 输出后由 merge-reports 合并',
      en: 'check the i-th of n shares only; write each with --format json, put them together with merge-reports',
    },
  },
  {
    flags: '--watch',
    summary: {
      zh: '文件有变动就重新检查，按 Ctrl+C 结束',
      en: 'check again whenever a file changes; Ctrl+C ends it',
    },
  },
];

export interface ShardOption {
  /** From 1. */
  index: number;
  of: number;
}

/** @throws DossierError (usage) where it is no share of a number of shares */
export function shardOption(options: Options): ShardOption | null {
  const text = textOption(options, 'shard');
  if (text === null) return null;
  const [index, of] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text)?.slice(1) ?? []).map(Number);
  if (index === undefined || of === undefined || index < 1 || index > of) {
    throw new DossierError('usage', {
      zh: `--shard 应写成 2/4（4 份中的第 2 份），不能写“${text}”。`,
      en: `--shard is written 2/4 (the second of four shares), not "${text}".`,
    });
  }
  return { index, of };
}

/** @throws DossierError (usage) with what can't be watched */
export function watchOption(options: Options): boolean {
  if (options.watch !== true) return false;
  const other = options.fix === true ? '--fix' : options.shard === undefined ? null : '--shard';
  if (other === null) return true;
  throw new DossierError('usage', {
    zh: `--watch 不能与 ${other} 同用。`,
    en: `--watch does not go with ${other}.`,
  });
}
