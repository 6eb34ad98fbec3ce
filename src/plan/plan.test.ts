import { describe, expect, it } from 'vitest';
import type { CatalogueEntry } from '../model/document.js';
import type { InventoryFile } from '../model/inventory.js';
import type { Chapter, Unit } from '../model/pack.js';
import type { PieceKind } from '../model/plan.js';
import type { Material, Submission, Workspace } from '../model/workspace.js';
import {
  firstPrinted,
  type OwnPiece,
  outline,
  outlineReports,
  type PlanInput,
  planDossier,
  type Split,
} from './index.js';

function chapter(no: number): Chapter {
  return { no, title: `${no}、章`, sections: [] };
}

function unit(key: string, chapterNo: number): Unit {
  return {
    key,
    prefix: key.padStart(3, '0'),
    name: `单元${key}`,
    kind: 'indicator',
    indicators: [{ no: Number(key), text: '指标', verbatim: true }],
    chapter: chapter(chapterNo),
    sections: [],
    materials: '',
    notes: '',
    leadText: '',
    leads: [],
    owedBy: 'each',
    openLeads: false,
    items: [],
    statements: [],
    urls: 'if-any',
    urlItems: [],
    counts: [],
    thresholds: [],
    dates: [],
    personalData: false,
    pdfOnly: false,
    corrections: [],
    weight: 1,
  };
}

function file(path: string): InventoryFile {
  return {
    path,
    name: path,
    extension: 'pdf',
    bytes: 10,
    signature: 'pdf',
    role: 'evidence',
    department: '司法局',
    unit: null,
    unitFolder: null,
    denied: null,
  };
}

function material(order: number, path: string | null): Material {
  const entry: CatalogueEntry = {
    row: order,
    number: String(order),
    title: `材料${order}`,
    documentNumber: '',
    responsible: '',
    date: '',
    urls: [],
    urlText: '',
    pages: '',
    classification: '',
    stateText: '',
    state: path ? 'file' : 'on-site',
    stateKnown: true,
    remark: '',
    extra: {},
  };
  return {
    order,
    title: entry.title,
    state: path ? 'file' : 'on-site',
    entry,
    file: path ? file(path) : null,
  };
}

function submission(of: Unit, department: string, materials: Material[]): Submission {
  return {
    unit: of,
    department,
    folder: `${department}/${of.key}`,
    due: true,
    statementsDue: [],
    statements: [
      {
        file: file(`${department}/${of.key}/说明.docx`),
        document: { kind: 'other', path: '' },
        prescribed: null,
        firstParagraph: '说明',
        words: null,
        bodyWords: null,
      },
    ],
    catalogues: [],
    catalogue: null,
    evidence: [],
    materials,
  };
}

function workspace(parts: Submission[][]): Workspace {
  return {
    units: parts.map((submissions) => ({ unit: submissions[0]?.unit ?? unit('1', 1), submissions })),
  } as Workspace;
}

function tail(id: string, kind: PieceKind, pages: number): OwnPiece {
  const none = { unit: null, department: null, chapter: null, source: null, stamp: null };
  return { piece: { ...none, id, kind, title: id }, pages };
}

function input(of: Workspace, split: Split, overrides: Partial<PlanInput> = {}): PlanInput {
  const units = outline(of);
  const pages = new Map(units.flatMap((u) => u.pieces.map((p) => [p.id, p.kind === 'material' ? 3 : 2])));
  return {
    units,
    pages,
    split,
    numbering: 'volume',
    reports: [],
    duplex: false,
    front: [],
    tail: [tail('url-index', 'url-index', 2)],
    measure: {
      cover: () => 1,
      contents: ({ units: listed }) => Math.ceil(listed.length / 2),
      chapter: () => 1,
      reports: () => 1,
    },
    name: (no, total) => ({ title: `卷${no}/${total}`, file: `${no}.pdf` }),
    titles: { cover: '封面', contents: '目录', reports: '总结报告', blank: '空白页' },
    facts: () => ({ bytes: 10, sha256: 'x', failure: null }),
    ...overrides,
  };
}

const u1 = unit('1', 1);
const u2 = unit('2', 1);
const u9 = unit('9', 2);
const three = workspace([
  [
    submission(u1, '甲', [material(1, 'a.pdf'), material(2, null)]),
    submission(u1, '乙', [material(1, 'b.pdf')]),
  ],
  [submission(u2, '甲', [material(1, 'c.pdf')])],
  [submission(u9, '乙', [material(1, null)])],
]);

