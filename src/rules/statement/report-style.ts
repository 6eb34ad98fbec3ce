/** A 总结 or 汇报 in the place of a 说明. */
import { foldName } from '../../model/fold.js';
import type { Unit } from '../../model/pack.js';
import { onceForBoth } from '../once.js';
import type { Rule } from '../rule.js';
import { listed } from '../scope.js';
import { bodyLines, emptiness, letters, searchable } from './body.js';

/** Paragraphs under the title that open a text. */
const OPENING = 3;
/** Letters: a longer line is a sentence, no heading. */
const HEADING = 30;
/** Characters of an opening that a message shows. */
const SHOWN = 16;
const NUMBERED =
  /^(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十]+部分)/;
const REPORT_TITLE = /总结|汇报|述职/;

/** Whom a report is addressed to: 市依法行政领导小组： */
const ADDRESSEE = /^\p{sc=Han}{2,20}(?:小组|党委|党组|政府|委员会|委|办公室|办|局|人大|领导)[：:]$/u;

interface Sign {
  where: 'title' | 'addressee' | 'opening' | 'heading';
  text: string;
}

const PLACE: Record<Sign['where'], string> = {
  title: '标题',
  addressee: '称谓',
  opening: '开头',
  heading: '小标题',
};

/** Words that mark a report, without those that the row itself asks for (工作总结、下一步工作计划). */
const marks = onceForBoth((words: readonly string[], { materials, notes }: Unit): readonly string[] => {
  const row = searchable(materials + notes);
  return words.map(searchable).filter((word) => !row.includes(word));
});

function signsOf(title: string, lines: readonly string[], words: readonly string[]): Sign[] {
  const marked = (line: string) => {
    const text = searchable(line);
    return words.some((word) => text.includes(word));
  };
  const signs: Sign[] = [];
  if (REPORT_TITLE.test(title) && letters(title) <= 2 * HEADING) signs.push({ where: 'title', text: title });
  const addressee = lines.slice(0, OPENING).find((line) => ADDRESSEE.test(line));
  if (addressee) signs.push({ where: 'addressee', text: addressee });
  const opening = lines.slice(0, OPENING).find((line) => !NUMBERED.test(line) && marked(line));
  if (opening) {
    const word = words.find((one) => opening.includes(one)) ?? '';
    const end = Math.max(SHOWN, opening.indexOf(word) + word.length);
    signs.push({ where: 'opening', text: opening.slice(end - SHOWN, end) });
  }
  for (const line of lines) {
    if (NUMBERED.test(line) && letters(line) <= HEADING && marked(line)) {
      signs.push({ where: 'heading', text: line });
    }
  }
  return signs;
}

export const reportStyle: Rule = {
  card: {
    id: 'statement/report-style',
    topic: 'statement',
    severity: 'warning',
    summary: { zh: '以工作总结代替情况说明', en: 'A work report in place of a statement' },
    why: {
      zh: '情况说明要针对本项指标写明举措、成效、亮点，并与印证材料对应；工作总结内容宽泛，常被退回重写。',
      en: 'A statement answers its indicator with measures, results and highlights that match the evidence; a general report is sent back.',
    },
    advice: {
      zh: '请围绕本项指标重写：删去问题、打算和一般性内容，按主要举措、重要成效、突出亮点写清，并注明对应的印证材料。',
      en: 'Write it anew for the indicator: leave out problems, plans and generalities, give measures, results and highlights, and cite the evidence.',
    },
    source: { zh: '{clause}：情况说明的内容', en: '{clause}: what a statement holds' },
    messages: {
      report: {
        zh: '像是工作总结而不是情况说明：{signs}',
        en: 'This reads like a work report and not like a statement: {signs}',
      },
    },
    examples: {
      good: ['一、主要举措 二、重要成效 三、突出亮点'],
      bad: ['“现将工作汇报如下……三、存在的问题 四、下一步工作打算”', '行政审批局2023年工作总结'],
    },
  },
  *submission(submission, { unit }, workspace) {
    const words = marks(workspace.pack.checks.reportWords, unit);
    for (const { file, document, prescribed, firstParagraph } of submission.statements) {
      if (document.kind !== 'word' || emptiness(document, unit) !== null) continue;
      const title = firstParagraph ?? '';
      const own = unit.statements.some((s) => foldName(s.name) === foldName(title));
      const signs = signsOf(own ? '' : title, bodyLines(document, title), words);
      // A title alone is sure where none is prescribed; else naming/title-in-document has told of it already.
      const sure = signs[0]?.where === 'title' && typeof prescribed?.title !== 'string';
      if (signs.length < 2 && !sure) continue;
      const shown = signs.map(({ where, text }) => `${PLACE[where]}“${text}”`);
      yield {
        messageId: 'report',
        args: { signs: listed(shown, 4), clause: workspace.pack.defaults.source },
        path: file.path,
      };
    }
  },
};
