/** `dossier show 17`: one unit with everything that the list asks of it. */

import { dueWords } from '../model/due.js';
import { DossierError } from '../model/error.js';
import type { Lang } from '../model/lang.js';
import type { DateRule, Pack, StatementDue, Unit } from '../model/pack.js';
import { selectUnits } from '../packs/index.js';
import type { CommandSpec, Context } from './command.js';
import { leadNames, openPack, unitJson } from './list.js';
import { PACK_OPTION } from './options.js';

const BY: Record<StatementDue['by'], Record<Lang, string>> = {
  each: { zh: '各自提供', en: 'each of them' },
  any: { zh: '其中一家提供', en: 'any one of them' },
  joint: { zh: '共同提供一份', en: 'one together' },
};

const OPERATOR = { '>=': '≥', '<=': '≤', '=': '=', '>': '>', '<': '<' } as const;

function dateText(rule: DateRule, zh: boolean): string {
  const unit = (u: 'workday' | 'day') =>
    zh ? (u === 'workday' ? '个工作日' : '日') : u === 'workday' ? ' working days' : ' days';
  switch (rule.kind) {
    case 'since':
      return `${rule.what}${zh ? `：${rule.from} 以来` : `: since ${rule.from}`}`;
    case 'years':
      return `${rule.what}${zh ? '：' : ': '}${rule.years.join('、')}${zh ? '年' : ''}`;
    case 'deadline':
      return `${rule.what}${zh ? `：${rule.by} 前` : `: by ${rule.by}`}`;
    case 'period':
      return `${rule.what}${zh ? `：不少于 ${rule.min}${unit(rule.unit)}` : `: at least ${rule.min}${unit(rule.unit)}`}`;
    case 'interval': {
      const range = [
        ...(rule.min === undefined ? [] : [`≥${rule.min}`]),
        ...(rule.max === undefined ? [] : [`≤${rule.max}`]),
      ].join(zh ? '、' : ', ');
      return `${rule.what}${zh ? '：' : ': '}${rule.between.join('—')} ${range}${unit(rule.unit)}`;
    }
  }
}

/** Collective ones where all that they mean are there. */
function namesOf(pack: Pick<Pack, 'groups'>, departments: readonly string[], lang: Lang): string {
  const leads = departments.map((department) => ({ department, items: [] }));
  return leadNames(pack, { leads, leadText: '' }, lang).join(lang === 'zh' ? '、' : ', ');
}

function statementLines(statement: StatementDue, pack: Pack, lang: Lang): string[] {
  const zh = lang === 'zh';
  const title = statement.title ?? `${statement.name}${zh ? '（清单未规定题目）' : ' (no title prescribed)'}`;
  const who =
    statement.leads.length === 0
      ? zh
        ? '（未指明单位）'
        : '(nobody named)'
      : namesOf(pack, statement.leads, lang);
  const by =
    statement.leads.length > 1 ? (zh ? `（${BY[statement.by].zh}）` : ` (${BY[statement.by].en})`) : '';
  const points = [...pack.defaults.points, ...statement.points].map((p) => p.point);
  return [
    `  ${title}`,
    zh
      ? `    一般不超过 ${statement.softLimit} 字，最多不超过 ${statement.hardLimit} 字${statement.evidenceListAtEnd ? '（文末佐证材料目录不计）' : ''}`
      : `    usually ≤ ${statement.softLimit}, at most ${statement.hardLimit} 字${statement.evidenceListAtEnd ? ' (without the list of evidence at its end)' : ''}`,
    `    ${zh ? '由谁提供：' : 'owed by: '}${who}${by}`,
    ...(statement.stamp === null ? [] : [`    ${zh ? '盖章：' : 'stamped by: '}${statement.stamp}`]),
    ...(points.length === 0 ? [] : [`    ${zh ? '须写明：' : 'covers: '}${points.join(zh ? '；' : '; ')}`]),
    ...statement.tables.map(
      (t) =>
        `    ${zh ? (t.due ? '列表：' : '建议列表：') : t.due ? 'table: ' : 'suggested table: '}${t.what}${t.columns.length > 0 ? `（${t.columns.join('、')}）` : ''}`,
    ),
  ];
}

