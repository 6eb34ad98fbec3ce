/**
 * The version to publish: a workspace without personal numbers in what the tool sets itself, without what is marked
 * internal, and with the list of files that it can't vouch for. Pure.
 */
import { notForPublication, WITHHELD_TITLE } from '../model/disclosure.js';
import type { Block, CatalogueEntry, Document, Inline, MarginText } from '../model/document.js';
import type { InventoryFile } from '../model/inventory.js';
import { splitMaterialNumber, splitName } from '../model/name.js';
import { hideNumbers, numbersToHide } from '../model/personal.js';
import { CONCEALED_TITLE } from '../model/secrecy.js';
import type { AssessmentRow, Material, StatementPart, Submission, Workspace } from '../model/workspace.js';

/** Why a file that is published could not be looked through. */
export type Unseen = 'scan' | 'picture' | 'pictures-inside' | 'part-read' | 'not-read' | 'not-listed';

export interface PublicVersion {
  workspace: Workspace;
  /** PDFs in which personal numbers were found: they can't be masked, a page stands for each. Inventory paths. */
  personal: ReadonlySet<string>;
  /** Files that are published and have to be looked through by a person, by inventory path. */
  unseen: ReadonlyMap<string, Unseen>;
  /** Files that are left out, by inventory path. */
  withheld: ReadonlySet<string>;
  /** What was said of them, and is to be said nowhere: titles, names, document numbers. The longest first. */
  unspoken: readonly string[];
}

export function publicVersion(workspace: Workspace): PublicVersion {
  const unspoken = unspokenIn(workspace);
  const telling = unspoken.filter((word) => word.length >= TITLE_LENGTH);
  const documents = new Map(
    [...workspace.documents].map(([path, one]) => [path, masked(one, telling)] as const),
  );
  const withheld = new Set<string>();
  const submissions = new Map<Submission, Submission>();
  const published = (submission: Submission): Submission => {
    const known = submissions.get(submission);
    if (known) return known;
    const materials = submission.materials.map((material) => {
      if (material.entry === null || notForPublication(material.entry) === null)
        return shown(material, telling);
      if (material.file) withheld.add(material.file.path);
      return concealed(material, material.entry);
    });
    const { catalogue } = submission;
    const made: Submission = {
      ...submission,
      materials,
      statements: submission.statements.map((part) => statement(part, documents, telling)),
      catalogue: catalogue && { ...catalogue, entries: materials.flatMap(({ entry }) => entry ?? []) },
    };
    submissions.set(submission, made);
    return made;
  };
  const units = workspace.units.map((work) => ({ ...work, submissions: work.submissions.map(published) }));
  const departments = workspace.departments.map((department) => ({
    ...department,
    submissions: department.submissions.map(published),
    assessment: department.assessment && {
      ...department.assessment,
      rows: department.assessment.rows.map((row) => rowOf(row, telling)),
    },
  }));
  const shipped = [
    ...[...submissions.values()].flatMap(({ statements, materials }) => [
      ...statements.map(({ file }) => ({ file, listed: true })),
      ...materials.flatMap(({ file, entry }) => (file ? [{ file, listed: entry !== null }] : [])),
    ]),
    ...departments
      .flatMap((d) => [...d.summaryReports, ...d.assessmentReports, ...d.assessments])
      .map((file) => ({ file, listed: true })),
  ];
  const personal = new Set<string>();
  const unseen = new Map<string, Unseen>();
  for (const { file, listed } of shipped) {
    const document = documents.get(file.path);
    if ((document?.kind === 'pdf' || document?.kind === 'ofd') && holdsNumbers(document))
      personal.add(file.path);
    else {
      const why = unseenIn(document, file) ?? (listed ? null : 'not-listed');
      if (why !== null) unseen.set(file.path, why);
    }
  }
  return {
    workspace: { ...workspace, documents, units, departments },
    personal,
    unseen,
    withheld,
    unspoken,
  };
}

/** A text of the report or a path as it may be published. */
export function publicText(text: string, { unspoken }: Pick<PublicVersion, 'unspoken'>): string {
  const said = unspoken.reduce((rest, word) => rest.replaceAll(word, '***'), text);
  // Of running text a slash beside a number says that it is no telephone's; in a path it says nothing.
  return said
    .split('/')
    .map((part) => hide(part))
    .join('/');
}

/** So long, a title in a statement is that title; shorter ones (会议纪要) are everyday words. */
const TITLE_LENGTH = 8;

