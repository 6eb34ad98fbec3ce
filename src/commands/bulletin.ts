/** `dossier bulletin [folder]`: the office's report to all departments on how they stand, as a Word file. */
import type { CommandSpec } from './command.js';
import { CACHE_OPTION, FOLDER_ARGUMENT, SCOPE_OPTIONS } from './options.js';

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
    {
      flags: '--archives <folder>',
      summary: {
        zh: '考核档案所在的文件夹（默认为申报材料文件夹旁的“考核档案”）',
        en: 'folder of the archives (default: 考核档案 beside the evidence folder)',
      },
    },
    {
      flags: '--templates <folder>',
      summary: { zh: '自定模板所在的文件夹', en: 'folder with templates of your own' },
    },
    CACHE_OPTION,
  ],
  async run(context, args, options) {
    const { runBulletin } = await import('./bulletin/run.js');
    return runBulletin(context, args, options);
  },
};
