/** A URL that an entry promises, or that the row of the list asks for, is not in the catalogue. */
import type { CatalogueEntry } from '../../model/document.js';
import type { RawFinding } from '../../model/finding.js';
import type { Unit } from '../../model/pack.js';
import { isConcealed } from '../../model/secrecy.js';
import type { Submission, UnitWork } from '../../model/workspace.js';
import type { Rule } from '../rule.js';
import { listed, placeOf } from '../scope.js';
import { meansUrl } from './address.js';

/** A malformed one counts as there: catalogue/url-malformed speaks of it. */
function hasUrl(entry: CatalogueEntry): boolean {
  return meansUrl(entry.urlText, entry.urls);
}

function entriesOf(unit: UnitWork): CatalogueEntry[] {
  return unit.submissions.flatMap((s) => s.catalogue?.entries ?? []);
}

/** Leads that owe the row's URLs: of the items that ask for them, where leads are per item; else all. */
function owing(unit: Unit): string[] {
  const items =
    unit.urlItems.length > 0
      ? unit.urlItems
      : unit.items.filter((item) => item.kind === 'urls').map((item) => item.no);
  const perItem = unit.leads.some((lead) => lead.items.length > 0);
  const leads =
    perItem && items.length > 0
      ? unit.leads.filter((lead) => lead.items.length === 0 || lead.items.some((no) => items.includes(no)))
      : unit.leads;
  return leads.map((lead) => lead.department);
}

function* dueByRow(submission: Submission, unit: UnitWork, path: string): Generator<RawFinding> {
  if (unit.unit.urls !== 'due' || !submission.due) return;
  if (entriesOf(unit).some((entry) => hasUrl(entry) || entry.state === 'url')) return;
  const leads = owing(unit.unit);
  if (submission.department !== null && !leads.includes(submission.department)) return;
  const elsewhere = leads.filter((name) => !unit.submissions.some((s) => s.department === name));
  const unread = unit.submissions.some((s) => s.catalogues.length > 0 && s.catalogue === null);
  if (submission.department !== null && elsewhere.length > 0) {
    yield { messageId: 'other-lead', severity: 'unverified', args: { others: listed(elsewhere) }, path };
  } else if (unread) yield { messageId: 'other-unread', severity: 'unverified', args: {}, path };
  else yield { messageId: 'due', args: {}, path };
}

export const urlMissing: Rule = {
  card: {
    id: 'catalogue/url-missing',
    topic: 'catalogue',
    severity: 'error',
    summary: { zh: '目录缺少网址', en: 'The catalogue lacks a URL' },
    why: {
      zh: '任务清单要求提供网址的，评审专家凭网址上网核验；没有网址即视为没有公开。',
      en: 'Where the list asks for URLs, reviewers look the page up; without one it counts as not published.',
    },
    advice: {
      zh: '请在目录“网址”栏填写完整网址（以 http:// 或 https:// 开头）；确未公开的，改“提交方式”并在情况说明中写明原因。',
      en: 'Fill in the whole address, with http:// or https://, in the column 网址; if it was not published, change 提交方式 and say why in the statement.',
    },
    source: {
      zh: '任务清单该项“申报材料”关于网址的要求；各项“注意”第1条',
      en: 'The row of the task list asks for URLs; note 1 of every row',
    },
    messages: {
      entry: {
        zh: '目录序号{number}“{title}”登记为网址，但没有填写网址',
        en: 'Catalogue number {number} "{title}" is registered as a URL but has none',
      },
      due: {
        zh: '本项要求提供网址，目录中一个网址也没有',
        en: 'This unit asks for URLs, and the catalogue has none',
      },
      'other-lead': {
        zh: '本项要求提供网址，目录中没有；{others}也可能提供，但其材料不在这里，请与其核实',
        en: 'This unit asks for URLs, and the catalogue has none; {others} may give them, but that material is not at hand: ask them',
      },
      'other-unread': {
        zh: '本项要求提供网址，已读到的目录中没有；另有目录无法读取，不能确定',
        en: 'This unit asks for URLs, and no catalogue that could be read has one; another could not be read',
      },
    },
    examples: {
      good: ['序号2 提交方式“网址”，网址 https://www.example.gov.cn/fzzf/'],
      bad: ['序号2 提交方式“网址”，网址栏空白', '申报材料要求“附公开网址”，目录无网址'],
    },
  },
  *submission(submission, unit) {
    const { catalogue } = submission;
    if (catalogue === null) return;
    for (const entry of catalogue.entries) {
      if (entry.state !== 'url' || hasUrl(entry)) continue;
      const title = isConcealed(entry) ? '***' : entry.title;
      const number = entry.number === '' ? '—' : entry.number;
      yield {
        messageId: 'entry',
        args: { number, title },
        path: catalogue.path,
        where: placeOf(entry),
      };
    }
    yield* dueByRow(submission, unit, catalogue.path);
  },
};
