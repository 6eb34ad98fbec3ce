/** A board for a terminal: vetoes, what is delivered and what is not, then stages and deadlines. Pure. */
import type { Board, BoardFound } from '../model/board.js';
import { visible } from '../model/visible.js';
import { cellsText } from './cells-text.js';
import { departmentTable } from './departments-text.js';
import { type BoardTextOptions, broken } from './lines.js';
import { daysText, stagesText, vetoesText, yearsText } from './procedure-text.js';
import { countText } from './words.js';

export function boardText(given: Board, options: BoardTextOptions): string {
  const board = shownSafely(given);
  const zh = options.lang === 'zh';
  const head = zh
    ? `${board.title}　${board.region}　截至 ${board.asOf}`
    : `${board.title} · ${board.region} · as of ${board.asOf}`;
  const parts = [
    broken(head, options, 0).map((line) => options.style('strong', line)),
    vetoesText(board, options),
    [...overall(board, options), ...besides(board, options)],
    departmentTable(board, options),
    cellsText(board, options),
    stagesText(board, options),
    daysText(board, options),
    yearsText(board, options),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** Names of folders and words of dossier.yaml come from strangers: no terminal obeys them. */
function shownSafely(board: Board): Board {
  const safe = (_: string, value: unknown) => (typeof value === 'string' ? visible(value) : value);
  return JSON.parse(JSON.stringify(board), safe) as Board;
}

function overall({ totals }: Board, options: BoardTextOptions): string[] {
  const { due, delivered, extra, clean, errors, unverified, missing, excused } = totals;
  const { materials, offline, onSite, paper, superior, none } = totals;
  const zh = options.lang === 'zh';
  const told = (counts: [number, string][]) =>
    counts.filter(([n]) => n > 0).map(([n, words]) => (zh ? `${words} ${n}` : `${n} ${words}`));
  const off = told([
    [onSite, zh ? '实地核查' : 'on site'],
    [paper, zh ? '纸质' : 'on paper'],
    [superior, zh ? '上级文件' : 'by superior documents'],
  ]);
  const text = zh
    ? `应报 ${due} 项，已报 ${delivered} 项${extra > 0 ? `（含另报 ${extra} 项）` : ''}，未报 ${missing} 项${excused > 0 ? `，豁免未报 ${excused} 项` : ''}。` +
      `已报的：合格 ${clean}，有错误 ${errors}，待核 ${unverified}。` +
      `材料 ${materials} 件${offline > 0 ? `，其中线下 ${offline} 件（${off.join('，')}）` : ''}${none > 0 ? `；登记为“无”的 ${none} 件` : ''}。`
    : `Due: ${due}; delivered: ${delivered}${extra > 0 ? ` (${extra} of them not due)` : ''}; missing: ${missing}${excused > 0 ? `; excused: ${excused}` : ''}. ` +
      `Of those delivered, ${clean} clean, ${errors} with errors, ${unverified} unverified. ` +
      `Materials: ${materials}${offline > 0 ? `, of them off line ${offline} (${off.join(', ')})` : ''}${none > 0 ? `; registered as not existing: ${none}` : ''}.`;
  return broken(text, options, 0);
}

/** What no cell tells: about the folder, departments as a whole, units and nobody in particular. */
function besides({ own, departments, units }: Board, options: BoardTextOptions): string[] {
  const { lang } = options;
  const zh = lang === 'zh';
  const told = (name: string, found: BoardFound): string[] => {
    const words = countText(found, lang);
    return words === '' ? [] : [zh ? `${name} ${words}` : `${name}: ${words}`];
  };
  const parts = [
    ...told(zh ? '整个文件夹' : 'the folder as a whole', own),
    ...departments.flatMap((d) => told(d.department, d.own)),
    ...units.flatMap((u) =>
      told(zh ? `“${u.unit} ${u.name}”不分单位` : `unit ${u.unit}, nobody in particular`, u.own),
    ),
  ];
  if (parts.length === 0) return [];
  const text = zh
    ? `不在上列各项之内的问题：${parts.join('；')}。详见 dossier check。`
    : `Found besides: ${parts.join('; ')}. dossier check has them in full.`;
  return broken(text, options, 0);
}
