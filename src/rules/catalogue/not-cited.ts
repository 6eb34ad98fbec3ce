/** Materials that the statement never mentions, and references in the statement to no material. */

import { listsAttachments, type Numbered, numbersOf, placesOf } from '../../model/citations.js';
import type { CatalogueEntry } from '../../model/document.js';
import type { Fact, RawFinding } from '../../model/finding.js';
import { foldName } from '../../model/fold.js';
import { splitName } from '../../model/name.js';
import type { Unit } from '../../model/pack.js';
import { listedNumbers, namesMaterial, references, spokenOf } from '../../model/references.js';
import { paragraphs, paragraphText } from '../../model/text.js';
import type { StatementPart, Submission } from '../../model/workspace.js';
import { once, onceForBoth } from '../once.js';
import { across, type Rule } from '../rule.js';
import { listed } from '../scope.js';

interface Said {
  part: StatementPart;
  texts: string[];
  /** Numbers of its own list of the evidence at the end. */
  listed: number[];
  /** It lists attachments of its own: 附件1 is then one of those. */
  attachments: boolean;
}

const read = once((part: StatementPart): Said | null => {
  const { document } = part;
  if (document.kind !== 'word') return null;
  const blocks = [...document.blocks, ...document.textBoxes.flat(), ...document.footnotes.flat()];
  const texts = [...paragraphs(blocks)].map(paragraphText);
  return {
    part,
    texts,
    listed: listedNumbers([...paragraphs(blocks)].map((p) => (p.label ?? '') + paragraphText(p))),
    attachments: listsAttachments(texts),
  };
});

/** Null where a statement can't be read: what it cites is unknown. A scan beside its Word file is no loss. */
function readAll(statements: readonly StatementPart[]): Said[] | null {
  const said = statements.flatMap((part) => read(part) ?? []);
  const stem = (part: StatementPart) => foldName(splitName(part.file.name).stem);
  const known = new Set(said.map(({ part }) => stem(part)));
  return said.length > 0 && statements.every((part) => known.has(stem(part))) ? said : null;
}

function* dangling(
  { part, texts, attachments }: Said,
  numbers: readonly Numbered[],
  unit: Unit,
): Generator<RawFinding> {
  const last = Math.max(...numbers.map(({ no }) => no));
  const beyond = texts.flatMap((text, index) =>
    references(text)
      .filter((one) => !(attachments && one.label === 'attachment'))
      .filter((one) => placesOf(one, numbers, unit).some(({ no }) => no > last || no < 1))
      .map((one) => ({ text: one.text, paragraph: index + 1 })),
  );
  const [first] = beyond;
  if (!first) return;
  const cited = listed([...new Set(beyond.map(({ text }) => `“${text}”`))]);
  yield {
    messageId: 'dangling',
    args: { references: cited, last },
    path: part.file.path,
    where: { paragraph: first.paragraph },
  };
}

/** A statement that this department owes is not there: what is not cited may be cited in that one. */
function lacksStatement({ statementsDue, statements }: Submission): boolean {
  return statementsDue.some((due) => !statements.some((part) => part.prescribed === due));
}

interface Cited {
  /** Entries that a statement has to speak of, and those of them that none does. */
  due: readonly CatalogueEntry[];
  open: readonly CatalogueEntry[];
  byNumber: boolean;
  /** The one statement; null where several share the catalogue. */
  path: string | null;
}

/** What the statements cite; null where that can't be told, or is another rule's to say. */
const citedIn = onceForBoth((submission: Submission, unit: Unit): Cited | null => {
  const { catalogue, materials, statements } = submission;
  // Without those that list the statement or the catalogue itself.
  const entries = materials.flatMap(({ entry }) => entry ?? []);
  const numbers = catalogue === null || entries.length === 0 ? null : numbersOf(catalogue.entries, unit);
  const said = numbers === null ? null : readAll(statements);
  if (numbers === null || said === null || lacksStatement(submission)) return null;
  const places = said.flatMap(({ texts, listed: own }) => [
    ...own.map((no) => ({ no, sub: null })),
    ...texts.flatMap((text) => references(text)).flatMap((one) => placesOf(one, numbers, unit)),
  ]);
  const spoken = said.map(({ texts }) => spokenOf(texts.join('\n')));
  const numbered = (entry: CatalogueEntry) => {
    // A classified entry is a copy without its title: numbers are unique here.
    const own = numbers.find((number) => number.entry.number === entry.number);
    return places.some(
      ({ no, sub }) => no === own?.no && (sub === null || own.sub === null || sub === own.sub),
    );
  };
  // Of what does not exist (无) the statement need not speak.
  const due = entries.filter((entry) => entry.state !== 'none');
  const open = due.filter((entry) => !numbered(entry) && !spoken.some((text) => namesMaterial(text, entry)));
  const [only, ...others] = said;
  const path = only && others.length === 0 ? only.part.file.path : null;
  return { due, open, byNumber: entries.some(numbered), path };
});

/** It speaks of no material at all. */
function isSilent({ due, open, byNumber }: Cited): boolean {
  return !byNumber && due.length > 0 && open.length === due.length;
}

