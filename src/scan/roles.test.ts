import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Unit } from '../model/pack.js';
import { loadPack } from '../packs/index.js';
import {
  departmentRole,
  isAssessmentFolder,
  isLitter,
  looksLikeCatalogue,
  looksLikeDepartment,
  looksLikeStatement,
} from './roles.js';

const pack = await loadPack(fileURLToPath(new URL('../../fixtures/rules/pack', import.meta.url)));
const unit = pack.units.find((u) => u.key === '2') as Unit;

describe('what a name says', () => {
  it.each([
    '~$a.docx',
    '.~a.docx',
    '~WRL0001.tmp',
    '.~lock.a.docx#',
    '.DS_Store',
    'Thumbs.db',
    'desktop.ini',
    '._a.pdf',
    'a.bak',
  ])('%s is litter', (name) => expect(isLitter(name)).toBe(true));
  it.each(['a.docx', '~a.docx', 'thumbs.pdf', 'DS_Store.docx'])('%s is no litter', (name) => {
    expect(isLitter(name)).toBe(false);
  });
  it.each([
    '证明材料目录.xlsx',
    '2 证明材料目录.docx',
    '印证材料清单.csv',
    '目录.xlsx',
    '证明事项清理证明材料目录.xlsx',
    '佐证材料目录.pdf',
    '证明材料目录（2）.xlsx',
  ])('%s is a catalogue', (name) => expect(looksLikeCatalogue(name, unit)).toBe(true));
  it.each(['法制审核目录清单.xlsx', '权责清单.xlsx', '1 政府信息公开目录.pdf', '证明材料目录.jpg'])(
    '%s is none',
    (name) => {
      expect(looksLikeCatalogue(name, unit)).toBe(false);
    },
  );
  it.each([
    '关于证明事项清理的情况说明.docx',
    '3 关于证明事项清理的情况说明.docx',
    '情况说明.doc',
    '工作情况说明.wps',
  ])('%s is a statement', (name) => expect(looksLikeStatement(name, unit)).toBe(true));
  it.each(['3 有关问题的情况说明.pdf', '情况说明.jpg', '总结.docx'])('%s is none', (name) => {
    expect(looksLikeStatement(name, unit)).toBe(false);
  });
  it("a department's own documents", () => {
    expect(departmentRole('示例县法治建设总结报告.docx', pack)).toBe('summary-report');
    expect(departmentRole('2024年工作总结.docx', pack)).toBe('summary-report');
    expect(departmentRole('联络员名单.xlsx', pack)).toBe('liaison-form');
    expect(departmentRole('通讯录.xlsx', pack)).toBe('stray');
  });
  it('what a department says of itself, where the pack asks for it', () => {
    const { assessment } = pack;
    if (assessment === null) throw new Error('the pack has no self-assessment');
    const tableAlone = { ...pack, assessment: { ...assessment, report: null } };
    const unasked = { ...pack, assessment: null };
    const of = (name: string) => [pack, tableAlone, unasked].map((one) => departmentRole(name, one));
    const table = ['self-assessment', 'self-assessment', 'stray'];
    expect(of('司法局法治建设自评表（2024年）.xlsx')).toEqual(table);
    expect(of('自评情况一览表.et')).toEqual(table);
    expect(of('司法局自评报告.docx')).toEqual(['self-assessment-report', 'stray', 'stray']);
    expect(of('2024年总结.docx')[0]).toBe('summary-report');
    expect(['自评', '2 自评材料', '一、自评材料'].every((name) => isAssessmentFolder(name, pack))).toBe(true);
    expect(isAssessmentFolder('自评材料', unasked)).toBe(false);
  });
  it('authorities by their endings', () => {
    expect(['水务局', '某某街道', '人民法院', '税务局（分局）'].every(looksLikeDepartment)).toBe(true);
    expect(['照片', '材料', '会议'].some(looksLikeDepartment)).toBe(false);
  });
});

describe('a form that the list prescribes', () => {
  it('is told by its title or its short name', async () => {
    const plan = await loadPack(fileURLToPath(new URL('../../fixtures/packs/plan', import.meta.url)));
    for (const name of ['申报表.docx', '示范单位申报表.pdf', '公安局申报表（盖章）.pdf'])
      expect(departmentRole(name, plan)).toBe('prescribed-form');
    expect(departmentRole('申报材料清单.docx', plan)).toBe('stray');
    expect(departmentRole('申报表.docx', pack)).toBe('stray');
  });
});
