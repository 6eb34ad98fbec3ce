/** `dossier status [folder]`: who has delivered what, and what is due when. */
import type { CommandSpec } from './command.js';
import { CACHE_OPTION, FOLDER_ARGUMENT, SCOPE_OPTIONS } from './options.js';

export const status: CommandSpec = {
  name: 'status',
  arguments: [FOLDER_ARGUMENT],
  summary: {
    zh: '查看各单位报送进度、工作阶段和期限',
    en: 'who has delivered what, with stages and deadlines',
  },
  options: [
    ...SCOPE_OPTIONS,
    {
      flags: '--format <format>',
      summary: { zh: '输出格式', en: 'output format' },
      choices: ['text', 'json'],
    },
    { flags: '--output <file>', summary: { zh: '把结果写入文件', en: 'write the result to a file' } },
    CACHE_OPTION,
  ],
  async run(context, args, options) {
    const { runStatus } = await import('./status/run.js');
    return runStatus(context, args, options);
  },
};
