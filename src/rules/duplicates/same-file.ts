/** The same file delivered more than once: one is enough, and other units refer to it. */
import type { Fact, RawFinding } from '../../model/finding.js';
import { keyInText } from '../../model/unitkey.js';
import { across, type Rule } from '../rule.js';
import { listed } from '../scope.js';

type Copy = { digest: string };

/** Others of the group that a message names. */
const NAMED = 3;

function where({ unit, path }: Fact<Copy>): string {
  return unit === null ? path : `${path}（第${keyInText(unit)}项）`;
}

function* judge(facts: readonly Fact<Copy>[]): Generator<RawFinding> {
  const groups = new Map<string, Fact<Copy>[]>();
  for (const fact of facts) {
    const { digest } = fact.data;
    groups.set(digest, [...(groups.get(digest) ?? []), fact]);
  }
  for (const group of groups.values()) {
    const [first, ...others] = [...group].sort((a, b) => (a.path < b.path ? -1 : 1));
    if (!first || others.length === 0) continue;
    yield {
      messageId: 'copies',
      args: { count: group.length, others: listed(others.map(where), NAMED) },
      department: first.department,
      unit: first.unit,
      path: first.path,
    };
  }
}

export const sameFile: Rule = {
  card: {
    id: 'duplicates/same-file',
    topic: 'duplicates',
    severity: 'info',
    summary: { zh: '同一文件重复报送', en: 'The same file was delivered more than once' },
    why: {
      zh: '同一份材料反复提交会增加卷宗页数，评审专家容易认为材料单薄。',
      en: 'The same material again and again swells the dossier, and reviewers take the evidence for thin.',
    },
    advice: {
      zh: '请保留一份，其他指标的目录注明“见第×项材料×”；确需分别存放的，可不处理。',
      en: 'Keep one, and let the other catalogues refer to it; where each unit needs its own, leave it.',
    },
    source: {
      zh: '附件1第1条：各项申报材料应当突出重点、简明扼要',
      en: 'Annex 1, clause 1: materials are to the point and brief',
    },
    messages: {
      copies: {
        zh: '此文件共报送 {count} 份，内容完全相同，另见：{others}',
        en: 'This file was delivered {count} times with the same content; see also: {others}',
      },
    },
    examples: {
      good: ['一份文件，三个指标的目录都引用'],
      bad: ['同一份通知在 17、18、19 三个文件夹里各放一份'],
    },
  },
  across: across<Copy>({
    *file({ role, bytes, path }, workspace) {
      // Statements alike are statement/near-duplicate's; empty files are alike by nature.
      const digest = workspace.digests.get(path);
      if (role === 'evidence' && bytes > 0 && digest !== undefined) yield { digest };
    },
    judge,
  }),
};
