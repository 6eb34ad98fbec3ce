/** `dossier verify OUT`: a built dossier against its manifest and itself. */
import type { CommandSpec } from './command.js';
import { PACK_OPTION } from './options.js';

export const verify: CommandSpec = {
  name: 'verify',
  arguments: [
    {
      syntax: '<dossier>',
      summary: { zh: '卷宗文件夹（dossier build 的输出）', en: 'the folder that dossier build made' },
    },
  ],
  summary: {
    zh: '核验卷宗：有无改动、缺失、多余，页码是否一致',
    en: 'prove a dossier: what was altered, is missing or was added',
  },
  options: [
    {
      flags: '--evidence <folder>',
      summary: {
        zh: '同时比对申报材料文件夹：装订后有无改动、缺失、新增',
        en: 'compare the evidence folder too: what changed since it was bound',
      },
    },
    PACK_OPTION,
    {
      flags: '--seal <code>',
      summary: {
        zh: '比对移交时记下的核验码，证明清单未被改动',
        en: 'the seal that was noted when it was handed over: proves the manifest',
      },
    },
    {
      flags: '--format <format>',
      summary: { zh: '输出格式', en: 'output format' },
      choices: ['text', 'json'],
    },
  ],
  async run(context, args, options) {
    const { runVerify } = await import('./verify/run.js');
    return runVerify(context, args, options);
  },
};
