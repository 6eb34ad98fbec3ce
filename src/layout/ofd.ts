/**
 * Pages of an OFD file as they are: their own size, every character and line at its place. Fonts are played by the five
 * roles; those that the file brings are not used, so that text can be searched and every glyph is known to be there.
 */
import type { Drawing, DrawingItem, DrawingText, Matrix } from '../model/drawing.js';
import type { FontSet } from './fonts.js';
import type { FontRole, GroupItem, PageContent, PageItem, TextItem } from './page.js';

/** @param key of a picture of the file, by its entry in the zip */
export function drawingPages(drawing: Drawing, key: (part: string) => string, fonts: FontSet): PageContent[] {
  return drawing.pages.map(({ width, height, items }) => ({
    width,
    height,
    items: items.flatMap((item) => itemsOf(item, key, fonts)),
    links: [],
  }));
}

function itemsOf(item: DrawingItem, key: (part: string) => string, fonts: FontSet): PageItem[] {
  switch (item.kind) {
    case 'text':
      return textItems(item, fonts);
    case 'path': {
      const { fill, stroke, evenOdd, opacity, strokeOpacity, ...rest } = item;
      return [
        {
          ...rest,
          rule: evenOdd ? 'evenodd' : 'nonzero',
          ...(fill === null ? {} : { fill }),
          ...(stroke === null ? {} : { stroke }),
          opacity: { fill: opacity, stroke: strokeOpacity },
        },
      ];
    }
    case 'picture': {
      const picture: PageItem = { kind: 'picture', x: 0, y: 0, width: 1, height: 1, key: key(item.part) };
      return [group([picture], { matrix: item.matrix, opacity: item.opacity })];
    }
    case 'clip': {
      const items = item.items.flatMap((one) => itemsOf(one, key, fonts));
      return items.length === 0 ? [] : [group(items, { clips: item.areas })];
    }
  }
}

function group(items: PageItem[], look: Omit<GroupItem, 'kind' | 'items'>): GroupItem {
  return { kind: 'group', items, ...look };
}

/** Role that plays a font, by its Chinese, English or maker's name. */
export function roleOfFont(name: string): FontRole {
  const plain = name
    .normalize('NFKC')
    .replace(/[\s_-]/g, '')
    .toLowerCase();
  if (/标宋|xbs|dbs|biaosong/.test(plain)) return 'biaosong';
  if (/仿宋|fang?song|fzfs|sysfs|stfs/.test(plain)) return 'fangsong';
  if (/楷|kai|fzkt/.test(plain)) return 'kai';
  if (
    /黑|hei|fzht|圆|微软|deng|等线|arial|helvet|calibri|tahoma|verdana|segoe|sans|gothic|impact/.test(plain)
  )
    return 'hei';
  return 'song';
}

/** Characters that say nothing on paper. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\ufeff]/u;

function textItems(item: DrawingText, fonts: FontSet): PageItem[] {
  const { matrix } = item;
  const scale = Math.sqrt(Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]));
  if (!(scale > 0)) return [];
  const upright =
    Math.abs(matrix[1]) + Math.abs(matrix[2]) < 1e-6 * scale &&
    matrix[0] > 0 &&
    matrix[3] > 0 &&
    Math.abs(matrix[0] - matrix[3]) < 0.02 * scale;
  // Text is set in pt and what its matrix does besides growing is done around it.
  const rest: Matrix = [
    matrix[0] / scale,
    matrix[1] / scale,
    matrix[2] / scale,
    matrix[3] / scale,
    matrix[4],
    matrix[5],
  ];
  const origin: [number, number] = upright ? [matrix[4], matrix[5]] : [0, 0];
  const runs = placedRuns(item, scale, origin, fonts);
  const turned: PageItem[] = runs.map((run) =>
    item.turn % 360 !== 0 ? turnedAt(run, item.turn) : run.narrow < 1 ? narrowed(run) : run.text,
  );
  const faint = item.opacity < 1;
  if (upright && !faint) return turned;
  return turned.length === 0
    ? []
    : [group(turned, { ...(upright ? {} : { matrix: rest }), ...(faint ? { opacity: item.opacity } : {}) })];
}

/** A character turned clockwise about its place. */
function turnedAt({ text }: Run, degrees: number): PageItem {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return group([{ ...text, x: 0, y: 0 }], { matrix: [cos, sin, -sin, cos, text.x, text.y] });
}

/** A character of our face that is wider than the file's own: M in the place of a typewriter's. */
function narrowed({ text, narrow }: Run): PageItem {
  return group([{ ...text, x: 0, y: 0 }], { matrix: [narrow, 0, 0, 1, text.x, text.y] });
}

interface Run {
  text: TextItem & { advances: number[] };
  /** Part of its natural width that there is room for; 1 for all of it. */
  narrow: number;
}

/** Beyond it characters would touch. */
const TIGHT = 1.04;

/** Characters that follow each other on a line in one face go together; each has the advance that the file gives it. */
function placedRuns(
  { font, bold, italic, size, color, text, xs, ys, turn }: DrawingText,
  scale: number,
  [dx, dy]: readonly [number, number],
  fonts: FontSet,
): Run[] {
  const own = roleOfFont(font);
  const runs: Run[] = [];
  let pen = dx;
  [...text].forEach((written, i) => {
    const x = xs[i] === undefined ? pen : dx + xs[i] * scale;
    const y = dy + (ys[i] ?? 0) * scale;
    if (UNSEEN.test(written)) return;
    const code = written.codePointAt(0) ?? 0;
    const standing = fonts.standIn(code);
    if (standing?.lost) fonts.use(own, written);
    const char = standing === null ? written : standing.char;
    const role = fonts.runs(own, char)[0]?.role ?? own;
    const width = fonts.measure(role, char, size * scale);
    pen = x + width;
    fonts.use(role, char);
    const slot = ys[i + 1] === ys[i] ? ((xs[i + 1] ?? 0) - (xs[i] ?? 0)) * scale : 0;
    // Chinese is as wide in every face: where it is set tight, it is meant so.
    const narrow = code < 0x2e80 && slot > 0 && width > slot * TIGHT ? Math.max(0.4, slot / width) : 1;
    const before = runs.at(-1);
    const last = narrow === 1 && before?.narrow === 1 ? before.text : undefined;
    const advance = last ? x - last.x - last.advances.slice(0, -1).reduce((a, b) => a + b, 0) : 0;
    const goesOn =
      last !== undefined && turn === 0 && last.font === role && Math.abs(last.y - y) < 0.005 && advance > 0;
    if (goesOn) {
      last.advances[last.advances.length - 1] = advance;
      last.advances.push(width);
      last.text += char;
      return;
    }
    const text: Run['text'] = {
      kind: 'text',
      x,
      y,
      size: size * scale,
      font: role,
      text: char,
      color,
      advances: [width],
      ...(bold && role !== 'hei' && role !== 'biaosong' ? { bold: true } : {}),
      ...(italic ? { italic: true } : {}),
    };
    runs.push({ text, narrow });
  });
  return runs;
}
