/** A unit's statements in the words of the overview. */
import type { StatementPart, UnitWork } from '../model/workspace.js';

/** 《关于…的情况说明》（482字），one a line, with the department before it where several serve the unit. */
export function statementLines({ submissions }: UnitWork, zh: boolean): string {
  const several = submissions.filter((s) => s.statements.length > 0).length > 1;
  return submissions
    .flatMap((submission) =>
      submission.statements.map((statement) => {
        const title = statement.prescribed?.name ?? statement.firstParagraph ?? statement.file.name;
        const who = several && submission.department !== null ? submission.department : '';
        const words = wordsOf(statement, zh);
        return zh
          ? `${who === '' ? '' : `${who}：`}《${title}》（${words}）`
          : `${who === '' ? '' : `${who}: `}${title} (${words})`;
      }),
    )
    .join('\n');
}

function wordsOf({ words, bodyWords }: StatementPart, zh: boolean): string {
  if (!words) return zh ? '字数待核' : 'not counted';
  const span = ({ low, high }: { low: number; high: number }) => (low === high ? `${low}` : `${low}–${high}`);
  const all = zh ? `${span(words)}字` : `${span(words)} characters`;
  if (!bodyWords || bodyWords.count === words.count) return all;
  return zh ? `${all}，其中正文${span(bodyWords)}字` : `${all}, body ${span(bodyWords)}`;
}

/** 字 of all statements as Word shows them; null where one could not be counted: a part is no total. */
export function totalWords(statements: StatementPart[]): number | null {
  if (statements.length === 0) return null;
  let total = 0;
  for (const { words } of statements) {
    if (!words) return null;
    total += words.count;
  }
  return total;
}
