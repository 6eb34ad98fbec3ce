/** Tables of a document as rows of text, and whether their head has the columns that a row of the list asks for. */
import type { Block, Document } from '../../model/document.js';
import { foldName } from '../../model/fold.js';
import { paragraphs, paragraphText } from '../../model/text.js';

/** Rows of a table among which its head is looked for: a title, a unit of measure and a head over two rows. */
const HEAD_ROWS = 4;

/** What a column is also called, besides words that hold its name or are held by it. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  单位: ['部门', '机关', '主体'],
  部门: ['单位', '机关'],
  检查部门: ['单位', '机关'],
  企业: ['公司', '单位', '名称'],
  企业名称: ['公司', '单位'],
  负责人: ['法定代表人', '法人', '联系人'],
  运营负责人: ['法定代表人', '法人', '联系人'],
  联系方式: ['电话', '手机'],
  网址: ['链接', 'url', 'http'],
  占比: ['比例', '比重', '%'],
  时间: ['日期'],
  时限: ['期限', '完成时间'],
  办理时限: ['期限', '完成时间'],
  决策时间: ['审议时间', '会议时间', '日期'],
  案由: ['事由', '案件名称'],
  收费标准: ['收费', '费用'],
  编制数: ['编制'],
  实有人员: ['现有人数', '在编', '在岗'],
  案件总数: ['案件数', '件数'],
  涉及罚款: ['罚款案件', '罚款件数'],
  罚款总额: ['罚款金额', '罚款额', '罚没'],
};

export type Grid = string[][];

/** Tables of a Word document or workbook; none of other kinds. */
export function gridsOf(document: Document | undefined): Grid[] {
  if (document?.kind === 'sheet') return document.sheets.map((sheet) => sheet.rows);
  return document?.kind === 'word' ? tablesIn(document.blocks) : [];
}

function tablesIn(blocks: Block[]): Grid[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'paragraph') return [];
    const own = block.rows.map((row) =>
      row.cells.map((cell) => [...paragraphs(cell.blocks)].map(paragraphText).join('')),
    );
    const inner = block.rows.flatMap((row) => row.cells.flatMap((cell) => tablesIn(cell.blocks)));
    return [own, ...inner];
  });
}

function names(column: string, cell: string): boolean {
  const [wanted, text] = [foldName(column), foldName(cell)];
  if (text.includes(wanted)) return true;
  if (text.length >= 2 && wanted.includes(text)) return true;
  return (ALSO[column] ?? []).some((also) => text.includes(foldName(also)));
}

/** The columns that neither the head rows nor, in a table laid on its side, the first column names. */
export function lackingColumns(grid: Grid, columns: readonly string[]): string[] {
  const heads = [...grid.slice(0, HEAD_ROWS).flat(), ...grid.map((row) => row[0] ?? '')];
  return columns.filter((column) => !heads.some((cell) => names(column, cell)));
}

/** The columns that a text without cells (a PDF's) does not name. */
export function lackingIn(text: string, columns: readonly string[]): string[] {
  const folded = foldName(text);
  const said = (word: string) => folded.includes(foldName(word));
  return columns.filter((column) => !said(column) && !(ALSO[column] ?? []).some(said));
}
