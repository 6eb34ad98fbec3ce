/** Hand-built workspaces for unit tests: what a real folder can't hold on every machine, without a disk. */
import { fileURLToPath } from 'node:url';
import type { Document } from '../../model/document.js';
import type { RawFinding } from '../../model/finding.js';
import type { Inventory, InventoryFile, UnitFolder } from '../../model/inventory.js';
import { splitName } from '../../model/name.js';
import type { Pack } from '../../model/pack.js';
import type { Config, Workspace } from '../../model/workspace.js';
import { loadPack } from '../../packs/index.js';
import { buildWorkspace } from '../../workspace/index.js';
import type { Rule } from '../rule.js';

/** The tiny task list of fixtures/rules. */
export function fixturePack(): Promise<Pack> {
  return loadPack(fileURLToPath(new URL('../../../fixtures/rules/pack', import.meta.url)));
}

/** A file at a path; department and unit are told from 单位/序号 …, as in an office's folder. */
export function file(path: string, rest: Partial<InventoryFile> = {}): InventoryFile {
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  const unit = parts.length > 2 ? (/^(加?\d+(?:-\d+)?)/.exec(parts[1] ?? '')?.[1] ?? null) : null;
  return {
    path,
    name,
    extension: splitName(name).extension,
    bytes: 100,
    signature: 'unknown',
    role: 'evidence',
    department: parts.length > 1 ? (parts[0] ?? null) : null,
    unit,
    unitFolder: unit === null ? null : parts.slice(0, 2).join('/'),
    denied: null,
    ...rest,
  };
}

export interface Parts {
  files: InventoryFile[];
  documents?: Document[];
  inventory?: Partial<Inventory>;
  config?: Partial<Config>;
  only?: { units: string[] | null; departments: string[] | null };
}

/** Builds the workspace of an office's folder; its departments and unit folders follow from the files. */
export async function workspaceOf(parts: Parts): Promise<Workspace> {
  const pack = await fixturePack();
  const units = new Map<string, UnitFolder>();
  for (const { unit, unitFolder, department } of parts.files) {
    if (unit === null || unitFolder === null) continue;
    const name = unitFolder.slice(unitFolder.lastIndexOf('/') + 1);
    units.set(unitFolder, { path: unitFolder, name, unit, department, by: 'number' });
  }
  const names = [...new Set(parts.files.flatMap((f) => f.department ?? []))];
  const inventory: Inventory = {
    root: '/',
    layout: 'office',
    departments: names.map((name) => ({
      path: name,
      name,
      department: name,
      units: [...units.values()].filter((u) => u.department === name),
    })),
    strays: [],
    emptyFolders: [],
    deniedFolders: [],
    files: [...parts.files].sort((a, b) => (a.path < b.path ? -1 : 1)),
    ...parts.inventory,
  };
  const config: Config = {
    path: null,
    pack: pack.id,
    region: pack.region,
    window: { from: pack.window.from, to: pack.window.to },
    departments: null,
    units: null,
    waivers: [],
    ...parts.config,
  };
  return buildWorkspace({
    pack,
    config,
    asOf: '2024-12-20',
    inventory,
    documents: new Map((parts.documents ?? []).map((d) => [d.path, d])),
    only: parts.only ?? { units: null, departments: null },
  });
}

/** All findings of one rule, over all its targets. */
export function findingsOf(rule: Rule, workspace: Workspace): RawFinding[] {
  switch (rule.scope) {
    case 'workspace':
      return [...rule.check(workspace)];
    case 'department':
      return workspace.departments.flatMap((d) => [...rule.check(d, workspace)]);
    case 'unit':
      return workspace.units.flatMap((u) => [...rule.check(u, workspace)]);
    case 'submission':
      return workspace.units.flatMap((u) => u.submissions.flatMap((s) => [...rule.check(s, u, workspace)]));
    case 'file':
      return workspace.inventory.files.flatMap((f) => [...rule.check(f, workspace)]);
  }
}

const NO_WORDS = { count: 0, low: 0, high: 0 };

/** A Word document of plain paragraphs, each with its count of 字 given as its length. */
export function word(path: string, texts: string[]): Document {
  const words = (n: number) => ({ count: n, low: n, high: n });
  return {
    kind: 'word',
    path,
    blocks: texts.map((text) => ({
      kind: 'paragraph',
      inlines: [
        {
          kind: 'text',
          text,
          bold: false,
          italic: false,
          underline: false,
          size: null,
          color: null,
          href: null,
        },
      ],
      style: null,
      headingLevel: null,
      alignment: null,
      label: null,
      firstLineIndent: null,
      pageBreakBefore: false,
      words: words(text.length),
    })),
    textBoxes: [],
    footnotes: [],
    endnotes: [],
    headers: [],
    footers: [],
    comments: [],
    revisions: { inserted: 0, deleted: 0 },
    hiddenText: '',
    properties: {},
    words: texts.length === 0 ? NO_WORDS : words(texts.join('').length),
    excluded: {
      textBoxes: 0,
      footnotes: 0,
      endnotes: 0,
      headers: 0,
      footers: 0,
      hidden: 0,
      deleted: 0,
      comments: 0,
    },
  };
}

/** A catalogue of entries, numbered from 1 unless they say otherwise. */
export function catalogue(
  path: string,
  entries: (Partial<import('../../model/document.js').CatalogueEntry> & { title: string })[],
): Document {
  return {
    kind: 'catalogue',
    path,
    format: 'csv',
    sheet: '',
    headRow: 1,
    columns: ['序号', '材料名称'],
    entries: entries.map((entry, index) => ({
      row: index + 2,
      number: String(index + 1),
      documentNumber: '',
      responsible: '',
      date: '',
      urls: [],
      urlText: '',
      pages: '',
      classification: '',
      stateText: '',
      state: 'file',
      stateKnown: true,
      remark: '',
      extra: {},
      ...entry,
    })),
  };
}
