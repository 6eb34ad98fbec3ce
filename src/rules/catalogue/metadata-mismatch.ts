/** What the catalogue says of a document and what the document says of itself: number, date, title, pages. */
import { daysBetween } from '../../model/calendar.js';
import { eightDigits } from '../../model/dates.js';
import type { CatalogueDocument, CatalogueEntry, Document } from '../../model/document.js';
import { documentNumberOf, sameNumber } from '../../model/documentnumber.js';
import type { Args, RawFinding } from '../../model/finding.js';
import { foldWidth } from '../../model/fold.js';
import { splitMaterialNumber, splitName } from '../../model/name.js';
import { isConcealed } from '../../model/secrecy.js';
import type { Material } from '../../model/workspace.js';
import { printedOn, signedOn } from '../document/date.js';
import { type DocumentHead, documentHead, FORMAL_TITLE } from '../document/head.js';
import { isOneDocument, isRecognised, namesDocument } from '../naming/likeness.js';
import type { Rule } from '../rule.js';
import { listed, placeOf } from '../scope.js';

/** Days that may pass between the date of a document and its printing or posting. */
const POSTED_WITHIN = 31;
const SHOWN = 60;

/** 20230506, 2023年5月, 2023 → 2023-05-06, 2023-05, 2023; null for what is no single day, month or year. */
function isoOf(cell: string): string | null {
  const day = eightDigits(cell);
  if (day !== null) return String(day).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
  const hit = /^(\d{4})(?:年|[-./年]?(\d{1,2})月?)?$/.exec(foldWidth(cell).replace(/\s/g, ''));
  if (!hit?.[1]) return null;
  return hit[2] === undefined ? hit[1] : `${hit[1]}-${hit[2].padStart(2, '0')}`;
}

interface Compared {
  entry: CatalogueEntry;
  /** Null where it has none that can be read. */
  head: DocumentHead | null;
  document: Document;
  /** Name of the date column. */
  dateColumn: string;
}

function* number({ entry, head }: Compared): Generator<RawFinding> {
  const listedNumber = documentNumberOf(entry.documentNumber);
  const own = head?.number ? documentNumberOf(head.number) : null;
  if (!listedNumber || !own || sameNumber(listedNumber, own)) return;
  yield { messageId: 'number', args: { listed: entry.documentNumber.trim(), own: own.text } };
}

/** 成文日期 is meant; that of printing (版记) is as good, and who lists the day of posting is not told surely. */
function* date({ entry, head, document, dateColumn }: Compared): Generator<RawFinding> {
  const written = isoOf(entry.date);
  const own = signedOn(document);
  if (written === null || own === null || /发布|公开|公示|上网/.test(dateColumn)) return;
  // Minutes are listed by the day of the meeting as well.
  const printed = printedOn(document);
  if (/纪要/.test(head?.title ?? '') || own.startsWith(written) || printed?.startsWith(written)) return;
  const later = daysBetween(own, `${written}-01-01`.slice(0, 10));
  const unread = (document.kind === 'pdf' || document.kind === 'ofd') && document.pages > document.textPages;
  const doubtful =
    later > 0 &&
    later <= POSTED_WITHIN &&
    printed === null &&
    (unread || entry.urls.length > 0 || /印发/.test(dateColumn));
  yield {
    messageId: 'date',
    args: { listed: entry.date.trim(), own: own.replace(/-/g, '') },
    ...(doubtful ? { severity: 'unverified' as const } : {}),
  };
}

function* ofMaterial(material: Material, document: Document, dateColumn: string): Generator<RawFinding> {
  const { entry, file } = material;
  if (entry === null || file === null) return;
  const { stem } = splitName(file.name);
  if (!isOneDocument(stem) || !isOneDocument(entry.title)) return;
  const head = documentHead(document);
  const args: Args = { number: entry.number === '' ? '—' : entry.number, title: entry.title };
  if (head?.title && namesDocument(entry.title, head.title) === 'other') {
    // A file that bears the entry's title is naming/original-name's; here its name is no more than a number.
    const formal = head.number !== null || FORMAL_TITLE.test(head.title);
    const nameless = !/[\p{L}]/u.test(splitMaterialNumber(stem).rest);
    if (formal && nameless) yield { messageId: 'title', args: { ...args, own: head.title.slice(0, SHOWN) } };
    return;
  }
  const compared = { entry, head, document, dateColumn };
  for (const found of [...number(compared), ...date(compared)]) {
    yield { ...found, args: { ...args, ...found.args } };
  }
}

