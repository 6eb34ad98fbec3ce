/** A small dossier made by hand, for the tests of this room: two departments, seven units, every state and severity. */
import { DEFAULT_CHECKS } from '../model/checks.js';
import type { CatalogueEntry, MaterialState, UnreadableDocument } from '../model/document.js';
import type { Report } from '../model/finding.js';
import type { InventoryFile } from '../model/inventory.js';
import type { Chapter, Lead, Pack, StatementDue, Unit } from '../model/pack.js';
import type { DossierPlan, Piece, PlannedMaterial, Volume } from '../model/plan.js';
import type { StatementPart, Submission, UnitWork, Workspace } from '../model/workspace.js';
import { CARDS, MARKET, SERVICES, smallFindings } from './testing-findings.js';
import type { WorkbookInput } from './workbook.js';

export function entry(fields: Partial<CatalogueEntry> = {}): CatalogueEntry {
  return {
    row: 2,
    number: '1',
    title: '',
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
    ...fields,
  };
}

export function material(number: string, fields: Partial<PlannedMaterial> = {}): PlannedMaterial {
  return {
    number,
    piece: null,
    entry: null,
    unit: '17',
    department: SERVICES,
    title: `材料${number}`,
    source: null,
    state: 'file',
    volume: null,
    firstPage: null,
    printedFirst: null,
    pages: 0,
    bytes: null,
    sha256: null,
    failure: null,
    ...fields,
  };
}

/** A material that is bound in. */
export function bound(
  number: string,
  at: { volume: number; firstPage: number; pages: number },
  fields: Partial<PlannedMaterial> = {},
): PlannedMaterial {
  return material(number, { piece: `material:${number}`, printedFirst: at.firstPage, ...at, ...fields });
}

function offline(number: string, state: MaterialState, fields: Partial<PlannedMaterial>): PlannedMaterial {
  return material(number, { state, ...fields });
}

function statementDue(name: string, leads: string[]): StatementDue {
  return {
    title: name,
    name,
    item: null,
    softLimit: 500,
    hardLimit: 1000,
    leads,
    by: 'each',
    combinable: false,
    points: [],
    tables: [],
    stamp: null,
    evidenceListAtEnd: false,
  };
}

const CHAPTERS: Chapter[] = [
  { no: 1, title: '政府职能依法全面履行', sections: [{ title: '优化政府职能与服务', indicators: [] }] },
  { no: 2, title: '行政执法严格规范公正文明', sections: [{ title: '健全行政执法体制', indicators: [] }] },
];

