/** 说明: how the workbook is used, and what its words and colours mean; for whoever opens it without knowing the tool. */
import type { Localised } from '../model/lang.js';
import type { Contents } from './contents.js';
import { SHEETS } from './layout.js';
import type { SheetSpec } from './sheet.js';
import { STATUS, type Status } from './status.js';

interface Note {
  about: Localised;
  says: Localised;
}

const MEANINGS: Record<Status, Localised> = {
  passed: {
    zh: '已报送，检查未发现错误和待核事项',
    en: 'delivered, without errors and nothing left unverified',
  },
  errors: { zh: '已报送，有须退回整改的问题', en: 'delivered, with findings that would be sent back' },
  unverified: {
    zh: '已报送，有程序无法判断的事项，须人工核实',
    en: 'delivered, in part beyond what the tool could tell',
  },
  missing: { zh: '应报送而未报送', en: 'due and not delivered' },
  'not-due': { zh: '不要求报送（如附加项），也未报送', en: 'neither due nor delivered' },
};

function notes({ plan, workspace: { urlRecord } }: Contents): Note[] {
  const several = plan.volumes.length > 1;
  return [
    {
      about: { zh: '打开原件', en: 'Opening the evidence' },
      says: {
        zh: '“页码”“起始页”为蓝色的，点击即打开同一文件夹中的 PDF 并翻到该页。本表与 PDF 须放在同一文件夹，文件名不能改动。',
        en: 'A blue page number opens the PDF at that page. This file and the PDF have to lie in the same folder, under their names.',
      },
    },
    {
      about: { zh: '点击后停在首页', en: 'If the PDF opens at its first page' },
      says: {
        zh: '部分版本的 Excel、WPS 打开本机文件时不传递页码。这时按“卷”“页码”在 PDF 阅读器中跳转（Ctrl+Shift+N 或 Ctrl+G），阅读器的页码与纸面页码一致；也可点 PDF 左侧书签，或把 PDF 的默认打开程序设为浏览器。',
        en: 'Some versions of Excel and WPS pass no page on for files on this machine. Go to the page by its number in the PDF reader (it counts as the printed pages do), use the bookmarks, or make a browser the program that opens PDF files.',
      },
    },
    {
      about: { zh: '受保护的视图', en: 'Protected view' },
      says: {
        zh: '从邮件、聊天工具收到的文件，Excel 以“受保护的视图”打开，点“启用编辑”后链接才能使用。',
        en: 'A file that came by mail opens in protected view: links work once editing is enabled.',
      },
    },
    {
      about: { zh: '页码', en: 'Page numbers' },
      says: {
        zh: several
          ? '共分多卷，“卷”为卷号，“页码”为该卷页面下方印刷的页码。'
          : '“页码”为页面下方印刷的页码，与 PDF 的页码一致。',
        en: 'Page numbers are those printed at the foot of the pages.',
      },
    },
    {
      about: { zh: '合并申报', en: 'Merged indicators' },
      says: {
        zh: '几项指标合并为一个申报单元的，字数、材料、页数、问题数只在第一项指标的行列出，求和时不会重复。',
        en: 'Where indicators form one unit, what can be added up stands in the row of the first alone.',
      },
    },
    ...(Object.keys(MEANINGS) as Status[]).map((status) => ({
      about: {
        zh: `状态：${STATUS[status].word.zh}`,
        en: `Status: ${STATUS[status].word.en}`,
      },
      says: MEANINGS[status],
    })),
    {
      about: { zh: '网址核验', en: 'URLs' },
      says:
        urlRecord === null
          ? {
              zh: '编制时没有网址核验记录，“网址索引”均为“未核验”；运行 dossier urls 后重新编制即有结果。',
              en: 'No URL was probed before the build. Run dossier urls and build again.',
            }
          : {
              zh: `结果取自 dossier urls 的核验记录（最近一次 ${urlRecord.on}），编制时不联网。`,
              en: `Verdicts are those of dossier urls (last run ${urlRecord.on}); the build touches no network.`,
            },
    },
    {
      about: { zh: '筛选和打印', en: 'Filters and print' },
      says: {
        zh: '各表首行有筛选按钮，滚动时表头不动；打印为 A4 横向、一页宽，每页重复表头，页脚有页码。',
        en: 'Heads have filters and stay in sight. Print is landscape A4, one page wide, heads repeated, pages numbered.',
      },
    },
  ];
}

export function noteSheet(contents: Contents): SheetSpec<Note> {
  const { lang } = contents;
  return {
    name: SHEETS.notes,
    lines: [],
    linksPerRow: 0,
    frozenColumns: 0,
    below: null,
    rows: () => notes(contents),
    columns: [
      {
        title: { zh: '事项', en: 'About' },
        kind: 'text',
        width: [18, 28],
        value: ({ about }) => about[lang],
      },
      { title: { zh: '说明', en: 'Note' }, kind: 'text', width: [60, 110], value: ({ says }) => says[lang] },
    ],
  };
}
