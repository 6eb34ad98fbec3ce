/**
 * Runs the rules over a folder, part by part, and makes the report. {@link examine} looks at one part and keeps of it
 * findings and facts; {@link conclude} puts parts together: comparisons, concealment, waivers, order, summary.
 */

import { isDelivered } from '../model/delivered.js';
import type { MaterialState } from '../model/document.js';
import type {
  Checked,
  Fact,
  Finding,
  Graded,
  Json,
  RawFinding,
  Report,
  RuleCard,
  Summary,
  Verdict,
} from '../model/finding.js';
import type { Pack } from '../model/pack.js';
import { partsOf } from '../model/parts.js';
import { nameMark } from '../model/secrecy.js';
import { verdictOf } from '../model/verdict.js';
import type { Config, DepartmentWork, Submission, Workspace } from '../model/workspace.js';
import type { Rule } from '../rules/index.js';
import { departmentIsDenied, hidesSomething } from '../rules/scope.js';
import { type Concealed, Concealment } from './concealment.js';
import { atRest } from './facts.js';
import { crashCard, engineCards } from './internal.js';
import { gatherings, type Target, visits } from './visits.js';
import { applyWaivers } from './waivers.js';

export interface CheckOptions {
  tool: { name: string; version: string };
  rules: readonly Rule[];
  /** Rule ids or topics to run; null = all. */
  onlyRules: string[] | null;
  /** Some units or departments only: what a department owes as a whole is skipped. */
  narrowed: boolean;
  /** Only a share of the parts is at hand: what compares them, and what must look at all, waits for the others. */
  share?: true;
}

/** What a part of the folder came to. JSON-safe: it can be kept, and put together with others elsewhere. */
export interface Examined {
  /** Nothing in them names what is concealed. */
  findings: Finding[];
  /** By rule id, in the order they were gathered. */
  facts: Record<string, Fact[]>;
  /** Files that no output may name. */
  concealed: Concealed[];
  /** Keys of the submission units that were looked at. */
  units: string[];
  submissions: Checked[];
  /** In the part that belongs to no unit: what departments say of themselves. */
  grades: Graded[];
}

/** What is true of the folder as a whole. */
export interface Frame {
  pack: Pack;
  config: Config;
  asOf: string;
  scope: Workspace['scope'];
}

export function selectRules({ rules, onlyRules }: Pick<CheckOptions, 'rules' | 'onlyRules'>): Rule[] {
  return rules.filter(
    ({ card }) =>
      onlyRules === null ||
      // What it conceals must not be told by another rule just because that one alone was asked for.
      card.topic === 'security' ||
      onlyRules.some((only) => only === card.id || only === card.topic),
  );
}

/** Runs all visits over what is at hand. Never throws for what a rule does. */
export function examine(workspace: Workspace, options: CheckOptions): Examined {
  const concealment = new Concealment();
  for (const path of markedPaths(workspace)) concealment.add(path, workspace.pack);
  const findings: Finding[] = [];
  const facts: Record<string, Fact[]> = {};
  for (const rule of selectRules(options)) {
    const tell = teller(rule.card, workspace.pack, (finding, conceal) => {
      for (const path of conceal === undefined ? [] : filesAt(conceal, workspace)) {
        concealment.add(path, workspace.pack);
      }
      findings.push(finding);
    });
    if (workspace.pack.checks.severities[rule.card.id] === 'off') continue;
    for (const { target, run } of visits(rule, workspace, options.narrowed)) tell(target, run);
    for (const { target, run } of gatherings(rule, workspace)) {
      const gathered: Json[] = [];
      if (!tell(target, () => collect(run, gathered))) continue;
      facts[rule.card.id] ??= [];
      for (const data of gathered) facts[rule.card.id]?.push({ ...target, data });
    }
  }
  return {
    findings: findings.flatMap((finding) => concealment.applied(finding) ?? []),
    facts: atRest(concealment.withoutFacts(facts)),
    concealed: concealment.all,
    units: workspace.units.map((u) => u.unit.key),
    submissions: workspace.units.flatMap(({ submissions }) =>
      submissions.map((one) => checkedOf(one, workspace)),
    ),
    grades: workspace.departments.flatMap(gradesOf),
  };
}

