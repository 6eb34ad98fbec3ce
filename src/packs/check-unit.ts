/** What a schema can't say about one unit: names, numbers and quotations that must lead somewhere. Pure. */
import type { Complaint } from '../model/error.js';
import { foldName } from '../model/fold.js';
import type { Department } from '../model/pack.js';
import { nearestDepartment, resolveDepartment } from './departments.js';
import type { Draft, DraftChapter, DraftUnit } from './draft.js';
import { leadsOf, whoLeads } from './resolve.js';
import { checkDueOn, type Say } from './say.js';
import type { DataPath } from './yaml-file.js';

/** All complaints about a sound unit. */
export function checkUnit(unit: DraftUnit, chapter: DraftChapter, draft: Draft): Complaint[] {
  const { general } = draft;
  const complaints: Complaint[] = [];
  const say: Say = (at, words, on) => complaints.push(unit.file.complain([...unit.at, ...at], words, on));
  checkTexts(unit, draft, say);
  checkItemNumbers(unit, say);
  if (general.departments) checkDepartments(unit, general.departments, draft, say);
  checkStatements(unit, say);
  for (const [i, deadline] of unit.data.deadlines.entries())
    checkDueOn(deadline, ['deadlines', i, 'on'], say);
  checkFigures(unit, say);
  checkDates(unit, general.data?.window.to ?? null, say);
  checkCorrections(unit, chapter, say);
  return complaints;
}

function checkTexts({ data }: DraftUnit, { general }: Draft, say: Say): void {
  if (data.kind === 'bonus') return;
  const mayLack = general.data?.defaults.mayLack ?? [];
  for (const [field, zh] of [
    ['materials', '申报材料'],
    ['leadText', '牵头单位原文'],
  ] as const) {
    if (data[field].trim() !== '' || mayLack.includes(field)) continue;
    say([], {
      zh: `申报单元 ${data.unit} 缺少“${field}”（${zh}）`,
      en: `Unit ${data.unit} lacks "${field}"`,
    });
  }
  if (
    data.leads.length === 0 &&
    !data.openLeads &&
    general.data &&
    general.data.defaults.leads.length === 0
  ) {
    say([], {
      zh: `申报单元 ${data.unit} 没有牵头单位：请写 leads，原文未列明的写 openLeads: true；各项都未列明的，在 pack.yaml 的 defaults 中写 leads`,
      en: `Unit ${data.unit} has no leads: give them, or openLeads: true where the list leaves it open; or leads under defaults in pack.yaml where no row names any`,
    });
  }
}

function checkItemNumbers({ data }: DraftUnit, say: Say): void {
  const numbers = data.items.map((item) => item.no);
  const there = numbers.join('、') || '无';
  for (const [i, no] of numbers.entries()) {
    if (numbers.indexOf(no) === i) continue;
    say(['items', i, 'no'], { zh: `小项编号 ${no} 重复`, en: `Item ${no} is given twice` });
  }
  const refers = (no: number | undefined, at: DataPath) => {
    if (no === undefined || numbers.includes(no)) return;
    say(at, {
      zh: `没有第 ${no} 小项；申报单元 ${data.unit} 的小项：${there}`,
      en: `There is no item ${no}; items of unit ${data.unit}: ${numbers.join(', ') || 'none'}`,
    });
  };
  for (const [i, lead] of data.leads.entries()) {
    if (typeof lead === 'string') continue;
    for (const [j, no] of lead.items.entries()) refers(no, ['leads', i, 'items', j]);
  }
  for (const [i, { item, tables }] of data.statements.entries()) {
    refers(item, ['statements', i, 'item']);
    for (const [j, table] of tables.entries()) refers(table.item, ['statements', i, 'tables', j, 'item']);
  }
  for (const [i, no] of data.urlItems.entries()) refers(no, ['urlItems', i]);
  for (const [i, { item }] of data.counts.entries()) refers(item, ['counts', i, 'item']);
}

function checkDepartments(
  { data }: DraftUnit,
  departments: Department[],
  { general }: Draft,
  say: Say,
): void {
  const { region } = general;
  const groups = general.data?.groups ?? [];
  const check = (names: { name: string; at: DataPath }[]) => {
    const seen = new Set<string>();
    for (const { name, at } of names) {
      if (seen.has(name)) say(at, { zh: `“${name}”写了两次`, en: `"${name}" is given twice` });
      seen.add(name);
      if (departments.some((department) => department.name === name)) continue;
      if (groups.some((group) => group.name === name)) continue;
      const known = resolveDepartment({ departments, region }, name);
      const guess = known ?? nearestDepartment(departments, name);
      say(at, {
        zh: known
          ? `“${name}”是别称，请写规范名称“${known}”`
          : `单位名录中没有“${name}”${guess === null ? '，请先写入 pack.yaml 的 departments' : `，是不是“${guess}”？`}`,
        en: known
          ? `"${name}" is an alias; write "${known}"`
          : `No department "${name}"${guess === null ? '; add it to departments in pack.yaml' : `; did you mean "${guess}"?`}`,
      });
    }
  };
  check(
    data.leads.map((lead, i) =>
      typeof lead === 'string'
        ? { name: lead, at: ['leads', i] }
        : { name: lead.department, at: ['leads', i, 'department'] },
    ),
  );
  for (const [i, { leads = [] }] of data.statements.entries()) {
    check(leads.map((name, j) => ({ name, at: ['statements', i, 'leads', j] })));
  }
  for (const field of ['counts', 'thresholds'] as const) {
    for (const [i, { leads = [] }] of data[field].entries()) {
      check(leads.map((name, j) => ({ name, at: [field, i, 'leads', j] })));
    }
  }
}

