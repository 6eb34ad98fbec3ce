/** Pages made of evidence that is no PDF: pictures, plain text; and the page in place of what could not be bound. */
import { Cells } from './cells.js';
import { Flow, lineStrip } from './flow.js';
import type { FontSet } from './fonts.js';
import { setLines } from './lines.js';
import type { PageContent, PictureItem } from './page.js';
import type { PageOptions } from './statement.js';
import { GREY, LANDSCAPE, mm, PORTRAIT, RED, TABLE_SIZE } from './style.js';
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
  const facts: [string, string][] = [
    [words.materialNumber, data.number],
    [words.title, data.title],
    [words.reason, data.reason],
    [words.fileName, data.file ?? ''],
    [words.filePath, data.path],
    [words.fileSize, data.bytes === null ? '' : words.bytes(data.bytes)],
    [words.sha256, data.sha256 === null ? '' : (data.sha256.match(/.{1,32}/g) ?? []).join('\n')],
  ];
  const rows = facts
    .filter(([, value]) => value !== '')
    .map(
      ([label, value]): RowSpec => ({
        header: false,
        cells: [
          cells.text(0, label, {
            role: 'hei',
            size: TABLE_SIZE,
            align: 'center',
            fill: 'F7F3F2',
            head: true,
          }),
          cells.text(1, value, { size: TABLE_SIZE }),
        ],
      }),
    );
  placeTable(flow, columns, rows, flow.frame.x, look);
  return flow.pages;
}

export interface PictureData {
  /** Key that the writer's source of pictures knows: the file's path. */
  key: string;
  /** px, as stored (before EXIF turn). */
  width: number;
  height: number;
  /** From the file; null if it does not say: then the picture fills the page. */
  dpi: number | null;
  /** EXIF orientation 1–8. */
  orientation: number;
  caption: string;
}

const CAPTION_PITCH = 20;

/** One picture on a page, upright or across as it is itself, as large as the type area allows. */
export function picturePage(data: PictureData, fonts: FontSet, _options: PageOptions = {}): PageContent[] {
  const turned = data.orientation >= 5;
  const width = Math.max(1, turned ? data.height : data.width);
  const height = Math.max(1, turned ? data.width : data.height);
  const flow = new Flow(fonts, width > height * 1.25 ? LANDSCAPE : PORTRAIT);
  const { frame } = flow;
  const caption = setLines([{ text: data.caption, role: 'kai', size: TABLE_SIZE }], fonts, {
    width: frame.width,
    align: 'center',
  }).slice(0, 4);
  const room = frame.height - caption.length * CAPTION_PITCH - 10;
  const fit = Math.min(frame.width / width, room / height);
  // Small pictures keep to 96 dpi at least: larger, they would show their pixels and nothing more.
  const scale = Math.min(fit, 72 / Math.min(data.dpi ?? 96, 96));
  const shown = { width: width * scale, height: height * scale };
  const item: PictureItem = {
    kind: 'picture',
    x: frame.x + (frame.width - shown.width) / 2,
    y: frame.y + Math.max(0, (room - shown.height) / 2),
    ...shown,
    key: data.key,
  };
  if (data.orientation > 1) item.orientation = data.orientation;
  flow.page.items.push(item);
  flow.y = item.y + shown.height + 10;
  for (const line of caption) {
    flow.draw(lineStrip(line, CAPTION_PITCH), frame.x, flow.y);
    flow.y += CAPTION_PITCH;
  }
  return flow.pages;
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
