/** More, or fewer, materials of a kind than the list asks for. */
import { isAskedOf } from '../../model/asked.js';
import type { RawFinding } from '../../model/finding.js';
import { foldName } from '../../model/fold.js';
import { splitMaterialNumber, splitName } from '../../model/name.js';
import type { CountLimit } from '../../model/pack.js';
import type { Material, Submission, UnitWork, Workspace } from '../../model/workspace.js';
import type { Rule } from '../rule.js';
import { listed } from '../scope.js';

/** Several bound into one: how many there are is not told by titles. */
const BUNDLED = /汇编|合集|合订|汇总|[一二三四五六七八九十\d]+[件份个]|等/;
const ORDINAL = '[（(]?([一二三四五六七八九十\\d]{1,3})[)）]?(?![年月日号\\d])';

/** The materials that a limit counts, by title: several files of one case (案例一 …) are one. */
function counted(materials: readonly Material[], { words, except }: CountLimit): Map<string, string> {
  const found = new Map<string, string>();
  for (const { title } of materials) {
    const bare = splitMaterialNumber(splitName(title).stem).rest || title;
    // What a material is about stands in 《》; what it is stands around it: 关于《…办法（送审稿）》的审查意见书.
    const around = bare.replace(/《[^》]*》/g, '');
    const word = words.find((w) => around.includes(w));
    if (word === undefined || except.some((e) => around.includes(e))) continue;
    const ordinal = new RegExp(`${word}${ORDINAL}`).exec(bare)?.[1];
    found.set(ordinal === undefined ? foldName(bare) : `${word}${ordinal}`, splitName(title).stem);
  }
  return found;
}

function* judge(limit: CountLimit, materials: readonly Material[], whole: boolean): Generator<RawFinding> {
  if (limit.words.length === 0 || materials.length === 0) return;
  const titles = [...counted(materials, limit).values()];
  const count = titles.length;
  const args = {
    what: limit.what,
    count,
    words: limit.words.map((w) => `“${w}”`).join('、'),
    titles: listed(titles.map((t) => `“${t}”`)),
    clause: limit.source,
  };
  if (limit.max !== undefined && count > limit.max) {
    yield { messageId: 'over', args: { ...args, max: limit.max, over: count - limit.max } };
  } else if (limit.min !== undefined && count < limit.min && whole && !titles.some((t) => BUNDLED.test(t))) {
    const messageId = count === 0 ? 'none' : 'under';
    yield { messageId, severity: 'unverified', args: { ...args, min: limit.min } };
  }
}

/** Whether everybody who may deliver for the unit is in sight. */
function allInSight({ unit }: UnitWork, { scope, inventory }: Workspace): boolean {
  const leads = unit.leads.map(({ department }) => department);
  if (leads.some((department) => !scope.departments.includes(department)) || unit.openLeads) return false;
  return leads.length < 2 || inventory.layout === 'office';
}

/** A department that leads other items of the unit only is not asked for these, nor one that the list does not mean. */
function concerns(limit: CountLimit, { unit, department }: Submission): boolean {
  const { item } = limit;
  if (!isAskedOf(limit, department)) return false;
  const lead = unit.leads.find((l) => l.department === department);
  return item === undefined || lead === undefined || lead.items.length === 0 || lead.items.includes(item);
}

export const count: Rule = {
  card: {
    id: 'limits/count',
    topic: 'limits',
    severity: 'error',
    summary: { zh: '材料件数不符合规定', en: 'Not as many materials as the list asks for' },
    why: {
      zh: '任务清单对案例、意见书、原件等规定了件数，超出的要退回挑选，不足的要补充。',
      en: 'The list says how many cases, opinions or originals to deliver: more are sent back to be chosen from, fewer to be added to.',
    },
    advice: {
      zh: '请按规定件数择优选取或者补充；几件合订为一个文件的，请在材料名称中写明件数。',
      en: 'Choose the best of them, or add some; where several are bound into one file, say how many in its title.',
    },
    source: { zh: '任务清单：{clause}', en: 'Task list: {clause}' },
    messages: {
      over: {
        zh: '{what}有 {count} 件，超过上限 {max} 件，多 {over} 件：{titles}（按名称含{words}计）',
        en: '{what}: {count} materials, {over} over the limit of {max}: {titles} (titles that hold {words})',
      },
      under: {
        zh: '{what}要求不少于 {min} 件，名称含{words}的只见 {count} 件：{titles}，请核对',
        en: '{what}: only {count} materials by title ({words}), at least {min} are asked for: {titles}; please check',
      },
      none: {
        zh: '{what}要求不少于 {min} 件，未见名称含{words}的材料，请核对',
        en: '{what}: none by title ({words}), at least {min} are asked for; please check',
      },
    },
    examples: {
      good: ['不超过3件：案例3件'],
      bad: ['不超过3件：案例一、案例二、案例三、案例四', '4至5件：合法性审查意见书2件'],
    },
  },
  *submission(submission) {
    for (const limit of submission.unit.counts) {
      if (limit.per === 'submission' && concerns(limit, submission)) {
        yield* judge(limit, submission.materials, submission.due);
      }
    }
  },
  *unit(work, workspace) {
    for (const limit of work.unit.counts) {
      if (limit.per !== 'unit') continue;
      const materials = work.submissions
        .filter(({ department }) => isAskedOf(limit, department))
        .flatMap((s) => s.materials);
      yield* judge(limit, materials, allInSight(work, workspace));
    }
  },
};
