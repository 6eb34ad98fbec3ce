/** 部门情况: what each department owes, what it has delivered, what is wrong with it. */
import { isDelivered } from '../model/delivered.js';
import type { DepartmentWork } from '../model/workspace.js';
import { type Contents, keyCell, NO_FINDINGS, type Tally, tallies } from './contents.js';
import { findingPlaces } from './findings.js';
import { SHEETS } from './layout.js';
import type { Column, SheetSpec } from './sheet.js';

interface DepartmentRow {
  no: number;
  /** {@link NOBODY} where no department could be told. */
  key: string;
  name: string;
  /** Null for what belongs to no department. */
  work: DepartmentWork | null;
  materials: number;
  tally: Tally;
}

/** Stands for what no department could be told for; no department is named so. */
const NOBODY = '';

export function departmentSheet(contents: Contents): SheetSpec<DepartmentRow> {
  const { plan, workspace, report, lang } = contents;
  const places = findingPlaces(contents);
  const zh = lang === 'zh';
  const found = tallies(report.findings, (finding) => finding.department ?? NOBODY);
  const materials = new Map<string, number>();
  for (const { department } of plan.materials) {
    const name = department ?? NOBODY;
    materials.set(name, (materials.get(name) ?? 0) + 1);
  }
  const named = workspace.departments.map((work) => work.name);
  // A department that only evidence or findings speak of is listed too: nothing may be left out of the count.
  const others = [...new Set([...materials.keys(), ...found.keys()])].filter((name) => !named.includes(name));
  function* rows(): Generator<DepartmentRow> {
    let no = 0;
    for (const key of [...named, ...others]) {
      no += 1;
      yield {
        no,
        key,
        name: key === NOBODY ? (zh ? '（未分到单位）' : '(no department)') : key,
        work: workspace.departments.find((work) => work.name === key) ?? null,
        materials: materials.get(key) ?? 0,
        tally: found.get(key) ?? NO_FINDINGS,
      };
    }
  }
  const count = (title: Column<DepartmentRow>['title'], value: (row: DepartmentRow) => number | null) =>
    ({ title, kind: 'centre', width: [8, 10], value }) satisfies Column<DepartmentRow>;
  const due = (row: DepartmentRow) => row.work?.submissions.filter((s) => s.due) ?? [];
  const { summaryReport, liaisonForm } = workspace.pack.forms;
  const form = (files: number, owed: boolean) =>
    files > 0 ? (zh ? '有' : 'yes') : owed ? (zh ? '缺' : 'missing') : zh ? '不要求' : 'not due';
  const formTones: Column<DepartmentRow>['tones'] = [
    { word: zh ? '有' : 'yes', tone: 'good' },
    { word: zh ? '缺' : 'missing', tone: 'bad' },
  ];
  // Only where the list asks for it: an empty column says nothing.
  const assessed: Column<DepartmentRow>[] =
    workspace.pack.assessment === null
      ? []
      : [
          {
            title: { zh: '自评表', en: 'Self-assessment' },
            kind: 'centre',
            width: [10, 12],
            value: ({ work }) =>
              work
                ? form(
                    work.assessments.length,
                    work.submissions.some((s) => s.due),
                  )
                : null,
            tones: formTones,
          },
        ];
  return {
    name: SHEETS.departments,
    lines: [],
    linksPerRow: 1,
    frozenColumns: 2,
    below: null,
    rows,
    columns: [
      count({ zh: '序号', en: 'No.' }, ({ no }) => no),
      { title: { zh: '单位', en: 'Department' }, kind: 'text', width: [16, 36], value: ({ name }) => name },
      count({ zh: '应报单元', en: 'Units due' }, (row) => due(row).length),
      count({ zh: '已报单元', en: 'Delivered' }, (row) => due(row).filter(isDelivered).length),
      {
        title: { zh: '未报单元', en: 'Not delivered' },
        kind: 'text',
        width: [10, 30],
        value: (row) => {
          const keys = due(row)
            .filter((s) => !isDelivered(s))
            .map((s) => s.unit.key);
          return keyCell(keys.join(zh ? '、' : ', '));
        },
      },
      count(
        { zh: '另报单元', en: 'Others delivered' },
        ({ work }) => work?.submissions.filter((s) => !s.due && isDelivered(s)).length ?? 0,
      ),
      count(
        { zh: '情况说明', en: 'Statements' },
        ({ work }) => work?.submissions.reduce((sum, s) => sum + s.statements.length, 0) ?? 0,
      ),
      count({ zh: '证明材料', en: 'Materials' }, (row) => row.materials),
      count({ zh: '错误', en: 'Errors' }, ({ tally }) => tally.errors),
      count({ zh: '警告', en: 'Warnings' }, ({ tally }) => tally.warnings),
      count({ zh: '待核', en: 'Unverified' }, ({ tally }) => tally.unverified),
      {
        title: { zh: '总结报告', en: 'Summary report' },
        kind: 'centre',
        width: [10, 12],
        value: ({ work }) => (work ? form(work.summaryReports.length, summaryReport.due) : null),
        tones: formTones,
      },
      ...assessed,
      {
        title: { zh: '联络员表', en: 'Liaison form' },
        kind: 'centre',
        width: [10, 12],
        value: ({ work }) => (work ? form(work.liaisonForms.length, liaisonForm.due) : null),
        tones: formTones,
      },
      {
        title: SHEETS.findings,
        kind: 'centre',
        width: [8, 10],
        value: ({ key }) => {
          const place = places.get(key === NOBODY ? null : key);
          return place === undefined ? null : { show: zh ? '查看' : 'see', target: place };
        },
      },
    ],
  };
}
