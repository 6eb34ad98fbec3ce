/** What a volume's PDF/A-2b comes to: which files stand in the way and why, for the manifest and the terminal. */
import type { Lang } from '../../model/lang.js';
import { counted } from '../../model/wording.js';
import type { PdfaReason, VolumeResult } from '../../pdf/index.js';

export interface PdfaRecord {
  claimed: boolean;
  /** Path in the evidence folder, "" for what the tool itself wrote; reasons as "id: words". */
  broken: { path: string; reasons: string[] }[];
  /** Files that declare PDF/A-2 or -3 themselves: the programs and widths of their fonts are taken on their word. */
  declared: string[];
}

const REASONS: Readonly<Record<PdfaReason, { zh: string; en: string }>> = {
  undeclared: {
    zh: '含有文字或图形，而文件未声明符合 PDF/A-2 或 PDF/A-3，无从证明',
    en: 'holds text or drawings and does not declare PDF/A-2 or -3 itself: it cannot be proved',
  },
  normalised: {
    zh: '原文件加密或损坏，装订的是修复后的副本',
    en: 'encrypted or damaged: a repaired copy is bound in',
  },
  damaged: { zh: '原文件的交叉引用已损坏', en: 'its cross references are damaged' },
  'font-not-embedded': { zh: '字体没有嵌入', en: 'a font is not embedded' },
  'font-incomplete': {
    zh: '字体的编码不合规范，或字体中缺字',
    en: 'a font has an encoding out of bounds, or lacks a character',
  },
  cmyk: { zh: '使用设备相关的 CMYK 颜色', en: 'device-dependent CMYK colour' },
  'icc-profile': { zh: '颜色特性文件（ICC）不合规范', en: 'an ICC profile out of bounds' },
  filter: { zh: '使用不允许的压缩方式（如 LZW）或加密', en: 'a filter that is not allowed, such as LZW' },
  jpeg2000: { zh: '含 JPEG 2000 图片，未能核验', en: 'a JPEG 2000 picture, which is not looked into' },
  interpolate: { zh: '图片要求插值显示', en: 'a picture asks for interpolation' },
  'alternate-image': { zh: '图片带有替代图', en: 'a picture has alternates' },
  postscript: { zh: '含 PostScript 或 OPI 对象', en: 'PostScript or OPI' },
  reference: { zh: '引用外部文件的内容', en: 'content of another file' },
  'transfer-function': { zh: '使用传递函数或半色调设置', en: 'a transfer function or halftone' },
  'blend-mode': { zh: '使用规范之外的混合模式', en: 'a blend mode that is not in the standard' },
  overprint: { zh: '使用叠印模式', en: 'overprint mode' },
  'spot-colour': { zh: '使用专色，未能核验', en: 'spot colours, which are not looked into' },
  'rendering-intent': { zh: '使用规范之外的再现意图', en: 'a rendering intent that is not in the standard' },
  'layer-automation': { zh: '图层按用途自动开关', en: 'layers that switch by themselves' },
  'form-field': { zh: '含表单域', en: 'form fields' },
  'annotation-type': { zh: '含不允许的批注类型', en: 'a type of annotation that is not allowed' },
  'annotation-flags': {
    zh: '批注未设为打印，或被隐藏',
    en: 'an annotation that is hidden or does not print',
  },
  'annotation-appearance': { zh: '批注没有固定的外观', en: 'an annotation without a fixed look' },
  metadata: {
    zh: '内部对象带有元数据，未能核验',
    en: 'metadata of inner objects, which are not looked into',
  },
  content: {
    zh: '页面内容含内嵌图像、Type 3 字体等，未能核验',
    en: 'inline pictures, Type 3 fonts or the like, which are not looked into',
  },
  'page-size': { zh: '页面尺寸超出允许范围', en: 'a page is too large or too small' },
  limits: { zh: '对象超出规范的限值', en: 'an object beyond the limits of the standard' },
};

/** @param sourceOf path of the file that a piece binds in, as it may be shown; "" if there is none. */
export function pdfaRecord(
  found: VolumeResult['pdfa'],
  sourceOf: (piece: string) => string,
  lang: Lang,
): PdfaRecord {
  const pathOf = (piece: string | null): string => (piece === null ? '' : sourceOf(piece));
  const broken = new Map<string, Set<string>>();
  for (const { piece, reasons } of found.broken) {
    const known = broken.get(pathOf(piece)) ?? new Set();
    for (const reason of reasons) known.add(`${reason}: ${REASONS[reason][lang]}`);
    broken.set(pathOf(piece), known);
  }
  return {
    claimed: found.claimed,
    broken: [...broken].map(([path, reasons]) => ({ path, reasons: [...reasons] })),
    declared: [...new Set(found.declared.map(pathOf))].sort(),
  };
}

/** One line on all volumes. */
export function pdfaText(volumes: readonly { pdfa: PdfaRecord }[], lang: Lang): string {
  const zh = lang === 'zh';
  const claimed = volumes.filter(({ pdfa }) => pdfa.claimed).length;
  if (claimed === volumes.length) {
    const declared = new Set(volumes.flatMap(({ pdfa }) => pdfa.declared)).size;
    const trusted = zh
      ? `，其中 ${declared} 个文件的字体以原件自身的声明为准`
      : `; the fonts of ${counted(declared, 'file')} are taken on their own declaration`;
    const said = declared === 0 ? '' : trusted;
    return zh ? `各卷均符合 PDF/A-2b（长期保存格式）${said}。` : `All volumes are PDF/A-2b${said}.`;
  }
  const files = new Set(volumes.flatMap(({ pdfa }) => pdfa.broken.map(({ path }) => path))).size;
  return zh
    ? `PDF/A-2b：${claimed > 0 ? `${claimed} 卷符合，其余` : ''}未作声明，因有 ${files} 个文件不符合或无从证明，名单及原因见 manifest.json。`
    : `PDF/A-2b: ${claimed > 0 ? `claimed by ${claimed} of ${volumes.length} volumes` : 'not claimed'}; ${counted(files, 'file')} that break it or cannot be proved are listed in manifest.json.`;
}
