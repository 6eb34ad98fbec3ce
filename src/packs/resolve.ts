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
import type { WrittenChapter, WrittenPack, WrittenStatement, WrittenUnit } from './written.js';

export function resolvePackData(
  id: string,
  general: WrittenPack,
  written: WrittenChapter[],
  calendar: Calendar,
): Pack {
  const { title, region, issuer, documentNumber, issuedOn, window, defaults, departments } = general;
  const { vetoes, deadlines, forms } = general;
  const ordered = [...written].sort((a, b) => a.chapter - b.chapter);
  const chapters: Chapter[] = [];
  const units: Unit[] = [];
  for (const { chapter: no, title, sections, units: own } of ordered) {
    const chapter: Chapter = { no, title, sections };
    chapters.push(chapter);
    const order = sections.flatMap((section) => section.indicators.map((indicator) => String(indicator.no)));
    const place = (unit: WrittenUnit) => Math.min(...unit.indicators.map((n) => order.indexOf(String(n))));
    const sorted = [...own].sort((a, b) => place(a) - place(b));
    units.push(...sorted.map((unit) => resolveUnit(unit, chapter, defaults)));
  }
  const rank = (unit: Unit) => (unit.kind === 'bonus' ? 1 : 0);
  return {
    id,
    title,
    region,
    issuer,
    documentNumber,
    issuedOn,
    window,
    defaults,
    departments,
    chapters,
    units: units.sort((a, b) => rank(a) - rank(b)),
    vetoes,
    deadlines,
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

function resolveUnit(written: WrittenUnit, chapter: Chapter, defaults: PackDefaults): Unit {
  const wanted = new Set(written.indicators.map(String));
  const holds = (section: Section) => section.indicators.filter(({ no }) => wanted.has(String(no)));
  const leads = leadsOf(written);
  const { name, kind, materials, notes, leadText, openLeads, items, urls, urlItems } = written;
  const { counts, thresholds, dates, personalData, pdfOnly, corrections } = written;
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
    openLeads,
    items,
    statements: written.statements.map((statement) => resolveStatement(statement, leads, defaults)),
    urls,
    urlItems,
    counts,
    thresholds,
    dates: dates.map((rule) =>
      rule.kind === 'period' || rule.kind === 'deadline' ? { ...rule, words: rule.words ?? [] } : rule,
    ),
    personalData,
    pdfOnly,
    corrections,
  };
}

export function leadsOf({ leads }: Pick<WrittenUnit, 'leads'>): Lead[] {
  return leads.map((lead) => (typeof lead === 'string' ? { department: lead, items: [] } : lead));
}

function resolveStatement(written: WrittenStatement, leads: Lead[], defaults: PackDefaults): StatementDue {
  const { title, item = null, by, combinable, evidenceListAtEnd, points, tables } = written;
  return {
    title,
    name: title ?? written.name ?? '',
    item,
    softLimit: written.softLimit ?? defaults.softLimit,
    hardLimit: written.hardLimit ?? defaults.hardLimit,
    leads: written.leads ?? whoLeads(item, leads),
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
