/** `dossier merge-reports FILE…`: puts together what several machines checked. */
import { OUTPUT_OPTIONS } from './check/output.js';
import type { CommandSpec } from './command.js';
import { MAX_WARNINGS_OPTION, PACK_OPTION } from './options.js';

export const mergeReports: CommandSpec = {
  name: 'merge-reports',
  arguments: [
    {
      syntax: '<files...>',
      summary: {
        zh: '各份的 JSON 报告（check --shard i/n --format json）',
        en: 'the JSON reports of all shares (check --shard i/n --format json)',
      },
    },
  ],
  summary: { zh: '合并分份检查的报告', en: 'put the reports of all shares together' },
  options: [PACK_OPTION, ...OUTPUT_OPTIONS, MAX_WARNINGS_OPTION],
  async run(context, args, options) {
    const { runMerge } = await import('./check/merge.js');
    return runMerge(context, args, options);
  },
};
