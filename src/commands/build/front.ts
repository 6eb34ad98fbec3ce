/** The pages that belong to no unit: cover, notes, contents, dividers, indexes and registers. */
import {
  type ContentsEntry,
  chapterDivider,
  contents,
  cover,
  type GapRow,
  gaps,
  notes,
  type OfflineRow,
  offlineRegister,
  type PageContent,
  placeIn,
  type RegisterState,
  registerTitle,
  type UrlRow,
  urlIndex,
} from '../../layout/index.js';
import type { Report } from '../../model/finding.js';
import type { Piece, Volume } from '../../model/plan.js';
import { keyInText } from '../../model/unitkey.js';
import { fill, wording } from '../../model/wording.js';
import type { Workspace } from '../../model/workspace.js';
import {
  type DraftMaterial,
  type DraftReport,
  type DraftSubmission,
  type DraftUnit,
  type Listing,
  type OwnPiece,
  pieceId,
} from '../../plan/index.js';
import type { Context } from '../command.js';
import { type Binder, type Bound, catalogueDate } from './binding.js';
import { notesData } from './notes.js';
import type { BuildOptions } from './options.js';
import { dateText, reportsTitle, TITLES, unitLabel } from './words.js';

export interface FrontInput {
  context: Context;
  workspace: Workspace;
  report: Report;
  units: DraftUnit[];
  reports: DraftReport[];
  binder: Binder;
  options: BuildOptions;
}

const REGISTERS: readonly RegisterState[] = ['on-site', 'paper', 'superior', 'none', 'withheld'];
/** Columns that catalogues have beside the prescribed ones to say where something is. */
const WHERE = /存放|保管|处所|地点|场所|位置|地址/;

export class FrontMatter {
  readonly #input: FrontInput;
  readonly #bound: ReadonlyMap<string, Bound>;

  /** @param bound what stands on the pages of units and reports: the notes tell what could not be shown */
  constructor(input: FrontInput, bound: ReadonlyMap<string, Bound>) {
    this.#input = input;
    this.#bound = bound;
  }