function checkStatements({ data }: DraftUnit, say: Say): void {
  // Collective names count as one here: all that matters is whether anybody leads the item.
  const leads = leadsOf(data, { leads: [] }, []);
  for (const [i, statement] of data.statements.entries()) {
    const { title, name, item, softLimit, hardLimit } = statement;
    const at = ['statements', i];
    const named = statement.leads !== undefined || leads.length === 0 || item === undefined;
    const there = data.items.some(({ no }) => no === item);
    if (!named && there && whoLeads(item, leads).length === 0) {
      say([...at, 'item'], {
        zh: `第 ${item} 小项没有牵头单位，请写明 leads；清单确未指明的写 leads: []`,
        en: `Nobody leads item ${item}: give leads, or leads: [] where the list names nobody`,
      });
    }
    if (title === null && name === undefined) {
      say(at, { zh: '没有题目（title: null）时必须写 name', en: 'Where title is null, name is needed' });
    }
    if (title !== null && name !== undefined && name !== title) {
      say([...at, 'name'], { zh: '已有题目，不必再写 name', en: 'There is a title: leave name out' }, 'key');
    }
    if (softLimit !== undefined && hardLimit !== undefined && softLimit > hardLimit) {
      say([...at, 'softLimit'], {
        zh: `一般字数 ${softLimit} 大于最多字数 ${hardLimit}`,
        en: `softLimit ${softLimit} is above hardLimit ${hardLimit}`,
      });
    }
  }
}

function checkFigures({ data }: DraftUnit, say: Say): void {
  for (const [i, { min, max }] of data.counts.entries()) checkBounds(min, max, ['counts', i], say);
  for (const [i, { what, value, unit }] of data.thresholds.entries()) {
    if (value < 0 || (unit === '%' && value > 100)) {
      say(['thresholds', i, 'value'], {
        zh: `“${what}”的数值 ${value}${unit} 不合常理`,
        en: `${value}${unit} is no sensible value for "${what}"`,
      });
    }
    if (unit === '%' && value > 0 && value < 1) {
      say(['thresholds', i, 'value'], {
        zh: `单位是 %，90% 请写 90，不写 0.9（现为 ${value}）`,
        en: `The unit is %: write 90 for 90%, not 0.9 (found ${value})`,
      });
    }
  }
}

function checkBounds(min: number | undefined, max: number | undefined, at: DataPath, say: Say): void {
  if (min === undefined && max === undefined) {
    say(at, { zh: 'min 和 max 至少写一个', en: 'Give min, max or both' });
  }
  if (min !== undefined && max !== undefined && min > max) {
    say([...at, 'min'], {
      zh: `至少 ${min} 大于至多 ${max}`,
      en: `min ${min} is above max ${max}`,
    });
  }
}

function checkDates({ data }: DraftUnit, windowEnd: string | null, say: Say): void {
  for (const [i, rule] of data.dates.entries()) {
    const at = ['dates', i];
    if (rule.kind === 'interval') checkBounds(rule.min, rule.max, at, say);
    if (windowEnd === null) continue;
    if (rule.kind === 'since' && rule.from > windowEnd) {
      say([...at, 'from'], {
        zh: `${rule.from} 晚于材料时间范围的截止日期 ${windowEnd}`,
        en: `${rule.from} is after the end of the window, ${windowEnd}`,
      });
    }
    if (rule.kind === 'years') {
      for (const [j, year] of rule.years.entries()) {
        if (String(year) <= windowEnd.slice(0, 4)) continue;
        say([...at, 'years', j], {
          zh: `${year} 年晚于材料时间范围的截止日期 ${windowEnd}`,
          en: `${year} is after the end of the window, ${windowEnd}`,
        });
      }
    }
  }
}

function checkCorrections({ data }: DraftUnit, { head }: DraftChapter, say: Say): void {
  const own = new Set(data.indicators.map(String));
  const texts = (head?.sections ?? []).flatMap((section) => [
    section.title,
    ...section.indicators.flatMap(({ no, text }) => (own.has(String(no)) ? [text] : [])),
  ]);
  const all = foldName([...texts, data.materials, data.notes, data.leadText].join('\n'));
  for (const [i, { raw, read }] of data.corrections.entries()) {
    if (head && !all.includes(foldName(raw))) {
      say(['corrections', i, 'raw'], {
        zh: `申报单元 ${data.unit} 的原文里没有“${raw}”`,
        en: `"${raw}" does not occur in the text of unit ${data.unit}`,
      });
    }
    if (raw === read) {
      say(['corrections', i, 'read'], { zh: '读法与原文相同', en: 'read equals raw' });
    }
  }
}
