/** The statement is longer than the list allows, in 字 as Word counts them. */
import type { Args, RawFinding } from '../../model/finding.js';
import type { StatementPart } from '../../model/workspace.js';
import { contradiction } from '../format/signature.js';
import type { Rule } from '../rule.js';
import { emptiness } from './body.js';
import { isStamped, wordTwin } from './twin.js';

function judge(part: StatementPart, soft: number, hard: number): RawFinding | null {
  const { words, bodyWords } = part;
  if (words === null || bodyWords === null) return null;
  const { count, low, high } = bodyWords;
  const whole = words.count;
  const body = whole === count ? '' : '-body';
  const args = (limit: number): Args => ({ count, limit, over: count - limit, whole });
  if (low > hard) return { messageId: `over-hard${body}`, args: args(hard) };
  if (high > hard) return { messageId: 'unsure', severity: 'unverified', args: { low, high, limit: hard } };
  if (low > soft) {
    return { messageId: `over-soft${body}`, severity: 'warning', args: { ...args(soft), hard } };
  }
  if (high > soft) return { messageId: 'unsure', severity: 'unverified', args: { low, high, limit: soft } };
  return null;
}

export const wordLimit: Rule = {
  card: {
    id: 'statement/word-limit',
    topic: 'statement',
    severity: 'error',
    summary: { zh: '情况说明超过规定字数', en: 'The statement is too long' },
    why: {
      zh: '情况说明有规定的字数，超过上限的会被退回压缩。字数与 Word、WPS 状态栏显示的一致。',
      en: 'Statements have prescribed lengths, and longer ones are sent back. The count is what Word and WPS show.',
    },
    advice: {
      zh: '请压缩情况说明，保留主要举措、重要成效、突出亮点，细节放入印证材料；用“dossier count 文件”可随时查看字数。',
      en: 'Shorten it to measures, results and highlights and leave details to the evidence; "dossier count FILE" shows the count.',
    },
    source: {
      zh: '任务清单关于情况说明字数的规定（{clause}）',
      en: 'The length of statements in the task list ({clause})',
    },
    messages: {
      'over-hard': {
        zh: '情况说明 {count} 字，超过上限 {limit} 字 {over} 字',
        en: 'The statement has {count} 字, {over} over the limit of {limit}',
      },
      'over-hard-body': {
        zh: '情况说明正文 {count} 字（不含文末材料目录，连同目录共 {whole} 字），超过上限 {limit} 字 {over} 字',
        en: 'The body of the statement has {count} 字 ({whole} with the list of evidence at its end), {over} over the limit of {limit}',
      },
      'over-soft': {
        zh: '情况说明 {count} 字，超过一般要求 {limit} 字 {over} 字（上限 {hard} 字）',
        en: 'The statement has {count} 字, {over} more than the usual {limit} (the limit is {hard})',
      },
      'over-soft-body': {
        zh: '情况说明正文 {count} 字（不含文末材料目录，连同目录共 {whole} 字），超过一般要求 {limit} 字 {over} 字（上限 {hard} 字）',
        en: 'The body of the statement has {count} 字 ({whole} with the list of evidence at its end), {over} more than the usual {limit} (the limit is {hard})',
      },
      unsure: {
        zh: '情况说明字数在 {low} 至 {high} 之间，限额为 {limit} 字：引号、破折号等标点的计法随字体而异，请以 Word 状态栏为准',
        en: "The statement has between {low} and {high} 字, the limit being {limit}: quotes, dashes and the like count by their font, so look at Word's status bar",
      },
      'not-countable': {
        zh: '盖章的情况说明是扫描件，无法统计字数，请另附 Word 版或人工核对',
        en: 'The stamped statement is a scan and cannot be counted: deliver the Word file too, or count by hand',
      },
    },
    examples: {
      good: ['情况说明 486 字'],
      bad: ['情况说明 1,132 字', '情况说明 623 字', '盖章的情况说明只有扫描件'],
    },
  },
  *submission(submission, { unit }, workspace) {
    const { softLimit, hardLimit, source: clause } = workspace.pack.defaults;
    for (const part of submission.statements) {
      const { path } = part.file;
      // The hints of a form are no text that is too long: statement/empty speaks.
      if (part.document.kind === 'word' && emptiness(part.document, unit) !== null) continue;
      if (part.words === null) {
        // Of a stamped statement the scan is right, but nobody counted it. Of any other that is not in Word
        // format/statement-not-word speaks; of what is none though it says so, unreadable and extension-mismatch.
        const foreign = part.document.kind === 'unreadable' || contradiction(part.file, workspace) !== null;
        if (foreign || !isStamped(part) || wordTwin(part, submission)) continue;
        yield { messageId: 'not-countable', severity: 'unverified', args: { clause }, path };
        continue;
      }
      const found = judge(
        part,
        part.prescribed?.softLimit ?? softLimit,
        part.prescribed?.hardLimit ?? hardLimit,
      );
      if (found) yield { ...found, args: { ...found.args, clause }, path };
    }
  },
};
