/** A catalogue that is a numbered list of paragraphs instead of a table. */
import type { Block, CatalogueEntry } from '../model/document.js';
import { stateFrom, withoutUrls } from './catalogue-entry.js';
import { urlsIn, webLinks } from './catalogue-urls.js';
import { lineOf, linksOf } from './grid.js';

/** "1. 名称", "2、名称", "（3）名称" or automatic numbers, one entry a paragraph. */
export function numberedLines(blocks: Block[]): CatalogueEntry[] {
  const entries: CatalogueEntry[] = [];
  blocks.forEach((block, index) => {
    if (block.kind !== 'paragraph') return;
    const text = lineOf(block).trim();
    const label = /\d/.test(block.label ?? '') ? (block.label ?? '').replace(/\D/g, '') : null;
    const hit = /^(?:[（(](\d{1,3})[）)]|(\d{1,3})\s*(?:[.．、]|\s))\s*(?!\d)(.+)$/s.exec(text);
    const number = hit ? (hit[1] ?? hit[2] ?? '') : label;
    const rest = hit ? (hit[3] ?? '') : text;
    const last = entries.at(-1);
    const urls = urlsIn(text, false);
    if (number === null || rest === '') {
      // A line below an entry that only holds its address.
      if (last && urls.length > 0) {
        last.urls = [...new Set([...last.urls, ...urls])];
        last.urlText = [last.urlText, text].filter((t) => t !== '').join('\n');
        if (last.state === 'file') last.state = 'url';
      }
      return;
    }
    const targets = urls.length > 0 ? urls : webLinks(linksOf(block));
    const title = withoutUrls(rest, urls);
    if (title === '') return;
    const note = /[（(]([^（）()]*)[）)]$/.exec(title)?.[1] ?? '';
    entries.push({
      row: index + 1,
      number,
      title,
      documentNumber: '',
      responsible: '',
      date: '',
      urls: targets,
      urlText: urls.join('\n'),
      pages: '',
      classification: '',
      stateText: '',
      ...stateFrom('', note, '', '', targets, title),
      remark: '',
      extra: {},
    });
  });
  return entries;
}
