import { describe, expect, it } from 'vitest';
import { notForPublication } from './disclosure.js';
import type { CatalogueEntry } from './document.js';

function entry(more: Partial<CatalogueEntry>): CatalogueEntry {
  return {
    row: 1,
    number: '1',
    title: '督察工作方案',
    documentNumber: '',
    responsible: '',
    date: '',
    urls: [],
    urlText: '',
    pages: '',
    classification: '',
    stateText: '',
    state: 'file',
    stateKnown: true,
    remark: '',
    extra: {},
    ...more,
  };
}

describe('notForPublication', () => {
  it.each([
    [{ classification: '内部' }],
    [{ classification: '工作秘密' }],
    [{ classification: '秘密★5年' }],
    [{ extra: { 公开属性: '依申请公开' } }],
    [{ extra: { 公开属性: '不予公开' } }],
    [{ extra: { 是否公开: '否' } }],
    [{ remark: '内部资料' }],
    [{ remark: '原件在档案室；内部掌握' }],
    [{ remark: '内部' }],
    [{ remark: '不公开' }],
    [{ remark: '不予公开，依申请公开' }],
    [{ remark: '涉密，另附纸质' }],
    [{ title: '联席会议纪要（内部资料）' }],
  ] as [Partial<CatalogueEntry>][])('%o is not', (more) => {
    expect(notForPublication(entry(more))).not.toBeNull();
  });

  it.each([
    [{}],
    [{ classification: '公开' }],
    [{ classification: '无' }],
    [{ extra: { 公开属性: '主动公开' } }],
    [{ extra: { 是否公开: '是' } }],
    [{ remark: '内部控制制度汇编节选' }],
    [{ remark: '非涉密' }],
    [{ remark: '不涉密，可公开' }],
    [{ remark: '法院不公开开庭审理' }],
    [{ title: '依申请公开办理情况统计表' }],
    [{ title: '内部审计报告' }],
  ] as [Partial<CatalogueEntry>][])('%o is', (more) => {
    expect(notForPublication(entry(more))).toBeNull();
  });
});
