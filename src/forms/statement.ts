/** 情况说明 as a department gets it: the prescribed title, headings, and a prompt for each thing to be said. */
import { isAskedOf } from '../model/asked.js';
import type { Pack, Point, StatementDue, Unit } from '../model/pack.js';
import { fillDocx } from './docx.js';
import type { Values } from './markers.js';
import { date, numeral, table, threshold } from './wording.js';

/** Asked for one by one, so that a cell left open is seen. */
const FILL = '【请填写】';

/**
 * @param template bytes of the Word template
 * @param department canonical name of whose statement it is
 * @returns bytes of a .docx, the same for the same input
 * @throws TemplateError where the template can't be filled
 */
export function statementForm(
  template: Uint8Array,
  pack: Pack,
  unit: Unit,
  statement: StatementDue,
  department: string,
): Uint8Array {
  return fillDocx(template, statementValues(pack, unit, statement, department), 'statement.docx');
}

export function statementValues(pack: Pack, unit: Unit, statement: StatementDue, department: string): Values {
  const headings =
    pack.defaults.points.length > 0 ? pack.defaults.points : [{ point: '有关情况', words: [] }];
  const prompts = headings.map(() => [] as string[]);
  for (const point of statement.points) prompts[headingFor(point, headings)]?.push(point.point);
  // Figures are results: under the second heading (成效), or the only one. Where a unit has several statements, the
  // list does not say which of them a figure belongs to: the catalogue's guide has them all.
  if (unit.statements.length === 1) {
    prompts[Math.min(1, headings.length - 1)]?.push(
      ...unit.thresholds.filter((figure) => isAskedOf(figure, department)).map(asked),
    );
  }
  return {
    title: statement.name,
    softLimit: statement.softLimit,
    hardLimit: statement.hardLimit,
    windowFrom: date(pack.window.from),
    windowTo: date(pack.window.to),
    department,
    unit: `${unit.key} ${unit.name}`,
    remarks: remarks(unit, statement, department).map((remark) => ({ remark })),
    headings: headings.map(({ point }, i) => ({
      numeral: numeral(i + 1),
      heading: point,
      prompts: (prompts[i]?.length ? prompts[i] : [point]).map((prompt) => ({ prompt })),
    })),
    tables: statement.tables
      .filter((t) => t.in === 'statement' && t.due)
      .map((t) => ({
        what: t.what,
        columns: (t.columns.length > 0 ? t.columns : ['项目', '内容']).map((name) => ({ name, fill: FILL })),
      })),
    evidenceList: statement.evidenceListAtEnd ? [{}] : [],
    signatory: statement.stamp === null ? '单位全称' : `单位全称，并由${statement.stamp}盖章`,
  };
}

/** The heading whose words the point speaks, the last such one; the first (举措) where it speaks none's. */
function headingFor({ point }: Point, headings: Point[]): number {
  for (let i = headings.length - 1; i > 0; i--) {
    if (headings[i]?.words.some((word) => point.includes(word))) return i;
  }
  return 0;
}

function asked(figure: Unit['thresholds'][number]): string {
  return `${figure.what}（要求${threshold({ ...figure, what: '' })}）`;
}

function remarks(unit: Unit, statement: StatementDue, department: string): string[] {
  const item = unit.statements.length > 1 ? unit.items.find(({ no }) => no === statement.item) : undefined;
  const others = statement.leads.filter((lead) => lead !== department);
  const names = others.join('、');
  return [
    ...(item ? [`本说明对应申报材料第${item.no}项`] : []),
    ...(others.length > 0 && statement.by === 'joint' ? [`与${names}联合提供一份`] : []),
    ...(others.length > 0 && statement.by === 'any'
      ? [`与${names}商定由一家提供；不由本单位提供的，删去本文件`]
      : []),
    ...(statement.combinable ? ['可与本单元其他情况说明合并为一份'] : []),
    ...(statement.stamp === null ? [] : [`须由${statement.stamp}盖章，并附盖章扫描件`]),
    ...statement.tables
      .filter((t) => t.in === 'either' || (t.in === 'statement' && !t.due))
      .map(
        (t) => `${t.due ? '' : '建议'}列表提供${table(t)}${t.in === 'either' ? '，也可作为印证材料' : ''}`,
      ),
  ];
}
