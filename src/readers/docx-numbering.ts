/**
 * numbering.xml → the label that Word prints before a paragraph ("一、", "1.2", "（三）"; ECMA-376-1 §17.9).
 * Holds the counters of one document: ask in reading order. May not know the document.
 */
import { type ParagraphLook, paragraphLook } from './docx-looks.js';
import { formatNumber } from './numberformat.js';
import { kid, kids, onOff, val, type XmlNode } from './xml.js';

interface Level {
  start: number;
  format: string;
  custom: string;
  text: string;
  legal: boolean;
  /** 1-based level whose use restarts this one; 0 = never; null = any higher one. */
  restart: number | null;
  /** Paragraph style bound to the level. */
  style: string | null;
  /** Indents and tab stops of its paragraphs. */
  look: ParagraphLook;
  suffix: 'tab' | 'space' | 'nothing';
}

interface List {
  id: string;
  levels: Map<number, Level>;
  styleLink: string | null;
  numStyleLink: string | null;
}

interface Num {
  list: string;
  levels: Map<number, Level>;
  startOverrides: Map<number, number>;
}

/** Wingdings and Symbol code points that lists use, as ordinary characters. */
const BULLETS: Record<string, string> = {
  '\uf06c': '●',
  '\uf06e': '■',
  '\uf075': '◆',
  '\uf0d8': '➢',
  '\uf0fc': '✓',
  '\uf0b2': '◇',
  '\uf0b7': '•',
  '\uf0a7': '▪',
  '\uf0a8': '□',
  '\uf0fe': '☑',
};

export class Numbering {
  readonly #lists = new Map<string, List>();
  readonly #nums = new Map<string, Num>();
  /** Counters per abstract list: several w:num share them, as in Word. */
  readonly #counters = new Map<string, Map<number, number>>();
  readonly #used = new Set<string>();

  constructor(root: XmlNode | null) {
    for (const node of root ? kids(root) : []) {
      if (node.name === 'w:abstractNum') {
        const id = node.attributes['w:abstractNumId'] ?? '';
        this.#lists.set(id, {
          id,
          levels: levels(node),
          styleLink: val(node, 'w:styleLink'),
          numStyleLink: val(node, 'w:numStyleLink'),
        });
      } else if (node.name === 'w:num') {
        const overrides = kids(node).filter((child) => child.name === 'w:lvlOverride');
        const num: Num = {
          list: val(node, 'w:abstractNumId') ?? '',
          levels: new Map(),
          startOverrides: new Map(),
        };
        for (const override of overrides) {
          const at = Number(override.attributes['w:ilvl'] ?? 0);
          for (const [index, level] of levels(override)) num.levels.set(index, level);
          const start = val(override, 'w:startOverride');
          if (start !== null) num.startOverrides.set(at, Number(start) || 0);
        }
        this.#nums.set(node.attributes['w:numId'] ?? '', num);
      }
    }
  }

  /**
   * Counts one paragraph and gives its label; null if the list is unknown, switched off (numId 0) or prints nothing.
   * `style`: id of the paragraph's style, for lists whose level is bound to a style; `level`: 0-based, null = not said.
   */
  next(numId: string, level: number | null, style: string | null): string | null {
    const num = this.#nums.get(numId);
    if (!num || numId === '0') return null;
    const list = this.#list(num.list);
    if (!list) return null;
    const at = Math.min(8, Math.max(0, level ?? this.#levelOfStyle(list, style) ?? 0));
    const levelOf = (index: number): Level | undefined => num.levels.get(index) ?? list.levels.get(index);
    const found = levelOf(at);
    if (!found) return null;
    const counters = this.#counters.get(list.id) ?? new Map<number, number>();
    this.#counters.set(list.id, counters);
    // A start override takes effect once, at the first paragraph that this w:num has on the level.
    const first = `${numId}/${at}`;
    const override = this.#used.has(first) ? undefined : num.startOverrides.get(at);
    this.#used.add(first);
    const before = counters.get(at);
    counters.set(at, override ?? (before === undefined ? found.start : before + 1));
    for (const deeper of [...counters.keys()]) {
      if (deeper <= at) continue;
      const restart = levelOf(deeper)?.restart ?? null;
      if (restart === null || (restart > 0 && at < restart)) counters.delete(deeper);
    }
    return this.#label(found, counters, levelOf, at);
  }

  /** How the level's paragraphs stand, and what follows the label; null where the list has no such level. */
  standing(
    numId: string,
    level: number | null,
    style: string | null,
  ): { look: ParagraphLook; suffix: Level['suffix'] } | null {
    const num = this.#nums.get(numId);
    const list = num && numId !== '0' ? this.#list(num.list) : undefined;
    if (!num || !list) return null;
    const at = Math.min(8, Math.max(0, level ?? this.#levelOfStyle(list, style) ?? 0));
    return num.levels.get(at) ?? list.levels.get(at) ?? null;
  }

  #label(
    found: Level,
    counters: Map<number, number>,
    levelOf: (index: number) => Level | undefined,
    at: number,
  ): string | null {
    if (found.format === 'bullet') {
      const text = [...found.text]
        .map((c) => BULLETS[c] ?? (c >= '\ue000' && c <= '\uf8ff' ? '•' : c))
        .join('');
      return text.trim() === '' ? null : text;
    }
    const text = found.text.replace(/%([1-9])/g, (_, digit: string) => {
      const index = Number(digit) - 1;
      if (index > at) return '';
      const level = levelOf(index);
      const value = counters.get(index) ?? level?.start ?? 1;
      // 1.1 below 一、: a "legal" level prints every number in digits.
      const format = found.legal && level?.format !== 'none' ? 'decimal' : (level?.format ?? 'decimal');
      return formatNumber(value, format, level?.custom);
    });
    return text.trim() === '' ? null : text.trim();
  }

  #levelOfStyle(list: List, style: string | null): number | null {
    if (style === null) return null;
    for (const [index, level] of list.levels) if (level.style === style) return index;
    return null;
  }

  /** A list may only point at the list of a numbering style. */
  #list(id: string): List | undefined {
    const list = this.#lists.get(id);
    if (!list?.numStyleLink || list.levels.size > 0) return list;
    for (const other of this.#lists.values()) if (other.styleLink === list.numStyleLink) return other;
    return list;
  }
}

function levels(node: XmlNode): Map<number, Level> {
  const found = new Map<number, Level>();
  for (const level of kids(node)) {
    if (level.name !== 'w:lvl') continue;
    const format = kid(level, 'w:numFmt');
    const restart = val(level, 'w:lvlRestart');
    const suffix = val(level, 'w:suff');
    found.set(Number(level.attributes['w:ilvl'] ?? 0), {
      start: Number(val(level, 'w:start') ?? 0) || 0,
      format: format?.attributes['w:val'] ?? 'decimal',
      custom: format?.attributes['w:format'] ?? '',
      text: val(level, 'w:lvlText') ?? '',
      legal: onOff(level, 'w:isLgl') ?? false,
      restart: restart === null ? null : Number(restart) || 0,
      style: val(level, 'w:pStyle'),
      look: paragraphLook(kid(level, 'w:pPr')),
      suffix: suffix === 'space' || suffix === 'nothing' ? suffix : 'tab',
    });
  }
  return found;
}
