/** `dossier urls [folder]`: probes the catalogues' URLs once, into a record that `check` and `build` read. */
import type { CommandSpec } from './command.js';
import { FOLDER_ARGUMENT, SCOPE_OPTIONS } from './options.js';

export const urls: CommandSpec = {
  name: 'urls',
  arguments: [FOLDER_ARGUMENT],
  summary: {
    zh: '逐一访问目录中的网址，记录能否打开',
    en: 'probe the URLs of the catalogues into a dated record',
  },
  options: [
    ...SCOPE_OPTIONS,
    {
      flags: '--pause <seconds>',
      summary: {
        zh: '对同一网站两次访问的间隔（默认 1 秒）',
        en: 'between two requests to a host (default 1)',
      },
    },
    {
      flags: '--timeout <seconds>',
      summary: { zh: '每次访问最多等待（默认 20 秒）', en: 'to wait for an answer (default 20)' },
    },
    {
      flags: '--fresh <days>',
      summary: {
        zh: '最近几天内已核验为可打开的不再访问（默认 0，即全部访问）',
        en: 'leave out what opened in the last days (default 0: probe all)',
      },
    },
    {
      flags: '--format <format>',
      summary: { zh: '输出格式', en: 'output format' },
      choices: ['text', 'json'],
    },
  ],
  async run(context, args, options) {
    const { runUrls } = await import('./urls/run.js');
    return runUrls(context, args, options);
  },
};
