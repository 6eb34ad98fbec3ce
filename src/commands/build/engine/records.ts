/** What engines set, and what the manifest says of it. */
import type { Lang } from '../../../model/lang.js';
import type { Workspace } from '../../../model/workspace.js';
import type { DraftReport, DraftUnit } from '../../../plan/index.js';
import type { FileRecord } from '../manifest.js';
import type { Engine, EngineInput, EngineName } from './index.js';
import { engineNote } from './words.js';

/** Files whose pages an engine sets, with what was read of them, in the order of the dossier. */
export function setFiles(
  workspace: Workspace,
  units: DraftUnit[],
  reports: DraftReport[],
): EngineInput['files'] {
  const files = new Map(workspace.inventory.files.map((file) => [file.path, file] as const));
  const pieces = [...units.flatMap((unit) => unit.pieces), ...reports.map(({ piece }) => piece)];
  return pieces.flatMap(({ source }) => {
    const file = source === null ? undefined : files.get(source);
    const document = source === null ? undefined : workspace.documents.get(source);
    return file && document ? [{ file, document }] : [];
  });
}

/** The inputs with who set their pages. */
export function engineRecords(
  inputs: ReadonlyMap<string, FileRecord>,
  engines: ReadonlyMap<string, EngineName>,
  { notes }: Engine,
  lang: Lang,
): ReadonlyMap<string, FileRecord> {
  return new Map(
    [...inputs].map(([path, record]) => {
      const engine = engines.get(path);
      const note = notes.get(path);
      if (engine === undefined) return [path, record];
      const said = note === undefined ? {} : { engineNote: engineNote(note, lang) };
      return [path, { ...record, engine, ...said }];
    }),
  );
}
