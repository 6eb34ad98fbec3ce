/**
 * What an Office file does besides being read: macros, embedded objects, links that fetch something from outside.
 * Told by the parts and relationships of the container, and by the instructions of fields; nothing is run.
 */
import { posix } from 'node:path';
import type { ActiveContent } from '../model/document.js';
import { ReadFailure } from './failure.js';
import { LIMITS } from './limits.js';
import { kids, parseXml } from './xml.js';
import type { ZipFile } from './zip.js';

/** Names or targets that are given of one kind; more only repeat it. */
const NAMED = 3;

/** One entry per kind, each with its first names. */
export function gathered(found: Iterable<ActiveContent>): ActiveContent[] {
  const kinds = new Map<ActiveContent['what'], Set<string>>();
  for (const { what, detail } of found) {
    const names = kinds.get(what) ?? new Set();
    kinds.set(what, names.add(detail));
  }
  return [...kinds].map(([what, names]) => {
    const shown = [...names].filter((name) => name !== '').slice(0, NAMED);
    return { what, detail: shown.join('、') + (names.size > NAMED ? '……' : '') };
  });
}

/** By the storages of an OLE file: projects of macros ([MS-OVBA] 2.2.1), embedded objects ([MS-DOC] 2.1.6, [MS-XLS] 2.1.7). */
export function oleContent(paths: readonly string[]): ActiveContent[] {
  const found: ActiveContent[] = [];
  for (const path of paths) {
    if (/^(?:Macros|_VBA_PROJECT_CUR)\/VBA$/i.test(path))
      found.push({ what: 'macro', detail: path.split('/')[0] ?? '' });
    const object = /^(?:ObjectPool\/(_\d+)|(MBD[0-9A-F]{8}))$/i.exec(path);
    // A formula is an object as well, but one that only shows itself.
    if (object && !paths.includes(`${path}/Equation Native`))
      found.push({ what: 'ole', detail: object[1] ?? object[2] ?? '' });
  }
  return gathered(found);
}

/** Fields that fetch from another program or place (ECMA-376-1 §17.16.5). */
export function fieldContent(instructions: readonly string[]): ActiveContent[] {
  const found: ActiveContent[] = [];
  for (const instruction of instructions) {
    const [, name = '', rest = ''] =
      /^\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK)\s+(.*)$/is.exec(instruction) ?? [];
    if (name === '') continue;
    const target = (/"([^"]*)"/.exec(rest)?.[1] ?? rest.trim().split(/\s+/)[0] ?? '').replace(/\\\\/g, '\\');
    const fetches = /^(?:DDE|LINK)/i.test(name) || isRemote(target);
    if (fetches) found.push({ what: 'external-link', detail: shortTarget(target) });
  }
  return gathered(found);
}

/** On another machine: an address, or a share of the network. */
function isRemote(target: string): boolean {
  return /^(?:https?:|ftp:|mhtml:|\\\\|\/\/|file:\/{4,5}|file:\/\/[^/\\]|file:\\\\)/i.test(target.trim());
}

/** A path of somebody's own disk is told by its last part: the folders above name persons. */
function shortTarget(target: string): string {
  const address = /^(?:https?|ftp):/i.test(target);
  const short = address ? target : (target.split(/[/\\]/).at(-1) ?? target);
  return short.slice(0, 100);
}

/** Relationships that fetch what they name, whatever it is; hyperlinks only lead there. */
const FETCHING =
  /^(?:image|oleObject|package|subDocument|frame|video|audio|media|externalLinkPath|xlExternalLinkPath\w*)$/;

/** A part that nobody needs for the text may be broken. */
function nothingIfBroken(error: unknown): ActiveContent[] {
  if (error instanceof ReadFailure) return [];
  throw error;
}

/** By the parts of an OOXML package and by all their relationships. */
export async function packageContent(zip: ZipFile): Promise<ActiveContent[]> {
  const found: ActiveContent[] = [];
  const names = zip.names();
  for (const name of names) {
    if (/(?:^|\/)vbaProject\.bin$|^xl\/macrosheets\//i.test(name))
      found.push({ what: 'macro', detail: posix.basename(name) });
    if (/^xl\/connections\.xml$/i.test(name))
      found.push({ what: 'external-link', detail: 'connections.xml' });
    if (/^xl\/externalLinks\/[^/]+\.xml$/i.test(name)) {
      found.push(...(await ddeContent(zip, name).catch(nothingIfBroken)));
    }
  }
  for (const name of names.filter((n) => /\.rels$/i.test(n)).slice(0, LIMITS.active.relationshipParts)) {
    found.push(...(await relationshipsContent(zip, name).catch(nothingIfBroken)));
  }
  return gathered(found);
}

async function ddeContent(zip: ZipFile, name: string): Promise<ActiveContent[]> {
  const link = await zip.read(name, LIMITS.zip.xmlPart);
  const talks = link !== null && Buffer.from(link).includes('ddeLink');
  return talks ? [{ what: 'external-link', detail: `DDE ${posix.basename(name)}` }] : [];
}

async function relationshipsContent(zip: ZipFile, name: string): Promise<ActiveContent[]> {
  const bytes = await zip.read(name, LIMITS.zip.xmlPart);
  if (!bytes) return [];
  const found: ActiveContent[] = [];
  // A chart keeps its figures in a workbook of its own, which nobody needs to open.
  const ofChart = /\/charts?(?:ex)?\/_rels\//i.test(name);
  for (const { attributes } of kids(parseXml(bytes, name))) {
    const type = (attributes.Type ?? '').split('/').at(-1) ?? '';
    const target = attributes.Target ?? '';
    if (attributes.TargetMode === 'External') {
      if (type === 'attachedTemplate') {
        // The template of somebody's own Word is not there on another machine, and does nothing.
        if (isRemote(target)) found.push({ what: 'external-template', detail: shortTarget(target) });
      } else if (FETCHING.test(type)) found.push({ what: 'external-link', detail: shortTarget(target) });
    } else if (type === 'oleObject' || type === 'control') {
      if (!(await isFormula(zip, name, target))) found.push({ what: 'ole', detail: posix.basename(target) });
    } else if (type === 'package' && !ofChart)
      found.push({ what: 'embedded-file', detail: posix.basename(target) });
  }
  return found;
}

/** Formulas of the old editor are objects, too. */
async function isFormula(zip: ZipFile, relationships: string, target: string): Promise<boolean> {
  const folder = posix.dirname(posix.dirname(relationships));
  const part = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
  if (zip.size(part) > LIMITS.active.objectBytes) return false;
  const bytes = await zip.read(part, LIMITS.active.objectBytes);
  return bytes !== null && Buffer.from(bytes).includes(Buffer.from('Equation Native', 'utf16le'));
}
