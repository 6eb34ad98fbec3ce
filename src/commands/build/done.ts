/** What the terminal says of a finished dossier. */
import { relative } from 'node:path';
import type { FontSet } from '../../layout/index.js';
import type { Report } from '../../model/finding.js';
import type { DossierPlan } from '../../model/plan.js';
import { counted } from '../../model/wording.js';
import type { PublicVersion } from '../../workspace/index.js';
import type { Context } from '../command.js';
import { sealCode } from '../verify/manifest.js';
import type { Assembly } from './assemble.js';
import type { Engine } from './engine/index.js';
import { engineLines, engineText } from './engine/words.js';
import { type LostCharacters, lostLines } from './lost.js';
import type { BuildOptions } from './options.js';
import { type PdfaRecord, pdfaText } from './pdfa.js';
import { unitLabel } from './words.js';

export interface Written {
  /** Of the manifest. */
  seal: string;
  volumes: {
    no: number;
    file: string;
    pages: number;
    bytes: number;
    sha256: string;
    lost: LostCharacters[];
    pdfa: PdfaRecord;
  }[];
  plan: DossierPlan;
  pages: number;
}

/** Each thing worth knowing is a line of its own; a volume over the asked-for size names the unit that makes it so. */
export function doneText(
  { lang, style, cwd }: Context,
  options: BuildOptions,
  { volumes, plan, pages, seal }: Written,
  report: Report,
  { doubts, engines }: Pick<Assembly, 'doubts' | 'engines'>,
  fonts: FontSet,
  version: PublicVersion | null,
  engine: Engine,
): string {
  const { target } = options;
  const zh = lang === 'zh';
  const shown = relative(cwd, target);
  const where = shown === '' || shown.startsWith('..') ? target : shown;
  const warn = (zhText: string, enText: string) => style('warning', zh ? zhText : enText);
  const { materials } = plan;
  const bound = materials.filter((m) => m.piece !== null).length;
  const lost = materials.filter((m) => m.piece === null && m.state === 'file').length;
  const registered = materials.length - bound - lost;
  const units = new Set(materials.map((m) => m.unit)).size;
  const name = `${options.publish ? '公开版' : ''}${options.draft ? '草稿' : '卷宗'}`;
  const lines = [
    style(
      'good',
      zh
        ? `${name}已生成：${where}`
        : `The ${options.publish ? 'public ' : ''}${options.draft ? 'draft' : 'dossier'} is in ${where}`,
    ),
    ...volumes.map(
      (v) =>
        (zh ? `  ${v.file}　${v.pages} 页，` : `  ${v.file}  ${counted(v.pages, 'page')}, `) +
        megabytes(v.bytes),
    ),
    zh
      ? `共 ${volumes.length} 卷 ${pages} 页，${units} 个申报单元，${materials.length} 件材料，其中 ${bound} 件入卷、${registered} 件为网址或线下材料${lost > 0 ? `、${lost} 件缺文件` : ''}。`
      : `${counted(volumes.length, 'volume')}, ${counted(pages, 'page')}, ${counted(units, 'unit')}, ${counted(materials.length, 'material')}: ${bound} bound in, ${registered} registered${lost > 0 ? `, ${lost} missing` : ''}.`,
  ];
  const placeholders = materials.filter((m) => m.failure !== null).length;
  if (placeholders > 0) {
    lines.push(
      warn(
        `有 ${placeholders} 件材料不能排成纸面，以说明页代替，见 manifest.json。`,
        `Shown by a placeholder page: ${counted(placeholders, 'material')}; see manifest.json.`,
      ),
    );
  }
  if (version) lines.push(...publicLines(version, materials, lang === 'zh', warn));
  const set = engineText(engine, engines, lang);
  if (set !== null) lines.push(set, ...engineLines(engine, lang).map((text) => style('warning', text)));
  if (options.publish && options.engine !== 'builtin') {
    lines.push(
      warn(
        '公开版须隐去个人信息，LibreOffice 排版的页面无法隐去，因此 Word、Excel 文件均由内置引擎排版。',
        'In the version to publish personal data is masked, which pages set by LibreOffice cannot be: the built-in engine set all Word and Excel files.',
      ),
    );
  }
  for (const [path, doubt] of doubts) lines.push(warn(`${path}：${doubt}`, `${path}: ${doubt}`));
  for (const { no, unit, size } of oversize(plan, volumes, options.split)) {
    const shownSize = options.split.by === 'size' ? megabytes(size) : `${size} ${zh ? '页' : 'pages'}`;
    const label = unitLabel(unit ?? '', lang);
    lines.push(
      unit === null
        ? warn(
            `第${no}卷有 ${shownSize}，超过所定限度：实际大小与估计有出入，请把限度定小一些。`,
            `Volume ${no} has ${shownSize}, more than asked for: it was estimated smaller; ask for a lower limit.`,
          )
        : warn(
            `第${no}卷有 ${shownSize}，超过所定限度：${label}不拆分到两卷。`,
            `Volume ${no} has ${shownSize}, more than asked for: ${label} is not split over two.`,
          ),
    );
  }
  const { warnings, unverified } = report.summary;
  if (warnings + unverified > 0) {
    lines.push(
      zh
        ? `另有警告 ${warnings} 处、待人工核实 ${unverified} 处，见检查报告。`
        : `The report holds ${counted(warnings, 'warning')} and ${unverified} unverified.`,
    );
  }
  lines.push(pdfaText(volumes, lang));
  const missing = String.fromCodePoint(...fonts.missing().slice(0, 40));
  if (missing !== '') {
    lines.push(
      warn(
        `字体中没有这些字，页面上显示为方框：${missing}`,
        `No font has these characters; boxes stand for them: ${missing}`,
      ),
      ...lostLines(plan, volumes, lang).map((text) => style('warning', text)),
    );
  }
  const code = sealCode(seal);
  lines.push(
    zh
      ? `核验码 ${code}：请记入移交记录，日后用 dossier verify --seal 可证明卷宗未被改动。`
      : `Seal ${code}: note it where the dossier is handed over; dossier verify --seal proves with it that nothing was changed.`,
  );
  return `${lines.join('\n')}\n`;
}

