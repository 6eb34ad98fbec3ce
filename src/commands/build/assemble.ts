/**
 * Measures every piece, plans the volumes, and hands each volume to the assembler: layout and pdf meet here.
 */
import {
  type ContentsEntry,
  chapterDivider,
  contents,
  cover,
  type GapRow,
  gaps,
  type OfflineRow,
  offlineRegister,
  type UrlRow,
  urlIndex,
} from '../../layout/index.js';
import type { Report } from '../../model/finding.js';
import type { Lang } from '../../model/lang.js';
import type { DossierPlan, Piece, Volume } from '../../model/plan.js';
import { fill, wording } from '../../model/wording.js';
import type { Workspace } from '../../model/workspace.js';
import { stampCharacters, type VolumePiece, type VolumeResult, writeVolume } from '../../pdf/index.js';
import { type DraftPiece, type DraftUnit, firstPrinted, planDossier, type Split } from '../../plan/index.js';
import type { Context } from '../command.js';
import { type Binder, type Bound, bindCatalogue, bindFile, bindUnitSheet } from './binding.js';
import { dateText, TITLES, unitLabel } from './words.js';

export interface AssembleInput {
  context: Context;
  workspace: Workspace;
  report: Report;
  units: DraftUnit[];
  binder: Binder;
  draft: boolean;
  split: Split;
  numbering: 'volume' | 'continuous';
  picture(key: string): Promise<{ bytes: Uint8Array; mime: string }>;
}

export interface Assembly {
  plan: DossierPlan;
  /** Writes one volume to an absolute path. */
  write(volume: Volume, target: string): Promise<VolumeResult>;
  /** Inventory path of the file that a piece binds in; null for the tool's own. */
  sourceOf(piece: string): string | null;
  /** Why a placeholder stands for an input file, or what may be missing of it, by inventory path. */
  failureOf(path: string): string | null;
  /** Files that are bound in as far as they could be read. */
  doubts: ReadonlyMap<string, string>;
}

export async function assemble(input: AssembleInput): Promise<Assembly> {
  const { context, workspace, units, binder } = input;
  const { lang } = context;
  const bound = await bindAll(input);
  const failures = new Map<string, string>();
  const doubts = new Map<string, string>();
  for (const unit of units) {
    for (const piece of unit.pieces) {
      const failure = bound.get(piece.id)?.failure;
      if (failure && piece.source !== null) failures.set(piece.source, failure);
      const doubt = bound.get(piece.id)?.doubt;
      if (doubt !== undefined && piece.source !== null) doubts.set(piece.source, doubt);
    }
  }
  const front = new FrontMatter(input);
  const { pack, config } = workspace;
  const dossier = `${config.region}${pack.defaults.partNames.dossier}`;
  const plan = planDossier({
    units,
    pages: new Map([...bound].map(([id, { pages }]) => [id, pages])),
    split: input.split,
    numbering: input.numbering,
    measure: {
      cover: () => front.cover(1, 9).length,
      contents: (listed, extra) => front.contentsOf(listed, extra).length,
      chapter: (listed) => front.chapterOf(listed).length,
      urlIndex: () => front.urls().length,
      offlineRegister: () => front.offline().length,
      gaps: () => front.gaps().length,
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
      urlIndex: TITLES.urlIndex[lang],
      offlineRegister: TITLES.offlineRegister[lang],
      gaps: TITLES.gaps[lang],
    },
    facts: (path) => ({
      bytes: binder.inputs.get(path)?.bytes ?? 0,
      sha256: binder.inputs.get(path)?.sha256 ?? '',
      failure: failures.get(path) ?? null,
    }),
  });
  binder.fonts.use('song', stampCharacters(plan.materials.map((m) => m.number)));
  for (const role of binder.fonts.usedRoles()) {
    binder.fonts.use(role, `0123456789-${volumePrefix(0, 'zh')}${volumePrefix(0, 'en')}`);
  }
  const sources = new Map(
    units.flatMap((unit) => unit.pieces.map(({ id, source }) => [id, source] as const)),
  );
  const places = new Map(plan.volumes.flatMap((v) => v.pieces.map((piece) => [piece.id, piece] as const)));
  return {
    plan,
    sourceOf: (piece) => sources.get(piece) ?? null,
    failureOf: (path) => failures.get(path) ?? doubts.get(path) ?? null,
    doubts,
    write: (volume, target) =>
      writeVolume({
        target,
        info: {
          title: volume.title,
          author: config.region,
          subject: pack.title,
          lang: 'zh-CN',
          date: workspace.asOf,
          producer: `${context.tool.name} ${context.tool.version}`,
        },
        firstPrinted: firstPrinted(plan, volume.no, input.numbering),
        draft: input.draft,
        lang,
        fonts: binder.fonts,
        pageOf: (id) => {
          const piece = places.get(id);
          if (!piece) return null;
          const printed = piece.firstPage + firstPrinted(plan, piece.volume, input.numbering) - 1;
          const other = piece.volume === volume.no ? undefined : plan.volumes[piece.volume - 1]?.file;
          // Each volume has a page 7 of its own where numbers begin anew.
          const prefix =
            other !== undefined && input.numbering === 'volume' ? volumePrefix(piece.volume, lang) : '';
          return {
            first: piece.firstPage,
            pages: piece.pages,
            printed,
            ...(other === undefined ? {} : { file: other, prefix }),
          };
        },
        pieces: volume.pieces.map((piece) => volumePiece(piece, volume, plan, bound, front, input)),
        picture: input.picture,
        normalise: binder.normalise,
        ...(context.signal ? { signal: context.signal } : {}),
      }),
  };
}

