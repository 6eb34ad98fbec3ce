/** How a check is run, as opposed to what it looks at: none of these changes a finding. */
import type { OptionSpec } from '../command.js';

export const RUN_OPTIONS: OptionSpec[] = [
  {
    flags: '--cache [dir]',
    summary: {
      zh: '没有改动的部分沿用上次的结果；可指定存放的文件夹（默认在用户的缓存文件夹）',
      en: "take unchanged parts from the last run; kept in this folder (default: in the user's cache folder)",
    },
  },
];
