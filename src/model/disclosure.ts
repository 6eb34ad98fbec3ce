/**
 * How a catalogue says that a material is not to be published: its 密级, a column about openness (公开属性, 是否公开),
 * its 备注, or brackets behind its title. Openness is the department's to decide (政府信息公开条例第十七条): nothing is
 * guessed from what a document is about.
 */
import type { CatalogueEntry } from './document.js';
import { foldWidth } from './fold.js';
import { isConcealed } from './secrecy.js';

/** Stands in the version to publish where the title would. */
export const WITHHELD_TITLE = '（不公开）';

/** 公开属性, 公开方式, 是否公开, 公开类别, 知悉范围. */
const OPENNESS = /公开|知悉范围|传阅范围/;
/** In a cell that is about openness any of these decides. */
const NOT_OPEN =
  /不(?:予|宜|对外|主动)*公开|非公开|未公开|依申请|内部|限制|工作秘密|涉密|^否$|^n(?:o|ot public)?$/i;
/** 内部, 内部资料; not 内部控制制度 or 内部审计报告. */
const INTERNAL =
  /(?:^|[\s，,。；;、(:：])(?:系|为|属|属于)?(?:单位|机关|政府|党内)?内部(?:$|[\s，,。；;、)]|资料|文件|材料|使用|掌握|传阅|刊物|件|参考|信息)/;
/** 不公开; not 不公开开庭, 不公开审理 or 不公开的案件. */
const CLOSED =
  /(?:^|[^是否])不(?:予|宜|对外|得)?公开(?!的|庭|开|审|案|听|质)|依申请公开(?!\p{sc=Han})|(?:^|[^非不无未])涉密|工作秘密/u;
const BRACKETED = /[([【〔]\s*(?:内部[^)\]】〕]{0,6}|不(?:予|宜)?公开|依申请公开|工作秘密)\s*[)\]】〕]/;

/** @returns the words that say so, as written; null where nothing does */
export function notForPublication(entry: CatalogueEntry): string | null {
  const { title, classification, remark, stateText, extra } = entry;
  const says = (text: string, ...patterns: RegExp[]) =>
    patterns.some((pattern) => pattern.test(foldWidth(text).trim())) ? text.trim() : null;
  const openness = Object.entries(extra).flatMap(([head, text]) => (OPENNESS.test(head) ? [text] : []));
  if (isConcealed(entry)) return classification.trim() || WITHHELD_TITLE;
  for (const cell of [classification, ...openness]) {
    const said = says(cell, NOT_OPEN);
    if (said !== null) return said;
  }
  return says(remark, INTERNAL, CLOSED) ?? says(stateText, CLOSED) ?? says(title, BRACKETED);
}