function unit(
  key: string,
  name: string,
  numbers: (number | string)[],
  chapterNo: 1 | 2,
  leads: string[],
): Unit {
  const chapter = CHAPTERS[chapterNo - 1] ?? { no: 0, title: '', sections: [] };
  return {
    key,
    prefix: key.padStart(3, '0'),
    name,
    kind: key.startsWith('加') ? 'bonus' : 'indicator',
    indicators: numbers.map((no) => ({ no, text: `${name}。`, verbatim: true })),
    chapter,
    sections: chapter.sections,
    materials: '',
    notes: '',
    leadText: leads.join('、'),
    leads: leads.map((department): Lead => ({ department, items: [] })),
    owedBy: 'each',
    openLeads: false,
    items: [],
    statements: [statementDue(`关于${name}的情况说明`, leads)],
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

function file(path: string, department: string): InventoryFile {
  return {
    path,
    name: path.split('/').at(-1) ?? path,
    extension: 'docx',
    bytes: 1000,
    signature: 'docx',
    role: 'statement',
    department,
    unit: null,
    unitFolder: null,
    denied: null,
  };
}

function statement(work: Unit, department: string, count: number | null, body = count): StatementPart {
  const path = `${department}/${work.key} ${work.name}/关于${work.name}的情况说明.docx`;
  const document: UnreadableDocument = { kind: 'unreadable', path, reason: 'damaged', detail: '' };
  const words = (n: number | null) => (n === null ? null : { count: n, low: n, high: n });
  return {
    file: file(path, department),
    document,
    prescribed: work.statements[0] ?? null,
    firstParagraph: null,
    words: words(count),
    bodyWords: words(body),
  };
}

function submission(work: Unit, department: string, fields: Partial<Submission> = {}): Submission {
  return {
    unit: work,
    department,
    folder: `${department}/${work.key} ${work.name}`,
    due: true,
    statementsDue: work.statements,
    statements: [],
    catalogues: [],
    catalogue: null,
    evidence: [],
    materials: [],
    ...fields,
  };
}

function workUnits(): UnitWork[] {
  const u17 = unit('17', '优化公共服务', [17], 1, [SERVICES]);
  const u26 = unit('26-29', '加强市场监管', [26, 27, 28, 29], 2, [MARKET, SERVICES]);
  const u32 = unit('32', '规范重大行政决策程序', [32], 1, [SERVICES]);
  const u47 = unit('47', '全面推行行政执法“三项制度”', [47], 2, [MARKET]);
  const u60 = unit('60', '推行柔性执法', [60], 2, [MARKET]);
  const u72 = unit('72', '畅通行政复议渠道', [72], 2, [SERVICES]);
  const bonus = unit('加1', '改革创新', ['加1'], 2, [SERVICES]);
  const given = (work: Unit, department: string, count: number | null, body?: number) =>
    submission(work, department, { statements: [statement(work, department, count, body ?? count)] });
  return [
    { unit: u17, submissions: [given(u17, SERVICES, 486)] },
    { unit: u26, submissions: [given(u26, MARKET, 1132), given(u26, SERVICES, 432)] },
    { unit: u32, submissions: [given(u32, SERVICES, 1204, 880)] },
    { unit: u47, submissions: [given(u47, MARKET, null)] },
    { unit: u60, submissions: [submission(u60, MARKET, { folder: null })] },
    { unit: u72, submissions: [given(u72, SERVICES, 650)] },
    { unit: bonus, submissions: [submission(bonus, SERVICES, { folder: null, due: false })] },
  ];
}

function materials(): PlannedMaterial[] {
  const two = { volume: 2, department: MARKET };
  return [
    bound(
      '017-01',
      { volume: 1, firstPage: 12, pages: 6 },
      {
        title: '新城区政务服务事项进驻清单',
        source: '行政审批局/17 优化公共服务/1 新城区政务服务事项进驻清单.pdf',
        entry: entry({
          title: '新城区政务服务事项进驻清单',
          documentNumber: '新审批发〔2023〕12号',
          responsible: SERVICES,
          date: '2023年5月6日',
          pages: '6页',
          extra: { 档号: 'G8-2023-永久-0012' },
        }),
      },
    ),
    bound(
      '017-02',
      { volume: 1, firstPage: 18, pages: 1 },
      {
        title: '=HYPERLINK("http://evil.example","政务公开")',
        entry: entry({
          state: 'url',
          date: '2023年5月',
          remark: '+1-2',
          urls: [
            'https://www.example.gov.cn/政务公开/清单 1.html?a=1&b=[2]',
            'https://www.example.gov.cn/b.html',
            'https://www.example.gov.cn/b.html',
          ],
        }),
        state: 'url',
      },
    ),
    bound(
      '026-01',
      { volume: 2, firstPage: 9, pages: 14 },
      {
        ...two,
        unit: '26-29',
        title: '“双随机、一公开”监管工作报告 <2024> & 附件',
        entry: entry({ date: '2024.3.18', responsible: MARKET, urls: ['www.example.gov.cn/没有协议'] }),
      },
    ),
    bound(
      '026-02',
      { volume: 2, firstPage: 23, pages: 1 },
      {
        ...two,
        unit: '26-29',
        title: '@抽查结果公示',
        entry: entry({ pages: '35' }),
        failure: '文件已损坏',
      },
    ),
    offline('026-03', 'on-site', {
      department: MARKET,
      unit: '26-29',
      title: '农贸市场快检室',
      entry: entry({ state: 'on-site', remark: '新城区幸福路农贸市场一楼，实地核查时提供' }),
    }),
    offline('032-01', 'paper', {
      unit: '32',
      title: '-重大决策会议纪要',
      entry: entry({ state: 'paper', remark: '存局档案室三号柜', pages: '12页', date: '2024-02-30' }),
    }),
    offline('047-01', 'superior', {
      department: MARKET,
      unit: '47',
      title: '行政执法公示办法',
      entry: entry({ state: 'superior', documentNumber: '国办发〔2018〕118号', date: '2018-12-05' }),
    }),
    offline('072-01', 'none', { unit: '72', title: '行政应诉败诉案件', entry: entry({ state: 'none' }) }),
  ];
}

function piece(
  id: string,
  kind: Piece['kind'],
  volume: number,
  firstPage: number,
  pages: number,
  unitKey: string | null,
): Piece {
  return { id, kind, title: id, unit: unitKey, department: null, chapter: null, pages, volume, firstPage };
}

function volumes(): Volume[] {
  const name = (no: number) => `新城区法治政府建设示范创建申报材料 第${no === 1 ? '一' : '二'}卷.pdf`;
  return [
    {
      no: 1,
      title: '第一卷',
      file: name(1),
      pages: 24,
      pieces: [
        piece('cover:1', 'cover', 1, 1, 1, null),
        piece('contents:1', 'contents', 1, 2, 6, null),
        piece('unit:17', 'unit-sheet', 1, 8, 2, '17'),
        piece('statement:17:0', 'statement', 1, 10, 2, '17'),
        piece('material:017-01', 'material', 1, 12, 6, '17'),
        piece('material:017-02', 'material', 1, 18, 1, '17'),
        piece('unit:32', 'unit-sheet', 1, 19, 6, '32'),
      ],
    },
    {
      no: 2,
      title: '第二卷',
      file: name(2),
      pages: 30,
      pieces: [
        piece('cover:2', 'cover', 2, 1, 1, null),
        piece('unit:26-29', 'unit-sheet', 2, 5, 4, '26-29'),
        piece('material:026-01', 'material', 2, 9, 14, '26-29'),
        piece('material:026-02', 'material', 2, 23, 1, '26-29'),
        piece('unit:47', 'unit-sheet', 2, 24, 3, '47'),
        piece('unit:72', 'unit-sheet', 2, 27, 4, '72'),
      ],
    },
  ];
}

function pack(units: Unit[]): Pack {
  return {
    id: 'xincheng-2024',
    checks: DEFAULT_CHECKS,
    title: '新城区法治政府建设示范创建指标任务清单',
    region: '新城区',
    issuer: '新城区委全面依法治区委员会办公室',
    documentNumber: '新依法治区办发〔2024〕3号',
    issuedOn: '2024-04-02',
    window: { from: '2023-01-01', to: '2024-12-31', earlier: '', source: '' },
    defaults: {
      softLimit: 500,
      hardLimit: 1000,
      points: [],
      parts: ['statement', 'catalogue', 'evidence'],
      partNames: {
        statement: '情况说明',
        catalogue: '证明材料目录',
        evidence: '印证材料',
        summaryReport: '总结报告',
        liaisonForm: '联络员表',
        dossier: '法治政府建设示范创建申报材料',
        archive: '考核档案',
        bulletin: '工作情况通报',
      },
      source: '',
    },
    departments: [],
    chapters: CHAPTERS,
    units,
    classes: [],
    groups: [],
    vetoes: [],
    deadlines: [],
    stages: [],
    assessment: null,
    scoring: null,
    forms: {
      summaryReport: { title: '总结报告', due: true, source: '' },
      liaisonForm: { title: '联络员表', due: false, columns: [], source: '' },
      prescribed: [],
    },
  };
}

/** Everything that a workbook is made from; fields given replace those of the small dossier. */
export function smallDossier(fields: Partial<WorkbookInput> = {}): WorkbookInput {
  const units = workUnits();
  const department = (name: string) =>
    units.flatMap((u) => u.submissions).filter((s) => s.department === name);
  const workspace: Workspace = {
    pack: pack(units.map((u) => u.unit)),
    config: {
      path: null,
      pack: 'xincheng-2024',
      region: '新城区',
      window: { from: '2023-01-01', to: '2024-12-31' },
      departments: null,
      units: null,
      waivers: [],
      vetoes: [],
      stages: [],
      done: [],
    },
    asOf: '2024-12-20',
    inventory: {
      root: '/x',
      layout: 'office',
      departments: [],
      strays: [],
      emptyFolders: [],
      deniedFolders: [],
      files: [],
    },
    documents: new Map(),
    digests: new Map(),
    urlRecord: null,
    scope: { units: units.map((u) => u.unit.key), departments: [] },
    part: 'whole',
    files: [],
    departments: [
      {
        name: SERVICES,
        folder: SERVICES,
        summaryReports: [file(`${SERVICES}/总结报告.docx`, SERVICES)],
        liaisonForms: [file(`${SERVICES}/联络员表.docx`, SERVICES)],
        prescribedForms: [],
        assessments: [],
        assessmentReports: [],
        assessment: null,
        submissions: department(SERVICES),
      },
      {
        name: MARKET,
        folder: MARKET,
        summaryReports: [],
        liaisonForms: [],
        prescribedForms: [],
        assessments: [],
        assessmentReports: [],
        assessment: null,
        submissions: department(MARKET),
      },
    ],
    units,
  };
  const report: Report = {
    tool: { name: 'dossier', version: '0.1.0' },
    pack: 'xincheng-2024',
    asOf: '2024-12-20',
    title: '指标任务清单',
    region: '新城区',
    summary: {
      units: 7,
      verdicts: { passed: 4, failed: 1, unverified: 1, waived: 1 },
      errors: 1,
      warnings: 2,
      infos: 1,
      unverified: 1,
      waived: 1,
    },
    findings: smallFindings(),
    cards: CARDS,
    departments: [SERVICES, MARKET],
    submissions: units.flatMap(({ unit, submissions }) =>
      submissions.map(({ department, due }) => ({
        department,
        unit: unit.key,
        due,
        delivered: true,
        hidden: false,
        words: null,
        materials: 0,
        onSite: 0,
        paper: 0,
        superior: 0,
        none: 0,
      })),
    ),
    grades: [],
    units: new Map(units.map(({ unit }) => [unit.key, unit.name])),
  };
  const plan: DossierPlan = { volumes: volumes(), materials: materials() };
  const files = new Map(plan.volumes.map((volume) => [volume.no, volume.file]));
  return {
    plan,
    workspace,
    report,
    lang: 'zh',
    date: '2024-12-20',
    pdfFileOf: (volume) => files.get(volume) ?? `第${volume}卷.pdf`,
    draft: false,
    ...fields,
  };
}
