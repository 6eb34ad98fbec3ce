/** What a file in a unit folder or a department's folder is, told from its name and place alone. */
import { foldName, foldWidth } from '../model/fold.js';
import type { Role } from '../model/inventory.js';
import { splitMaterialNumber, splitName } from '../model/name.js';
import type { Pack, Unit } from '../model/pack.js';
import type { PrescribedForm } from '../model/procedure.js';

const LITTER = [
  /^~\$/, // Word's and Excel's lock files
  /^\.~/, // WPS's
  /^~WR[A-Z]\d+\.tmp$/i,
  /^\.~lock\..*#$/, // LibreOffice's
  /^\.DS_Store$/i,
  /^\._/, // AppleDouble twins
  /^Thumbs\.db$/i,
  /^desktop\.ini$/i,
  /^ehthumbs\.db$/i,
  /\.tmp$/i,
  /\.(?:bak|swp|crdownload|part|lnk)$/i,
];

/** Lock, system and temporary files: not evidence, never shipped. */
export function isLitter(name: string): boolean {
  return LITTER.some((pattern) => pattern.test(name));
}

/** Folders of the system or of this tool, passed over without a word, except `__MACOSX`, which is litter. */
export function isHiddenFolder(name: string): boolean {
  return name.startsWith('.') || name === '__MACOSX' || name === '@eaDir' || name === '$RECYCLE.BIN';
}

/** What may change without a word of the report changing. @param segments of a path */
export function isPassedOver(segments: readonly string[]): boolean {
  return isLitter(segments.at(-1) ?? '') || segments.some(isHiddenFolder);
}

const WORDLIKE = new Set(['docx', 'doc', 'wps', 'rtf', 'docm', 'dotx', 'odt', 'ofd', 'pdf', '']);
const CATALOGUELIKE = new Set(['xlsx', 'xls', 'et', 'xlsm', 'csv', 'docx', 'doc', 'wps', 'pdf', 'ods', '']);

/** 证明材料目录, 印证材料清单 …, with the unit's number, name or title around it; not 法制审核目录清单. */
export function looksLikeCatalogue(name: string, unit: Unit): boolean {
  const { stem, extension } = splitName(name);
  if (!CATALOGUELIKE.has(extension)) return false;
  const folded = foldName(splitMaterialNumber(stem).rest);
  const around = [unit.name, unit.key, ...unit.statements.map((s) => s.name)].map(foldName);
  const bare = around.reduce((text, part) => (part === '' ? text : text.replace(part, '')), folded);
  return /^(?:指标|第)?\d*项?[-_(]*(?:证明|印证|佐证|申报|支撑|证明印证)?材料(?:目录|清单)(?:表)?\)?\d*$|^目录$|^(?:证明|印证|佐证)材料目录/.test(
    bare,
  );
}

export function isPrescribedTitle(stem: string, unit: Unit): boolean {
  const folded = foldName(stem);
  return unit.statements.some((s) => foldName(s.name) === folded);
}

/** A statement by its name: the prescribed title, or 情况说明 without a material's number before it. */
export function looksLikeStatement(name: string, unit: Unit): boolean {
  const { stem, extension } = splitName(name);
  if (!WORDLIKE.has(extension)) return false;
  if (isPrescribedTitle(stem, unit) || isPrescribedTitle(splitMaterialNumber(stem).rest, unit)) return true;
  const { number, rest } = splitMaterialNumber(stem);
  return stem.includes('情况说明') && (number === '' || rest.startsWith('情况说明'));
}

/** A Word document that could be the statement where nothing is named so. */
export function couldBeStatement(name: string): boolean {
  const { stem, extension } = splitName(name);
  return ['docx', 'doc', 'wps'].includes(extension) && splitMaterialNumber(stem).number === '';
}

/** What a department delivers beside its units. */
export type DepartmentRole = Extract<
  Role,
  'summary-report' | 'self-assessment' | 'self-assessment-report' | 'liaison-form' | 'prescribed-form'
>;

