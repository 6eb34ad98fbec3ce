/** The words of 编制说明: what the dossier is made from, how to read it, and what could not be shown. */
import type { NotesData } from '../../layout/index.js';
import type { Lang } from '../../model/lang.js';
import { counted } from '../../model/wording.js';
import type { DraftPiece } from '../../plan/index.js';
import type { Bound } from './binding.js';
import type { FrontInput } from './front.js';
import { dateText, unitLabel } from './words.js';

export function notesData(input: FrontInput, bound: ReadonlyMap<string, Bound>): NotesData {
  const { lang } = input.context;
  const shown = unshown(input, bound);
  const gaps: Gaps = { files: shown.length, boxes: boxesIn(input, bound) };
  const sections = lang === 'zh' ? chinese(input, gaps) : english(input, gaps);
  return { sections, unshown: shown };
}

interface Gaps {
  /** Files that are not shown, or not wholly. */
  files: number;
  /** Files in which boxes stand for characters. */
  boxes: number;
}

function boxesIn({ units, reports }: FrontInput, bound: ReadonlyMap<string, Bound>): number {
  const pieces = [...units.flatMap((unit) => unit.pieces), ...reports.map(({ piece }) => piece)];
  return pieces.filter((piece) => bound.get(piece.id)?.trace?.boxes).length;
}

/** What stands for a file, or is missing of one, in the order of the dossier. */
function unshown({ units, reports, context: { lang } }: FrontInput, bound: ReadonlyMap<string, Bound>) {
  const pieces = [...units.flatMap((unit) => unit.pieces), ...reports.map(({ piece }) => piece)];
  return pieces.flatMap((piece) => {
    const reason = bound.get(piece.id)?.failure ?? bound.get(piece.id)?.doubt;
    return reason ? [{ number: numberOf(piece, lang), title: piece.title, reason, piece: piece.id }] : [];
  });
}

function numberOf({ stamp, unit, department }: DraftPiece, lang: Lang): string {
  return stamp ?? (unit === null ? (department ?? '') : unitLabel(unit, lang));
}

interface Counts {
  units: number;
  departments: number;
  statements: number;
  materials: number;
  bound: number;
  urls: number;
  apart: number;
  missing: number;
}

function countsOf({ units }: FrontInput): Counts {
  const submissions = units.flatMap((unit) => unit.submissions);
  const materials = submissions.flatMap((s) => s.materials);
  const bound = materials.filter((m) => m.piece !== null).length;
  const missing = materials.filter((m) => m.piece === null && m.state === 'file').length;
  const urls = materials.filter((m) => m.piece === null && m.state === 'url').length;
  return {
    units: units.length,
    departments: new Set(submissions.flatMap(({ submission }) => submission.department ?? [])).size,
    statements: submissions.reduce((sum, s) => sum + s.statements.length, 0),
    materials: materials.length,
    bound,
    urls,
    missing,
    apart: materials.length - bound - urls - missing,
  };
}

/** The first material that is bound in: numbers are explained by one that can be looked up. */
function exampleOf({ units }: FrontInput): { number: string; key: string } | null {
  for (const { work, submissions } of units) {
    const material = submissions.flatMap((s) => s.materials).find((m) => m.piece !== null);
    if (material) return { number: material.number, key: work.unit.key };
  }
  return null;
}

/** What departments deliver besides their units, kind by kind; liaison forms are no part of the dossier's matter. */
function besides({ reports }: FrontInput): { zh: string; en: string; count: number }[] {
  const names = {
    'summary-report': { zh: '总结报告', en: 'summary report' },
    'self-assessment-report': { zh: '自评报告', en: 'self-assessment report' },
    'self-assessment': { zh: '自评表', en: 'self-assessment' },
  } as const;
  return (['summary-report', 'self-assessment-report', 'self-assessment'] as const)
    .map((kind) => ({ ...names[kind], count: reports.filter((report) => report.kind === kind).length }))
    .filter(({ count }) => count > 0);
}

