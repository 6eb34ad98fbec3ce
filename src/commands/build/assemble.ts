/**
 * Measures every piece, plans the volumes, and hands each volume to the assembler: layout and pdf meet here.
 */
import { placeIn } from '../../layout/index.js';
import type { Lang } from '../../model/lang.js';
import type { DossierPlan, Piece, Volume } from '../../model/plan.js';
import { type PiecePlace, stampCharacters, type VolumePicture, type VolumePiece } from '../../pdf/index.js';
import { type DraftPiece, firstPrinted, pieceId, planDossier } from '../../plan/index.js';
import { type Bound, bindCatalogue, bindFile, bindUnitSheet, substitute } from './binding.js';
import type { EngineName } from './engine/index.js';
import { type FrontInput, FrontMatter } from './front.js';
import type { VolumeWork } from './reuse/index.js';
import { type PlaceholderReason, reportsTitle, TITLES, unitLabel } from './words.js';

export interface AssembleInput extends FrontInput {
  /** Files that the version to publish does not show, and why, by inventory path. */
  withheld: ReadonlyMap<string, PlaceholderReason>;
  picture(key: string): Promise<VolumePicture>;
}

export interface Assembly {
  plan: DossierPlan;
  /** Inventory path of the file that a piece binds in; null for the tool's own. */
  sourceOf(piece: string): string | null;
  /** What one volume is made of. @param target absolute path to write it to */
  work(volume: Volume, target: string): VolumeWork;
  /** Why a placeholder stands for an input file, or what may be missing of it, by inventory path. */
  failureOf(path: string): string | null;
  /** Who set the pages of an input file, by inventory path; none for what is bound as it is. */
  engines: ReadonlyMap<string, EngineName>;
  /** Files that are bound in as far as they could be read. */
  doubts: ReadonlyMap<string, string>;
}

export async function assemble(input: AssembleInput): Promise<Assembly> {
  const { context, workspace, units, reports, binder, options } = input;
  const { lang } = context;
  const { numbering } = options;
  const bound = await bindAll(input);
  const failures = new Map<string, string>();
  const doubts = new Map<string, string>();
  const engines = new Map<string, EngineName>();
  for (const piece of [...units.flatMap((unit) => unit.pieces), ...reports.map((r) => r.piece)]) {
    const { failure, doubt, engine } = bound.get(piece.id) ?? {};
    if (failure && piece.source !== null) failures.set(piece.source, failure);
    if (doubt !== undefined && piece.source !== null) doubts.set(piece.source, doubt);
    if (engine !== undefined && piece.source !== null) engines.set(piece.source, engine);
  }
  const front = new FrontMatter(input, bound);
  const { pack, config } = workspace;
  const dossier = `${config.region}${pack.defaults.partNames.dossier}`;
  const plan = planDossier({
    units,
    reports,
    pages: new Map([...bound].map(([id, { pages }]) => [id, pages])),
    split: options.split,
    numbering,
    duplex: options.duplex,
    front: front.front(),
    tail: front.tail(),
    measure: {
      cover: () => front.cover(1, 9).length,
      contents: (listing) => front.contents(listing).length,
      chapter: (listed) => front.chapter(listed).length,
      reports: (listed) => front.reports(listed).length,
    },
    name: (no, of) => {
      const volume = lang === 'zh' ? `第${no}卷` : `volume-${no}`;
      const base = lang === 'zh' ? pack.defaults.partNames.dossier : 'dossier';
      return {
        title: of === 1 ? dossier : `${dossier} ${volume}`,
        file: `${fileName(of === 1 ? base : `${base}-${volume}`)}.pdf`,
      };
    },
    titles: {
      cover: TITLES.cover[lang],
      contents: TITLES.contents[lang],
      reports: reportsTitle(workspace.pack, lang),
      blank: TITLES.blank[lang],
    },
    facts: (path) => ({
      bytes: binder.inputs.get(path)?.bytes ?? 0,
      sha256: binder.inputs.get(path)?.sha256 ?? '',
      failure: failures.get(path) ?? null,
    }),
  });
  // Told among the missing, if no font has one of them.
  binder.fonts.use('song', stampCharacters(plan.materials.map((m) => m.number)));
  const sources = new Map(
    units.flatMap((unit) => unit.pieces.map(({ id, source }) => [id, source] as const)),
  );
  const placeOf = placesOf(plan, bound, numbering, lang);
  const backs = waysBack(input);
  return {
    plan,
    sourceOf: (piece) => sources.get(piece) ?? null,
    failureOf: (path) => failures.get(path) ?? doubts.get(path) ?? null,
    doubts,
    engines,
    work: (volume, target) => ({
      traceOf: (id) => bound.get(id)?.trace,
      sourceOf: (id) => sources.get(id) ?? null,
      numbers: `0123456789-${volumePrefix(0, lang)}`,
      job: {
        target,
        info: {
          title: volume.title,
          author: config.region,
          subject: pack.title,
          lang: 'zh-CN',
          date: workspace.asOf,
          producer: `${context.tool.name} ${context.tool.version}`,
        },
        firstPrinted: firstPrinted(plan, volume.no, numbering),
        draft: options.draft,
        lang,
        pageOf: (id) => placeOf(id, volume),
        pieces: volume.pieces.map((piece): VolumePiece => {
          const source = bound.get(piece.id)?.source ?? {
            kind: 'pages',
            make: async () => front.make(piece, volume, plan.volumes.length),
          };
          return { ...volumePiece(piece, lang), back: backs.get(piece.id) ?? null, source };
        }),
        picture: input.picture,
        normalise: binder.normalise,
        ...(context.signal ? { signal: context.signal } : {}),
      },
    }),
  };
}

