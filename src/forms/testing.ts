/** A small pack made by hand, and what the tests look at in the files made from it. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { DEFAULT_CHECKS } from '../model/checks.js';
import type { Chapter, Pack, StatementDue, Unit } from '../model/pack.js';

export function template(name: string): Uint8Array {
  return readFileSync(fileURLToPath(new URL(`../../templates/${name}`, import.meta.url)));
}

export function partText(file: Uint8Array, part: string): string {
  const bytes = unzipSync(file)[part];
  if (!bytes) throw new Error(`no part ${part}`);
  return strFromU8(bytes);
}

/** Text of each paragraph of the body that has any, tables included. */
export function paragraphsOf(docx: Uint8Array): string[] {
  return [...partText(docx, 'word/document.xml').matchAll(/<w:p[ >].*?<\/w:p>/gs)]
    .map(([xml]) => [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map((m) => m[1]).join(''))
    .map((text) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&'))
    .filter((text) => text !== '');
}

const chapter: Chapter = { no: 1, title: '一、政府职能依法全面履行', sections: [] };

export function statementDue(over: Partial<StatementDue> = {}): StatementDue {
  return {
    title: '关于优化公共服务的情况说明',
    name: '关于优化公共服务的情况说明',
    item: null,
    softLimit: 500,
    hardLimit: 1000,
    leads: ['行政审批局'],
    by: 'each',
    combinable: false,
    points: [
      { point: '事项进驻', words: ['进驻'] },
      { point: '改革取得的成效', words: ['成效'] },
    ],
    tables: [],
    stamp: null,
    evidenceListAtEnd: false,
    ...over,
  };
}

export function unit(over: Partial<Unit> = {}): Unit {
  return {
    key: '17',
    prefix: '017',
    name: '优化公共服务',
    kind: 'indicator',
    indicators: [{ no: 17, text: '政务服务事项网上可办率不低于90％。', verbatim: true }],
    chapter,
    sections: [],
    materials: '1.请提供进驻清单；\n2.情况说明。',
    notes: '注意：\n1.需提供情况说明、证明材料目录及印证材料。\n2.“<清单>”与网址 & 截图。',
    leadText: '行政审批局',
    leads: [{ department: '行政审批局', items: [] }],
    owedBy: 'each',
    openLeads: false,
    items: [],
    statements: [statementDue()],
    urls: 'due',
    urlItems: [],
    counts: [
      { what: '典型案例', min: 1, max: 3, source: '注意第2条', words: [], except: [], per: 'submission' },
    ],
    thresholds: [{ what: '网上可办率', op: '>=', value: 90, unit: '%', source: '三级指标第17项', words: [] }],
    dates: [{ kind: 'since', from: '2023-01-01', what: '进驻清单', source: '申报材料第1项' }],
    personalData: false,
    pdfOnly: false,
    corrections: [],
    weight: 1,
    ...over,
  };
}

export function pack(units: Unit[] = [unit()]): Pack {
  return {
    id: 'sample-2024',
    checks: DEFAULT_CHECKS,
    title: '示范区任务清单',
    region: '示范区',
    issuer: '示范区人民政府办公室',
    documentNumber: '示政办发〔2024〕1号',
    issuedOn: '2024-04-03',
    window: { from: '2023-01-01', to: '2024-12-31', earlier: '之前完成的可以提供。', source: '附件1第2条' },
    defaults: {
      softLimit: 500,
      hardLimit: 1000,
      points: [
        { point: '主要举措', words: ['举措', '做法'] },
        { point: '重要成效', words: ['成效', '成果'] },
        { point: '突出亮点', words: ['亮点', '创新'] },
      ],
      partNames: {
        statement: '情况说明',
        catalogue: '证明材料目录',
        evidence: '印证材料',
        summaryReport: '总结报告',
        liaisonForm: '名单反馈表',
        dossier: '申报材料汇编',
        archive: '考核档案',
        bulletin: '工作情况通报',
      },
      parts: ['statement', 'catalogue', 'evidence'],
      source: '附件1第3条',
    },
    departments: [
      { name: '行政审批局', aliases: ['审批局'] },
      { name: '司法局', aliases: [] },
    ],
    chapters: [chapter],
    units,
    vetoes: [],
    classes: [],
    groups: [],
    stages: [],
    assessment: null,
    scoring: null,
    deadlines: [
      { what: '报送联络员名单', on: { date: '2024-04-06' }, who: '各部门', source: '三（三）', unit: null },
      { what: '报送工作进展情况', on: { dayOfMonth: 20 }, who: '各部门', source: '三（三）', unit: null },
    ],
    forms: {
      summaryReport: { title: '法治政府建设示范创建总结报告', due: true, source: '附件1第1条' },
      liaisonForm: {
        title: '法治政府建设示范创建工作人员名单反馈表',
        due: true,
        columns: ['单位', '姓名', '职务', '联系电话'],
        source: '附件2',
      },
      prescribed: [],
    },
  };
}
