/** `dossier bulletin [folder]`: the office's report to all departments on how they stand, as a Word file. */
import type { CommandSpec } from './command.js';
import {
  ARCHIVES_OPTION,
  CACHE_OPTION,
  FOLDER_ARGUMENT,
  SCOPE_OPTIONS,
  TEMPLATES_OPTION,
} from './options.js';

export const bulletin: CommandSpec = {
  name: 'bulletin',
  arguments: [FOLDER_ARGUMENT],
  summary: {
    zh: '起草通报：各单位报送情况、与上次记入考核档案时的变化、存在的问题',
    en: 'draft the bulletin: how all departments stand, what has changed since the archive, what is wrong',
  },
  options: [
    ...SCOPE_OPTIONS,
    {
      flags: '-o, --out <file>',
      summary: {
        zh: '输出的 Word 文件（默认以题目和日期命名）',
        en: 'the Word file (default: its title and date)',
      },
    },
    ARCHIVES_OPTION,
    TEMPLATES_OPTION,
    CACHE_OPTION,
  ],
  async run(context, args, options) {
    const { runBulletin } = await import('./bulletin/run.js');
    return runBulletin(context, args, options);
  },
};