function showText(pack: Pack, unit: Unit, { lang, style }: Context): string {
  const zh = lang === 'zh';
  const head = (words: string) => ['', style('strong', words)];
  const indent = (text: string) => text.split('\n').map((line) => `  ${line}`);
  const lines = [
    style('strong', `${unit.key}　${unit.name}`),
    style('faint', [unit.chapter.title, ...unit.sections.map((s) => s.title)].join(' · ')),
    ...head(zh ? '三级指标' : 'Indicators'),
    ...unit.indicators.map(
      (i) =>
        `  ${i.no}. ${i.text.replaceAll('\n', '\n  ')}${i.verbatim ? '' : zh ? '（原文缺，此为转述）' : ' (reported: the source lacks the wording)'}`,
    ),
    ...(unit.statements.length === 0 ? [] : head(zh ? '情况说明' : 'Statements')),
    ...unit.statements.flatMap((s) => statementLines(s, pack, lang)),
    ...head(zh ? '牵头单位' : 'Leads'),
    ...leadNames(pack, unit, lang).map((name) => `  ${name}`),
    ...(unit.openLeads ? [zh ? '  （及其他有关执法部门）' : '  (and other departments concerned)'] : []),
  ];
  if (unit.materials !== '')
    lines.push(...head(zh ? '申报材料' : 'Materials asked for (verbatim)'), ...indent(unit.materials));
  if (unit.notes !== '') lines.push(...head(zh ? '注意事项' : 'Notes (verbatim)'), ...indent(unit.notes));
  const askedOf = ({ leads }: { leads?: string[] }) =>
    leads === undefined ? '' : `${zh ? '：' : ': '}${namesOf(pack, leads, lang)}`;
  const rules = [
    ...(unit.urls === 'due' ? [zh ? '目录中须提供网址' : 'the catalogue must carry URLs'] : []),
    ...unit.counts.map(
      (c) =>
        `${c.what}${c.min === undefined ? '' : ` ≥${c.min}`}${c.max === undefined ? '' : ` ≤${c.max}`}${askedOf(c)}`,
    ),
    ...unit.thresholds.map((t) => `${t.what} ${OPERATOR[t.op]} ${t.value}${t.unit}${askedOf(t)}`),
    ...unit.dates.map((d) => dateText(d, zh)),
    ...pack.deadlines
      .filter((d) => d.unit === unit.key)
      .map((d) => `${d.what}${zh ? '：' : ': '}${dueWords(d.on, lang)}${zh ? '，' : ', '}${d.who}`),
    ...(unit.pdfOnly ? [zh ? '佐证材料统一为 PDF' : 'all evidence as PDF'] : []),
  ];
  if (rules.length > 0)
    lines.push(
      ...head(zh ? '数量、指标值和时限' : 'Counts, thresholds and dates'),
      ...rules.map((r) => `  ${r}`),
    );
  if (unit.corrections.length > 0) {
    lines.push(
      ...head(zh ? '原文疑误' : 'Slips in the list'),
      ...unit.corrections.map((c) =>
        zh ? `  “${c.raw}”读作“${c.read}”（${c.why}）` : `  "${c.raw}" is read as "${c.read}" (${c.why})`,
      ),
    );
  }
  return `${lines.join('\n')}\n`;
}

export const show: CommandSpec = {
  name: 'show',
  arguments: [{ syntax: '<unit>', summary: { zh: '申报单元，如 17、26-29', en: 'a unit: 17, 26-29' } }],
  summary: { zh: '显示一个申报单元的全部要求', en: 'show one unit with all its requirements' },
  options: [
    PACK_OPTION,
    {
      flags: '--format <format>',
      summary: { zh: '输出格式', en: 'output format' },
      choices: ['text', 'json'],
    },
  ],
  async run(context, [wanted], options) {
    const pack = await openPack(options);
    const keys = selectUnits(pack, typeof wanted === 'string' ? wanted : '');
    const units = pack.units.filter((u) => keys.includes(u.key));
    if (units.length === 0) {
      throw new DossierError('usage', {
        zh: '请写明申报单元，如 dossier show 17。',
        en: 'Name a unit, e.g. dossier show 17.',
      });
    }
    const [only] = units;
    const out =
      options.format === 'json'
        ? `${JSON.stringify(units.length === 1 && only ? unitJson(only) : units.map(unitJson), null, 2)}\n`
        : units.map((unit) => showText(pack, unit, context)).join('\n');
    return { code: 0, out };
  },
};