/** What a person has to know before the version to publish is published. */
function publicLines(
  { unseen, personal }: PublicVersion,
  materials: DossierPlan['materials'],
  zh: boolean,
  warn: (zhText: string, enText: string) => string,
): string[] {
  const left = materials.filter((m) => m.state === 'withheld').length;
  const lines = [
    zh
      ? `不公开材料 ${left} 件只保留编号；含有个人信息的文件 ${personal.size} 件以说明页代替。`
      : `Not public, kept by number only: ${counted(left, 'material')}; with personal data, replaced by a placeholder page: ${counted(personal.size, 'file')}.`,
  ];
  if (unseen.size > 0)
    lines.push(
      warn(
        `有 ${unseen.size} 个文件不能自动核对是否含有个人信息（扫描件、图片等），公开前须人工核对，见公开前核对清单.txt。`,
        `Not searchable for personal data (scans, pictures and the like): ${counted(unseen.size, 'file')}; look through them before publishing, see review-before-publishing.txt.`,
      ),
    );
  return lines;
}

/** Volumes beyond the limit that was asked for, with the unit that alone fills them; null where several share one. */
function oversize(
  plan: DossierPlan,
  volumes: Written['volumes'],
  split: BuildOptions['split'],
): { no: number; unit: string | null; size: number }[] {
  if (split.by !== 'pages' && split.by !== 'size') return [];
  return plan.volumes.flatMap(({ no, pages, pieces }) => {
    const size = split.by === 'pages' ? pages : (volumes.find((v) => v.no === no)?.bytes ?? 0);
    if (size <= split.limit) return [];
    const units = [...new Set(pieces.flatMap((p) => (p.unit === null ? [] : [p.unit])))];
    const [unit = null] = units.length === 1 ? units : [];
    return [{ no, unit, size }];
  });
}

function megabytes(bytes: number): string {
  return bytes < 1 << 20 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / (1 << 20)).toFixed(1)} MB`;
}