function checkedOf(submission: Submission, workspace: Workspace): Checked {
  const { department, unit, due, statements, materials } = submission;
  const counted = statements.flatMap(({ bodyWords }) => bodyWords?.count ?? []);
  const count = (wanted: MaterialState) => materials.filter(({ state }) => state === wanted).length;
  const none = count('none');
  return {
    department,
    unit: unit.key,
    due,
    delivered: isDelivered(submission),
    hidden: mayBeHidden(submission, workspace),
    words: counted.length > 0 ? counted.reduce((sum, words) => sum + words, 0) : null,
    materials: materials.length - none,
    onSite: count('on-site'),
    paper: count('paper'),
    superior: count('superior'),
    none,
  };
}

/** Asks for the list of departments last: what a part looks at decides how long its findings can be kept. */
function mayBeHidden(submission: Submission, workspace: Workspace): boolean {
  if (workspace.inventory.deniedFolders.length === 0) return false;
  return hidesSomething(workspace, submission) || departmentIsDenied(workspace, submission.department);
}

/** A unit of several standards has the grade that all of them have, or none. */
function gradesOf({ name, assessment }: DepartmentWork): Graded[] {
  const grades = new Map<string, Set<string | null>>();
  for (const { unit, grade } of assessment?.rows ?? []) {
    if (unit !== null) grades.set(unit, (grades.get(unit) ?? new Set()).add(grade));
  }
  return [...grades].flatMap(([unit, given]) => {
    const [grade] = given;
    return given.size === 1 && grade ? [{ department: name, unit, grade }] : [];
  });
}

/** What bears a mark in its name is concealed before anything is said: `rest` speaks of the whole inventory. */
function markedPaths({ part, files, inventory }: Workspace): string[] {
  const named = part === 'unit' ? files : inventory.files;
  return named.map((f) => f.path).filter((path) => path.split('/').some(nameMark));
}

/** A file, or all files of a folder. */
function filesAt(path: string, { files, inventory }: Workspace): string[] {
  if (files.some((f) => f.path === path)) return [path];
  const inside = inventory.files.filter((f) => f.path.startsWith(`${path}/`)).map((f) => f.path);
  return inside.length > 0 ? inside : [path];
}

function collect(run: () => Iterable<Json>, into: Json[]): RawFinding[] {
  into.push(...run());
  return [];
}

/** One rule's bug must not hide what the others find: it becomes a finding that names rule and place. */
function teller(card: RuleCard, pack: Pack, add: (finding: Finding, conceal?: string) => void) {
  const indicators = new Map(pack.units.map((u) => [u.key, u.indicators.map((i) => i.no)] as const));
  const complete = (of: RuleCard, target: Target, found: RawFinding): Finding => {
    const unit = found.unit === undefined ? target.unit : found.unit;
    const own = found.severity ?? of.severity;
    const wanted = pack.checks.severities[of.id];
    return {
      rule: of.id,
      messageId: found.messageId,
      // What could not be told stays so, whatever it would weigh.
      severity: own === 'unverified' || wanted === undefined || wanted === 'off' ? own : wanted,
      department: found.department === undefined ? target.department : found.department,
      unit,
      indicators: unit === null ? [] : (indicators.get(unit) ?? []),
      path: found.path ?? target.path,
      where: found.where ?? {},
      args: found.args,
      waived: null,
    };
  };
  return (target: Target, run: () => Iterable<RawFinding>): boolean => {
    try {
      for (const found of run()) add(complete(card, target, found), found.conceal);
      return true;
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      const crash = { messageId: 'crashed', args: { rule: card.id, error: words } };
      add(complete(crashCard, target, crash));
      return false;
    }
  };
}

/** Puts the parts of one folder together. @returns the report; never throws for what a rule does */
export function conclude(frame: Frame, parts: readonly Examined[], options: CheckOptions): Report {
  const { pack, config, asOf } = frame;
  const cards = new Map<string, RuleCard>(engineCards.map((card) => [card.id, card]));
  const concealment = concealmentOf(parts.flatMap((part) => part.concealed));
  const told = parts.flatMap((part) => part.findings);
  for (const { card, across } of selectRules(options)) {
    cards.set(card.id, card);
    if (!across || options.share || pack.checks.severities[card.id] === 'off') continue;
    // A name concealed in one part may stand in another.
    const gathered = { [card.id]: parts.flatMap((part) => part.facts[card.id] ?? []) };
    const facts = concealment.withoutFacts(gathered)[card.id] ?? [];
    const root = { department: null, unit: null, path: '' };
    teller(card, pack, (finding) => told.push(finding))(root, () => across.judge(facts, frame));
  }
  const waived = applyWaivers(
    told.flatMap((finding) => concealment.applied(finding) ?? []),
    config,
    asOf,
    options.narrowed || options.onlyRules !== null || options.share === true,
  );
  const findings = inOrder(waived, frame);
  const units = new Set(parts.flatMap((part) => part.units));
  return {
    tool: options.tool,
    pack: pack.id,
    title: pack.title,
    region: config.region,
    asOf,
    summary: summarise(findings, units),
    findings,
    cards,
    departments: frame.scope.departments,
    submissions: parts.flatMap((part) => part.submissions),
    grades: parts.flatMap((part) => part.grades),
    units: new Map(pack.units.map((u) => [u.key, u.name])),
  };
}