describe('outline', () => {
  it("counts material numbers on over a unit's departments and leaves off-line ones without a piece", () => {
    const [first] = outline(three);
    const materials = first?.submissions.flatMap((s) => s.materials) ?? [];
    expect(materials.map((m) => [m.number, m.piece])).toEqual([
      ['001-01', 'material:001-01'],
      ['001-02', null],
      ['001-03', 'material:001-03'],
    ]);
  });

  it('orders a unit: sheet, then per department statements, catalogue, materials', () => {
    const [first] = outline(three);
    expect(first?.pieces.map((p) => p.id)).toEqual([
      'unit:1',
      'statement:1:1.1',
      'catalogue:1:1',
      'material:001-01',
      'statement:1:2.1',
      'catalogue:1:2',
      'material:001-03',
    ]);
  });

  it('leaves out units of which nothing was delivered', () => {
    const empty = { ...submission(u2, '甲', []), folder: null };
    expect(outline(workspace([[empty]]))).toEqual([]);
  });
});

describe('planDossier', () => {
  it('numbers every page once, without gap or overlap', () => {
    const plan = planDossier(input(three, { by: 'none' }));
    const [volume] = plan.volumes;
    let next = 1;
    for (const piece of volume?.pieces ?? []) {
      expect(piece.firstPage, piece.id).toBe(next);
      next += piece.pages;
    }
    expect(volume?.pages).toBe(next - 1);
    expect(volume?.pieces.map((p) => p.id).slice(0, 4)).toEqual([
      'cover:1',
      'contents:1',
      'chapter:1',
      'unit:1',
    ]);
    expect(volume?.pieces.at(-1)?.id).toBe('url-index');
  });

  it('gives every material the page of its piece', () => {
    const plan = planDossier(input(three, { by: 'none' }));
    for (const m of plan.materials) {
      const piece = plan.volumes[0]?.pieces.find((p) => p.id === `material:${m.number}`);
      expect([m.firstPage, m.pages]).toEqual(piece ? [piece.firstPage, 3] : [null, 0]);
    }
  });

  it('splits by chapter, registers in the last volume', () => {
    const plan = planDossier(input(three, { by: 'chapter' }));
    expect(
      plan.volumes.map((v) => v.pieces.filter((p) => p.kind === 'unit-sheet').map((p) => p.unit)),
    ).toEqual([['1', '2'], ['9']]);
    expect(plan.volumes.map((v) => v.pieces.some((p) => p.id === 'url-index'))).toEqual([false, true]);
    expect(plan.volumes.map((v) => v.pieces[0]?.firstPage)).toEqual([1, 1]);
  });

  it('splits by pages without breaking a unit', () => {
    // 16, 9 and 6 pages: the second and third fit together with cover, contents and two dividers.
    const plan = planDossier(input(three, { by: 'pages', limit: 19 }, { tail: [] }));
    expect(
      plan.volumes.map((v) => v.pieces.filter((p) => p.kind === 'unit-sheet').map((p) => p.unit)),
    ).toEqual([['1'], ['2', '9']]);
    const ids = plan.volumes.flatMap((v) => v.pieces.map((p) => p.id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('counts cover, contents and dividers towards the limit', () => {
    const plan = planDossier(input(three, { by: 'pages', limit: 18 }, { tail: [] }));
    expect(plan.volumes.map((v) => v.pieces.filter((p) => p.kind === 'unit-sheet').length)).toEqual([
      1, 1, 1,
    ]);
  });

  it('numbers on over volumes where asked to', () => {
    const plan = planDossier(input(three, { by: 'chapter' }, { numbering: 'continuous' }));
    const pages = plan.volumes[0]?.pages ?? 0;
    expect(firstPrinted(plan, 2, 'continuous')).toBe(pages + 1);
    expect(firstPrinted(plan, 2, 'volume')).toBe(1);
  });

  it('refuses a piece without pages', () => {
    expect(() => planDossier(input(three, { by: 'none' }, { pages: new Map() }))).toThrow(
      /unit:1 has no page count/,
    );
  });

  it('splits by the size of the files, each file counted once', () => {
    const sizes: Record<string, number> = { 'a.pdf': 3 << 20, 'b.pdf': 3 << 20, 'c.pdf': 9 << 20 };
    const facts = (path: string) => ({ bytes: sizes[path] ?? 10, sha256: path, failure: null });
    const volumesOf = (limit: number, more: Partial<PlanInput> = {}) =>
      planDossier(input(three, { by: 'size', limit }, { facts, ...more })).volumes.map((v) =>
        v.pieces.filter((p) => p.kind === 'unit-sheet').map((p) => p.unit),
      );
    expect(volumesOf(100 << 20)).toEqual([['1', '2', '9']]);
    // Unit 2 alone is over the limit: it stands alone, and the next begins anew.
    expect(volumesOf(8 << 20)).toEqual([['1'], ['2'], ['9']]);
    const same = { facts: (path: string) => ({ ...facts(path), bytes: 4 << 20, sha256: 'same' }) };
    expect(volumesOf(6 << 20, same)).toEqual([['1', '2', '9']]);
  });

  it('starts parts on right-hand pages with empty pages of nobody before them', () => {
    const odd = new Set(['contents', 'chapter', 'unit-sheet', 'url-index']);
    for (const numbering of ['volume', 'continuous'] as const) {
      const plan = planDossier(input(three, { by: 'chapter' }, { duplex: true, numbering }));
      for (const { no, pieces, pages } of plan.volumes) {
        const first = firstPrinted(plan, no, numbering);
        let next = 1;
        for (const piece of pieces) {
          expect(piece.firstPage, piece.id).toBe(next);
          next += piece.pages;
          if (odd.has(piece.kind)) expect((first + piece.firstPage - 1) % 2, piece.id).toBe(1);
          if (piece.kind === 'blank') expect([piece.unit, piece.pages]).toEqual([null, 1]);
        }
        expect(pages).toBe(next - 1);
        expect(pieces.some((piece) => piece.kind === 'blank')).toBe(true);
      }
    }
    const plain = planDossier(input(three, { by: 'none' }));
    expect(plain.volumes[0]?.pieces.some((piece) => piece.kind === 'blank')).toBe(false);
  });

  it('puts registers that do not fit into a volume of their own', () => {
    const wanted = [tail('url-index', 'url-index', 12)];
    const plan = planDossier(input(three, { by: 'pages', limit: 19 }, { tail: wanted }));
    expect(plan.volumes.at(-1)?.pieces.map((p) => p.id)).toEqual(['cover:3', 'contents:3', 'url-index']);
  });
});

describe('reports', () => {
  const pdf = file('甲/总结报告.docx');
  const departments = ['甲', '乙'].map((name) => ({
    name,
    folder: name,
    summaryReports: name === '甲' ? [pdf, file('甲/总结报告2.docx')] : [],
    liaisonForms: [file(`${name}/联络员.docx`)],
    prescribedForms: name === '甲' ? [file('甲/申报表.docx')] : [],
    assessments: name === '乙' ? [file('乙/自评表.xlsx')] : [],
    assessmentReports: name === '乙' ? [file('乙/自评报告.docx')] : [],
    submissions: [],
  }));
  const pack = {
    forms: { summaryReport: { title: '总结报告' }, liaisonForm: { title: '联络员名单' } },
    assessment: { table: '自评表', report: { title: '自评报告' } },
  };
  const of = { ...three, departments, pack } as unknown as Workspace;

  it('are a chapter of their own after the units, in a volume of its own where volumes are chapters', () => {
    const reports = outlineReports(of, true);
    expect(reports.map((r) => r.piece.id)).toEqual([
      'summary-report:甲',
      'summary-report:甲:2',
      'self-assessment-report:乙',
      'self-assessment:乙',
      'prescribed-form:甲',
      'liaison-form:甲',
      'liaison-form:乙',
    ]);
    const base = input(three, { by: 'chapter' }, { reports });
    const pages = new Map([...base.pages, ...reports.map((r) => [r.piece.id, 4] as const)]);
    const plan = planDossier({ ...base, pages });
    expect(plan.volumes).toHaveLength(3);
    expect(plan.volumes[2]?.pieces.map((p) => p.id).slice(2, 4)).toEqual([
      'chapter:reports',
      'summary-report:甲',
    ]);
  });

  it('go without the forms that name persons where those are not wanted', () => {
    expect(outlineReports(of, false).map((r) => r.kind)).toEqual([
      'summary-report',
      'summary-report',
      'self-assessment-report',
      'self-assessment',
    ]);
  });
});
