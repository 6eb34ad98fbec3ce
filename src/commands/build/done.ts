/** What the terminal says of a finished dossier. */
import { relative } from 'node:path';
import type { FontSet } from '../../layout/index.js';
import type { Report } from '../../model/finding.js';
import type { DossierPlan } from '../../model/plan.js';
import type { Split } from '../../plan/index.js';
import type { Context } from '../command.js';
import { type LostCharacters, lostLines } from './lost.js';
import { type PdfaRecord, pdfaText } from './pdfa.js';
import { unitLabel } from './words.js';

export interface Written {
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
  target: string,
  { volumes, plan, pages }: Written,
  report: Report,
  options: { draft: boolean; split: Split; doubts: ReadonlyMap<string, string> },
  fonts: FontSet,
): string {
  const zh = lang === 'zh';
  const shown = relative(cwd, target);
  const where = shown === '' || shown.startsWith('..') ? target : shown;
  const warn = (zhText: string, enText: string) => style('warning', zh ? zhText : enText);
  const { materials } = plan;
  const bound = materials.filter((m) => m.piece !== null).length;
  const lost = materials.filter((m) => m.piece === null && m.state === 'file').length;
  const registered = materials.length - bound - lost;
  const units = new Set(materials.map((m) => m.unit)).size;
  const name = options.draft ? '样稿' : '卷宗';
  const lines = [
    style(
      'good',
      zh ? `${name}已生成：${where}` : `The ${options.draft ? 'draft' : 'dossier'} is in ${where}`,
    ),
    ...volumes.map((v) => `  ${v.file}　${v.pages} ${zh ? '页，' : 'pages, '}${megabytes(v.bytes)}`),
    zh
      ? `共 ${volumes.length} 卷 ${pages} 页，${units} 个申报单元，${materials.length} 件材料，其中 ${bound} 件入卷、${registered} 件为网址或线下材料${lost > 0 ? `、${lost} 件缺文件` : ''}。`
      : `${volumes.length} volumes, ${pages} pages, ${materials.length} materials: ${bound} bound in, ${registered} registered${lost > 0 ? `, ${lost} missing` : ''}.`,
  ];
  const placeholders = materials.filter((m) => m.failure !== null).length;
  if (placeholders > 0) {
    lines.push(
      warn(
        `有 ${placeholders} 件材料不能排成纸面，以说明页代替，见 manifest.json。`,
        `${placeholders} materials stand as placeholder pages; see manifest.json.`,
      ),
    );
  }
  for (const [path, doubt] of options.doubts) lines.push(warn(`${path}：${doubt}`, `${path}: ${doubt}`));
  for (const { no, unit, pages: size } of oversize(plan, options.split)) {
    const label = unitLabel(unit, lang);
    lines.push(
      warn(
        `第${no}卷有 ${size} 页，超过所定页数：${label}不拆分到两卷。`,
        `Volume ${no} has ${size} pages, more than asked for: ${label} is not split over two.`,
      ),
    );
  }
  const { warnings, unverified } = report.summary;
  if (warnings + unverified > 0) {
    lines.push(
      zh
        ? `另有警告 ${warnings} 处、待人工核实 ${unverified} 处，见检查报告。`
        : `${warnings} warnings and ${unverified} unverified stand in the report.`,
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
  return `${lines.join('\n')}\n`;
}

/** Volumes beyond the limit that was asked for, with their largest unit. */
function oversize(plan: DossierPlan, split: Split): { no: number; unit: string; pages: number }[] {
  if (split.by !== 'pages') return [];
  return plan.volumes
    .filter((volume) => volume.pages > split.limit)
    .map(({ no, pages, pieces }) => {
      const sizes = new Map<string, number>();
      for (const p of pieces) if (p.unit !== null) sizes.set(p.unit, (sizes.get(p.unit) ?? 0) + p.pages);
      const [largest] = [...sizes].sort((a, b) => b[1] - a[1]);
      return { no, pages, unit: largest?.[0] ?? '' };
    });
}

function megabytes(bytes: number): string {
  return bytes < 1 << 20 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / (1 << 20)).toFixed(1)} MB`;
}