function concealmentOf(concealed: readonly Concealed[]): Concealment {
  const concealment = new Concealment();
  for (const one of concealed) concealment.take(one);
  return concealment;
}

/** A part without what must not be told of files that were found to be classified in other parts. */
export function withoutConcealed(part: Examined, concealed: readonly Concealed[]): Examined {
  const concealment = concealmentOf(concealed);
  return {
    ...part,
    findings: part.findings.flatMap((finding) => concealment.applied(finding) ?? []),
    facts: concealment.withoutFacts(part.facts),
  };
}

/**
 * Those parts in which nothing is hidden by what was found in another. Of a classified file, only the part that read
 * it knows: what others say of it must be kept nowhere.
 */
export function unaffected(parts: readonly Examined[]): Examined[] {
  const concealed = parts.flatMap((part) => part.concealed);
  if (concealed.length === 0) return [...parts];
  const concealment = concealmentOf(concealed);
  return parts.filter(
    ({ findings, facts }) =>
      findings.every((finding) => concealment.applied(finding) !== null) &&
      Object.values(facts).every((of) => of.every((fact) => !concealment.hides(fact.path))),
  );
}

export function frameOf({ pack, config, asOf, scope }: Workspace): Frame {
  return { pack, config, asOf, scope };
}

/** A folder that is at hand as a whole; no rule sees more of it at a time than where it is read part by part. */
export function check(workspace: Workspace, options: CheckOptions): Report {
  const parts = [...partsOfWhole(workspace)].map((part) => examine(part, options));
  return conclude(frameOf(workspace), parts, options);
}

function* partsOfWhole(whole: Workspace): Generator<Workspace> {
  for (const { unit, files } of partsOf(whole.scope.units, whole.files)) {
    const documents = new Map(
      files.flatMap(({ path }) => {
        const document = whole.documents.get(path);
        return document ? [[path, document] as const] : [];
      }),
    );
    const units = whole.units.filter((u) => u.unit.key === unit);
    const departments = whole.departments.map((d) => ({
      ...d,
      submissions: [],
      assessment: unit === null ? d.assessment : null,
    }));
    yield { ...whole, part: unit === null ? 'rest' : 'unit', files, documents, departments, units };
  }
}

/** Keys are made once: at each comparison they would be most of the work. */
function inOrder(findings: readonly Finding[], { scope, pack }: Frame): Finding[] {
  const rank = (list: readonly string[]) => {
    const places = new Map(list.map((key, index) => [key, index] as const));
    return (key: string | null) => (key === null ? -1 : (places.get(key) ?? list.length));
  };
  const department = rank(scope.departments);
  const unit = rank(pack.units.map((u) => u.key));
  const place = (f: Finding) =>
    [f.where.page, f.where.row, f.where.paragraph, f.where.line]
      .map((n) => String(n ?? 0).padStart(8, '0'))
      .join();
  const text = (f: Finding) => [f.path, place(f), f.rule, f.messageId, JSON.stringify(f.args)].join('\u0000');
  return findings
    .map((finding) => ({
      finding,
      department: department(finding.department),
      unit: unit(finding.unit),
      text: text(finding),
    }))
    .sort((a, b) => {
      const byOwner = a.department - b.department || a.unit - b.unit;
      if (byOwner !== 0) return byOwner;
      return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
    })
    .map(({ finding }) => finding);
}

function summarise(findings: Finding[], units: ReadonlySet<string>): Summary {
  const count = (severity: Finding['severity']) =>
    findings.filter((f) => f.severity === severity && f.waived === null).length;
  const ofUnit = new Map([...units].map((unit) => [unit, [] as Finding[]] as const));
  for (const finding of findings) if (finding.unit !== null) ofUnit.get(finding.unit)?.push(finding);
  const verdicts: Record<Verdict, number> = { passed: 0, failed: 0, unverified: 0, waived: 0 };
  for (const own of ofUnit.values()) verdicts[verdictOf(own)] += 1;
  return {
    units: units.size,
    verdicts,
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    unverified: count('unverified'),
    waived: findings.filter((f) => f.waived !== null).length,
  };
}
