/** Results that a summary report gives a figure for, and that nothing else of the department's speaks of. */
import type { Fact, Json, RawFinding } from '../../model/finding.js';
import type { InventoryFile } from '../../model/inventory.js';
import type { Workspace } from '../../model/workspace.js';
import { across, type Rule } from '../rule.js';
import { ledUnits, listed } from '../scope.js';
import { emptiness } from '../statement/body.js';
import { type Claim, claimsIn, isTold, numbersOf, type Told } from './claims.js';

const CLAIMS_SHOWN = 5;

type Known =
  | { readonly kind: 'claims'; readonly claims: readonly Claim[]; readonly clause: string }
  | {
      readonly kind: 'numbers';
      readonly unit: string;
      /** Null where they can't be told. */
      readonly numbers: readonly Told[] | null;
    };

function* claimsOf(file: InventoryFile, workspace: Workspace): Generator<Known> {
  const document = workspace.documents.get(file.path);
  if (file.department === null || document?.kind !== 'word' || emptiness(document, null) !== null) return;
  const { pack, scope } = workspace;
  const units = ledUnits(file.department, workspace).filter(({ key }) => scope.units.includes(key));
  const claims = claimsIn(document, units, pack);
  if (claims.length > 0) yield { kind: 'claims', claims, clause: pack.forms.summaryReport.source };
}

function* judged(facts: readonly Fact<Known>[]): Generator<RawFinding> {
  const byDepartment = new Map<string, { unit: string; numbers: readonly Told[] | null }[]>();
  for (const { department, data } of facts) {
    if (data.kind !== 'numbers' || department === null) continue;
    byDepartment.set(department, [...(byDepartment.get(department) ?? []), data]);
  }
  for (const { department, path, data } of facts) {
    if (data.kind !== 'claims' || department === null) continue;
    const own = byDepartment.get(department) ?? [];
    const numbers = own.flatMap((one) => one.numbers ?? []);
    // Of a unit whose statement is not there or can't be read, other rules speak.
    const known = new Set(own.flatMap((one) => (one.numbers === null ? [] : [one.unit])));
    const unknown = own.some((one) => one.numbers === null);
    const open = data.claims.filter(
      (claim) => !unknown && claim.units.every((unit) => known.has(unit)) && !isTold(claim, numbers),
    );
    const [first] = open;
    if (!first) continue;
    const shown = open.map(({ written, quote, paragraph }) => `${written}（第${paragraph}段“${quote}”）`);
    yield {
      messageId: 'unproved',
      department,
      unit: null,
      path,
      where: { paragraph: first.paragraph },
      args: { count: open.length, claims: listed(shown, CLAIMS_SHOWN), clause: data.clause },
    };
  }
}

export const claimUnproved: Rule = {
  card: {
    id: 'summary/claim-unproved',
    topic: 'summary',
    severity: 'info',
    summary: {
      zh: '总结报告中的数据没有材料印证',
      en: 'A figure of the summary report is borne out by nothing',
    },
    why: {
      zh: '总结报告的数据会写进全区的总结；情况说明、目录和材料里都没有的，评审专家问起来拿不出证明。',
      en: "The figures of a summary report go into the district's own; what neither statement, catalogue nor evidence has cannot be shown when reviewers ask.",
    },
    advice: {
      zh: '请核对数据的出处：有台账的，在相应指标的情况说明中写明或者补充材料；数字写错的改正。',
      en: 'See where the figure comes from: where there are records, give it in the statement of its unit or add the evidence; where it is wrong, correct it.',
    },
    source: {
      zh: '{clause}；情况说明、目录、印证材料一一对应',
      en: '{clause}; statement, catalogue and evidence match one to one',
    },
    messages: {
      unproved: {
        zh: '总结报告中 {count} 处与牵头指标有关的数据，在本单位的情况说明、目录和可以读出文字的材料里都没有找到：{claims}',
        en: '{count} figures of the summary report about units that the department leads are found neither in its statements and catalogues nor in what can be read of its evidence: {claims}',
      },
    },
    examples: {
      good: [
        '总结报告“办理行政复议案件270件”，第82项情况说明“受理270件”',
        '“两年257条”，情况说明“148条、109条”',
      ],
      bad: ['总结报告“人民调解成功4698件”，第79项的说明、目录、材料都没有这个数'],
    },
  },
  across: across<Known>({
    *file(file, workspace) {
      if (file.role === 'summary-report') yield* claimsOf(file, workspace) satisfies Iterable<Json>;
    },
    *submission(submission, _unit, workspace) {
      if (submission.department === null || submission.folder === null) return;
      const numbers = numbersOf(submission, workspace);
      yield { kind: 'numbers', unit: submission.unit.key, numbers };
    },
    judge: judged,
  }),
};