/** A department's own documents, beside its units. */
export function departmentRole(name: string, pack: Pack): DepartmentRole | 'stray' {
  const folded = foldName(splitName(name).stem);
  const assessed = assessmentRole(folded, pack);
  if (assessed !== null) return assessed;
  if (prescribedFormOf(name, pack) !== null) return 'prescribed-form';
  if (
    folded.includes(foldName(pack.forms.liaisonForm.title)) ||
    /联络(?:员|人员)|联系人|名单反馈表/.test(folded)
  ) {
    return 'liaison-form';
  }
  if (folded.includes(foldName(pack.forms.summaryReport.title)) || /总结/.test(folded))
    return 'summary-report';
  return 'stray';
}

/** The form that a file is by its name: its title or 申请表, with whose and of when around it. */
export function prescribedFormOf(name: string, { forms }: Pick<Pack, 'forms'>): PrescribedForm | null {
  const folded = foldName(splitName(name).stem);
  const called = (words: string) => folded.includes(foldName(words));
  return (
    forms.prescribed.find(({ title }) => called(title)) ??
    forms.prescribed.find(({ key }) => called(key)) ??
    null
  );
}

/** 自评表 and 自评报告, with whose and of when around them; where the pack asks for neither, such names mean nothing. */
function assessmentRole(folded: string, { assessment }: Pack): DepartmentRole | null {
  if (assessment === null) return null;
  const { table, report } = assessment;
  if (report !== null && (folded.includes(foldName(report.title)) || /自评(?:情况|工作)?报告/.test(folded)))
    return 'self-assessment-report';
  return folded.includes(foldName(table)) || /自评(?:情况|结果|打分|评分)?(?:一览|汇总|明细)?表/.test(folded)
    ? 'self-assessment'
    : null;
}

/** A folder for what a department says of itself: 自评, 2 自评材料. Its files are told by their own names. */
export function isAssessmentFolder(name: string, { assessment }: Pack): boolean {
  const bare = foldName(splitMaterialNumber(name).rest).replace(/^[一二三四五六七八九十]+[、.]/, '');
  return assessment !== null && /^(?:单位|部门)?自评/.test(bare);
}

/** 01 行政审批局, 一、司法局, 司法局（牵头）, 司法局报送材料 20241201: order and remarks around a department's name. */
export function bareDepartmentName(name: string): string {
  return foldWidth(name)
    .trim()
    .replace(
      /^(?:[([【]?\d{1,3}[)\]】]?|[一二三四五六七八九十]{1,3}(?=[、.])|\([一二三四五六七八九十]{1,3}\))[\s._、:-]*/,
      '',
    )
    .replace(/\s*\([^()]*\)$/, '')
    .replace(
      /(?:[\s_-]*(?:20\d{2}(?:[-.年]?\d{1,2}){0,2}[年月日]?|(?:申报|报送|上报|印证|证明)?(?:材料|资料)))+$/,
      '',
    )
    .trim();
}

/** A chapter's or section's title as a folder that holds units: a group, though a number leads it. */
export function isHeading(pack: Pack, name: string): boolean {
  const key = (text: string) => foldName(text).replace(/[。.、,，]/g, '');
  const wanted = key(name);
  return pack.chapters.some(
    (c) => key(c.title) === wanted || c.sections.some((s) => key(s.title) === wanted),
  );
}

/** 情况说明, 1 情况说明, 2 证明材料目录: a folder for one part of a unit's three. */
export function isPartFolder(pack: Pack, name: string): boolean {
  const bare = foldName(splitMaterialNumber(name).rest).replace(/^[一二三][、.]/, '');
  const { statement, catalogue } = pack.defaults.partNames;
  return [statement, catalogue].map(foldName).includes(bare);
}

/** A folder's name that reads as an authority's, though no pack names it: it may cooperate without leading. */
export function looksLikeDepartment(name: string): boolean {
  const text = foldWidth(name).trim();
  return /(?:局|办|办公室|委|委员会|院|中心|部|党校|街道|街道办事处|镇|乡|苏木|大队|支队|总队|联合会|总工会|团委|妇联|公司|银行|税务|海关)(?:\(.*\))?$/.test(
    text,
  );
}
