/** A table within a cell: set as a table of its own, then cut into strips between its rows so that it may break. */
import type { Table } from '../model/document.js';
import { Flow, type Strip, shiftStrip } from './flow.js';
import type { PageItem } from './page.js';
import { placeTable } from './table.js';
import type { WordRun } from './wordrun.js';
import { wordTable } from './wordtable.js';

/** Higher than any table is, pt: nothing breaks on the page that it is set on first. */
const ENDLESS = 1e7;

export function nestedStrips(run: WordRun, table: Table, width: number): Strip[] {
  const frame = { pageWidth: width, pageHeight: ENDLESS, x: 0, y: 0, width, height: ENDLESS };
  const flow = new Flow(run.flow.fonts, frame);
  const made = wordTable(run, table, width);
  if (made.columns.length === 0) return [];
  placeTable(flow, made.columns, made.rows, made.x, made.look);
  const { items, links } = flow.page;
  const cuts = [0, ...cutsOf(items, flow.y), flow.y];
  const pieces = items.flatMap((item) => torn(item, cuts));
  return cuts.slice(1).map((end, i): Strip => {
    const start = cuts[i] ?? 0;
    const inside = (top: number): boolean => top >= start - 0.01 && top < end - 0.01;
    const band = {
      height: end - start,
      items: pieces.filter((item) => inside(Math.max(0, Math.min(topOf(item), flow.y - 0.1)))),
      links: links.filter((link) => inside(Math.max(0, link.y))),
    };
    return shiftStrip(band, 0, -start);
  });
}

/** Text reaches so far above and below its baseline, em. */
const ABOVE = 0.9;
const BELOW = 0.25;

function topOf(item: PageItem): number {
  // Word files are set without any.
  if (item.kind === 'group' || item.kind === 'path') return 0;
  if (item.kind === 'line') return Math.min(item.y1, item.y2);
  return item.kind === 'text' || item.kind === 'page-ref' ? Math.max(0, item.y - item.size * ABOVE) : item.y;
}

/** Heights, rising, at which no text and no picture is cut: below each line of them. */
function cutsOf(items: PageItem[], total: number): number[] {
  const solid = items.flatMap((item): [number, number][] => {
    if (item.kind === 'text') return [[topOf(item), item.y + item.size * BELOW]];
    return item.kind === 'picture' ? [[item.y, item.y + item.height]] : [];
  });
  solid.sort(([a], [b]) => a - b);
  const cuts: number[] = [];
  let reach = 0;
  for (const [top, bottom] of solid) {
    if (top >= reach - 0.05 && reach > 0.5 && reach < total - 0.5) cuts.push(reach);
    reach = Math.max(reach, bottom);
  }
  return cuts;
}

/** Grounds and upright lines are cut where the strips are; everything else lies within one. */
function torn(item: PageItem, cuts: number[]): PageItem[] {
  const upright = item.kind === 'line' && item.y1 !== item.y2;
  if (!upright && item.kind !== 'rect') return [item];
  const top = topOf(item);
  const bottom = item.kind === 'line' ? Math.max(item.y1, item.y2) : item.y + item.height;
  const ends = [top, ...cuts.filter((cut) => cut > top + 0.05 && cut < bottom - 0.05), bottom];
  return ends.slice(1).map((end, i): PageItem => {
    const start = ends[i] ?? top;
    return item.kind === 'line'
      ? { ...item, y1: start, y2: end }
      : { ...item, y: start, height: end - start };
  });
}
