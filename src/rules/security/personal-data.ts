/** Numbers of persons (identity, mobile telephone, payment card) where the row does not ask for contact data. */
import type { CatalogueEntry, Document } from '../../model/document.js';
import type { InventoryFile } from '../../model/inventory.js';
import { type PersonalKind, type PersonalNumber, personalNumbers } from '../../model/personal.js';
import { paragraphs, paragraphText } from '../../model/text.js';
import type { Workspace } from '../../model/workspace.js';
import type { Rule } from '../rule.js';
import { isDelivered, listed } from '../scope.js';
import { type Grid, gridsOf } from '../statement/grid.js';

/** Numbers that a message shows, masked. */
const SHOWN = 3;
const KINDS: readonly PersonalKind[] = ['id', 'mobile', 'card'];

/** A text, and what it stands under. */
interface Passage {
  text: string;
  under: string;
}

const plain = (text: string): Passage => ({ text, under: '' });

function ofEntry({ title, responsible, remark, documentNumber, extra }: CatalogueEntry): Passage[] {
  const named = Object.entries(extra).map(([under, text]) => ({ text, under }));
  return [...[title, responsible, remark, documentNumber].map(plain), ...named];
}

/** Cells with the head of their column: the first row that is more than half filled, below a table's title. */
function ofTable(rows: Grid): Passage[] {
  const filled = (row: string[]) => row.filter((cell) => cell.trim() !== '').length;
  const width = Math.max(...rows.map(filled), 0);
  const head = rows.slice(0, 5).find((row) => filled(row) * 2 > width) ?? [];
  return rows.flatMap((row) => row.map((text, i) => ({ text, under: row === head ? '' : (head[i] ?? '') })));
}

function passagesOf(document: Document | undefined): Passage[] {
  const cells = gridsOf(document).flatMap(ofTable);
  switch (document?.kind) {
    case 'word': {
      const { blocks, textBoxes, footnotes, endnotes, headers, footers, comments } = document;
      // Cells are looked at with the head of their column.
      const body = blocks.filter((block) => block.kind === 'paragraph');
      const stories = [body, ...textBoxes, ...footnotes, ...endnotes, headers, footers];
      const lines = stories.flatMap((story) => [...paragraphs(story)]).map(paragraphText);
      return [...[...lines, ...comments].map(plain), ...cells];
    }
    case 'sheet':
      return cells;
    case 'catalogue':
      return [...document.preamble.map(plain), ...document.entries.flatMap(ofEntry)];
    case 'pdf':
    case 'ofd':
    case 'text':
      return document.text.split(/\r\n?|\n|\f/).map(plain);
    default:
      return [];
  }
}

/** Where the row, or the form, asks for how to reach a person. */
function asksForContact(file: InventoryFile, { pack }: Workspace): boolean {
  if (file.role === 'liaison-form' || file.role === 'prescribed-form') return true;
  return pack.units.some(({ key, personalData }) => key === file.unit && personalData);
}

export const personalData: Rule = {
  card: {
    id: 'security/personal-data',
    topic: 'security',
    severity: 'warning',
    summary: { zh: '材料中有个人信息', en: 'Personal data in the material' },
    why: {
      zh: '卷宗会在多个单位和评审专家之间流转，身份证号码、手机号码、银行卡号应当依法保护；未作处理即报送，可能侵害个人信息权益。',
      en: 'A dossier passes through many hands; numbers of identity, mobile telephones and payment cards are protected by law.',
    },
    advice: {
      zh: '请隐去号码中间各位（如 150****1234）后重新报送；扫描件请先遮盖再扫描。任务清单要求联系方式的，只填要求的内容。',
      en: 'Mask the middle of the numbers (150****1234) and deliver the file again; cover them before scanning. Where the row asks for contact data, give that and no more.',
    },
    source: {
      zh: '《中华人民共和国个人信息保护法》第六条、第五十一条；《中华人民共和国政府信息公开条例》第十五条',
      en: 'Personal Information Protection Law, articles 6 and 51; Regulations on Open Government Information, article 15',
    },
    messages: {
      id: { zh: '有身份证号码 {count} 处：{samples}', en: 'Identity numbers ({count}): {samples}' },
      mobile: { zh: '有手机号码 {count} 处：{samples}', en: 'Mobile telephone numbers ({count}): {samples}' },
      card: { zh: '有银行卡号 {count} 处：{samples}', en: 'Payment card numbers ({count}): {samples}' },
      name: {
        zh: '文件名中有个人号码：{samples}（路径中已隐去）',
        en: "Personal numbers in the file's name: {samples} (masked in the path)",
      },
    },
    examples: {
      good: ['举报电话 12345', '0471-1234567', '150****1234', '统一社会信用代码'],
      bad: ['台账列有身份证号码', '落款“联系人手机 1………”'],
    },
  },
  *file(file, workspace) {
    if (!isDelivered(file)) return;
    const contact = asksForContact(file, workspace);
    const allowed = ({ kind }: PersonalNumber) => contact && kind === 'mobile';
    const samples = (of: PersonalNumber[]) => listed([...new Set(of.map((n) => n.masked))], SHOWN);
    const named = personalNumbers(file.name).filter((n) => !allowed(n));
    if (named.length > 0) yield { messageId: 'name', args: { samples: samples(named) } };
    const found = passagesOf(workspace.documents.get(file.path))
      .flatMap(({ text, under }) => personalNumbers(text, under))
      .filter((n) => !allowed(n));
    for (const kind of KINDS) {
      const own = found.filter((n) => n.kind === kind);
      if (own.length > 0) yield { messageId: kind, args: { count: own.length, samples: samples(own) } };
    }
  },
};
