/** `dossier build [folder] -o OUT`: the dossier. */
import type { CommandSpec } from './command.js';
import { CACHE_OPTION, FOLDER_ARGUMENT, SCOPE_OPTIONS } from './options.js';

export const build: CommandSpec = {
  name: 'build',
  arguments: [FOLDER_ARGUMENT],
  summary: { zh: '编排装订成卷：PDF、Excel 总目和清单', en: 'build the dossier: PDF, workbook and manifest' },
  options: [
    ...SCOPE_OPTIONS,
    {
      flags: '-o, --out <folder>',
      summary: { zh: '输出文件夹（默认 卷宗）', en: 'output folder (default: 卷宗)' },
    },
    {
      flags: '--draft',
      summary: {
        zh: '有错误也生成草稿：每页标“草稿”字样，并列出缺项和问题',
        en: 'build in spite of errors: every page says 草稿, the gaps are listed',
      },
    },
    {
      flags: '--split <how>',
      summary: {
        zh: '分卷：none、chapter、pages:800 或 size:200MB',
        en: 'volumes: none, chapter, pages:800 or size:200MB',
      },
    },
    {
      flags: '--numbering <how>',
      summary: {
        zh: '页码：每卷从 1 起，或各卷连续',
        en: 'page numbers: from 1 in each volume, or running on',
      },
      choices: ['volume', 'continuous'],
    },
    {
      flags: '--duplex',
      summary: {
        zh: '双面打印：各部分、各单元从右页（单数页）开始',
        en: 'for printing on both sides: parts and units start on right-hand pages',
      },
    },
    {
      flags: '--public',
      summary: {
        zh: '公开版：隐去个人信息，不收内部材料',
        en: 'the version to publish: personal data masked, internal materials left out',
      },
    },
    {
      flags: '--qr',
      summary: { zh: '网址旁印二维码', en: 'a QR code beside each web address' },
    },
    {
      flags: '--engine <name>',
      summary: {
        zh: 'Word、Excel 文件由谁排版：内置引擎（默认），或本机已安装的 LibreOffice',
        en: 'who sets Word and Excel files: the built-in engine (default), or an installed LibreOffice',
      },
      choices: ['builtin', 'libreoffice'],
    },
    {
      flags: '--font <role=file>',
      summary: { zh: '指定字体文件，如 fangsong=仿宋.ttf', en: 'a font file of yours, e.g. fangsong=FILE' },
    },
    CACHE_OPTION,
  ],
  async run(context, args, options) {
    const { runBuild } = await import('./build/run.js');
    return runBuild(context, args, options);
  },
};
