/** Graded as met, and nothing to show for it: neither named in the row nor delivered for the standard. */
import type { Fact, Json, RawFinding } from '../../model/finding.js';
import type { InventoryFile } from '../../model/inventory.js';
import type { Submission, Workspace } from '../../model/workspace.js';
import { across, type Rule } from '../rule.js';
import { hidesSomething, ledUnits } from '../scope.js';
import { keyOf, named, ownRows, saysNothing } from './graded.js';

/** A grade that needs evidence, and what is known of a department's evidence for a unit. */
type Known =
  | {
      readonly kind: 'row';
      readonly department: string;
      readonly unit: string;
      readonly standard: string;
      readonly row: number;
      readonly sheet: string | null;
    }
  | { readonly kind: 'delivered' | 'unsure'; readonly department: string; readonly unit: string };

function* rowsOf(file: InventoryFile, workspace: Workspace): Generator<Known> {
  const { pack, departments, scope } = workspace;
  const work = departments.find((d) => d.assessment?.file.path === file.path);
  if (!work) return;
  const credited = new Set(pack.assessment?.grades.filter((g) => g.credit > 0).map((g) => g.name));
  const inScope = new Set(scope.units);
  for (const row of ownRows(work, ledUnits(work.name, workspace))) {
    const { unit, grade, evidence, where } = row;
    if (unit === null || grade === null || !credited.has(grade) || !saysNothing(evidence)) continue;
    // What lies in its folder was not looked at.
    if (!inScope.has(unit)) continue;
    yield {
      kind: 'row',
      department: work.name,
      unit,
      standard: keyOf(row),
      row: where.row ?? 0,
      sheet: where.sheet ?? null,
    };
  }
}

/** A catalogue that can't be read, or a folder that can't be listed, may hold what is looked for. */
function* deliveredIn(submission: Submission, workspace: Workspace): Generator<Known> {
  const { department, unit, materials, catalogues, catalogue } = submission;
  if (department === null || workspace.pack.assessment === null) return;
  const known = { department, unit: unit.key };
  if (materials.some(({ state }) => state !== 'none')) yield { kind: 'delivered', ...known };
  else if ((catalogues.length > 0 && catalogue === null) || hidesSomething(workspace, submission))
    yield { kind: 'unsure', ...known };
}

type Row = Extract<Known, { kind: 'row' }> & { readonly fact: Fact<Known> };

function* judged(facts: readonly Fact<Known>[], column: string, clause: string): Generator<RawFinding> {
  const key = ({ department, unit }: Known) => JSON.stringify([department, unit]);
  const of = (kind: Known['kind']) =>
    new Set(facts.filter((f) => f.data.kind === kind).map((f) => key(f.data)));
  const delivered = of('delivered');
  const unsure = of('unsure');
  const byFile = new Map<string, Row[]>();
  for (const fact of facts) {
    if (fact.data.kind !== 'row' || delivered.has(key(fact.data))) continue;
    byFile.set(fact.path, [...(byFile.get(fact.path) ?? []), { ...fact.data, fact }]);
  }
  for (const rows of byFile.values()) {
    const open = rows.filter((row) => !unsure.has(key(row)));
    const doubtful = rows.filter((row) => unsure.has(key(row)));
    for (const [messageId, own] of [
      ['none', open],
      ['unsure', doubtful],
    ] as const) {
      const [first] = own;
      if (!first) continue;
      yield {
        messageId,
        ...(messageId === 'unsure' ? { severity: 'unverified' as const } : {}),
        department: first.department,
        unit: null,
        path: first.fact.path,
        where: { row: first.row, ...(first.sheet === null ? {} : { sheet: first.sheet }) },
        args: { count: own.length, standards: named(own.map((r) => r.standard)), column, clause },
      };
    }
  }
}

export const evidenceMissing: Rule = {
  card: {
    id: 'assessment/evidence-missing',
    topic: 'assessment',
    severity: 'warning',
    summary: { zh: '自评达标而没有证明材料', en: 'Graded as met without evidence' },
    why: {
      zh: '自评达标、部分达标的，要有材料证明；审核时找不到材料的，按未达标认定。',
      en: 'What is graded as met, wholly or in part, has to be proved; a standard without evidence is taken as not met.',
    },
    advice: {
      zh: '请在自评表中写明证明材料的名称，或者把材料放入该项标准的文件夹；确实没有的，如实改评。',
      en: 'Name the evidence in the table or put it into the folder of that standard; where there is none, change the grade.',
    },
    source: { zh: '对照标准逐项自评：{clause}', en: 'Self-assessment, standard by standard: {clause}' },
    messages: {
      none: {
        zh: '{count} 项标准自评达标或者部分达标，“{column}”没有填写，对应文件夹里也没有材料：{standards}',
        en: '{count} standards are graded as met, wholly or in part, with nothing under {column} and nothing in their folders: {standards}',
      },
      unsure: {
        zh: '{count} 项标准自评达标或者部分达标，“{column}”没有填写，对应文件夹的目录又读不出来，不能确认有没有材料：{standards}',
        en: '{count} standards are graded as met, wholly or in part, with nothing under {column}, and their folders cannot be read, so that nobody can tell whether there is evidence: {standards}',
      },
    },
    examples: {
      good: ['一-7 达标，证明材料：听取汇报的会议纪要2份', '一-7 达标，材料放在“一-7 听取汇报”文件夹'],
      bad: ['一-7 达标，证明材料栏空白，也没有文件夹'],
    },
  },
  across: across<Known>({
    *file(file, workspace) {
      if (file.role === 'self-assessment') yield* rowsOf(file, workspace) satisfies Iterable<Json>;
    },
    *submission(submission, _unit, workspace) {
      yield* deliveredIn(submission, workspace);
    },
    judge: (facts, { pack: { assessment } }) =>
      judged(facts, assessment?.columns[2] ?? '', assessment?.source ?? ''),
  }),
};
