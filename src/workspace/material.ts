/**
 * Pairs the catalogue's entries with the files: by number and name, width and extension folded.
 * Number alone pairs only where the file has no other name; a name alone pairs where it is the only one of its kind.
 */
import type { CatalogueDocument, CatalogueEntry } from '../model/document.js';
import { documentNumbers } from '../model/documentnumber.js';
import { foldName } from '../model/fold.js';
import type { InventoryFile } from '../model/inventory.js';
import { KNOWN_EXTENSION, splitMaterialNumber, splitName } from '../model/name.js';
import { CONCEALED_TITLE, isConcealed, withoutMark } from '../model/secrecy.js';
import type { Material } from '../model/workspace.js';

interface Named {
  /** Folded whole stem, then folded stem without its number. */
  whole: string;
  bare: string;
  /** `bare` without document number and notes on the copy. */
  plain: string;
  number: string;
}

/** Titles are listed with and without 《》 and “”; a file's name often drops them. */
function key(text: string): string {
  return foldName(text).replace(/[《》〈〉<>"]/g, '');
}

/** What one side adds and the other leaves out: the document number, and how the copy was made. */
const COPY_NOTE = /[（(](?:扫描[件版]?|复印件|盖章[件版]?|红头文件|正式[稿版])[）)]/g;

function plain(text: string): string {
  const bare = documentNumbers(text).reduce((rest, number) => rest.replace(number.text, ''), text);
  return key(bare.replace(COPY_NOTE, '')).replace(/\(\)|\[\]/g, '');
}

function name(text: string, number: string): Named {
  const split = splitMaterialNumber(text);
  return {
    whole: key(text),
    bare: key(split.rest),
    plain: plain(split.rest),
    number: number || split.number,
  };
}

function ofEntry(entry: CatalogueEntry): Named {
  const { stem, extension } = splitName(entry.title.trim());
  const title = KNOWN_EXTENSION.test(extension) ? stem : entry.title.trim();
  const digits = /\d+/g.exec(entry.number.normalize('NFKC').replace(/.*[-.]/, ''))?.[0];
  return name(withoutMark(title), digits ? String(Number(digits)) : '');
}

function ofFile(file: InventoryFile): Named {
  return name(withoutMark(splitName(file.name).stem), '');
}

/** A material registered as classified goes on paper: of it only the number and the grade are shown. */
function conceal(entry: CatalogueEntry): CatalogueEntry {
  if (!isConcealed(entry)) return entry;
  return { ...entry, title: CONCEALED_TITLE, documentNumber: '', remark: '', extra: {} };
}

/** Entries in their order, each with its file; then the files that no entry names, in path order. */
export function pairMaterials(
  catalogue: CatalogueDocument | null,
  evidence: InventoryFile[],
  others: InventoryFile[],
): { materials: Material[]; listedOthers: Set<string> } {
  const entries = (catalogue?.entries ?? []).map((entry) => ({ entry, named: ofEntry(entry) }));
  const free = new Map(evidence.map((file) => [file, ofFile(file)] as const));
  const paired = new Map<CatalogueEntry, InventoryFile>();
  const listedOthers = new Set<string>();

  const pair = (fits: (entry: Named, file: Named) => boolean, unique: boolean) => {
    for (const { entry, named } of entries) {
      if (paired.has(entry)) continue;
      const hits = [...free].filter(([, file]) => fits(named, file));
      const hit = hits[0];
      if (!hit || (unique && hits.length > 1)) continue;
      paired.set(entry, hit[0]);
      free.delete(hit[0]);
    }
  };
  const sameName = (a: Named, b: Named) =>
    a.bare !== '' && (a.bare === b.bare || a.whole === b.whole || a.whole === b.bare);
  pair((a, b) => a.number !== '' && a.number === b.number && sameName(a, b), false);
  pair((a, b) => b.number === '' && sameName(a, b), false);
  pair(sameName, true);
  pair((a, b) => a.plain.length > 3 && a.plain === b.plain, true);
  // "1关于…的通知": number and title are the entry's, glued together.
  pair((a, b) => a.number !== '' && a.bare !== '' && b.whole === a.number + a.bare, true);
  // "3.pdf": the number is all the name there is.
  pair((a, b) => a.number !== '' && b.bare === a.number && /^\d+$/.test(b.bare), true);

  // A catalogue may list the statement or itself as a material: that is no entry without a file.
  const otherNames = others.map((file) => ({ file, named: ofFile(file) }));
  for (const { entry, named } of entries) {
    if (paired.has(entry)) continue;
    const hit = otherNames.find(({ named: other }) => sameName(named, other));
    if (hit) {
      paired.set(entry, hit.file);
      listedOthers.add(hit.file.path);
    }
  }

  const materials: Material[] = entries
    .filter(({ entry }) => !listedOthers.has(paired.get(entry)?.path ?? ''))
    .map(({ entry }, index) => {
      const file = paired.get(entry) ?? null;
      const shown = file ? entry : conceal(entry);
      return { order: index + 1, title: shown.title, state: file ? 'file' : entry.state, entry: shown, file };
    });
  for (const file of free.keys()) {
    const title = splitMaterialNumber(splitName(file.name).stem).rest;
    materials.push({ order: materials.length + 1, title, state: 'file', entry: null, file });
  }
  return { materials, listedOthers };
}
