/** Parts that do not make up their whole, in words and in tables. */
import type { Args, RawFinding, Where } from '../../model/finding.js';
import type { Rule } from '../rule.js';
import { isText } from '../scope.js';
import { bodyOf, type Grid, sheetGrid } from './body.js';
import { wrongSums } from './breakdown.js';
import { wrongTotals } from './tablesum.js';

/** A sheet of a long list is no table of totals; what is beyond is not looked at. */
const CELLS = 50_000;

function* totals(grids: Iterable<Grid>): Generator<RawFinding> {
  for (const grid of grids) {
    for (const { messageId, row, name, arithmetic, written } of wrongTotals(grid)) {
      const { sheet, number } = grid;
      const place: Where = sheet === null ? { paragraph: grid.paragraphs[row] ?? 0 } : { sheet };
      const args: Args = { table: number, name, arithmetic, written };
      yield {
        messageId,
        ...(messageId === 'table-unsure' ? { severity: 'unverified' as const } : {}),
        args,
        where: place,
      };
    }
  }
}

export const sum: Rule = {
  card: {
    id: 'figures/sum',
    topic: 'figures',
    severity: 'warning',
    summary: { zh: '分项与合计对不上', en: 'Parts do not make up their whole' },
    why: {
      zh: '分项相加与合计不符、占比与数量不符，说明数据未经核对，是数据前后矛盾的常见情形。',
      en: 'Parts that do not add up, or a rate that its numbers do not give, show that the figures were not checked: the usual kind of inconsistent data.',
    },
    advice: {
      zh: '请对照台账重新核算，改正分项、合计或者比例；分项有交叉或者只列了一部分的，请在文中写明。',
      en: 'Work it out again from the records and correct the part, the whole or the rate; where parts overlap or are only some of all, say so.',
    },
    source: {
      zh: '任务清单否决项第2项（数据造假、前后矛盾）',
      en: 'Veto 2 of the task list (invented or inconsistent data)',
    },
    messages: {
      sum: {
        zh: '分项相加 {arithmetic}，文中合计 {written}（“{quote}”）',
        en: 'The parts give {arithmetic}, the text says {written} (“{quote}”)',
      },
      'sum-unsure': {
        zh: '所列分项相加 {arithmetic}，少于文中总数 {written}（“{quote}”），请核对分项是否列全',
        en: 'The parts listed give {arithmetic}, less than the {written} of the text (“{quote}”): check whether all parts are there',
      },
      part: {
        zh: '“其中”的分项大于总数：{arithmetic}（“{written}”）',
        en: 'A part is greater than its whole: {arithmetic} (“{written}”)',
      },
      share: {
        zh: '比例与数量不符：{arithmetic}，文中为 {written}（“{quote}”）',
        en: 'The rate does not follow from its numbers: {arithmetic}, the text says {written} (“{quote}”)',
      },
      change: {
        zh: '增减数与前后数不符：{arithmetic}，文中为“{written}”',
        en: 'The change does not follow from its numbers: {arithmetic}, the text says “{written}”',
      },
      column: {
        zh: '第{table}个表“{name}”一栏合计有误：{arithmetic}，表中为 {written}',
        en: 'Table {table}: the total of the column “{name}” is wrong: {arithmetic}, the table says {written}',
      },
      row: {
        zh: '第{table}个表“{name}”一行合计有误：{arithmetic}，表中为 {written}',
        en: 'Table {table}: the total of the row “{name}” is wrong: {arithmetic}, the table says {written}',
      },
      'table-unsure': {
        zh: '第{table}个表合计行与所列各行相加都不一致（如“{name}”一栏：{arithmetic}，表中为 {written}），请核对是否只列了一部分',
        en: 'Table {table}: no total is the sum of the rows listed (column “{name}”: {arithmetic}, the table says {written}): check whether these are only some of the rows',
      },
    },
    examples: {
      good: ['受理28件，其中来访22件、来电6件', '行政许可12件、行政处罚30件、行政强制7件，共计49件'],
      bad: [
        '行政许可12件、行政处罚30件、行政强制7件，共计50件',
        '受理100件，办结90件，办结率95%',
        '由21个降至17个，减少5个',
      ],
    },
  },
  *file(file, workspace) {
    const document = workspace.documents.get(file.path);
    if (document?.kind === 'word' && isText(file)) {
      const { figures, tables } = bodyOf(document);
      for (const { messageId, figure, arithmetic, written } of wrongSums(figures)) {
        yield {
          messageId,
          ...(messageId === 'sum-unsure' ? { severity: 'unverified' as const } : {}),
          args: { arithmetic, written, quote: figure.quote },
          where: { paragraph: figure.paragraph },
        };
      }
      yield* totals(tables);
    } else if (file.role === 'evidence' && document?.kind === 'sheet') {
      yield* totals(
        document.sheets
          .filter(({ rows }) => rows.length * (rows[0]?.length ?? 0) <= CELLS)
          .map((sheet, index) => sheetGrid(sheet, index + 1)),
      );
    } else if (file.role === 'evidence' && document?.kind === 'word') yield* totals(bodyOf(document).tables);
  },
};
