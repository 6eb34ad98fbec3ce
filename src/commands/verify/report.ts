/** What `verify` found, for a person and as JSON (templates/schema/verification.schema.json). */
import type { Context } from '../command.js';
import type { Discrepancy, DiscrepancyKind } from './discrepancy.js';
import { advice, pageRanges, sentence } from './words.js';

export interface Verification {
  /** Absolute. */
  folder: string;
  tool: { name: string; version: string };
  dossier: { tool: { name: string; version: string }; pack: string; draft: boolean; seal: string };
  checked: {
    files: number;
    inputs: number;
    pages: number;
    references: number;
    links: number;
    materials: number;
  };
  /** Whether the evidence was compared. */
  evidence: boolean;
  /** Whether a noted seal was compared. */
  sealed: boolean;
  discrepancies: Discrepancy[];
}

export function verificationJson(found: Verification, { lang }: Context): string {
  const { tool, dossier, checked, discrepancies } = found;
  const result = {
    tool,
    dossier,
    intact: discrepancies.length === 0,
    checked,
    discrepancies: discrepancies.map((one) => ({
      ...one,
      message: sentence(one, lang),
      advice: advice(one.kind, lang),
    })),
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}

/** Lines a file gets before the rest is counted. */
const LINES = 12;

export function verificationText(found: Verification, context: Context): string {
  const { lang, style } = context;
  const zh = lang === 'zh';
  const { checked, discrepancies, dossier } = found;
  const lines: string[] = [];
  const files = new Map<string, Discrepancy[]>();
  for (const one of discrepancies) files.set(one.file, [...(files.get(one.file) ?? []), one]);
  for (const [file, all] of files) {
    lines.push(style('strong', file));
    const said = fileLines(all, context);
    lines.push(...said.slice(0, LINES).map((line) => `  ${line}`));
    if (said.length > LINES) {
      const more = said.length - LINES;
      lines.push(zh ? `  ……另有 ${more} 处，见 --format json` : `  … ${more} more, see --format json`);
    }
    // Of an altered file all that differs has one cause.
    const causes = all.some(({ kind }) => kind === 'altered')
      ? (['altered'] as const)
      : all.map(({ kind }) => kind);
    lines.push(...[...new Set(causes.map((kind) => advice(kind, lang)))].map((text) => `  → ${text}`), '');
  }
  const what = zh
    ? `已核对 ${checked.files} 个文件、${checked.pages} 页、${checked.references} 处页码引用、${checked.links} 个链接、${checked.materials} 件材料${found.evidence ? `、${checked.inputs} 份原始材料` : ''}。`
    : `Compared: ${checked.files} files, ${checked.pages} pages, ${checked.references} printed references, ${checked.links} links, ${checked.materials} materials${found.evidence ? `, ${checked.inputs} files of evidence` : ''}.`;
  if (discrepancies.length === 0) {
    lines.push(
      style(
        'good',
        zh
          ? '卷宗完好：与清单和自身完全一致。'
          : 'The dossier is intact: it agrees with its manifest and with itself.',
      ),
    );
    lines.push(what, sealLine(found, zh, dossier.seal));
  } else {
    const count = discrepancies.length;
    lines.push(
      style(
        'error',
        zh
          ? `卷宗与清单不一致：${count} 处。`
          : `The dossier is not as its manifest says: ${count} discrepancies.`,
      ),
    );
    lines.push(what);
  }
  return `${lines.join('\n')}\n`;
}

/** Says honestly what the manifest's own digest proves and what it does not. */
function sealLine({ sealed }: Verification, zh: boolean, seal: string): string {
  if (sealed) return zh ? `核验码 ${seal} 与所记一致。` : `Seal ${seal} is the one that was noted.`;
  return zh
    ? `核验码 ${seal}：请与移交时所记的比对（--seal）；不比对的，只能证明卷宗与清单相符，不能证明清单本身未被换过。`
    : `Seal ${seal}: compare it with the one that was noted (--seal); without that, files and manifest are shown to agree, not that the manifest is the one that was built.`;
}

/** The same thing said of many pages is one line. */
function fileLines(all: Discrepancy[], { lang }: Context): string[] {
  const zh = lang === 'zh';
  const groups = new Map<string, Discrepancy[]>();
  for (const one of all) {
    const key = one.page !== null && MANY.has(one.kind) ? one.kind : `${one.kind} ${sentence(one, lang)}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group) => {
    const [first] = group;
    if (!first) return '';
    const pages = group.flatMap(({ page }) => (page === null ? [] : [page]));
    const texts = new Set(group.map((one) => sentence(one, lang)));
    const said = sentence(first, lang) + (texts.size > 1 ? (zh ? '，等' : ', and so on') : '');
    if (pages.length === 0) return said;
    return zh
      ? `第 ${pageRanges(pages, lang)} 页：${said}`
      : `${pages.length > 1 ? 'pages' : 'page'} ${pageRanges(pages, lang)}: ${said}`;
  });
}

/** Where one page is moved, all that follow say so too. */
const MANY: ReadonlySet<DiscrepancyKind> = new Set([
  'page-added',
  'page-label',
  'stamp',
  'resaved',
  'draft-mark',
]);
