/** A small list with classes, scores, stages and deadlines, and reports of it. For tests. */
import type { Checked, Finding, Report } from '../model/finding.js';
import type { Pack, Unit } from '../model/pack.js';
import type { Config } from '../model/workspace.js';

export const pack = {
  units: [
    { key: '一-1', name: '网上审批大厅', weight: 1 },
    { key: '一-2', name: '执法人员培训', weight: 2 },
  ] as Unit[],
  departments: [
    { name: '公安局', aliases: [], class: '重点执法' },
    { name: '统计局', aliases: [], class: '服务管理' },
  ],
  classes: [{ name: '重点执法', weights: { '一-1': 3 }, source: '' }],
  scoring: { full: 100, credits: { clean: 1, errors: 0.5, missing: 0 }, source: '' },
  assessment: {
    grades: [
      { name: '达标', credit: 1 },
      { name: '部分达标', credit: 0.6 },
    ],
  },
  window: { from: '2024-01-01', to: '2025-12-31' },
  issuedOn: '2024-03-01',
  stages: [
    { name: '申报', text: '', by: '05-15', days: null, source: '' },
    { name: '公示', text: '', by: null, days: 7, source: '' },
    { name: '命名', text: '', by: null, days: null, source: '' },
  ],
  deadlines: [
    { what: '季报', on: { quarterly: true }, who: '各部门', source: '', unit: null },
    { what: '开通大厅', on: { date: '2024-12-31' }, who: '各部门', source: '', unit: '一-1' },
  ],
  vetoes: [{ key: '否1', text: '弄虚作假的', verbatim: true, within: '' }],
} as unknown as Pack;

export const config = (over: Partial<Config> = {}) =>
  ({ vetoes: [], stages: [], done: [], ...over }) as unknown as Config;

export const checked = (unit: string, department: string | null, over: Partial<Checked> = {}): Checked => ({
  unit,
  department,
  due: true,
  delivered: true,
  hidden: false,
  words: 400,
  materials: 2,
  onSite: 0,
  paper: 0,
  superior: 0,
  none: 0,
  ...over,
});

export function report(
  submissions: Checked[],
  findings: Partial<Finding>[] = [],
  over: Partial<Report> = {},
): Report {
  return {
    tool: { name: 'dossier', version: '1' },
    pack: 'plan',
    title: '年度计划',
    region: '示范市',
    asOf: '2024-10-10',
    findings: findings.map((f) => ({ waived: null, severity: 'error', ...f }) as Finding),
    departments: ['公安局', '统计局'],
    submissions,
    grades: [],
    ...over,
  } as Report;
}
