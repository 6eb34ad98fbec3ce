/** Pages made of evidence that is no PDF: plain text; and the page in place of what could not be bound. */
import { Cells } from './cells.js';
import { Flow } from './flow.js';
import type { FontSet } from './fonts.js';
import type { PageContent } from './page.js';
import type { PageOptions } from './statement.js';
import { GREY, mm, PORTRAIT, RED, TABLE_SIZE } from './style.js';
import { placeTable, type RowSpec, type TableLook } from './table.js';
import { placeTitle } from './title.js';
import { wordsOf } from './words.js';

export interface PlaceholderData {
  /** 材料编号 */
  number: string;
  title: string;
  /** Name of the file, null where there is none. */
  file: string | null;
  /** Where it lies in the evidence folder, "" if it may not be told. */
  path: string;
  bytes: number | null;
  sha256: string | null;
  /** Why it could not be bound in, in plain words. */
  reason: string;
  /** Where its copy lies beside the volumes, with `/`: "附件/017/017-03 录像.mp4"; null where none is made. */
  copy: string | null;
}

export function placeholder(data: PlaceholderData, fonts: FontSet, options: PageOptions = {}): PageContent[] {
  const words = wordsOf(options.lang);
  const flow = new Flow(fonts, PORTRAIT);
  flow.y += mm(24);
  placeTitle(flow, words.placeholder, { after: 6, color: RED });
  flow.paragraph([{ text: words.placeholderNote, role: 'kai', size: 14 }], {
    align: 'center',
    pitch: 24,
    after: 14,
  });
  const columns = [90, flow.frame.width - 90];
  const look: TableLook = { padX: 8, padY: 7, line: 0.5, color: GREY, headFill: null };
  const cells = new Cells(fonts, columns, look);
  const facts: [string, string, { url: string }?][] = [
    [words.materialNumber, data.number],
    [words.title, data.title],
    [words.reason, data.reason],
    [words.fileName, data.file ?? ''],
    [words.filePath, data.path],
    [words.fileCopy, data.copy ?? '', { url: relativeUrl(data.copy ?? '') }],
    [words.fileSize, data.bytes === null ? '' : words.bytes(data.bytes)],
    [words.sha256, data.sha256 === null ? '' : (data.sha256.match(/.{1,32}/g) ?? []).join('\n')],
  ];
  const rows = facts
    .filter(([, value]) => value !== '')
    .map(
      ([label, value, link]): RowSpec => ({
        header: false,
        cells: [
          cells.text(0, label, {
            role: 'hei',
            size: TABLE_SIZE,
            align: 'center',
            fill: 'F7F3F2',
            head: true,
          }),
          cells.text(1, value, { size: TABLE_SIZE, ...(link ? { link } : {}) }),
        ],
      }),
    );
  placeTable(flow, columns, rows, flow.frame.x, look);
  return flow.pages;
}

/** Viewers take a target for a file beside the PDF where it begins with a dot; without it Chromium adds http://. */
function relativeUrl(path: string): string {
  return `./${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** Plain text, line for line, below its name. */
export function textPages(
  data: { title: string; text: string },
  fonts: FontSet,
  options: PageOptions = {},
): PageContent[] {
  const flow = new Flow(fonts, PORTRAIT);
  placeTitle(flow, data.title, { size: 18, pitch: 28, after: 10 });
  const size = TABLE_SIZE;
  const said = data.text.trim() === '' ? wordsOf(options.lang).empty : data.text;
  for (const text of said.split(/\r\n?|\n/)) {
    if (text.trim() === '') {
      flow.space(18);
      continue;
    }
    flow.paragraph([{ text, role: 'fangsong', size, ...links(text) }], { pitch: 19, align: 'justify' });
  }
  return flow.pages;
}

/** A line that is nothing but a web address is live. */
function links(text: string): { link?: { url: string } } {
  const url = /^\s*(https?:\/\/\S+)\s*$/i.exec(text)?.[1];
  return url ? { link: { url } } : {};
}
