/** `dossier count FILE…`: 字数 as Word shows it. */
import type { CommandSpec } from './command.js';

export const count: CommandSpec = {
  name: 'count',
  arguments: [
    { syntax: '<files...>', summary: { zh: 'Word 文档，可用通配符', en: 'Word documents; patterns work' } },
  ],
  summary: { zh: '按 Word 状态栏口径统计字数', en: "count 字 as Word's status bar does" },
  options: [
    {
      flags: '--format <format>',
      summary: { zh: '输出格式', en: 'output format' },
      choices: ['text', 'json'],
    },
  ],
  async run(context, args, options) {
    const { runCount } = await import('./count/run.js');
    return runCount(context, args, options);
  },
};
