/** `--public`: the workspace, the report and the manifest's paths as they may be published, and what a person must look at. */
import { resolve } from 'node:path';
import type { Document } from '../../model/document.js';
import type { Args, Finding, Report } from '../../model/finding.js';
import type { InventoryFile } from '../../model/inventory.js';
import type { Lang, Localised } from '../../model/lang.js';
import type { DossierPlan } from '../../model/plan.js';
import type { Workspace } from '../../model/workspace.js';
import { readAsides } from '../../pdf/index.js';
import { createReaderPool, normalisePdf } from '../../readers/index.js';
import { type PublicVersion, publicText, publicVersion, type Unseen } from '../../workspace/index.js';
import type { FileRecord } from './manifest.js';
import { unitLabel } from './words.js';

/** Reads PDFs to their last page and beside their pages, as rules don't, and makes the version to publish. */
export async function publicationOf(folder: string, workspace: Workspace): Promise<PublicVersion> {
  const documents = new Map(workspace.documents);
  const pool = createReaderPool();
  const whole = async ({ path, role, signature, extension }: InventoryFile) => {
    const known: Document | undefined = documents.get(path);
    if (known?.kind !== 'pdf' || known.textPages >= known.pages) return;
    const request = { path, absolute: resolve(folder, path), role, signature, extension };
    const read = await pool.read({ ...request, textPages: known.pages });
    // A file that can't be read to its end keeps what was read: it is then listed as read in part.
    if (read.kind === 'pdf') documents.set(path, read);
  };
  try {
    await Promise.all(workspace.inventory.files.map(whole));
  } finally {
    await pool.close();
  }
  for (const [path, document] of documents) {
    if (document.kind !== 'pdf') continue;
    const asides = await readAsides(resolve(folder, path), normalisePdf);
    documents.set(path, { ...document, text: [document.text, ...(asides ?? [])].join('\n') });
  }
  return publicVersion({ ...workspace, documents });
}

/** The report without personal numbers and without what is said of withheld materials. Counts stay what they are. */
export function publicReport(report: Report, version: PublicVersion): Report {
  const shown = (text: string) => publicText(text, version);
  const args = (all: Args): Args =>
    Object.fromEntries(
      Object.entries(all).map(([name, value]) => [name, typeof value === 'string' ? shown(value) : value]),
    );
  const finding = (one: Finding): Finding => ({
    ...one,
    path: shown(one.path),
    args: args(one.args),
    waived: one.waived === null ? null : shown(one.waived),
  });
  return { ...report, findings: report.findings.map(finding) };
}

/** The files of the manifest: withheld ones are not named, numbers in paths are masked. */
export function publicInputs(
  inputs: ReadonlyMap<string, FileRecord>,
  version: PublicVersion,
): ReadonlyMap<string, FileRecord> {
  return new Map(
    [...inputs]
      .filter(([path]) => !version.withheld.has(path))
      .map(([path, record]) => [path, { ...record, path: publicText(record.path, version) }]),
  );
}

/** The plan whose materials name their files as the manifest does. */
export function publicPlan(plan: DossierPlan, version: PublicVersion): DossierPlan {
  const materials = plan.materials.map((material) => ({
    ...material,
    source: material.source === null ? null : publicText(material.source, version),
  }));
  return { ...plan, materials };
}

const WHY: Record<Unseen, Localised> = {
  scan: { zh: '扫描件（没有文字层，或者文字是识别得来的）', en: 'scan: no text, or text by recognition' },
  picture: { zh: '图片', en: 'picture' },
  'pictures-inside': { zh: '文档中有图片', en: 'pictures in the document' },
  'part-read': { zh: '没有读完全部页面', en: 'not read to the last page' },
  'not-read': { zh: '不能读取内容', en: 'its content cannot be read' },
  'not-listed': {
    zh: '目录没有登记，公开属性不明',
    en: 'in no catalogue: whether it may be published is unknown',
  },
};

/** 公开前核对清单: what was left out, what a page stands for, and what nobody has looked through. */
export function reviewList(plan: DossierPlan, version: PublicVersion, lang: Lang): string {
  const zh = lang === 'zh';
  const at = new Map(plan.materials.flatMap((m) => (m.source === null ? [] : [[m.source, m] as const])));
  const line = (path: string, why: string) => {
    const material = at.get(path);
    const place =
      material?.firstPage === null || material?.firstPage === undefined
        ? ''
        : zh
          ? `，第${material.volume}卷第${material.printedFirst}页`
          : `, volume ${material.volume}, page ${material.printedFirst}`;
    return `  ${material ? `${material.number} ` : ''}${publicText(path, version)}${place}${why === '' ? '' : `　${why}`}`;
  };
  const section = (title: string, lines: string[]) => [
    `${title}${zh ? `（${lines.length}件）` : ` (${lines.length})`}`,
    ...(lines.length === 0 ? [zh ? '  无' : '  none'] : lines),
    '',
  ];
  const withheld = plan.materials.filter((m) => m.state === 'withheld');
  return [
    zh
      ? '公开前核对清单（供内部核对，不随公开版发布）'
      : 'To be looked through before publishing (internal: not to be published)',
    '',
    ...section(
      zh
        ? '一、需人工核对是否含有个人信息或者其他不宜公开内容的文件'
        : '1. Files that a person has to look through',
      [...version.unseen].sort(byPath).map(([path, why]) => line(path, WHY[why][lang])),
    ),
    ...section(
      zh ? '二、含有个人信息、已以说明页代替的文件' : '2. Files with personal data: a page stands for each',
      [...version.personal].sort().map((path) => line(path, '')),
    ),
    ...section(
      zh ? '三、登记为不公开、只保留编号的材料' : '3. Materials that are registered as not public',
      withheld.map(
        (m) => `  ${m.number} ${unitLabel(m.unit, lang)}${m.department === null ? '' : ` ${m.department}`}`,
      ),
    ),
  ].join('\n');
}

function byPath([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
