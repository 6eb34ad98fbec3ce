/**
 * One YAML file: its text, its data, and where each part of the data stands.
 * Words what the YAML parser complains about. Knows no schema and no pack.
 */
import { readFile } from 'node:fs/promises';
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { type Complaint, DossierError } from '../model/error.js';
import { syntaxWords } from './yaml-syntax.js';

/** Keys and indexes from the top of the file: ['units', 0, 'leads']. */
export type DataPath = readonly (string | number)[];

export interface Words {
  zh: string;
  en: string;
}

export class YamlFile {
  readonly path: string;
  /** The file as plain data; undefined where it could not be parsed. */
  readonly data: unknown;
  /** What the parser found. */
  readonly syntax: Complaint[];
  readonly #document: Document.Parsed | null;
  readonly #lines = new LineCounter();

  /** @param bytes the file as it is on disk: UTF-8, with or without a byte order mark */
  constructor(path: string, bytes: Uint8Array) {
    this.path = path;
    const text = decode(bytes);
    if (text === null) {
      this.syntax = [this.#at(null, NOT_UTF8)];
      this.data = undefined;
      this.#document = null;
      return;
    }
    const document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false, version: '1.2' });
    this.#document = document;
    const rows = text.split(/\r\n|\n|\r/);
    this.syntax = [];
    let derailed = false;
    const found = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
    for (const { code, message, pos } of found) {
      const { line, col } = this.#lines.linePos(pos[0]);
      const { words, slip } = syntaxWords(code, message, rows[line - 1] ?? '');
      // One slip throws the parser off for many lines: after it, only what is certainly another slip counts.
      if (derailed && (!slip || this.syntax.some((before) => before.line === line))) continue;
      if (code !== 'DUPLICATE_KEY') derailed = true;
      this.syntax.push({ file: path, line, column: col, ...words });
    }
    // After a doubled key the data still stands; after any other error it would only yield false complaints.
    const sound = document.errors.every((error) => error.code === 'DUPLICATE_KEY');
    this.data = sound ? toData(document, this.syntax, (words) => this.#at(null, words)) : undefined;
  }

  /**
   * A complaint at a place in the data.
   * @param at the place; where it does not exist, the nearest place above it
   * @param on 'key' points at the key itself instead of its value
   */
  complain(at: DataPath, words: Words, on: 'key' | 'value' = 'value'): Complaint {
    return this.#at(this.#offset(at, on), words);
  }

  #at(offset: number | null, words: Words): Complaint {
    const { line, col } = offset === null ? { line: 1, col: 1 } : this.#lines.linePos(offset);
    return { file: this.path, line: Math.max(line, 1), column: Math.max(col, 1), ...words };
  }

  #offset(at: DataPath, on: 'key' | 'value'): number | null {
    const document = this.#document;
    let node: unknown = document?.contents ?? null;
    let offset = start(node);
    for (const [i, step] of at.entries()) {
      if (isAlias(node) && document) node = node.resolve(document);
      let key: unknown = null;
      if (isMap(node)) {
        const pair = node.items.find((p) => keyText(p.key) === String(step));
        if (!pair) return offset;
        key = pair.key;
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(step)];
      } else {
        return offset;
      }
      const wanted = on === 'key' && i === at.length - 1 ? start(key) : start(node);
      offset = wanted ?? start(key) ?? offset;
    }
    return offset;
  }
}

/**
 * Reads a YAML file.
 * @throws DossierError 'input' where the file cannot be read at all
 */
export async function readYaml(path: string): Promise<YamlFile> {
  try {
    return new YamlFile(path, await readFile(path));
  } catch (cause) {
    throw new DossierError(
      'input',
      {
        zh: `无法读取 ${path}，请检查文件是否存在、是否有读取权限`,
        en: `Cannot read ${path}: check that it is there and that you may read it`,
      },
      { cause },
    );
  }
}

const NOT_UTF8: Words = {
  zh: '文件不是 UTF-8 编码，无法读取。请用记事本打开，另存为，编码选“UTF-8”',
  en: 'The file is not UTF-8. Open it in an editor and save it with the encoding UTF-8',
};

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Aliases that lead nowhere or multiply without end surface only when the data is taken out. */
function toData(
  document: Document.Parsed,
  complaints: Complaint[],
  say: (words: Words) => Complaint,
): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    complaints.push(
      say({
        zh: '引用（*名称）找不到对应的定义（&名称），或引用层层套叠过多；请把内容直接写出来',
        en: 'An alias (*name) has no anchor (&name), or aliases multiply too often; write the content out',
      }),
    );
    return undefined;
  }
}

function start(node: unknown): number | null {
  const range = (node as Node | null | undefined)?.range;
  return range ? range[0] : null;
}

function keyText(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}