/** Pages as listed and as the PDF has them. Sheets (张数) count otherwise. */
function miscounted(
  material: Material,
  document: Document | undefined,
  columns: readonly string[],
): string | null {
  const { entry } = material;
  if (entry === null || document?.kind !== 'pdf' || !columns.some((column) => /页数/.test(column)))
    return null;
  const pages = /^(\d{1,4})页?$/.exec(foldWidth(entry.pages).trim())?.[1];
  if (pages === undefined || Number(pages) === document.pages) return null;
  return `${entry.number || '—'}：${Number(pages)}→${document.pages}`;
}

function dateColumnOf({ columns }: CatalogueDocument): string {
  return columns.find((column) => /日期|时间/.test(column)) ?? '';
}

export const metadataMismatch: Rule = {
  card: {
    id: 'catalogue/metadata-mismatch',
    topic: 'catalogue',
    severity: 'warning',
    summary: { zh: '目录登记与文件本身不一致', en: 'The catalogue and the document itself disagree' },
    why: {
      zh: '目录是评审核对材料的依据；文号、日期、题名与文件对不上，会被当作放错材料或者数据不实。',
      en: 'Reviewers check the material by the catalogue; a number, date or title that is not the document’s looks like the wrong file, or like invented data.',
    },
    advice: {
      zh: '请打开文件核对：登记有误的改目录；放错文件的换成正确的文件。日期登记成文日期。',
      en: 'Open the file: mend the catalogue, or put the right file in its place. The date is that of the document.',
    },
    source: {
      zh: '任务清单各项“注意”第1条；DA/T 22—2015 归档文件目录“文号”“题名”“日期”“页数”项',
      en: 'Note 1 of every row of the task list; DA/T 22-2015, the columns 文号, 题名, 日期 and 页数',
    },
    messages: {
      number: {
        zh: '序号{number}“{title}”：目录文号为“{listed}”，文件上是“{own}”',
        en: 'Number {number} "{title}": the catalogue has the document number "{listed}", the document "{own}"',
      },
      date: {
        zh: '序号{number}“{title}”：目录日期为“{listed}”，文件成文日期是“{own}”',
        en: 'Number {number} "{title}": the catalogue has the date "{listed}", the document "{own}"',
      },
      title: {
        zh: '序号{number}“{title}”对应的文件，首页标题是“{own}”',
        en: 'The file of number {number} "{title}" is headed "{own}"',
      },
      pages: {
        zh: '目录页数与文件页数不同的有 {count} 条（序号：目录页数→文件页数）：{pages}',
        en: 'Page counts of the catalogue that differ from the files: {count} (number: pages as listed → pages of the file): {pages}',
      },
    },
    examples: {
      good: ['目录日期20230506，文件落款2023年5月6日', '目录日期20230512，文件版记2023年5月12日印发'],
      bad: [
        '目录文号新政办发〔2023〕12号，文件上是新政办发〔2023〕21号',
        '目录日期20220506，文件落款2023年5月6日',
      ],
    },
  },
  *submission({ catalogue, materials }, _unit, workspace) {
    if (catalogue === null) return;
    const open = materials.filter(({ entry }) => entry !== null && !isConcealed(entry));
    const dateColumn = dateColumnOf(catalogue);
    for (const material of open) {
      const document = material.file === null ? undefined : workspace.documents.get(material.file.path);
      if (document === undefined || material.entry === null) continue;
      for (const found of ofMaterial(material, document, dateColumn)) {
        yield {
          ...found,
          path: catalogue.path,
          where: placeOf(material.entry),
          ...(isRecognised(document) ? { severity: 'unverified' as const } : {}),
        };
      }
    }
    const pages = open.flatMap(
      (m) => miscounted(m, workspace.documents.get(m.file?.path ?? ''), catalogue.columns) ?? [],
    );
    // A count may leave out covers or blank backs: said, but no fault.
    if (pages.length > 0) {
      const args = { count: pages.length, pages: listed(pages) };
      yield { messageId: 'pages', severity: 'info', args, path: catalogue.path };
    }
  },
};
