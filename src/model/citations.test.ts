import { describe, expect, it } from 'vitest';
import { citationsIn } from './citations.js';
import type { CatalogueEntry } from './document.js';
import type { Unit } from './pack.js';

const unit = { indicators: [{ no: 17, text: '', verbatim: true }] } as unknown as Unit;

function entry(number: string, title: string): CatalogueEntry {
  const nothing = { documentNumber: '', responsible: '', date: '', urlText: '', pages: '', remark: '' };
  return {
    ...nothing,
    row: Number(number),
    number,
    title,
    urls: [],
    classification: '',
    stateText: '',
    state: 'file',
    stateKnown: true,
    extra: {},
  };
}

const entries = [
  entry('1', '关于印发《青屿区民宿服务管理办法》的通知'),
  entry('2', '《青屿区民宿服务管理办法》图文解读'),
  entry('3', '政务服务“好差评”管理办法'),
  entry('4', '青屿区零工市场管理服务办法'),
];

const cited = (text: string, attachments = false) =>
  citationsIn(text, entries, unit, attachments).map(({ start, end, entry: of }) => [
    text.slice(start, end),
    of.number,
  ]);

describe('citationsIn', () => {
  it.each([
    ['已印发办法（见材料3）。', [['材料3', '3']]],
    [
      '（材料1、材料2）',
      [
        ['材料1', '1'],
        ['材料2', '2'],
      ],
    ],
    [
      '（材料1、3）',
      [
        ['材料1', '1'],
        ['3', '3'],
      ],
    ],
    ['详见材料１—3。', [['材料１—3', '1']]],
    ['详见证明材料4', [['证明材料4', '4']]],
    ['见材料17-2', [['材料17-2', '2']]],
    ['见附件2', [['附件2', '2']]],
    ['见材料9', []],
  ])('%s', (text, wanted) => expect(cited(text)).toEqual(wanted));

  it('counts places in the text as written, where folding makes it longer', () => {
    expect(cited('㈱…⑴新增２０㎡（见材料3）')).toEqual([['材料3', '3']]);
  });

  it('knows a name between marks that one material has', () => {
    expect(cited('出台《青屿区零工市场管理服务办法》，群众满意。')).toEqual([
      ['《青屿区零工市场管理服务办法》', '4'],
    ]);
    expect(cited('实行“政务服务”和“好差评管理办法”')).toEqual([]);
    // Two materials bear it: neither is meant for sure.
    expect(cited('依据《青屿区民宿服务管理办法》')).toEqual([]);
  });

  it('leaves attachments to a statement that has its own', () => {
    expect(cited('见附件2', true)).toEqual([]);
    expect(cited('见材料2', true)).toEqual([['材料2', '2']]);
  });
});
