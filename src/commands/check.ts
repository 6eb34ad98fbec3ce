/** `dossier check [folder]`: all rules over what a folder holds. */
import { OUTPUT_OPTIONS } from './check/output.js';
import type { CommandSpec } from './command.js';
import { FOLDER_ARGUMENT, SCOPE_OPTIONS } from './options.js';

export const check: CommandSpec = {
  name: 'check',
  arguments: [FOLDER_ARGUMENT],
  summary: { zh: '检查申报材料', en: 'check an evidence folder' },
  options: [
    ...SCOPE_OPTIONS,
    ...OUTPUT_OPTIONS,
    { flags: '--rule <list>', summary: { zh: '只运行这些规则', en: 'these rules only' } },
    {
      flags: '--max-warnings <n>',
      summary: { zh: '警告多于 n 条时退出码为 1', en: 'exit with 1 if there are more warnings' },
    },
  ],
  async run(context, args, options) {
    const { runCheck } = await import('./check/run.js');
    return runCheck(context, args, options);
  },
};
