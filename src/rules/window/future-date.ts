/** A document that bears a date which is still to come, or a text that tells of what has happened on one. */
import type { Document } from '../../model/document.js';
import type { RawFinding } from '../../model/finding.js';
import { documentDate } from '../document/date.js';
import { datesIn, shortened } from '../document/dates.js';
import { paragraphsOf } from '../document/lines.js';
import type { Rule } from '../rule.js';
import { isDelivered, placeOf } from '../scope.js';
import { cellDate, type Dated, shownTitle, spanOf } from './materialdate.js';

const DONE =
  '(?:印发|出台|制定|修订|召开|开展|举办|举行|完成|组织|发布|公布|建成|办结|启动|签订|审结|下发|成立|设立|实现|收到|受理|查处|通过|报送|接受|开通|建立)';
/** 已印发, 印发了; 已于 before the date. Plans have neither. */
const HAPPENED = new RegExp(`^[^，。；：,;:]{0,20}?(?:已(?:经|全部|全面|正式)?${DONE}|${DONE}了)`);
const VERB = new RegExp(`^[^，。；：,;:]{0,12}?${DONE}`);
const HAD = /已(?:经)?[于在]?\s*$/;
/** The date says when, it is no name: 2025年，…; 于2025年…; 2025年印发了. Not 2025年工作要点已印发. */
const WHEN = new RegExp(
  `^(?:[，,]|\\s*(?:我[局委办区县市]|本[局委办区县市]|全面|全部|正式|顺利|已|${DONE}))`,
);
/** What makes even 已 and 了 a plan or a condition: 2026年底前已建成的, 争取2025年完成了…. */
const PLANNED =
  /将|拟|计划|预计|力争|争取|确保|目标|规划|底前|之前|以前|前|应当|应|必须|须|要求|安排|有效期|届满|施行|起|止|到期|若|如|等到|直至/;

/** Enough of a sentence to find it by, characters. */
const SHOWN = 30;

/** What a paragraph says has happened on a date after `asOf`. */
export function eventsAfter(paragraph: string, asOf: string): { date: string; words: string }[] {
  return datesIn(paragraph).flatMap((date) => {
    if (date.from <= asOf) return [];
    const before = paragraph.slice(0, date.at);
    const clause = before.slice(Math.max(before.search(/[^，。；：,;:《]*$/), 0));
    const behind = paragraph.slice(date.end).replace(/^[，,]/, '');
    const own = /^[^，。；：,;:]*/.exec(behind)?.[0] ?? '';
    if (/《[^》]*$/.test(before) || PLANNED.test(clause) || PLANNED.test(own)) return [];
    if (!WHEN.test(paragraph.slice(date.end)) && !/[于在]\s*$/.test(clause)) return [];
    if (!HAPPENED.test(behind) && !(HAD.test(clause) && VERB.test(behind))) return [];
    const words = `${paragraph.slice(date.at, date.end)}${paragraph.slice(date.end, date.end + SHOWN)}`;
    return [{ date: shortened(date), words: words.replace(/\s/g, '').replace(/[。；].*$/, '') }];
  });
}

function ownFutureDate(document: Document | undefined, asOf: string): Dated | null {
  const own = documentDate(document);
  const dated = own ? spanOf(own) : null;
  return dated && dated.from > asOf ? dated : null;
}

export const futureDate: Rule = {
  card: {
    id: 'window/future-date',
    topic: 'window',
    severity: 'error',
    summary: { zh: '日期晚于今天', en: 'A date lies in the future' },
    why: {
      zh: '成文日期、已经发生的事情的日期不可能晚于核验当天；多为年份写错，评审专家会质疑材料的真实性。',
      en: 'A document cannot have been signed, nor a thing have happened, on a day that is still to come; reviewers would doubt that the material is genuine.',
    },
    advice: {
      zh: '请对照原件核对年、月、日并更正；目录与原件不一致的，以原件为准。',
      en: 'Compare year, month and day with the original and correct them; where the catalogue differs, the original holds.',
    },
    source: {
      zh: '任务清单否决项第2项（材料真实、前后一致）；附件1第2条',
      en: 'Veto 2 of the task list (genuine and consistent material); annex 1, clause 2',
    },
    messages: {
      document: {
        zh: '落款（成文）日期为 {date}，晚于核验日期 {asOf}',
        en: 'The document is dated {date}, after the day of this check, {asOf}',
      },
      number: {
        zh: '发文字号的年份为 {date} 年，晚于核验日期 {asOf}',
        en: "The document's number is of the year {date}, after the day of this check, {asOf}",
      },
      catalogue: {
        zh: '目录序号{number}“{title}”的日期为 {date}，晚于核验日期 {asOf}',
        en: 'Catalogue number {number} "{title}" is dated {date}, after the day of this check, {asOf}',
      },
      event: {
        zh: '“{words}”写作已经发生，但所说的时间 {date} 晚于核验日期 {asOf}',
        en: '"{words}" is told as past, but {date} is after the day of this check, {asOf}',
      },
    },
    examples: {
      good: ['计划2025年底前完成', '自2025年1月1日起施行', '有效期至2028年12月31日'],
      bad: ['2024年12月20日核验，落款日期2032年5月6日', '2032年3月，印发了工作方案'],
    },
  },
  *file(file, { documents, asOf }) {
    if (!isDelivered(file)) return;
    const document = documents.get(file.path);
    const own = ownFutureDate(document, asOf);
    if (own) {
      yield { messageId: own.by === 'number' ? 'number' : 'document', args: { date: own.shown, asOf } };
    }
    if (document?.kind !== 'word' && document?.kind !== 'pdf' && document?.kind !== 'ofd') return;
    const told = new Set<string>();
    for (const event of paragraphsOf(document).flatMap((text) => eventsAfter(text, asOf))) {
      if (told.has(event.words)) continue;
      told.add(event.words);
      yield { messageId: 'event', args: { ...event, asOf } };
    }
  },
  *submission(submission, _unit, { documents, asOf }): Generator<RawFinding> {
    const { catalogue, materials } = submission;
    if (catalogue === null) return;
    for (const material of materials) {
      const { entry, file } = material;
      // What is shown on site may be made until then; of a law from above the day that it takes effect may be given.
      if (entry === null || ['none', 'on-site', 'superior'].includes(material.state)) continue;
      const dated = cellDate(entry.date);
      if (!dated || dated.from <= asOf) continue;
      // Said once, of the document.
      if (file && ownFutureDate(documents.get(file.path), asOf)?.shown === dated.shown) continue;
      const number = entry.number === '' ? '—' : entry.number;
      yield {
        messageId: 'catalogue',
        args: { number, title: shownTitle(material), date: dated.shown, asOf },
        path: catalogue.path,
        where: placeOf(entry),
      };
    }
  },
};
