/** Written YAML → the model's Pack: fills in what the list's structure implies. Pure; expects checked data. */
import type {
  Calendar,
  Chapter,
  Lead,
  Pack,
  PackDefaults,
  Section,
  StatementDue,
  Unit,
} from '../model/pack.js';
import type { Deadline, Group } from '../model/procedure.js';
import {
  dueOn,
  type WrittenChapter,
  type WrittenDeadline,
  type WrittenDefaults,
  type WrittenPack,
  type WrittenStatement,
  type WrittenUnit,
} from './written.js';

export function resolvePackData(
  id: string,
  general: WrittenPack,
  written: WrittenChapter[],
  calendar: Calendar,
): Pack {
  const { title, region, issuer, documentNumber, issuedOn, window, defaults, departments } = general;
  const { vetoes, forms, classes, scoring, assessment } = general;
  const groups = groupsOf(general);
  const ordered = [...written].sort((a, b) => a.chapter - b.chapter);
  const chapters: Chapter[] = [];
  const units: Unit[] = [];
  for (const { chapter: no, title, sections, units: own } of ordered) {
    const chapter: Chapter = { no, title, sections };
    chapters.push(chapter);
    const order = sections.flatMap((section) => section.indicators.map((indicator) => String(indicator.no)));
    const place = (unit: WrittenUnit) => Math.min(...unit.indicators.map((n) => order.indexOf(String(n))));
    const sorted = [...own].sort((a, b) => place(a) - place(b));
    units.push(...sorted.map((unit) => resolveUnit(unit, chapter, defaults, groups)));
  }
  const tasks = new Map(
    written.flatMap((chapter) => chapter.units.map((unit) => [unit.unit, unit] as const)),
  );
  const rank = (unit: Unit) => (unit.kind === 'bonus' ? 1 : 0);
  return {
    id,
    title,
    region,
    issuer,
    documentNumber,
    issuedOn,
    window,
    defaults: defaultsOf(defaults),
    departments,
    classes,
    groups,
    chapters,
    units: units.sort((a, b) => rank(a) - rank(b)),
    vetoes,
    deadlines: [
      ...general.deadlines.map((deadline) => resolveDeadline(deadline, null)),
      ...units.flatMap(({ key }) =>
        (tasks.get(key)?.deadlines ?? []).map((deadline) => resolveDeadline(deadline, key)),
      ),
    ],
    stages: general.stages.map(({ by = null, days = null, ...stage }) => ({ ...stage, by, days })),
    assessment: assessment ? { ...assessment, report: assessment.report ?? null } : null,
    scoring: scoring ?? null,
    forms,
    checks: { ...general.checks, calendar },
  };
}

/** Start of the material numbers: the key's first number in three digits, or the key itself where it has letters. */
export function prefixOf({ unit, prefix }: Pick<WrittenUnit, 'unit' | 'prefix'>): string {
  if (prefix !== undefined) return prefix;
  const [, first] = /^(\d+)(?:-\d+)?$/.exec(unit) ?? [];
  return first === undefined ? unit : first.padStart(3, '0');
}

function defaultsOf({
  softLimit,
  hardLimit,
  points,
  parts,
  partNames,
  source,
}: WrittenDefaults): PackDefaults {
  return { softLimit, hardLimit, points, parts, partNames, source };
}

function resolveDeadline({ what, on, who, source }: WrittenDeadline, unit: string | null): Deadline {
  const due = dueOn({ on });
  if (due === null) throw new Error(`deadline of no kind: ${what}`);
  return { what, on: due, who, source, unit };
}

/** Collective names with the departments that they mean, in the pack's order. */
export function groupsOf({ groups, departments }: Pick<WrittenPack, 'groups' | 'departments'>): Group[] {
  return groups.map(({ name, classes, departments: named, source }) => ({
    name,
    departments: departments
      .filter((one) => named.includes(one.name) || (one.class !== undefined && classes.includes(one.class)))
      .map((one) => one.name),
    source,
  }));
}

/** Departments that names mean, collective ones among them; each once, in the order of the names. */
function membersOf(names: readonly string[], groups: readonly Group[]): string[] {
  const members = names.flatMap((name) => groups.find((group) => group.name === name)?.departments ?? [name]);
  return [...new Set(members)];
}

