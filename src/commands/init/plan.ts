/** What is to be there for a department, and what serves for it already. Touches no disk. */
import { basename } from 'node:path';
import * as forms from '../../forms/index.js';
import { foldName } from '../../model/fold.js';
import type { InventoryFile, UnitFolder } from '../../model/inventory.js';
import type { Localised } from '../../model/lang.js';
import { splitName } from '../../model/name.js';
import type { Unit } from '../../model/pack.js';
import { looksLikeCatalogue, looksLikeStatement } from '../../scan/roles.js';
import type { Place } from './place.js';
import type { Templates } from './templates.js';

/** One thing that is to be there, under its path from the root, with `/`. */
export interface Piece {
  path: string;
  /** Null for a folder. */
  bytes: (() => Uint8Array) | null;
  /** Path of what is there already and serves for it. */
  kept: string | null;
}

export interface Group {
  title: string;
  remark: Localised | null;
  pieces: Piece[];
}

export function departmentGroups(
  place: Place,
  department: string,
  selected: string[] | null,
  templates: Templates,
): Group[] {
  const { pack, config, inventory, direct } = place;
  const theirs =
    inventory?.departments.filter((d) => (direct ? d.path === '' : d.department === department)) ?? [];
  const home = direct ? '' : (theirs[0]?.path ?? department);
  const at = (...parts: string[]) => [home, ...parts].filter((part) => part !== '').join('/');
  const own = inventory?.files.filter((f) => f.department === department && f.unit === null) ?? [];
  const first = (role: InventoryFile['role']) => own.find((f) => f.role === role)?.path ?? null;
  const units = forms.unitsFor(pack, department, selected, config.units);
  const led = forms.unitsFor(pack, department, null, null);
  const { summaryReport, liaisonForm, prescribed } = pack.forms;
  const whole: Piece[] = [
    ...(summaryReport.due
      ? [
          {
            path: at(forms.summaryReportFileName(pack)),
            bytes: () => forms.summaryReportForm(templates['summary-report.docx'], pack, department, led),
            kept: first('summary-report'),
          },
        ]
      : []),
    ...(liaisonForm.due
      ? [
          {
            path: at(forms.liaisonFormFileName(pack)),
            bytes: () => forms.liaisonForm(templates['liaison-form.docx'], pack, department),
            kept: first('liaison-form'),
          },
        ]
      : []),
    ...prescribed.map((form): Piece => {
      const name = forms.prescribedFormFileName(form);
      return {
        path: at(name),
        bytes: () => forms.prescribedForm(templates['prescribed-form.docx'], pack, form, department),
        kept:
          own.find((f) => foldName(splitName(f.name).stem) === foldName(splitName(name).stem))?.path ?? null,
      };
    }),
    ...assessmentPieces(place, department, at, first, templates),
  ];
  const folders = theirs.flatMap((d) => d.units);
  return [
    { title: department, remark: departmentRemark(place, department, units), pieces: whole },
    ...units.map((unit): Group => {
      const folder = folders.find((f) => f.unit === unit.key);
      const path = folder?.path ?? at(forms.unitFolderName(unit));
      return {
        title: `${unit.key} ${unit.name}`,
        remark: unitRemark(unit, department),
        pieces: unitPieces(place, unit, department, path, folder ?? null, templates),
      };
    }),
  ];
}

/** Where the pack has departments grade themselves: the table with all that this one grades, and the report on it. */
function assessmentPieces(
  { pack, config }: Place,
  department: string,
  at: (name: string) => string,
  first: (role: InventoryFile['role']) => string | null,
  templates: Templates,
): Piece[] {
  const { assessment } = pack;
  const units = forms.assessedUnits(pack, department, config.units);
  if (assessment === null || units.length === 0) return [];
  const { report } = assessment;
  return [
    {
      path: at(forms.assessmentFileName(assessment)),
      bytes: () =>
        forms.assessmentForm(templates['self-assessment.xlsx'], pack, assessment, department, units),
      kept: first('self-assessment'),
    },
    ...(report === null
      ? []
      : [
          {
            path: at(forms.assessmentReportFileName(report.title)),
            bytes: () =>
              forms.assessmentReportForm(
                templates['self-assessment-report.docx'],
                assessment,
                report.title,
                units,
              ),
            kept: first('self-assessment-report'),
          },
        ]),
  ];
}

function unitPieces(
  { pack, inventory }: Place,
  unit: Unit,
  department: string,
  path: string,
  folder: UnitFolder | null,
  templates: Templates,
): Piece[] {
  const { parts } = pack.defaults;
  const there = folder === null ? [] : (inventory?.files.filter((f) => f.unitFolder === folder.path) ?? []);
  const due = forms.statementsFor(unit, department);
  const written = there.filter((f) => f.role === 'statement' && looksLikeStatement(f.name, unit));
  const catalogue = there.find((f) => f.role === 'catalogue' && looksLikeCatalogue(f.name, unit));
  return [
    ...due.map((statement): Piece => {
      const titled = written.find((f) => foldName(splitName(f.name).stem) === foldName(statement.name));
      // Where one alone is due, one of another name is it; that its name is wrong is for `check` to say.
      const kept = titled ?? (due.length === 1 && unit.statements.length === 1 ? written[0] : undefined);
      return {
        path: `${path}/${forms.statementFileName(statement)}`,
        bytes: () => forms.statementForm(templates['statement.docx'], pack, unit, statement, department),
        kept: kept?.path ?? null,
      };
    }),
    ...(parts.includes('catalogue')
      ? [
          {
            path: `${path}/${forms.catalogueFileName(pack)}`,
            bytes: () => forms.catalogueForm(templates['catalogue.xlsx'], pack, unit, department),
            kept: catalogue?.path ?? null,
          },
        ]
      : []),
    // Evidence right in the unit's folder is as good.
    ...(!parts.includes('evidence') ||
    there.some((f) => f.role === 'evidence' && !f.path.slice(path.length + 1).includes('/'))
      ? []
      : [{ path: `${path}/${forms.evidenceFolderName(pack)}`, bytes: null, kept: null }]),
  ];
}

function departmentRemark({ config, pack }: Place, department: string, units: Unit[]): Localised | null {
  if (config.departments !== null && !config.departments.includes(department)) {
    const file = basename(config.path ?? 'dossier.yaml');
    return {
      zh: `注意：${file} 的 departments 没有列入${department}，检查和装订时会略过。`,
      en: `note: departments in ${file} leaves out ${department}: check and build will pass it over`,
    };
  }
  if (units.length > 0) return null;
  return config.units === null
    ? {
        zh: `${department}不牵头任何申报单元，只需提供总结报告和名单反馈表。`,
        en: `${department} leads no unit of ${pack.id}; it owes its summary report and the liaison form alone`,
      }
    : {
        zh: `设定范围内没有${department}牵头的申报单元，只生成总结报告和名单反馈表。`,
        en: `${department} leads no unit in the scope that is set; only its summary report and liaison form are made`,
      };
}

function unitRemark(unit: Unit, department: string): Localised | null {
  if (!forms.leads(unit, department)) {
    return { zh: '本单位不是牵头单位，配合提供材料', en: 'not a lead here: evidence is welcome' };
  }
  if (unit.statements.length === 0 || forms.statementsFor(unit, department).length > 0) return null;
  return { zh: '情况说明由其他牵头单位提供', en: 'the statement is owed by other leads' };
}