/** Where a piece, or a place within it, stands as seen from a volume. */
function placesOf(
  plan: DossierPlan,
  bound: ReadonlyMap<string, Bound>,
  numbering: 'volume' | 'continuous',
  lang: Lang,
): (id: string, from: Volume) => PiecePlace | null {
  const places = new Map(plan.volumes.flatMap((v) => v.pieces.map((piece) => [piece.id, piece] as const)));
  return (id, from) => {
    const [whole = '', anchor] = id.split('#');
    const piece = places.get(whole === pieceId.contentsHere ? pieceId.contents(from.no) : whole);
    if (!piece) return null;
    const offset = anchor === undefined ? 0 : (bound.get(piece.id)?.anchors?.get(anchor) ?? 0);
    const first = piece.firstPage + offset;
    const other = piece.volume === from.no ? undefined : plan.volumes[piece.volume - 1]?.file;
    // Each volume has a page 7 of its own where numbers begin anew.
    const prefix = other !== undefined && numbering === 'volume' ? volumePrefix(piece.volume, lang) : '';
    return {
      first,
      pages: piece.pages,
      printed: first + firstPrinted(plan, piece.volume, numbering) - 1,
      ...(other === undefined ? {} : { file: other, prefix }),
    };
  };
}

/** The catalogue's row that each material's stamp leads back to. */
function waysBack({ units }: AssembleInput): ReadonlyMap<string, string> {
  return new Map(
    units.flatMap((unit) =>
      unit.submissions.flatMap(({ catalogue, materials }) =>
        materials.flatMap(({ piece, number }) =>
          piece !== null && catalogue ? [[piece, placeIn(catalogue.id, number)] as const] : [],
        ),
      ),
    ),
  );
}

const volumePrefix = (no: number, lang: Lang): string => (lang === 'zh' ? `${no}卷 ` : `v${no} `);

function fileName(text: string): string {
  return text.replace(/[<>:"/\\|?*]/g, '_');
}

async function bindAll(input: AssembleInput): Promise<Map<string, Bound>> {
  const { context, units, reports, binder, workspace, withheld } = input;
  const files = new Map(workspace.inventory.files.map((f) => [f.path, f] as const));
  const bound = new Map<string, Bound>();
  const bind = async (pieces: readonly DraftPiece[]) => {
    for (const piece of pieces) {
      const file = piece.source === null ? undefined : files.get(piece.source);
      if (!file) continue;
      const reason = withheld.get(file.path);
      bound.set(
        piece.id,
        reason === undefined
          ? await bindFile(binder, piece, file)
          : await substitute(binder, piece, file, reason),
      );
    }
  };
  for (const [index, unit] of units.entries()) {
    context.signal?.throwIfAborted();
    bound.set(unit.sheet.id, await bindUnitSheet(binder, unit));
    for (const submission of unit.submissions) {
      if (submission.catalogue)
        bound.set(submission.catalogue.id, await bindCatalogue(binder, submission, unit));
    }
    await bind(unit.pieces);
    context.progress({
      zh: `编排 ${index + 1}/${units.length}：${unit.work.unit.key} ${unit.work.unit.name}`,
      en: `laying out ${index + 1} of ${units.length}: unit ${unit.work.unit.key}`,
    });
  }
  await bind(reports.map(({ piece }) => piece));
  return bound;
}

function volumePiece(piece: Piece, lang: Lang): Pick<VolumePiece, 'id' | 'pages' | 'bookmark' | 'stamp'> {
  const level = LEVEL[piece.kind];
  const title = bookmarkTitle(piece, lang);
  return {
    id: piece.id,
    pages: piece.pages,
    bookmark: level === null ? null : { title, level, open: piece.kind === 'chapter' },
    stamp: piece.kind === 'material' ? piece.id.slice('material:'.length) : null,
  };
}

/** Level of a piece's bookmark; null for none. */
const LEVEL: Record<Piece['kind'], number | null> = {
  cover: 1,
  notes: 1,
  contents: 1,
  gaps: 1,
  chapter: 1,
  'unit-sheet': 2,
  statement: 3,
  catalogue: 3,
  material: 3,
  report: 2,
  'url-index': 1,
  'offline-register': 1,
  blank: null,
};

/** As the outline of the PDF shows a piece. */
export function bookmarkTitle(piece: Piece, lang: Lang): string {
  switch (piece.kind) {
    case 'unit-sheet':
      return `${unitLabel(piece.unit ?? '', lang)} ${piece.title}`;
    case 'catalogue':
      return piece.department ? `${TITLES.catalogue[lang]}（${piece.department}）` : TITLES.catalogue[lang];
    case 'material':
      return `${piece.id.slice('material:'.length)} ${piece.title}`;
    case 'report':
      return `${piece.department ?? ''} ${piece.title}`.trim();
    default:
      return piece.title;
  }
}
