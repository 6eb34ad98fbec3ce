/** Tells which prescribed statement a delivered one answers, and counts its 字. */
import type { Document, Paragraph, WordCount, WordDocument } from '../model/document.js';
import { foldName } from '../model/fold.js';
import type { InventoryFile } from '../model/inventory.js';
import { splitMaterialNumber, splitName } from '../model/name.js';
import type { StatementDue, Unit } from '../model/pack.js';
import { isEvidenceListHeading, paragraphs, paragraphText } from '../model/text.js';
import type { StatementPart } from '../model/workspace.js';

/** Lines that may stand above the title: 附件1, the region, the department. */
const ABOVE_TITLE = 3;
const ATTACHMENT = /^附件?[\d一二三四五六七八九十]{0,3}(?:-\d{1,2})?:?$/;
const AUTHORITY =
  /^\p{sc=Han}{1,16}(?:区|县|市|旗|州|盟|省|镇|乡|苏木|街道|局|办|办公室|委|委员会|院|中心|部|党校|办事处|政府|大队|支队|联合会|总工会)(?:\(.{1,20}\))?$/u;

/** A line that is only an attachment's number or an authority's or region's name, and no beginning of the title. */
function standsAbove(line: string, wanted: string[]): boolean {
  const text = foldName(line);
  if (wanted.some((title) => title.startsWith(text))) return false;
  return ATTACHMENT.test(text) || AUTHORITY.test(text);
}

/**
 * The title as set: the first paragraph that says anything; a title broken over lines by hand is joined
 * as long as what follows is set the same way (centred) and the title is not whole.
 */
export function firstParagraph(document: Document, titles: string[]): string | null {
  if (document.kind !== 'word') return null;
  const said: Paragraph[] = [];
  for (const paragraph of paragraphs(document.blocks)) {
    if (paragraphText(paragraph).trim() !== '') said.push(paragraph);
    if (said.length === 3 + ABOVE_TITLE) break;
  }
  const wanted = titles.map(foldName);
  while (said.length > 1 && said[0] && standsAbove(paragraphText(said[0]), wanted)) said.shift();
  const [first, ...more] = said.slice(0, 3);
  if (!first) return '';
  let text = paragraphText(first).trim();
  for (const next of more) {
    if (wanted.includes(foldName(text))) break;
    const joined = text + paragraphText(next).trim();
    if (!wanted.some((title) => title.startsWith(foldName(joined)))) break;
    text = joined;
  }
  return text;
}

/** 字 of the document without the list of evidence at its end (rows 32 and 33 ask for one). */
function withoutEvidenceList(document: WordDocument): WordCount {
  const all = [...paragraphs(document.blocks)];
  const start = all.findIndex((p, index) => index > 0 && isEvidenceListHeading(paragraphText(p)));
  if (start < 0) return document.words;
  const rest = all.slice(start);
  const sum = (pick: (words: WordCount) => number) => rest.reduce((total, p) => total + pick(p.words), 0);
  return {
    count: document.words.count - sum((w) => w.count),
    low: document.words.low - sum((w) => w.low),
    high: document.words.high - sum((w) => w.high),
  };
}

function bigrams(text: string): Set<string> {
  const folded = foldName(text).replace(/关于|的?情况说明/g, '');
  return new Set(Array.from({ length: Math.max(0, folded.length - 1) }, (_, i) => folded.slice(i, i + 2)));
}

/** Share of the title's character pairs that the other name has too, 0–1. */
function likeness(title: string, other: string): number {
  const wanted = bigrams(title);
  if (wanted.size === 0) return 0;
  const got = bigrams(other);
  return [...wanted].filter((pair) => got.has(pair)).length / wanted.size;
}

/** Assigns each delivered statement to a prescribed one: equal names first, then the likest, one to one. */
export function assignStatements(
  unit: Unit,
  files: InventoryFile[],
  documents: ReadonlyMap<string, Document>,
): StatementPart[] {
  const parts = files.map((file): StatementPart => {
    const document = documents.get(file.path) ?? { kind: 'other', path: file.path };
    const words = document.kind === 'word' ? document.words : null;
    return {
      file,
      document,
      prescribed: null,
      firstParagraph: firstParagraph(
        document,
        unit.statements.map((s) => s.name),
      ),
      words,
      bodyWords: words,
    };
  });
  const free = new Set<StatementDue>(unit.statements);
  const give = (part: StatementPart, due: StatementDue) => {
    part.prescribed = due;
    free.delete(due);
  };
  const stem = (part: StatementPart) => splitMaterialNumber(splitName(part.file.name).stem).rest;
  // A Word file before its scanned twin of the same name.
  const inOrder = [...parts].sort(
    (a, b) => Number(a.document.kind !== 'word') - Number(b.document.kind !== 'word'),
  );
  for (const part of inOrder) {
    const equal = unit.statements.find((s) => foldName(s.name) === foldName(stem(part)));
    if (equal) give(part, equal);
  }
  if (unit.statements.length === 1 && unit.statements[0]) {
    for (const part of inOrder) if (!part.prescribed && free.size > 0) give(part, unit.statements[0]);
  } else {
    const open = inOrder.filter((p) => !p.prescribed);
    const pairs = open
      .flatMap((part) =>
        [...free].map((due) => ({
          part,
          due,
          like: Math.max(likeness(due.name, stem(part)), likeness(due.name, part.firstParagraph ?? '')),
        })),
      )
      .sort((a, b) => b.like - a.like);
    for (const { part, due, like } of pairs) {
      if (!part.prescribed && free.has(due) && like >= 0.3) give(part, due);
    }
    // One is left on either side: there is nothing else that it could be.
    const [last, ...others] = inOrder.filter((p) => !p.prescribed);
    const [due, ...dues] = [...free];
    if (last && due && others.length === 0 && dues.length === 0) give(last, due);
  }
  for (const part of parts) {
    if (part.prescribed?.evidenceListAtEnd && part.document.kind === 'word') {
      part.bodyWords = withoutEvidenceList(part.document);
    }
  }
  return parts;
}
