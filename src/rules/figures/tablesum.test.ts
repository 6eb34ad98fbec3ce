import { describe, expect, it } from 'vitest';
import type { Grid } from './body.js';
import { cellNumber, figuresOfGrid } from './grid.js';
import { wrongTotals } from './tablesum.js';

/** Rows as text, cells by |; ^ is covered by a merged cell. */
function grid(...rows: string[]): Grid {
  const cells = rows.map((row) => row.split('|').map((cell) => (cell.trim() === '^' ? null : cell.trim())));
  return { rows: cells, number: 1, sheet: null, paragraphs: rows.map((_, r) => r + 1), caption: '' };
}

const told = (...rows: string[]) =>
  wrongTotals(grid(...rows)).map((w) => `${w.messageId} ${w.name} ${w.arithmetic}≠${w.written}`);

describe('totals', () => {
  it.each<[string, string[], string[]]>([
    ['a column', ['领域|检查|案件', '水|12|5', '气|30|7', '合计|42|13'], ['column 案件 5＋7＝12≠13']],
    ['the only column', ['领域|案件', '水|5', '气|7', '合计|13'], ['column 案件 5＋7＝12≠13']],
    ['a total on top', ['领域|检查|案件', '合计|42|13', '水|12|5', '气|30|7'], ['column 案件 5＋7＝12≠13']],
    ['units in the cells', ['领域|案件', '水|5件', '气|7件', '总计|13件'], ['column 案件 5＋7＝12≠13件']],
    ['a dash is nothing', ['领域|案件', '水|—', '气|7', '火|5', '合计|13'], ['column 案件 0＋7＋5＝12≠13']],
    [
      'a subtotal',
      ['科|案件', '水|5', '气|7', '小计|13', '土|1', '声|2', '小计|3', '合计|16'],
      ['column 案件 5＋7＝12≠13'],
    ],
    [
      'not one column: perhaps only some rows are shown',
      ['领域|检查|案件', '水|12|5', '气|30|7', '合计|60|20'],
      ['table-unsure 检查 12＋30＝42≠60'],
    ],
    [
      'a row among rows that add up',
      ['年|一季度|二季度|合计', '2022|3|4|7', '2023|4|5|10', '2024|5|6|11'],
      ['row 2023 4＋5＝9≠10'],
    ],
    [
      'a row under heads of two lines',
      [
        '部门|2023|^|^|2024|^|^',
        '^|受理|办结|合计|受理|办结|合计',
        '水|1|2|3|3|4|7',
        '气|1|1|2|2|2|5',
        '土|2|2|4|1|1|2',
      ],
      ['row 气 2＋2＝4≠5'],
    ],
  ])('%s', (_, rows, expected) => expect(told(...rows)).toEqual(expected));

  it.each<[string, string[]]>([
    ['rates and numbers of rows', ['序号|领域|案件|占比', '1|水|5|41.7%', '2|气|7|58.3%', '合计||12|100%']],
    ['years over the columns', ['领域|2023|2024', '水|5|6', '气|7|8', '合计|12|14']],
    ['a blank cell among the addends', ['领域|案件', '水|5', '气|', '火|3', '合计|12']],
    ['words among the addends', ['领域|案件', '水|5', '气|约7', '合计|13']],
    ['a row of which others are part', ['领域|案件', '水|5', '其中：河道|3', '气|7', '合计|12']],
    ['two totals', ['领域|案件', '水|5', '合计|5', '气|7', '总计|20']],
    ['rounded amounts', ['领域|罚款（万元）', '水|1.2', '气|2.4', '合计|3.7']],
    ['a column of totals whose rows do not add up at all', ['部门|编制|实有|合计', '水|3|4|9', '气|4|5|9']],
    ['no table of numbers', ['姓名|职务', '甲|科长', '合计|2人']],
    ['other units', ['领域|处罚', '水|5件', '气|3万元', '合计|9件']],
  ])('nothing is said of %s', (_, rows) => expect(told(...rows)).toEqual([]));
});

describe('cells', () => {
  it.each([
    ['1,708', 1708],
    ['12件', 12],
    ['98.6%', 98.6],
    ['-3', -3],
    ['—', 0],
    ['', null],
    ['约12', null],
    ['2023年', null],
    ['12件，办结10件', null],
    ['第12条', null],
  ])('%s is %s', (text, value) => expect(cellNumber(text)?.value ?? null).toBe(value));
});

describe('what a table says', () => {
  it('the row of totals under the names of its columns, each year with its time', () => {
    const { figures } = figuresOfGrid(
      grid('年度|行政处罚案件数（件）', '2022年|98', '2023年|120', '合计|218'),
    );
    expect(figures.map(({ what, value, unit, time }) => [what, value, unit, time])).toEqual([
      ['行政处罚案件', 98, '件', '2022'],
      ['行政处罚案件', 120, '件', '2023'],
      ['行政处罚案件', 218, '件', null],
    ]);
  });
  it('its columns as lists', () => {
    const { series } = figuresOfGrid(grid('类别|数量', '行政许可|336', '行政确认|10', '行政处罚事项|1709'));
    expect(series.map(({ members }) => members.map(({ name }) => name))).toEqual([
      ['行政许可', '行政确认', '行政处罚'],
    ]);
  });
});