function chinese(input: FrontInput, gaps: Gaps): NotesData['sections'] {
  const { workspace, options } = input;
  const { pack, config } = workspace;
  const n = countsOf(input);
  const example = exampleOf(input);
  const beside = besides(input);
  const named = pack.documentNumber === '' ? '' : `（${pack.documentNumber}）`;
  const split = options.split.by !== 'none';
  const pages =
    options.numbering === 'continuous'
      ? '页码印于页脚，各卷连续编排；目录、证明材料目录和《申报材料总目》（Excel 工作簿）所列页码，均为页脚所印页码。'
      : `页码印于页脚${split ? '，每卷从1起' : ''}，与电子文件的页序以及目录、证明材料目录、《申报材料总目》（Excel 工作簿）所列页码一致。`;
  const where = [
    `各申报单元依次为：单元页（指标原文、要求和报送情况）、情况说明、证明材料目录、印证材料。${beside.length > 0 ? `各单位${beside.map(({ zh }) => zh).join('、')}集中编排于后。` : ''}`,
    '电子版中，点击目录中的题名、页码和情况说明中提到的材料，可直达相应页面；点击印证材料右上角的材料编号，可返回证明材料目录；点击单元页右上角，可返回目录。',
  ];
  return [
    {
      title: '编制依据和范围',
      paragraphs: [
        `本卷宗依据《${pack.title}》${named}，汇编${config.region}${pack.defaults.partNames.dossier}。材料截至${dateText(workspace.asOf, 'zh')}。`,
        `收录${n.departments}个单位报送的${n.units}个申报单元：情况说明${n.statements}份、证明材料${n.materials}件。证明材料中，装订入卷${n.bound}件，网址${n.urls}条，另行提供或者说明${n.apart}件${n.missing > 0 ? `，缺文件${n.missing}件` : ''}。${beside.length > 0 ? `另收各单位${beside.map(({ zh, count }) => `${zh}${count}份`).join('、')}。` : ''}`,
        ...(options.publish
          ? [
              '本卷宗为公开版：个人身份号码、手机号码、银行卡号已作隐去处理；登记为内部资料、不公开或者依申请公开的材料只保留编号；原件中有个人信息而无法逐处隐去的，以说明页代替。',
            ]
          : []),
      ],
    },
    {
      title: '编号和查阅方法',
      paragraphs: [
        ...(example
          ? [
              `材料编号由申报单元号和顺序号组成，如“${example.number}”为${unitLabel(example.key, 'zh')}的材料；印证材料每页右上角印有材料编号和“第几页/共几页”。`,
            ]
          : []),
        pages,
        ...where,
      ],
    },
    {
      title: '版面和材料呈现情况',
      paragraphs: [
        `${madeBy(input, 'zh')}，证明材料目录参照 DA/T\u00a022—2015 著录。PDF 印证材料按原件尺寸装订，内容未作改动。`,
        ...(gaps.boxes > 0
          ? [
              `有${gaps.boxes}件文件用到字体中没有的字，页面上以方框代替，所在页和原字见检查报告，须核对原件。`,
            ]
          : []),
        ...(gaps.files > 0
          ? [`下列${gaps.files}件文件未能呈现或者未能完整呈现，已以说明页代替或者须核对原件：`]
          : gaps.boxes > 0
            ? []
            : [`${options.publish ? '除前述隐去、略去的内容外，' : ''}所收文件均已按原样完整呈现。`]),
      ],
    },
  ];
}

function english(input: FrontInput, gaps: Gaps): NotesData['sections'] {
  const { workspace, options } = input;
  const { pack, config } = workspace;
  const n = countsOf(input);
  const example = exampleOf(input);
  const beside = besides(input);
  return [
    {
      title: 'What it is made from',
      paragraphs: [
        `This dossier of ${config.region} responds to the task list 《${pack.title}》${pack.documentNumber === '' ? '' : ` (${pack.documentNumber})`}, as of ${workspace.asOf}.`,
        `It holds ${counted(n.units, 'submission unit')} from ${counted(n.departments, 'department')}, with ${counted(n.statements, 'statement')} and ${counted(n.materials, 'material')}: ${n.bound} bound in, ${n.urls} as web addresses, ${n.apart} provided separately or explained${n.missing > 0 ? `, ${n.missing} missing` : ''}.${beside.length > 0 ? ` After the units: ${beside.map(({ en, count }) => counted(count, en)).join(', ')}.` : ''}`,
        ...(options.publish
          ? [
              'This is the public version: numbers of identity cards, mobile telephones and payment cards are masked; materials registered as internal, not public or public on request keep only their number; where personal data in a file cannot be masked, a page says so in its place.',
            ]
          : []),
      ],
    },
    {
      title: 'How to read it',
      paragraphs: [
        ...(example
          ? [
              `A material's number is made up of its unit and its place in it: ${example.number} belongs to unit ${example.key}. It is printed at the top right of each page of evidence, with the number of the sheet.`,
            ]
          : []),
        options.numbering === 'continuous'
          ? 'Page numbers run on over the volumes; contents, catalogues and workbook give the printed number.'
          : 'The number at the foot of a page is its place in the file; contents, catalogues and workbook give the same number.',
        'On screen, the entries and page numbers of contents and catalogues are links, and so are the materials that statements mention; the number at the top right of evidence leads back to its row in the catalogue.',
      ],
    },
    {
      title: 'How it was made, and what could not be shown',
      paragraphs: [
        `${madeBy(input, 'en')} PDF evidence is bound in unchanged.`,
        ...(gaps.boxes > 0
          ? [
              `In ${counted(gaps.boxes, 'file')} boxes stand for characters that no font has; the report lists them.`,
            ]
          : []),
        ...(gaps.files > 0
          ? [`Not shown, or not in full: ${counted(gaps.files, 'file')}.`]
          : gaps.boxes > 0
            ? []
            : [
                `${options.publish ? 'Apart from what is masked or left out, every' : 'Every'} file is shown as it is.`,
              ]),
      ],
    },
  ];
}

/** Whose pages they are. The standard is kept by the built-in engine alone: LibreOffice sets a file as its writer did. */
function madeBy({ context, binder }: FrontInput, lang: Lang): string {
  const { name, version } = context.tool;
  const { office } = binder.engine;
  if (lang === 'zh') {
    return office === null
      ? `由 ${name} ${version} 内置引擎编排，本卷宗自制页面和情况说明的版面参照 GB/T 9704—2012`
      : `由 ${name} ${version} 编排，Word、Excel 文件的页面由 LibreOffice ${office.version} 按原件版式生成（未能生成的由内置引擎编排，见检查报告），本卷宗自制页面的版面参照 GB/T 9704—2012`;
  }
  return office === null
    ? `Made by ${name} ${version} with its built-in engine, after GB/T 9704-2012 and DA/T 22-2015.`
    : `Made by ${name} ${version}, after GB/T 9704-2012 and DA/T 22-2015; Word and Excel files were set by LibreOffice ${office.version} as they are (those that it could not set by the built-in engine, see the report).`;
}
