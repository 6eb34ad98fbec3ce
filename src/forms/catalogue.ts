/** 证明材料目录 ready to fill: empty rows, and a sheet that says how, with all that the list asks of the unit. */
import { isAskedOf } from '../model/asked.js';
import type { Pack, StatementDue, Unit } from '../model/pack.js';
import { count, date, dateRule, table, threshold } from './wording.js';
import { fillXlsx } from './xlsx.js';

/**
 * @param template bytes of the Excel template
 * @param department canonical name of whose catalogue it is
 * @returns bytes of an .xlsx, the same for the same input
 * @throws TemplateError where the template can't be filled
 */
export function catalogueForm(template: Uint8Array, pack: Pack, unit: Unit, department: string): Uint8Array {
  const values = {
    title: pack.defaults.partNames.catalogue,
    unit: `${unit.key} ${unit.name}`,
    department,
    evidence: pack.defaults.partNames.evidence,
    requirements: requirements(pack, unit, department).flatMap(([label, texts]) =>
      // One line, one row: a row of Excel is at most 409 pt high, and the notes are longer.
      texts
        .flatMap((text) => text.split('\n'))
        .filter((line) => line.trim() !== '')
        .map((text, i) => ({ label: i === 0 ? label : '', text: text.trim() })),
    ),
  };
  return fillXlsx(template, values, 'catalogue.xlsx');
}

function requirements(pack: Pack, unit: Unit, department: string): [string, string[]][] {
  const { evidence } = pack.defaults.partNames;
  const own = unit.leads.find((lead) => lead.department === department);
  const tables = unit.statements.flatMap((statement) => statement.tables);
  const counts = unit.counts.filter((limit) => isAskedOf(limit, department));
  const figures = unit.thresholds.filter((figure) => isAskedOf(figure, department));
  return [
    ['申报单元', [`${unit.key} ${unit.name}`]],
    ['一级指标', [unit.chapter.title]],
    ['三级指标', unit.indicators.map(({ no, text }) => `${no}. ${text}`)],
    ['牵头单位', [unit.leadText]],
    ['本单位承担', [duty(unit, own?.items)]],
    ...unit.items
      .filter(({ no }) => own?.items.includes(no))
      .map(({ no, text }): [string, string[]] => [`本单位承担第${no}项`, [text]]),
    ['申报材料（原文）', [unit.materials]],
    ['注意事项（原文）', [unit.notes]],
    ['情况说明', unit.statements.map((statement) => statementLine(statement, unit, pack, department))],
    ['列表提供', tables.map((t) => `${t.due ? '' : '（建议）'}${table(t)}：${PLACES[t.in]}`)],
    ['数量要求', counts.map((limit) => `${count(limit)}。依据：${limit.source}`)],
    ['指标数据', figures.map((figure) => `${threshold(figure)}。依据：${figure.source}`)],
    [
      '材料时间',
      [
        `以${date(pack.window.from)}至${date(pack.window.to)}为主。${pack.window.earlier}`,
        ...unit.dates.map((rule) => `${dateRule(rule)}。依据：${rule.source}`),
      ],
    ],
    [
      '网址',
      [
        unit.urls === 'due'
          ? '本单元明确要求提供网址，请在“网址”列填写。'
          : '已在网上公开的材料，在“网址”列填写网址。',
      ],
    ],
    ...(unit.pdfOnly ? [['格式', ['印证材料一律为PDF格式。']] as [string, string[]]] : []),
    [
      '个人信息',
      [
        unit.personalData
          ? '本单元要求提供联系方式，只提供所要求的内容。'
          : '不提供身份证号、手机号、银行账号等个人信息，文件中有的先作遮盖。',
      ],
    ],
    ['存放', [`印证材料放入“${evidence}”文件夹，文件名前写序号，如“1 ……通知.pdf”。`]],
  ];
}

const PLACES = {
  statement: '列入情况说明',
  evidence: '作为印证材料',
  either: '列入情况说明或者作为印证材料',
};

function duty(unit: Unit, items: number[] | undefined): string {
  if (items === undefined) return '不是本单元的牵头单位，配合提供印证材料。';
  if (items.length === 0) return unit.leads.length > 1 ? '牵头（与其他牵头单位共同承担）。' : '牵头。';
  return `牵头第${items.join('、')}项。`;
}

function statementLine(statement: StatementDue, unit: Unit, pack: Pack, department: string): string {
  const { name, title, softLimit, hardLimit, leads, by, stamp, combinable } = statement;
  // The row above says who leads; collective names stand for dozens.
  const all = pack.groups.length > 0 && unit.leads.every((lead) => leads.includes(lead.department));
  const who =
    leads.length === 0
      ? '任务清单未列明由谁提供'
      : `${all ? '牵头单位' : leads.join('、')}${leads.length > 1 ? { each: '各提供一份', any: '其中一家提供', joint: '联合提供一份' }[by] : '提供'}`;
  return [
    `${title === null ? `${name}（题目未作规定，供参考）` : `题目：${name}`}`,
    `一般不超过${softLimit}字，最多不超过${hardLimit}字`,
    `${who}${leads.length > 0 && !leads.includes(department) ? '，本单位不需提供' : ''}`,
    ...(combinable ? ['可与本单元其他情况说明合并'] : []),
    ...(stamp === null ? [] : [`须由${stamp}盖章`]),
  ].join('；');
}