const volumePrefix = (no: number, lang: Lang): string => (lang === 'zh' ? `${no}卷 ` : `vol. ${no}, `);

function fileName(text: string): string {
  return text.replace(/[<>:"/\\|?*]/g, '_');
}

async function bindAll({ context, units, binder, workspace }: AssembleInput): Promise<Map<string, Bound>> {
  const files = new Map(workspace.inventory.files.map((f) => [f.path, f] as const));
  const bound = new Map<string, Bound>();
  for (const [index, unit] of units.entries()) {
    context.signal?.throwIfAborted();
    bound.set(unit.sheet.id, await bindUnitSheet(binder, unit));
    for (const submission of unit.submissions) {
      if (submission.catalogue)
        bound.set(submission.catalogue.id, await bindCatalogue(binder, submission, unit));
    }
    for (const piece of unit.pieces) {
      const file = piece.source === null ? undefined : files.get(piece.source);
      if (file) bound.set(piece.id, await bindFile(binder, piece, file));
    }
    context.progress({
      zh: `编排 ${index + 1}/${units.length}：${unit.work.unit.key} ${unit.work.unit.name}`,
      en: `laying out ${index + 1} of ${units.length}: unit ${unit.work.unit.key}`,
    });
  }
  return bound;
}

function volumePiece(
  piece: Piece,
  volume: Volume,
  plan: DossierPlan,
  bound: ReadonlyMap<string, Bound>,
  front: FrontMatter,
  input: AssembleInput,
): VolumePiece {
  const own = bound.get(piece.id);
  const stamp = piece.kind === 'material' ? piece.id.slice('material:'.length) : null;
  return {
    id: piece.id,
    pages: piece.pages,
    bookmark: {
      title: bookmarkTitle(piece, input),
      level: LEVEL[piece.kind],
      open: piece.kind === 'chapter',
    },
    stamp,
    source: own?.source ?? { kind: 'pages', make: async () => front.make(piece, volume, plan) },
  };
}

const LEVEL: Record<Piece['kind'], number> = {
  cover: 1,
  contents: 1,
  gaps: 1,
  chapter: 1,
  'unit-sheet': 2,
  statement: 3,
  catalogue: 3,
  material: 3,
  'url-index': 1,
  'offline-register': 1,
};

function bookmarkTitle(piece: Piece, { context: { lang } }: AssembleInput): string {
  switch (piece.kind) {
    case 'unit-sheet':
      return `${unitLabel(piece.unit ?? '', lang)} ${piece.title}`;
    case 'catalogue':
      return piece.department ? `${TITLES.catalogue[lang]}（${piece.department}）` : TITLES.catalogue[lang];
    case 'material':
      return `${piece.id.slice('material:'.length)} ${piece.title}`;
    default:
      return piece.title;
  }
}

/** The pages that belong to no unit. */
class FrontMatter {
  readonly #input: AssembleInput;

  constructor(input: AssembleInput) {
    this.#input = input;
  }

  get #options() {
    return { lang: this.#input.context.lang };
  }

  make(piece: Piece, volume: Volume, plan: DossierPlan) {
    const here = new Set(volume.pieces.map((p) => p.id));
    const listed = this.#input.units.filter((unit) => here.has(unit.sheet.id));
    switch (piece.kind) {
      case 'cover':
        return this.cover(volume.no, plan.volumes.length, listed);
      case 'contents':
        return this.contentsOf(
          listed,
          volume.pieces.filter((p) => ['gaps', 'url-index', 'offline-register'].includes(p.kind)),
          piecesOfChapters(volume),
        );
      case 'chapter':
        return this.chapterOf(listed.filter((u) => u.work.unit.chapter.no === piece.chapter));
      case 'url-index':
        return this.urls();
      case 'offline-register':
        return this.offline();
      case 'gaps':
        return this.gaps();
      default:
        throw new Error(`piece ${piece.id} was not bound`);
    }
  }

  cover(no: number, of: number, listed: DraftUnit[] = []) {
    const { workspace, context, binder, draft } = this.#input;
    const chapters = [...new Set(listed.map((u) => u.work.unit.chapter.title))];
    const data = {
      region: workspace.config.region,
      title: workspace.pack.defaults.partNames.dossier,
      volume: { no, of },
      scope:
        of === 1 ? '' : chapters.length > 2 ? `${chapters[0]} — ${chapters.at(-1)}` : chapters.join('　'),
      applicant: context.lang === 'zh' ? `${workspace.config.region}人民政府` : workspace.config.region,
      compiler: '',
      date: dateText(workspace.asOf, context.lang),
      draft,
      tool: `${context.tool.name} ${context.tool.version}`,
    };
    return cover(data, binder.fonts, this.#options);
  }

  contentsOf(
    listed: DraftUnit[],
    extra: Pick<DraftPiece, 'id' | 'title' | 'kind'>[],
    chapterPieces: ReadonlyMap<number, string> = new Map(),
  ) {
    const { lang } = this.#input.context;
    const entries: ContentsEntry[] = extra
      .filter((piece) => piece.kind === 'gaps')
      .map(({ title, id }) => ({ title, level: 0, piece: id }));
    let chapter: number | null = null;
    for (const unit of listed) {
      const { chapter: own, key, name } = unit.work.unit;
      if (own.no !== chapter) {
        chapter = own.no;
        entries.push({ title: own.title, level: 0, piece: chapterPieces.get(own.no) ?? `chapter:${own.no}` });
      }
      entries.push({ title: `${unitLabel(key, lang)}　${name}`, level: 1, piece: unit.sheet.id });
      const shared = unit.submissions.length > 1;
      for (const { statements, catalogue } of unit.submissions) {
        for (const { piece } of statements) {
          // Departments that share a unit deliver under the same title.
          const whose = shared && piece.department !== null ? `（${piece.department}）` : '';
          entries.push({ title: `${piece.title}${whose}`, level: 2, piece: piece.id });
        }
        if (catalogue) {
          const by = catalogue.department === null ? '' : `（${catalogue.department}）`;
          entries.push({ title: `${TITLES.catalogue[lang]}${by}`, level: 2, piece: catalogue.id });
        }
      }
    }
    for (const { title, id, kind } of extra)
      if (kind !== 'gaps') entries.push({ title, level: 0, piece: id });
    return contents({ entries }, this.#input.binder.fonts, this.#options);
  }

  chapterOf(listed: DraftUnit[]) {
    const { lang } = this.#input.context;
    const chapter = listed[0]?.work.unit.chapter;
    const entries = listed.map((u) => ({
      title: `${unitLabel(u.work.unit.key, lang)}　${u.work.unit.name}`,
      piece: u.sheet.id,
    }));
    return chapterDivider(
      { no: chapter?.no ?? 0, title: chapter?.title ?? '', entries },
      this.#input.binder.fonts,
      this.#options,
    );
  }

  urls() {
    const rows = this.#input.units.flatMap((unit) =>
      unit.submissions.flatMap((s) =>
        s.materials.flatMap((m) =>
          (m.entry?.urls ?? []).map(
            (url): UrlRow => ({
              number: m.number,
              title: m.title,
              url,
              department: m.department,
              piece: m.piece ?? s.catalogue?.id ?? unit.sheet.id,
            }),
          ),
        ),
      ),
    );
    return rows.length === 0 ? [] : urlIndex({ rows }, this.#input.binder.fonts, this.#options);
  }

  offline() {
    const rows = this.#input.units.flatMap((unit) =>
      unit.submissions.flatMap((s) =>
        s.materials
          .filter((m) => m.state !== 'file' && m.state !== 'url')
          .map(
            (m): OfflineRow => ({
              number: m.number,
              title: m.title,
              department: m.department,
              state: m.state,
              remark: m.entry?.remark ?? '',
              piece: s.catalogue?.id ?? unit.sheet.id,
            }),
          ),
      ),
    );
    return rows.length === 0 ? [] : offlineRegister({ rows }, this.#input.binder.fonts, this.#options);
  }

  /** A draft lists what is still wrong; a final dossier has nothing to list. */
  gaps() {
    const { draft, report, context, binder } = this.#input;
    if (!draft) return [];
    const rows = report.findings
      .filter((f) => f.waived === null && f.severity !== 'info')
      .map((f): GapRow => {
        const card = report.cards.get(f.rule);
        if (!card) throw new Error(`no card for rule ${f.rule}`);
        const { severity, department, unit, path } = f;
        const message = wording(card, f, context.lang);
        const advice = fill(card.advice[context.lang], f.args);
        return { severity, department, unit, path, message, advice };
      });
    return rows.length === 0 ? [] : gaps({ rows }, binder.fonts, this.#options);
  }
}

function piecesOfChapters(volume: Volume): ReadonlyMap<number, string> {
  return new Map(
    volume.pieces.flatMap((p) =>
      p.kind === 'chapter' && p.chapter !== null ? [[p.chapter, p.id] as const] : [],
    ),
  );
}
