/** What the sheets draw on: the plan, the workspace and the report, with the look-ups that several sheets need. */
import type { MaterialState } from '../model/document.js';
import type { Finding, Report } from '../model/finding.js';
import type { Lang, Localised } from '../model/lang.js';
import type { DossierPlan, Piece, PlannedMaterial } from '../model/plan.js';
import { isConcealed } from '../model/secrecy.js';
import type { Workspace } from '../model/workspace.js';
import { pdfTarget } from './links.js';

export interface Contents {
  plan: DossierPlan;
  workspace: Workspace;
  report: Report;
  lang: Lang;
  /** File name of a volume's PDF, beside the workbook. */
  pdfFileOf(volume: number): string;
}

export const STATE_WORDS: Record<MaterialState, Localised> = {
  file: { zh: '电子文件', en: 'file' },
  url: { zh: '网址', en: 'URL' },
  'on-site': { zh: '实地核查', en: 'on site' },
  paper: { zh: '纸质', en: 'paper' },
  superior: { zh: '上级文件', en: 'superior document' },
  none: { zh: '无', en: 'none' },
  withheld: { zh: '不公开', en: 'not published' },
};

export interface Tally {
  errors: number;
  warnings: number;
  unverified: number;
}

/** Counts findings that no waiver covers, by what `key` says of them. */
export function tallies(findings: Finding[], key: (finding: Finding) => string | null): Map<string, Tally> {
  const all = new Map<string, Tally>();
  for (const finding of findings) {
    const name = key(finding);
    if (name === null || finding.waived !== null) continue;
    const tally = all.get(name) ?? { errors: 0, warnings: 0, unverified: 0 };
    if (finding.severity === 'error') tally.errors += 1;
    if (finding.severity === 'warning') tally.warnings += 1;
    if (finding.severity === 'unverified') tally.unverified += 1;
    all.set(name, tally);
  }
  return all;
}

export const NO_FINDINGS: Tally = { errors: 0, warnings: 0, unverified: 0 };

/** Unit's short name by key; '' for a unit outside the workspace. */
export function unitNames(workspace: Workspace): Map<string, string> {
  return new Map(workspace.units.map(({ unit }) => [unit.key, unit.name]));
}

/**
 * The printed number of a piece's first page. The plan gives it for materials; where those run on from volume to
 * volume, the other pieces do too.
 */
export function printedNumbers(plan: DossierPlan): (piece: Piece) => number {
  const continuous = plan.materials.some((m) => m.printedFirst !== m.firstPage);
  if (!continuous) return (piece) => piece.firstPage;
  const before = new Map<number, number>();
  let pages = 0;
  for (const volume of plan.volumes) {
    before.set(volume.no, pages);
    pages += volume.pages;
  }
  return (piece) => (before.get(piece.volume) ?? 0) + piece.firstPage;
}

/** A material's printed page with the link into its volume; null where nothing is bound in. */
export function materialPage(
  material: PlannedMaterial,
  { pdfFileOf }: Pick<Contents, 'pdfFileOf'>,
): { show: number; target: string } | null {
  const { volume, firstPage, printedFirst } = material;
  if (volume === null || firstPage === null) return null;
  return { show: printedFirst ?? firstPage, target: pdfTarget(pdfFileOf(volume), firstPage) };
}

/** A figure as a number where it is one ("12", "12页"), else as written. */
export function figure(written: string): number | string | null {
  const text = written.normalize('NFKC').trim();
  if (text === '') return null;
  const hit = /^(\d{1,6})\s*[页张p]?$/i.exec(text);
  return hit ? Number(hit[1]) : written;
}

/** A unit's key as its cell: "17" as a number, as Excel would otherwise mark it as a number kept as text. */
export function keyCell(key: string | null): string | number | null {
  return key !== null && /^[1-9]\d{0,8}$/.test(key) ? Number(key) : key;
}

/** A material's web addresses, each once, in the order of the catalogue; of a classified one none. */
export function urlsOf({ entry }: PlannedMaterial): string[] {
  if (entry !== null && isConcealed(entry)) return [];
  return [...new Set((entry?.urls ?? []).map((url) => url.trim()).filter((url) => url !== ''))];
}