function* uncited(cited: Cited): Generator<RawFinding> {
  const { due, open, byNumber, path } = cited;
  if (open.length === 0 || isSilent(cited)) return;
  const numbers = listed(
    open.map((entry) => entry.number),
    20,
  );
  const found = {
    args: { total: due.length, count: open.length, numbers },
    ...(path === null ? {} : { path }),
  };
  // A text may speak of a material in other words: only numbers would tell.
  yield byNumber
    ? { messageId: 'uncited', ...found }
    : { messageId: 'by-title', severity: 'unverified', ...found };
}

type Citing = {
  /** Of the statement, or the folder of several. */
  path: string;
  folder: string;
  total: number;
  silent: boolean;
};

/** Where a department cites nowhere it is its manner: said once, not of each of its units. */
function* ofSilence(facts: readonly Fact<Citing>[]): Generator<RawFinding> {
  const byDepartment = new Map<string | null, Fact<Citing>[]>();
  for (const fact of facts) {
    const known = byDepartment.get(fact.department);
    if (known) known.push(fact);
    else byDepartment.set(fact.department, [fact]);
  }
  for (const [department, all] of byDepartment) {
    const [first, ...others] = all;
    if (first && department !== null && others.length > 0 && all.every(({ data }) => data.silent)) {
      yield {
        messageId: 'nowhere',
        severity: 'unverified',
        args: { count: all.length, units: listed([...new Set(all.map(({ unit }) => unit ?? ''))]) },
        department,
        unit: null,
        path: first.data.folder.split('/').slice(0, -1).join('/'),
      };
      continue;
    }
    for (const { unit, data } of all) {
      if (!data.silent) continue;
      const args = { total: data.total };
      yield { messageId: 'none', severity: 'unverified', args, department, unit, path: data.path };
    }
  }
}

export const notCited: Rule = {
  card: {
    id: 'catalogue/not-cited',
    topic: 'catalogue',
    severity: 'warning',
    summary: {
      zh: '情况说明与目录材料没有一一对应',
      en: 'Statement and catalogue do not correspond one to one',
    },
    why: {
      zh: '情况说明、证明材料目录和印证材料须一一对应；没有被说明提到的材料看不出证明什么，说明中提到而目录没有的材料查不到。',
      en: 'Statement, catalogue and evidence correspond one to one; a material that no statement mentions proves nothing, and one that no catalogue lists is not found.',
    },
    advice: {
      zh: '请在情况说明的相应内容后注明“（见材料3）”一类的序号，或者写出材料名称；与说明无关的材料从目录和文件夹中移走，引用的序号以目录为准。',
      en: 'Put the number, such as （见材料3）, or the title behind what the material proves; move away what has nothing to do with it. The numbers are those of the catalogue.',
    },
    source: { zh: '任务清单各项“注意”第1条', en: 'Note 1 of every row of the task list' },
    messages: {
      dangling: {
        zh: '情况说明引用了{references}，目录只编到序号{last}',
        en: 'The statement refers to {references}; the last number of the catalogue is {last}',
      },
      uncited: {
        zh: '目录有 {total} 条材料，情况说明没有提到其中 {count} 条：序号{numbers}',
        en: 'Of {total} materials in the catalogue, the statement mentions all but {count}: number {numbers}',
      },
      'by-title': {
        zh: '情况说明没有用序号注明材料；按名称、文号查找，目录 {total} 条材料中有 {count} 条没有找到（序号{numbers}），请核对',
        en: 'The statement refers to materials by no number; of {total} in the catalogue, {count} were not found by title or document number (number {numbers}): please see to it',
      },
      none: {
        zh: '情况说明没有注明任何材料（没有“见材料1”一类的序号，也没有出现材料名称），不能核对与目录的 {total} 条材料是否一一对应',
        en: 'The statement mentions no material, neither by number nor by title, so it cannot be told whether it corresponds to the {total} of the catalogue',
      },
      nowhere: {
        zh: '本单位 {count} 份情况说明都没有注明材料（没有“见材料1”一类的序号，也没有出现材料名称），不能核对与目录是否一一对应：第{units}项',
        en: 'None of the {count} statements mentions a material, neither by number nor by title, so it cannot be told whether they correspond to their catalogues: units {units}',
      },
    },
    examples: {
      good: [
        '目录3条，情况说明有“（材料1、材料2）”和“见材料3”',
        '情况说明写明“印发《民宿服务管理办法》”，目录有此文件',
      ],
      bad: ['目录5条，情况说明只提到材料1、2、5', '目录编到7，情况说明写“见材料9”'],
    },
  },
  *submission(submission, { unit }) {
    const { catalogue, materials, statements } = submission;
    const numbers = catalogue && numbersOf(catalogue.entries, unit);
    if (numbers === null || !materials.some(({ entry }) => entry !== null)) return;
    for (const part of statements) {
      const said = read(part);
      if (said) yield* dangling(said, numbers, unit);
    }
    const cited = citedIn(submission, unit);
    if (cited) yield* uncited(cited);
  },
  across: across<Citing>({
    *submission(submission, { unit }) {
      const cited = citedIn(submission, unit);
      const folder = submission.folder ?? '';
      if (cited) {
        yield { path: cited.path ?? folder, folder, total: cited.due.length, silent: isSilent(cited) };
      }
    },
    judge: ofSilence,
  }),
};