/** The departments behind the collective names of whom something is asked of. */
function askedOf<L extends { leads?: string[] }>(limit: L, groups: readonly Group[]): L {
  return limit.leads ? { ...limit, leads: membersOf(limit.leads, groups) } : limit;
}

function resolveUnit(
  written: WrittenUnit,
  chapter: Chapter,
  defaults: WrittenDefaults,
  groups: readonly Group[],
): Unit {
  const wanted = new Set(written.indicators.map(String));
  const holds = (section: Section) => section.indicators.filter(({ no }) => wanted.has(String(no)));
  const leads = leadsOf(written, defaults, groups);
  const { name, kind, materials, notes, leadText, openLeads, items, urls, urlItems } = written;
  const { counts, thresholds, dates, personalData, pdfOnly, corrections, weight } = written;
  return {
    key: written.unit,
    prefix: prefixOf(written),
    name,
    kind,
    indicators: chapter.sections.flatMap(holds),
    chapter,
    sections: chapter.sections.filter((section) => holds(section).length > 0),
    materials,
    notes,
    leadText,
    leads,
    owedBy: namesNobody(written) ? defaults.by : 'each',
    openLeads,
    items,
    statements: statementsOf(written, defaults).map((statement) =>
      resolveStatement(statement, leads, defaults, groups),
    ),
    urls,
    urlItems,
    counts: counts.map((limit) => askedOf(limit, groups)),
    thresholds: thresholds.map((limit) => askedOf(limit, groups)),
    dates: dates.map((rule) =>
      rule.kind === 'period' || rule.kind === 'deadline' ? { ...rule, words: rule.words ?? [] } : rule,
    ),
    personalData,
    pdfOnly,
    corrections,
    weight,
  };
}

/** A unit that lists no statement owes one, where the pack says so; bonus items never do. */
function statementsOf(unit: WrittenUnit, defaults: WrittenDefaults): WrittenStatement[] {
  const { statements, name, kind } = unit;
  if (statements.length > 0 || kind === 'bonus' || defaults.statement === 'none') return statements;
  const { partNames } = defaults;
  return [
    {
      title: null,
      name: `关于${name}的${partNames.statement}`,
      by: namesNobody(unit) ? defaults.by : 'each',
      combinable: false,
      evidenceListAtEnd: false,
      points: [],
      tables: [],
    },
  ];
}

/** Whom a unit names; `kind`, since bonus items are nobody's until somebody sends them in. */
type Naming = Pick<WrittenUnit, 'leads' | 'openLeads' | 'kind'>;

function namesNobody({ leads, openLeads, kind }: Naming): boolean {
  return leads.length === 0 && !openLeads && kind !== 'bonus';
}

/** Who leads: collective names are taken apart, and the pack's own answer stands for a unit that names nobody. */
export function leadsOf(
  unit: Naming,
  defaults: Pick<WrittenDefaults, 'leads'>,
  groups: readonly Group[],
): Lead[] {
  const named = namesNobody(unit) ? defaults.leads : unit.leads;
  const all = named.flatMap((lead): Lead[] => {
    const { department, items } = typeof lead === 'string' ? { department: lead, items: [] } : lead;
    return membersOf([department], groups).map((member) => ({ department: member, items }));
  });
  // Who is named besides its group leads once.
  return all.filter(
    ({ department, items }, at) =>
      items.length > 0 || all.findIndex((l) => l.department === department && l.items.length === 0) === at,
  );
}

function resolveStatement(
  written: WrittenStatement,
  leads: Lead[],
  defaults: PackDefaults,
  groups: readonly Group[],
): StatementDue {
  const { title, item = null, by, combinable, evidenceListAtEnd, points, tables } = written;
  return {
    title,
    name: title ?? written.name ?? '',
    item,
    softLimit: written.softLimit ?? defaults.softLimit,
    hardLimit: written.hardLimit ?? defaults.hardLimit,
    leads: written.leads ? membersOf(written.leads, groups) : whoLeads(item, leads),
    by,
    combinable,
    points,
    tables,
    stamp: written.stamp ?? null,
    evidenceListAtEnd,
  };
}

/** All leads of the unit; of the item, where the list names leads per item. A lead of the whole unit leads each item. */
export function whoLeads(item: number | null, leads: Lead[]): string[] {
  const own = leads.filter(({ items }) => item === null || items.length === 0 || items.includes(item));
  return [...new Set(own.map(({ department }) => department))];
}