  get #lang() {
    return this.#input.context.lang;
  }

  get #options() {
    return { lang: this.#lang };
  }

  get #fonts() {
    return this.#input.binder.fonts;
  }

  /** What stands once at the beginning, measured: notes; gaps of a draft. */
  front(): OwnPiece[] {
    return [
      measured(pieceId.notes, 'notes', TITLES.notes[this.#lang], this.notes()),
      ...this.#some(pieceId.gaps, 'gaps', TITLES.gaps[this.#lang], this.gaps()),
    ];
  }

  /** What stands once at the end, measured, as far as there is anything to list. */
  tail(): OwnPiece[] {
    return [
      ...this.#some(pieceId.urlIndex, 'url-index', TITLES.urlIndex[this.#lang], this.urls()),
      ...REGISTERS.flatMap((state) =>
        this.#some(
          pieceId.register(state),
          'offline-register',
          registerTitle(state, this.#lang),
          this.register(state),
        ),
      ),
    ];
  }

  #some(id: string, kind: Piece['kind'], title: string, pages: PageContent[]): OwnPiece[] {
    return pages.length === 0 ? [] : [measured(id, kind, title, pages)];
  }

  /** The pages of a planned piece. @throws Error for a piece of a unit that was not bound: a bug */
  make(piece: Piece, volume: Volume, volumes: number): PageContent[] {
    const listing = this.#listing(volume);
    switch (piece.kind) {
      case 'cover':
        return this.cover(volume.no, volumes, listing);
      case 'notes':
        return this.notes();
      case 'contents':
        return this.contents(listing, dividersOf(volume));
      case 'chapter':
        return piece.chapter === null
          ? this.reports(listing.reports)
          : this.chapter(listing.units.filter((u) => u.work.unit.chapter.no === piece.chapter));
      case 'url-index':
        return this.urls();
      case 'offline-register':
        return this.register(REGISTERS.find((state) => pieceId.register(state) === piece.id) ?? 'none');
      case 'gaps':
        return this.gaps();
      case 'blank':
        return [blankPage(this.cover(1, 1))];
      default:
        throw new Error(`piece ${piece.id} was not bound`);
    }
  }

  #listing(volume: Volume): Listing {
    const here = new Map(volume.pieces.map((p) => [p.id, p] as const));
    const of = (...kinds: Piece['kind'][]) =>
      volume.pieces.filter((p) => kinds.includes(p.kind)).map((p) => ({ ...p, source: null, stamp: null }));
    return {
      front: of('notes', 'gaps'),
      units: this.#input.units.filter((unit) => here.has(unit.sheet.id)),
      reports: this.#input.reports.filter((report) => here.has(report.piece.id)),
      tail: of('url-index', 'offline-register'),
    };
  }

  cover(no: number, of: number, listing?: Listing): PageContent[] {
    const { workspace, options } = this.#input;
    const { region, applicant, compiler } = workspace.config;
    const chapters = [...new Set(listing?.units.map((u) => u.work.unit.chapter.title))];
    if (listing && listing.reports.length > 0) chapters.push(reportsTitle(workspace.pack, this.#lang));
    if (listing && chapters.length === 0) chapters.push(...listing.tail.map(({ title }) => title));
    const data = {
      region,
      title: workspace.pack.defaults.partNames.dossier,
      volume: { no, of },
      scope:
        of === 1 ? '' : chapters.length > 2 ? `${chapters[0]} — ${chapters.at(-1)}` : chapters.join('　'),
      applicant: applicant ?? `${region}人民政府`,
      compiler: compiler ?? '',
      date: dateText(workspace.asOf, this.#lang),
      draft: options.draft,
      publicVersion: options.publish,
    };
    return cover(data, this.#fonts, this.#options);
  }

  notes(): PageContent[] {
    return notes(notesData(this.#input, this.#bound), this.#fonts, this.#options);
  }

  contents(listing: Listing, dividers: ReadonlyMap<number | null, string> = new Map()): PageContent[] {
    const lang = this.#lang;
    const once = ({ title, id }: { title: string; id: string }) => ({ title, level: 0, piece: id });
    const entries: ContentsEntry[] = listing.front.map(once);
    let chapter: number | null = null;
    for (const unit of listing.units) {
      const { chapter: own, key, name } = unit.work.unit;
      if (own.no !== chapter) {
        chapter = own.no;
        const piece = dividers.get(own.no) ?? pieceId.chapter(own.no);
        entries.push({ title: own.title, level: 0, piece });
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
    if (listing.reports.length > 0) {
      const piece = dividers.get(null) ?? pieceId.reports;
      entries.push({ title: reportsTitle(this.#input.workspace.pack, lang), level: 0, piece });
      entries.push(...reportEntries(listing.reports).map((entry) => ({ ...entry, level: 1 })));
    }
    entries.push(...listing.tail.map(once));
    return contents({ entries }, this.#fonts, this.#options);
  }

  chapter(listed: readonly DraftUnit[]): PageContent[] {
    const chapter = listed[0]?.work.unit.chapter;
    const entries = listed.map((u) => ({
      title: `${unitLabel(u.work.unit.key, this.#lang)}　${u.work.unit.name}`,
      piece: u.sheet.id,
    }));
    const data = { no: chapter?.no ?? null, title: chapter?.title ?? '', entries };
    return chapterDivider(data, this.#fonts, this.#options);
  }

  reports(listed: readonly DraftReport[]): PageContent[] {
    const data = {
      no: null,
      title: reportsTitle(this.#input.workspace.pack, this.#lang),
      entries: reportEntries(listed),
    };
    return chapterDivider(data, this.#fonts, this.#options);
  }

  #materials(): { unit: DraftUnit; submission: DraftSubmission; material: DraftMaterial; place: string }[] {
    return this.#input.units.flatMap((unit) =>
      unit.submissions.flatMap((submission) =>
        submission.materials.map((material) => ({
          unit,
          submission,
          material,
          place: submission.catalogue
            ? placeIn(submission.catalogue.id, material.number)
            : (material.piece ?? unit.sheet.id),
        })),
      ),
    );
  }

  urls(): PageContent[] {
    const rows = this.#materials().flatMap(({ material: m, place }) =>
      (m.entry?.urls ?? []).map(
        (url): UrlRow => ({ number: m.number, title: m.title, url, department: m.department, piece: place }),
      ),
    );
    const { qr } = this.#input.options;
    return rows.length === 0 ? [] : urlIndex({ rows, qr }, this.#fonts, this.#options);
  }

  register(state: RegisterState): PageContent[] {
    const rows = this.#materials()
      .filter(({ material }) => material.state === state)
      .map(({ unit, material: m, place }): OfflineRow => {
        const { entry } = m;
        const where = Object.entries(entry?.extra ?? {}).flatMap(([head, text]) =>
          WHERE.test(head) ? [text] : [],
        );
        const keeper = [entry?.responsible || (m.department ?? ''), ...where, entry?.remark ?? ''];
        const { key, name } = unit.work.unit;
        return {
          number: m.number,
          title: m.title,
          documentNumber: entry?.documentNumber ?? '',
          unit: `${this.#lang === 'zh' ? keyInText(key) : key} ${name}`,
          department: m.department,
          keeper: [...new Set(keeper.map((text) => text.trim()))].filter((text) => text !== '').join('\n'),
          date: catalogueDate(entry?.date ?? ''),
          piece: place,
        };
      });
    return rows.length === 0 ? [] : offlineRegister({ state, rows }, this.#fonts, this.#options);
  }

  /** A draft lists what is still wrong; a final dossier has nothing to list. */
  gaps(): PageContent[] {
    const { options, report, context } = this.#input;
    if (!options.draft) return [];
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
    return rows.length === 0 ? [] : gaps({ rows }, this.#fonts, this.#options);
  }
}

function measured(id: string, kind: Piece['kind'], title: string, pages: PageContent[]): OwnPiece {
  const none = { unit: null, department: null, chapter: null, source: null, stamp: null };
  return { piece: { ...none, id, kind, title }, pages: pages.length };
}

/** The divider of each chapter, and of the reports (null), in a volume. */
function dividersOf(volume: Volume): ReadonlyMap<number | null, string> {
  return new Map(volume.pieces.flatMap((p) => (p.kind === 'chapter' ? [[p.chapter, p.id] as const] : [])));
}

/** Reports of one kind stand together; each under its department's name. */
function reportEntries(listed: readonly DraftReport[]): { title: string; piece: string }[] {
  return listed.map(({ department, piece }) => ({ title: `${department}　${piece.title}`, piece: piece.id }));
}

/** The size of the other pages and nothing on it. */
function blankPage([page]: PageContent[]): PageContent {
  if (!page) throw new Error('a cover without a page');
  return { width: page.width, height: page.height, items: [], links: [] };
}
