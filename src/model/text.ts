/** Reading the text out of a document's blocks. */
import type { Block, Paragraph } from './document.js';

/** Text of one paragraph; breaks and tabs as a space, pictures as nothing. */
export function paragraphText(paragraph: Paragraph): string {
  return paragraph.inlines.map((i) => (i.kind === 'text' ? i.text : i.kind === 'break' ? ' ' : '')).join('');
}

/** All paragraphs of the body in reading order, those of tables included. */
export function* paragraphs(blocks: Block[]): Generator<Paragraph> {
  for (const block of blocks) {
    if (block.kind === 'paragraph') yield block;
    else for (const row of block.rows) for (const cell of row.cells) yield* paragraphs(cell.blocks);
  }
}

const EVIDENCE_LIST =
  /^[一二三四五六七八九十\d（()）.、．\s]*(?:附件?[:：]?)?(?:佐证|印证|证明|支撑)材料(?:目录|清单)?[:：]?$/;

/** The heading of the list of evidence that may stand at a statement's end (rows 32 and 33 ask for one). */
export function isEvidenceListHeading(text: string): boolean {
  return EVIDENCE_LIST.test(text.trim());
}

/** What a folder and the contents call a report: 总结报告 of 法治政府建设示范创建总结报告; a title of its own stays. */
export function shortReportName(title: string): string {
  return title.endsWith('总结报告') ? '总结报告' : title;
}
