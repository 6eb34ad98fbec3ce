/** Parts of the task list that a department leads units of, and that its summary report says nothing of. */
import type { RawFinding } from '../../model/finding.js';
import type { Chapter, Unit } from '../../model/pack.js';
import type { DepartmentWork, Workspace } from '../../model/workspace.js';
import type { Rule } from '../rule.js';
import { ledUnits, listed } from '../scope.js';
import { emptiness, letters, linesOf, searchable } from '../statement/body.js';
import { says, wordsOfChapter, wordsOfIndicators } from './words.js';

/** Words that a message shows for a chapter. */
const WORDS_SHOWN = 6;
/** Letters: a shorter report goes by headings, and may mean by one what it does not name. */
const BRIEF = 300;
/** Words of the indicators themselves that make it doubtful that nothing is said. */
const HINTS = 2;

interface Uncovered {
  chapter: Chapter;
  words: string[];
  /** Words of the indicators that the report does have. */
  hints: string[];
}

/** What a department's reports say; null where none can be read. */
function textOf(work: DepartmentWork, workspace: Workspace): { path: string; text: string } | null {
  const texts = work.summaryReports.flatMap(({ path }) => {
    const document = workspace.documents.get(path);
    if (document?.kind === 'word') {
      // Nothing in it: statement/empty says so.
      return emptiness(document, null) === null ? [{ path, text: linesOf(document).join('\n') }] : [];
    }
    const whole =
      (document?.kind === 'pdf' || document?.kind === 'ofd') && document.textPages >= document.pages;
    return whole && letters(document.text) > 0 ? [{ path, text: document.text }] : [];
  });
  const [first] = texts;
  return first ? { path: first.path, text: searchable(texts.map(({ text }) => text).join('\n')) } : null;
}

function uncoveredIn(text: string, units: readonly Unit[], { pack }: Workspace): Uncovered[] {
  return pack.chapters.flatMap((chapter) => {
    const own = units.filter((unit) => unit.chapter === chapter);
    const words = wordsOfChapter(own, pack);
    if (words.length === 0 || words.some((word) => says(text, word, pack))) return [];
    const hints = wordsOfIndicators(own, pack).filter((word) => text.includes(word));
    return [{ chapter, words, hints }];
  });
}

function* judge(work: DepartmentWork, workspace: Workspace): Generator<RawFinding> {
  const units = ledUnits(work.name, workspace);
  const [file] = work.summaryReports;
  if (!file || units.length === 0) return;
  const read = textOf(work, workspace);
  if (read === null) {
    const document = workspace.documents.get(file.path);
    const scan = document?.kind === 'pdf' || document?.kind === 'ofd' || document?.kind === 'image';
    if (scan) yield { messageId: 'unread', severity: 'unverified', path: file.path, args: {} };
    return;
  }
  const uncovered = uncoveredIn(read.text, units, workspace);
  const brief = letters(read.text) < BRIEF;
  // One word alone is easily said otherwise.
  const unsure = uncovered.filter(({ words, hints }) => brief || words.length < 2 || hints.length >= HINTS);
  const firm = uncovered.filter((one) => !unsure.includes(one));
  for (const [messageId, those] of [
    ['uncovered', firm],
    ['unsure', unsure],
  ] as const) {
    if (those.length === 0) continue;
    const chapters = those.map(({ chapter, words }) => `${chapter.title}（${listed(words, WORDS_SHOWN)}）`);
    yield {
      messageId,
      ...(messageId === 'unsure' ? { severity: 'unverified' as const } : {}),
      path: read.path,
      args: { count: those.length, chapters: listed(chapters, chapters.length) },
    };
  }
}

export const chapterUncovered: Rule = {
  card: {
    id: 'summary/chapter-uncovered',
    topic: 'summary',
    severity: 'warning',
    summary: {
      zh: '总结报告没有写到牵头的部分',
      en: 'The summary report leaves out a part that the department leads',
    },
    why: {
      zh: '总结报告要与任务清单的各部分对应；牵头的部分一字未提，全区的总结报告就缺这一块，评审专家也会问。',
      en: "A summary report answers the parts of the task list; where a part that the department leads is not mentioned, the district's own report lacks it, and reviewers ask.",
    },
    advice: {
      zh: '请对照本单位牵头的指标补写这些部分的举措和成效。已经写到、只是用词不同的，可不改。',
      en: 'Add what was done and achieved in those parts. If it is covered in other words, leave it.',
    },
    source: {
      zh: '{clause}：各部门提供总结报告',
      en: '{clause}: every department provides a summary report',
    },
    messages: {
      uncovered: {
        zh: '总结报告没有写到本单位牵头的 {count} 个部分（括号内是查找的词语）：{chapters}',
        en: 'The summary report says nothing of {count} parts that the department leads units of (in brackets the words looked for): {chapters}',
      },
      unsure: {
        zh: '总结报告似没有写到本单位牵头的 {count} 个部分（括号内是查找的词语），也可能用了别的说法，请核对：{chapters}',
        en: 'The summary report seems to say nothing of {count} parts that the department leads units of (in brackets the words looked for), unless it does so in other words: {chapters}',
      },
      unread: {
        zh: '总结报告读不出文字（扫描件或者图片），不能核对是否写到各部分；请人工核对，或者补交 Word 版',
        en: 'No text can be read from the summary report (a scan or a picture), so it cannot be told whether it covers every part: look at it, or deliver it in Word too',
      },
    },
    examples: {
      good: ['牵头人民调解：“（四）健全人民调解网络。……”'],
      bad: ['牵头行政复议和规范性文件管理，总结报告只写了普法'],
    },
  },
  *department(work, workspace) {
    const clause = workspace.pack.forms.summaryReport.source;
    for (const found of judge(work, workspace)) yield { ...found, args: { ...found.args, clause } };
  },
};
