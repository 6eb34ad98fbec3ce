/** A formally issued document that is delivered as Word, Excel or a picture instead of the scan of it. */
import type { Document } from '../../model/document.js';
import { foldName, foldWidth } from '../../model/fold.js';
import type { InventoryFile } from '../../model/inventory.js';
import { splitMaterialNumber, splitName } from '../../model/name.js';
import { paragraphs, paragraphText } from '../../model/text.js';
import type { Material } from '../../model/workspace.js';
import type { Rule } from '../rule.js';
import { type FormatGroup, formatGroup, realExtension } from './formats.js';
import { contradiction } from './signature.js';

const EDITABLE: ReadonlySet<FormatGroup> = new Set(['word', 'sheet', 'picture']);

/** 关于…的通知: the kinds of official documents that are issued (党政机关公文处理工作条例第8条), and rules made of them. */
const FORMAL =
  /关于.{2,}的?(?:决议|决定|命令|公报|公告|通告|意见|通知|通报|批复|复函|函|纪要|办法|方案|规定|细则|规则)(?:》|>)?$/;

/** Not issued (yet), or an opinion that somebody gives on something. */
const NOT_ISSUED =
  /草案|稿|样本|样式|模板|范本|(?:审查|审核|反馈|修改|法律|律师|专家|征求|办理|回复|采纳)意见(?:》|>)?$/;

/** Not the document itself: a part of it, what was written about it, or a page of the web, which Word is asked for. */
const ABOUT_IT =
  /附件|附表|样表|说明|解读|报道|新闻|截图|网页|网址|链接|公示|页面|照片|目录|清单|台账|反馈|情况|汇总|统计/;

/** 示政办发〔2024〕1号, in any brackets, on a line of its own. */
const NUMBER_LINE = /^(?:文号:)?(\p{sc=Han}{2,12}[[(〔【《<]\d{4}[\])〕】》>]第?\d{1,5}号)(?:签发人.*)?$/u;

/** Paragraphs in which a red head and its number stand. */
const HEAD = 10;

/** The number that the document itself bears at its head; null where it bears none, or can't be told. */
function ownNumber(document: Document | undefined): string | null {
  if (document?.kind !== 'word') return null;
  let seen = 0;
  for (const paragraph of paragraphs(document.blocks)) {
    const text = paragraphText(paragraph).trim();
    if (text === '') continue;
    const hit = NUMBER_LINE.exec(foldWidth(text).replace(/\s/g, ''));
    if (hit) return text.replace(/\s/g, '').replace(/签发人.*$/, '');
    if (++seen >= HEAD) return null;
  }
  return null;
}

function isEditableEvidence(file: InventoryFile): boolean {
  const group = formatGroup(realExtension(file));
  return group !== null && EDITABLE.has(group);
}

/** A material whose address is listed is a page of the web, for which Word is asked. */
function isWebPage({ entry }: Material): boolean {
  return (entry?.urls.length ?? 0) > 0 || entry?.state === 'url';
}

const bareName = (file: InventoryFile) => splitMaterialNumber(splitName(file.name).stem).rest;

export const formalNotPdf: Rule = {
  card: {
    id: 'format/formal-not-pdf',
    topic: 'format',
    severity: 'warning',
    summary: { zh: '正式发文没有扫描成 PDF', en: 'A formally issued document is not a scanned PDF' },
    why: {
      zh: '可编辑的文档和单张图片看不出是否正式印发，红头、签发和印章都无从核对。',
      en: 'An editable file or a single picture does not show that the document was issued: head and seal are missing.',
    },
    advice: {
      zh: '请将印发的原件（含红头和印章）扫描成 PDF，文件名与原件标题一致；确属草稿或网页的，请在文件名中写明。',
      en: 'Scan the issued original with head and seal to PDF, named by its title; if it is a draft or a web page, let its name say so.',
    },
    source: {
      zh: '申报材料要求：印证资料属于正式发文的均扫描成PDF格式，并按原文件名命名',
      en: 'Requirements for the materials: issued documents are scanned to PDF under their original names',
    },
    messages: {
      'by-number': {
        zh: '文内有发文字号“{number}”，是正式发文，却是 .{extension} 文件，应扫描成 PDF',
        en: 'The document bears the number {number}, so it was issued, but is a .{extension} file and no scanned PDF',
      },
      'by-name': {
        zh: '从名称看是正式发文，却是 .{extension} 文件，应扫描成 PDF',
        en: 'By its name it was formally issued, but it is a .{extension} file and no scanned PDF',
      },
    },
    examples: {
      good: ['1 关于印发工作方案的通知.pdf', '2 公开页面截图.docx', '3 关于…的意见（征求意见稿）.docx'],
      bad: ['1 关于印发工作方案的通知.docx', '2 关于同意设立的批复.jpg'],
    },
  },
  *submission({ unit, evidence, materials }, _work, workspace) {
    // format/evidence-pdf-only speaks there.
    if (unit.pdfOnly) return;
    const scanned = new Set(
      evidence.filter((f) => /^(?:pdf|ofd)$/.test(f.extension)).map((f) => foldName(bareName(f))),
    );
    for (const material of materials) {
      const { file } = material;
      if (file?.role !== 'evidence' || !isEditableEvidence(file) || isWebPage(material)) continue;
      const name = bareName(file);
      if (NOT_ISSUED.test(name) || scanned.has(foldName(name)) || contradiction(file, workspace) !== null)
        continue;
      const isNamedSo = FORMAL.test(foldWidth(name).trim());
      if (!isNamedSo && ABOUT_IT.test(name)) continue;
      const document = workspace.documents.get(file.path);
      if (document === undefined || document.kind === 'unreadable') continue;
      const number = ownNumber(document);
      const extension = realExtension(file);
      if (number !== null) yield { messageId: 'by-number', args: { number, extension }, path: file.path };
      else if (isNamedSo) yield { messageId: 'by-name', args: { extension }, path: file.path };
    }
  },
};
