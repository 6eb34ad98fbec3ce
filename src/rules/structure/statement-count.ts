/** A unit has statements, but not as many as the list wants: too few, two in one file, or more than are due. */
import type { RawFinding } from '../../model/finding.js';
import { foldName } from '../../model/fold.js';
import { splitMaterialNumber, splitName } from '../../model/name.js';
import { paragraphs, paragraphText } from '../../model/text.js';
import type { StatementPart, Submission } from '../../model/workspace.js';
import type { Rule } from '../rule.js';
import { lackMessages, lacks, mergedInto, unassigned } from './statements.js';

/** What the document says, folded; null where it is no Word document that could be read. */
function textOf({ document }: StatementPart): string | null {
  if (document.kind !== 'word') return null;
  return foldName([...paragraphs(document.blocks)].map(paragraphText).join(''));
}

/** The catalogue lists it as a material: then it is evidence, whatever it is called. */
function isListed({ file }: StatementPart, { catalogue }: Submission): boolean {
  const key = (name: string) => foldName(splitMaterialNumber(name).rest);
  const stem = splitName(file.name).stem;
  return catalogue?.entries.some((e) => [stem, file.name].map(key).includes(key(e.title))) === true;
}

/** Two documents under one prescribed title that do not say the same. A scan beside the Word file is no version. */
function* versions({ statements }: Submission): Generator<RawFinding> {
  const first = new Map<string, StatementPart>();
  for (const part of statements) {
    const name = part.prescribed?.name;
    if (name === undefined || part.document.kind !== 'word') continue;
    const other = first.get(name);
    if (other === undefined) first.set(name, part);
    else if (textOf(other) !== textOf(part)) {
      const args = { title: name, name: part.file.name, other: other.file.name };
      yield { messageId: 'versions', args, department: part.file.department, path: part.file.path };
    }
  }
}

/** Documents called 情况说明 beyond those that are prescribed, where every one of these has a title to be told by. */
function* surplus(submission: Submission): Generator<RawFinding> {
  const prescribed = submission.unit.statements;
  if (prescribed.some((s) => s.title === null || s.combinable)) return;
  // Beside a mere scan of the statement the Word document may be its text, under a name of its own.
  if (!submission.statements.some((p) => p.prescribed !== null && p.document.kind === 'word')) return;
  for (const part of unassigned(submission)) {
    if (part.document.kind !== 'word' || isListed(part, submission)) continue;
    const args = {
      name: part.file.name,
      due: prescribed.length,
      title: prescribed.map((s) => s.name).join('；'),
    };
    yield { messageId: 'surplus', args, department: submission.department, path: part.file.path };
  }
}

export const statementCount: Rule = {
  card: {
    id: 'structure/statement-count',
    topic: 'structure',
    severity: 'error',
    summary: { zh: '情况说明份数与清单不符', en: 'More or fewer statements than the list wants' },
    why: {
      zh: '有的申报单元要求分别提供几份情况说明，由不同单位出具；少一份，该事项就没有说明，多一份，评审不知以哪份为准。',
      en: 'Some units want several statements, some from different authorities. With one too few a matter is not accounted for; with one too many nobody knows which counts.',
    },
    advice: {
      zh: '请对照任务清单逐份核对，每份单独成文，题目用：{title}。清单写明可以合并的才能合并；作印证材料的说明请在文件名前编号并列入目录；旧稿请移走。',
      en: 'Go through the task list and deliver each as a document of its own: {title}. Only what the list allows may be combined. A statement that is evidence takes a number and stands in the catalogue; remove old drafts.',
    },
    source: {
      zh: '任务清单各项“申报材料”（如第47—51项、第72项）',
      en: 'The rows of the task list: materials due (such as 47-51 and 72)',
    },
    messages: {
      ...lackMessages('应有 {due} 份情况说明，这里有 {there} 份；', '{there} of {due} statements are here. '),
      untold: {
        zh: '看不出“{names}”是清单规定的哪一份情况说明；没有对上的有{titles}',
        en: 'It cannot be told which of the prescribed statements "{names}" is; not found: {titles}',
      },
      merged: {
        zh: '情况说明“{title}”写在“{name}”里，清单要求单独提供',
        en: 'The statement "{title}" is part of "{name}"; the list wants it as a document of its own',
      },
      versions: {
        zh: '“{name}”与“{other}”都是情况说明“{title}”，内容不同，请只留定稿',
        en: '"{name}" and "{other}" are both the statement "{title}" and differ; leave the final one only',
      },
      surplus: {
        zh: '清单只要求 {due} 份情况说明，“{name}”是多出的一份，目录中也没有列为材料',
        en: 'The list wants {due} statement(s); "{name}" is one more, and the catalogue does not list it as material',
      },
    },
    examples: {
      good: ['72 …/（检察建议、生效判决、支持配合法检工作各一份）', '47-51 …/（第1、3、4项合并成一份）'],
      bad: ['72 …/（只有两份）', '17 …/关于优化公共服务的情况说明.docx 与 政务服务情况说明.docx'],
    },
  },
  *unit(unit, workspace) {
    const lacking = [...lacks(unit, workspace)];
    for (const { there, finding } of lacking) if (there > 0) yield finding;
    for (const submission of unit.submissions) {
      const { department } = submission;
      // A folder of nobody's may hold the statements of several departments.
      if (!submission.due || department === null) continue;
      for (const statement of unit.unit.statements) {
        const part = mergedInto(submission, statement);
        if (part === null) continue;
        const args = { title: statement.name, name: part.file.name };
        yield { messageId: 'merged', args, department, path: part.file.path };
      }
      yield* versions(submission);
      if (lacking.length > 0) continue;
      // What is due is there: a reviewer asks what the other is for, and sends nothing back.
      for (const found of surplus(submission)) yield { ...found, severity: 'warning' };
    }
  },
};
