/** `dossier archive [folder]`: records in each department's performance archive what it has delivered by now. */
import type { CommandSpec } from './command.js';
import {
  ARCHIVES_OPTION,
  CACHE_OPTION,
  FOLDER_ARGUMENT,
  SCOPE_OPTIONS,
  TEMPLATES_OPTION,
} from './options.js';

export const archive: CommandSpec = {
  name: 'archive',
  arguments: [FOLDER_ARGUMENT],
  summary: {
    zh: '记入考核档案：各单位报送了什么、何时、结果如何；可打印',
    en: "record in each department's archive what it delivered, when and with which result; print it",
  },
  options: [
    ...SCOPE_OPTIONS,
    ARCHIVES_OPTION,
    {
      flags: '--print <folder>',
      summary: {
        zh: '把各单位的档案打印成 Word 文件，放入该文件夹',
        en: 'print the archives as Word files into this folder',
      },
    },
    {
      flags: '--verify',
      summary: {
        zh: '只核对档案是否被改动，不记录',
        en: 'only prove that nothing was altered; records nothing',
      },
    },
    TEMPLATES_OPTION,
    CACHE_OPTION,
  ],
  async run(context, args, options) {
    const { runArchive } = await import('./archive/run.js');
    return runArchive(context, args, options);
  },
};