/** Titles, names and numbers of what is withheld, the longest first. */
function unspokenIn({ units }: Workspace): string[] {
  const words = units
    .flatMap((work) => work.submissions.flatMap(({ materials }) => materials))
    .filter(({ entry }) => entry !== null && notForPublication(entry) !== null)
    .flatMap(wordsOf);
  return [...new Set(words)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

/** Short words would tear holes into others. */
const TELLING = 4;

function wordsOf({ title, entry, file }: Material): string[] {
  const stem = file ? splitName(file.name).stem : '';
  // What it issues is itself; a law that it names is everybody's.
  const issued = [...title.matchAll(/(?:印发|转发|发布|公布)[^《》]{0,4}《([^《》]+)》/g)].map(
    (hit) => hit[1] ?? '',
  );
  const named = [title, entry?.title ?? '', stem, splitMaterialNumber(stem).rest, ...issued];
  const words = [...named, entry?.documentNumber ?? '', ...(entry?.urls ?? [])];
  return words.filter((word) => word.trim().length >= TELLING && word !== CONCEALED_TITLE);
}

const hide = (text: string, words: readonly string[] = []): string => hideNumbers([text], words)[0] ?? '';

function concealed({ order }: Material, entry: CatalogueEntry): Material {
  const { row, number, classification, responsible } = entry;
  const nothing = {
    documentNumber: '',
    date: '',
    urls: [],
    urlText: '',
    pages: '',
    stateText: '',
    remark: '',
  };
  return {
    order,
    title: WITHHELD_TITLE,
    state: 'withheld',
    file: null,
    entry: {
      ...nothing,
      row,
      number,
      classification: hide(classification),
      responsible: hide(responsible),
      title: WITHHELD_TITLE,
      state: 'withheld',
      stateKnown: true,
      extra: {},
    },
  };
}

function shown(material: Material, words: readonly string[]): Material {
  const { title, entry } = material;
  return { ...material, title: hide(title), entry: entry && entryOf(entry, words) };
}

/** What is published keeps its own title, even where it names what is not; what is said beside it does not. */
function entryOf(entry: CatalogueEntry, words: readonly string[]): CatalogueEntry {
  return {
    ...entry,
    title: hide(entry.title),
    documentNumber: hide(entry.documentNumber),
    responsible: hide(entry.responsible),
    remark: hide(entry.remark, words),
    extra: Object.fromEntries(Object.entries(entry.extra).map(([head, text]) => [head, hide(text, words)])),
  };
}

function rowOf(row: AssessmentRow, words: readonly string[]): AssessmentRow {
  return {
    ...row,
    standard: hide(row.standard),
    gradeText: hide(row.gradeText),
    grounds: hide(row.grounds, words),
    evidence: hide(row.evidence, words),
  };
}

function statement(
  part: StatementPart,
  documents: ReadonlyMap<string, Document>,
  words: readonly string[],
): StatementPart {
  const { firstParagraph, file } = part;
  return {
    ...part,
    document: documents.get(file.path) ?? masked(part.document, words),
    firstParagraph: firstParagraph === null ? null : hide(firstParagraph, words),
  };
}

function masked(document: Document, words: readonly string[]): Document {
  const block = (one: Block) => blockOf(one, words);
  const plain = (text: string) => hide(text, words);
  switch (document.kind) {
    case 'word': {
      const { blocks, textBoxes, footnotes, endnotes, headers, footers, sections } = document;
      const margin = (text: MarginText): MarginText => ({ ...text, blocks: text.blocks.map(block) });
      return {
        ...document,
        blocks: blocks.map(block),
        textBoxes: textBoxes.map((box) => box.map(block)),
        footnotes: footnotes.map((note) => note.map(block)),
        endnotes: endnotes.map((note) => note.map(block)),
        headers: headers.map(block),
        footers: footers.map(block),
        ...(sections && {
          sections: sections.map((section) => ({
            ...section,
            headers: section.headers.map(margin),
            footers: section.footers.map(margin),
          })),
        }),
      };
    }
    case 'sheet':
      return {
        ...document,
        sheets: document.sheets.map((sheet) => ({
          ...sheet,
          name: plain(sheet.name),
          rows: sheet.rows.map((row) => row.map(plain)),
        })),
      };
    case 'text':
      return { ...document, text: plain(document.text) };
    case 'catalogue':
      return {
        ...document,
        preamble: document.preamble.map(plain),
        entries: document.entries.map((entry) => entryOf(entry, words)),
      };
    default:
      return document;
  }
}

/** A number may run over several runs of a paragraph: it is looked for in the whole. */
function blockOf(block: Block, words: readonly string[]): Block {
  if (block.kind === 'table') {
    const rows = block.rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell) => ({ ...cell, blocks: cell.blocks.map((one) => blockOf(one, words)) })),
    }));
    return { ...block, rows };
  }
  const written = (inline: Inline): string =>
    inline.kind === 'text' ? inline.text : inline.kind === 'break' ? '\n' : '';
  const texts = hideNumbers(block.inlines.map(written), words);
  const inlines = block.inlines.map((inline, i): Inline => {
    switch (inline.kind) {
      case 'text':
        return { ...inline, text: texts[i] ?? inline.text, href: target(inline.href, words) };
      case 'picture':
        return { ...inline, description: hide(inline.description, words) };
      default:
        return inline;
    }
  });
  return { ...block, inlines };
}

/** tel:…, and the address of what is withheld, lead nowhere. */
function target(href: string | null, words: readonly string[]): string | null {
  return href === null || hide(href, words) !== href ? null : href;
}

function holdsNumbers({ text }: { text: string }): boolean {
  return text.split(/\r\n?|\n|\f/).some((line) => numbersToHide(line).length > 0);
}

/** Why nobody can tell whether a file holds personal data; null where its whole text was read. */
function unseenIn(document: Document | undefined, file: InventoryFile): Unseen | null {
  switch (document?.kind) {
    case 'pdf': {
      const { text, textPages, pages, pageFacts } = document;
      // Text recognition reads a scan in part at best.
      const scanned = pageFacts.some((page) => page.blank !== true && (!page.text || page.dpi !== null));
      if (scanned || text.trim() === '') return 'scan';
      return textPages < pages || pageFacts.length < pages ? 'part-read' : null;
    }
    case 'image':
      return 'picture';
    case 'word': {
      const left = (document.picturesLeftOut ?? 0) > 0;
      return left || hasPicture(document.blocks) ? 'pictures-inside' : null;
    }
    case 'sheet':
    case 'text':
    case 'catalogue':
      return null;
    default:
      return file.denied === null ? 'not-read' : null;
  }
}

function hasPicture(blocks: readonly Block[]): boolean {
  return blocks.some((block) =>
    block.kind === 'table'
      ? block.rows.some((row) => row.cells.some((cell) => hasPicture(cell.blocks)))
      : block.inlines.some((inline) => inline.kind === 'picture'),
  );
}
