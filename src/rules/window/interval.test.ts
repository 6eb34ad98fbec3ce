import { describe, expect, it } from 'vitest';
import { catalogue, file, findingsOf, word, workspaceOf } from '../../../fixtures/rules/build.js';
import type { Calendar } from '../../model/pack.js';
import { type Interval, interval, judge } from './interval.js';

const calendar: Calendar = { from: '2023-01-01', to: '2023-12-31', holidays: [], workdays: [] };
const rule = (rest: Partial<Interval>): Interval => ({
  kind: 'interval',
  between: ['来函', '复函'],
  unit: 'day',
  what: '审查',
  source: '注意第3条',
  ...rest,
});
const told = (of: Partial<Interval>, from: string, to: string) =>
  judge(rule(of), '停车管理办法', { kind: '来函', date: from }, { kind: '复函', date: to }, calendar)
    ?.messageId;

describe('days between two papers', () => {
  it.each([
    [{ min: 5 }, '2023-05-08', '2023-05-12', 'short-days'],
    [{ min: 5 }, '2023-05-08', '2023-05-13', undefined],
    [{ max: 5 }, '2023-05-08', '2023-05-14', 'long-days'],
    [{ min: 0 }, '2023-05-08', '2023-05-08', undefined],
    [{ min: 0 }, '2023-05-08', '2023-05-07', 'reversed'],
    [{ min: 5, unit: 'workday' }, '2023-05-08', '2023-05-15', undefined],
    [{ min: 5, unit: 'workday' }, '2023-05-08', '2023-05-12', 'short'],
    [{ max: 15, unit: 'workday' }, '2023-05-08', '2023-05-29', undefined],
    [{ max: 15, unit: 'workday' }, '2023-05-08', '2023-05-30', 'long'],
    [{ min: 5, unit: 'workday' }, '2023-12-20', '2024-01-03', 'no-calendar'],
  ] as const)('%j from %s to %s: %s', (of, from, to, expected) => {
    expect(told(of, from, to)).toBe(expected);
  });
});

describe('several letters of one matter', () => {
  const folder = '生态环境局/10 合法性审查';
  const run = async (dates: [string, string][]) => {
    const entries = dates.map(([title, date]) => ({ title, date }));
    const path = `${folder}/证明材料目录.csv`;
    const files = [
      file(path, { role: 'catalogue' }),
      ...entries.map(({ title }) => file(`${folder}/${title}.pdf`)),
    ];
    const documents = [catalogue(path, entries)];
    return findingsOf(interval, await workspaceOf({ files, documents })).map((found) => found.messageId);
  };

  it('pairs each with the reply before the next', async () => {
    const found = await run([
      ['关于送审《停车管理办法》的送审函', '2023-03-01'],
      ['关于《停车管理办法》的复函', '2023-03-09'],
      ['关于再次送审《停车管理办法》的送审函', '2023-06-01'],
      ['关于《停车管理办法》的第二次复函', '2023-06-02'],
    ]);
    expect(found).toEqual(['short']);
  });

  it('says nothing where any pairing is right, and that it cannot tell where not', async () => {
    const letters: [string, string][] = [
      ['关于送审《停车管理办法》的送审函', '2023-03-01'],
      ['关于补充送审《停车管理办法》的送审函', '2023-03-02'],
    ];
    expect(await run([...letters, ['关于《停车管理办法》的复函', '2023-03-10']])).toEqual([]);
    expect(await run([...letters, ['关于《停车管理办法》的复函', '2023-03-08']])).toEqual(['unsure']);
  });

  it('takes a letter and a reply that name nothing as a pair', async () => {
    expect(
      await run([
        ['来函', '2023-03-01'],
        ['复函', '2023-03-03'],
      ]),
    ).toEqual(['short']);
    expect(
      await run([
        ['来函', '2023-03-01'],
        ['律师意见书', '2023-03-03'],
      ]),
    ).toEqual([]);
  });

  it("reads the letter's day in the reply", async () => {
    const path = `${folder}/1 关于《停车管理办法》的复函.docx`;
    const text = ['你局2023年3月1日来函收悉。', '示例县生态环境局', '2023年3月3日'];
    const workspace = await workspaceOf({ files: [file(path)], documents: [word(path, text)] });
    expect(findingsOf(interval, workspace).map((found) => found.messageId)).toEqual(['short']);
  });
});
