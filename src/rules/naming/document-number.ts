/** Document numbers that are not written to GB/T 9704: in file names, statements and catalogues. */
import type { CatalogueEntry } from '../../model/document.js';
import { type DocumentNumber, documentNumberOf, documentNumbers } from '../../model/documentnumber.js';
import { splitName } from '../../model/name.js';
import { isConcealed } from '../../model/secrecy.js';
import { paragraphs, paragraphText } from '../../model/text.js';
import type { StatementPart, Submission } from '../../model/workspace.js';
import type { Rule } from '../rule.js';
import { isDelivered, listed, NAME_NOT_UTF8 } from '../scope.js';

/** As many wrong and right forms as one message shows. */
const SHOWN = 5;

function faulty(numbers: readonly DocumentNumber[]): DocumentNumber[] {
  return numbers.filter((number) => number.faults.length > 0);
}

/** “新政办发[2024]26号”→“新政办发〔2024〕26号”, once each. */
function pairs(numbers: readonly DocumentNumber[]): { shown: string; count: number } {
  const all = [...new Set(numbers.map(({ text, right }) => `“${text}”→“${right}”`))];
  const more = all.length > SHOWN ? '……' : '';
  return { shown: `${all.slice(0, SHOWN).join('；')}${more}`, count: numbers.length };
}

function inEntry({ title, documentNumber }: CatalogueEntry): DocumentNumber[] {
  // A cell of this column holds numbers, however they are written; 第58号令 and 公告2023年第5号 are none.
  const cell = documentNumber.split(/[;；、,，\n]/).map(documentNumberOf);
  return faulty([...cell.filter((number) => number !== null), ...documentNumbers(title)]);
}

function inStatement({ document }: StatementPart): DocumentNumber[] {
  if (document.kind !== 'word') return [];
  const blocks = [...document.blocks, ...document.textBoxes.flat(), ...document.footnotes.flat()];
  return faulty([...paragraphs(blocks)].flatMap((paragraph) => documentNumbers(paragraphText(paragraph))));
}

/** What a catalogue registers as classified is named in no output, wherever it stands. */
function concealed({ catalogue }: Submission): Set<string> {
  const entries = (catalogue?.entries ?? []).filter(isConcealed);
  const texts = entries.flatMap((entry) => [entry.title, entry.documentNumber, entry.remark]);
  return new Set(texts.flatMap((text) => documentNumbers(text)).map((number) => number.right));
}

export const documentNumber: Rule = {
  card: {
    id: 'naming/document-number',
    topic: 'naming',
    severity: 'warning',
    summary: { zh: '发文字号写法不规范', en: 'A document number is not written to the standard' },
    why: {
      zh: '发文字号是检索和核对文件的依据；年份不用六角括号、年份不全、加“第”字或者虚位的，与原件不一致，评审时对不上。',
      en: 'Documents are looked up by their numbers; one in another form than on the document itself matches nothing.',
    },
    advice: {
      zh: '请改为“机关代字〔年份〕序号号”：年份用六角括号“〔〕”括入并写全四位，序号不加“第”、不编虚位，末尾加“号”。六角括号可在输入法的符号表或 Word、WPS 的“插入符号”中找到。文件名改动后，请同步修改目录。',
      en: 'Write it as agency code, year of four digits in 〔〕, serial without 第 and without leading zeros, 号. The brackets are in the symbol table of the input method or of Word. Mend the catalogue when a file is renamed.',
    },
    source: {
      zh: '《党政机关公文格式》（GB/T 9704—2012）7.2.5',
      en: 'GB/T 9704-2012 (layout of official documents), 7.2.5',
    },
    messages: {
      'in-name': {
        zh: '文件名中的发文字号写法不规范，应按箭头后的写法：{pairs}',
        en: 'The file name holds a document number in the wrong form; the right one stands behind the arrow: {pairs}',
      },
      'in-statement': {
        zh: '情况说明中有 {count} 处发文字号写法不规范，应按箭头后的写法：{pairs}',
        en: 'Document numbers of the statement in the wrong form: {count}; the right one stands behind the arrow: {pairs}',
      },
      'in-catalogue': {
        zh: '目录中有 {count} 处发文字号写法不规范（第 {rows} 行），应按箭头后的写法：{pairs}',
        en: 'Document numbers of the catalogue in the wrong form: {count} (row {rows}); the right one stands behind the arrow: {pairs}',
      },
    },
    examples: {
      good: ['新政办发〔2024〕26号', '（2023）内01行初12号（案号）', '第58号令', '2023年第5号公告'],
      bad: ['新政办发[2024]26号', '新政办发（2024）26号', '新政办发〔24〕26号', '新政办发〔2024〕第026号'],
    },
  },
  *file(file) {
    if (!isDelivered(file) || file.denied === NAME_NOT_UTF8) return;
    const wrong = faulty(documentNumbers(splitName(file.name).stem));
    if (wrong.length > 0) yield { messageId: 'in-name', args: { pairs: pairs(wrong).shown } };
  },
  *submission(submission) {
    const secret = concealed(submission);
    for (const part of submission.statements) {
      const wrong = inStatement(part).filter((number) => !secret.has(number.right));
      if (wrong.length === 0) continue;
      const { shown, count } = pairs(wrong);
      yield { messageId: 'in-statement', args: { count, pairs: shown }, path: part.file.path };
    }
    const entries = (submission.catalogue?.entries ?? [])
      .filter((entry) => !isConcealed(entry))
      .map((entry) => ({ row: entry.row, wrong: inEntry(entry) }))
      .filter(({ wrong }) => wrong.length > 0);
    if (entries.length === 0 || submission.catalogue === null) return;
    const { shown, count } = pairs(entries.flatMap(({ wrong }) => wrong));
    const rows = listed(entries.map(({ row }) => String(row)));
    yield { messageId: 'in-catalogue', args: { count, rows, pairs: shown }, path: submission.catalogue.path };
  },
};
