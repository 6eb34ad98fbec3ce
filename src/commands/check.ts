/** `dossier check [folder]`: all rules over what a folder holds. */

import { RUN_OPTIONS } from './check/options.js';
import { OUTPUT_OPTIONS } from './check/output.js';
import type { CommandSpec, OptionSpec } from './command.js';
import { FOLDER_ARGUMENT, MAX_WARNINGS_OPTION, SCOPE_OPTIONS } from './options.js';

const FIX_OPTIONS: OptionSpec[] = [
  {
    flags: '--fix',
    summary: {
      zh: '先改正有把握的文件名（不删除、不覆盖、不改内容），再检查',
      en: 'mend names that are certain first (nothing is deleted, overwritten or edited), then check',
    },
  },
  {
    flags: '--dry-run',
    summary: { zh: '与 --fix 同用：只列出要改的名称，不改', en: 'with --fix: show the renames, make none' },
  },
];

export const check: CommandSpec = {
  name: 'check',
  arguments: [FOLDER_ARGUMENT],
  summary: { zh: '检查申报材料', en: 'check an evidence folder' },
  options: [
    ...SCOPE_OPTIONS,
    ...OUTPUT_OPTIONS,
    ...FIX_OPTIONS,
    ...RUN_OPTIONS,
    { flags: '--rule <list>', summary: { zh: '只运行这些规则', en: 'these rules only' } },
    MAX_WARNINGS_OPTION,
  ],
  async run(context, args, options) {
    const { runCheck } = await import('./check/run.js');
    return runCheck(context, args, options);
  },
};
