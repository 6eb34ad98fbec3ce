/**
 * Titles: centred lines that break where a word ends and look balanced (GB/T 9704 §7.3.1: 分行时词意完整、排列对称、
 * 长短适宜). Words come from the runtime's own dictionary.
 */
import type { Flow } from './flow.js';
import type { FontSet } from './fonts.js';
import { mayEnd, mayStart } from './kinsoku.js';
import type { FontRole } from './page.js';
import { PITCH, TITLE_PITCH, TITLE_SIZE } from './style.js';

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/**
 * @param width pt
 * @returns the title's lines; joined they give the title.
 */
export function breakTitle(
  text: string,
  fonts: FontSet,
  role: FontRole,
  size: number,
  width: number,
): string[] {
  const words = joinMarks([...segmenter.segment(text)].map(({ segment }) => segment));
  const widths = words.map((word) => fonts.measure(role, word, size));
  const total = widths.reduce((a, b) => a + b, 0);
  if (total <= width) return [text];
  if (words.length > 60) return greedy(words, widths, width);
  const count = Math.ceil(total / (width * 0.97));
  return (
    best(words, widths, width, count) ?? best(words, widths, width, count + 1) ?? greedy(words, widths, width)
  );
}

/** What a number counts or dates: 2024年, 第3期, 15个. */
const COUNTED = /^[年月日号届次期项条件个份名家人章款％%]/;

/** Marks go with the word they belong to, numbers with what they count; 的 and 和 never start a line. */
function joinMarks(words: string[]): string[] {
  const joined: string[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    const [first = ''] = word;
    const stays =
      !mayStart(first) ||
      /^[的和与及等]$/.test(word) ||
      (/\d$/.test(last ?? '') && COUNTED.test(word)) ||
      (last === '第' && /^[\d一二三四五六七八九十]/.test(word));
    if (last !== undefined && (stays || !mayEnd(last.at(-1) ?? ''))) joined[joined.length - 1] = last + word;
    else joined.push(word);
  }
  return joined;
}

/** The way to break into `count` lines with the least unevenness; null if none fits. */
function best(words: string[], widths: number[], width: number, count: number): string[] | null {
  const mean = widths.reduce((a, b) => a + b, 0) / count;
  // cost[k][i]: the first i words on k lines.
  const cost: number[][] = [[0, ...words.map(() => Number.POSITIVE_INFINITY)]];
  const from: number[][] = [];
  for (let k = 1; k <= count; k++) {
    cost.push(new Array<number>(words.length + 1).fill(Number.POSITIVE_INFINITY));
    from.push(new Array<number>(words.length + 1).fill(0));
    for (let i = 1; i <= words.length; i++) {
      let line = 0;
      for (let j = i - 1; j >= 0; j--) {
        line += widths[j] ?? 0;
        if (line > width) break;
        const uneven = (line - mean) ** 2 + (cost[k - 1]?.[j] ?? Number.POSITIVE_INFINITY);
        if (uneven < (cost[k]?.[i] ?? 0)) {
          (cost[k] as number[])[i] = uneven;
          (from[k - 1] as number[])[i] = j;
        }
      }
    }
  }
  if (!Number.isFinite(cost[count]?.[words.length])) return null;
  const lines: string[] = [];
  let end = words.length;
  for (let k = count; k > 0; k--) {
    const start = from[k - 1]?.[end] ?? 0;
    lines.unshift(words.slice(start, end).join(''));
    end = start;
  }
  return lines;
}

function greedy(words: string[], widths: number[], width: number): string[] {
  const lines: string[] = [];
  let room = 0;
  words.forEach((word, i) => {
    const need = widths[i] ?? 0;
    if (lines.length > 0 && need <= room) {
      lines[lines.length - 1] += word;
      room -= need;
    } else {
      lines.push(word);
      room = width - need;
    }
  });
  return lines;
}

export interface TitleLook {
  role?: FontRole;
  /** pt */
  size?: number;
  pitch?: number;
  before?: number;
  after?: number;
  color?: string;
}

/** Sets a title into the flow, centred, with an empty line below it as usual in official documents. */
export function placeTitle(flow: Flow, text: string, look: TitleLook = {}): void {
  const {
    role = 'biaosong',
    size = TITLE_SIZE,
    pitch = TITLE_PITCH,
    before = 0,
    after = PITCH,
    color,
  } = look;
  const lines = text
    .split('\n')
    .flatMap((part) => breakTitle(part, flow.fonts, role, size, flow.frame.width));
  flow.space(before);
  flow.need(lines.length * pitch + after);
  flow.within('H1', () => {
    for (const line of lines)
      flow.paragraph([{ text: line, role, size, ...(color ? { color } : {}) }], { align: 'center', pitch });
  });
  flow.space(after);
}
