/** `dossier build [folder] -o OUT`: Workspace + Report → plan → PDF volumes, workbook, report and manifest. */
import { realpath, writeFile } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import type { FontSet } from '../../layout/index.js';
import { DossierError } from '../../model/error.js';
import type { Report } from '../../model/finding.js';
import type { InventoryFile } from '../../model/inventory.js';
import { wording } from '../../model/wording.js';
import type { Workspace } from '../../model/workspace.js';
import { type DraftReport, outline, outlineReports } from '../../plan/index.js';
import { createReaderPool, type FileDigest, normalisePdf } from '../../readers/index.js';
import { reporters } from '../../reporters/index.js';
import { writeWorkbook } from '../../workbook/index.js';
import { type PublicVersion, publicText } from '../../workspace/index.js';
import { reportOf } from '../check/run.js';
import type { Arguments, Context, Options, Result } from '../command.js';
import { openFonts } from '../fonts.js';
import { expectedOf } from '../verify/expectation.js';
import { openWorkspace } from '../workspace.js';
import { type Assembly, assemble, bookmarkTitle } from './assemble.js';
import { Attachments } from './attachments.js';
import type { Binder } from './binding.js';
import { referencesOf } from './citations.js';
import { doneText, type Written } from './done.js';
import { Engine } from './engine/index.js';
import { engineRecords, setFiles } from './engine/records.js';
import { engineReport } from './engine/words.js';
import { isInput } from './inputs.js';
import { lostReport } from './lost.js';
import { type FileRecord, hashFile, manifestText, reportRecords } from './manifest.js';
import { type BuildOptions, buildOptions } from './options.js';
import { pdfaRecord } from './pdfa.js';
import { pictureSource } from './pictures.js';
import { proveOutput } from './proof.js';
import { publicationOf, publicInputs, publicPlan, publicReport, reviewList } from './publication.js';
import { cannotWrite, discard, openStage, publish } from './publish.js';
import { Reuse } from './reuse/index.js';
import { REASONS } from './words.js';

export const CLASSIFIED = 'security/classified-mark';
const PERSONAL = 'security/personal-data';

/** Why no dossier is built, or null. A classification mark stops it always. */
function refusal(report: Report, draft: boolean, context: Context): Result | null {
  const classified = report.findings.some((f) => f.rule === CLASSIFIED && f.severity === 'error');
  if (!classified && (draft || report.summary.errors === 0)) return null;
  const { lang, style } = context;
  const why = classified
    ? {
        zh: '发现疑似涉密文件，已停止，未生成任何内容。请立即将该文件从联网计算机移出，按保密规定处理；涉密材料只能以纸质形式提供。',
        en: 'A file bears a classification mark: nothing was built. Take it off this machine; such material goes on paper only.',
      }
    : {
        zh: `尚有 ${report.summary.errors} 处错误，未生成卷宗。请整改后重新运行；需要先看草稿的，加 --draft。`,
        en: `${report.summary.errors} errors stand in the way; no dossier was built. Mend them, or see a draft with --draft.`,
      };
  const text = reporters.text(report, { lang, style, folder: '' });
  return { code: 1, out: `${text}\n${style('error', why[lang])}\n` };
}

async function hashInputs(
  context: Context,
  reuse: Reuse,
  files: InventoryFile[],
  known: ReadonlyMap<string, FileDigest>,
): Promise<Map<string, FileRecord>> {
  const records = new Map<string, FileRecord>();
  for (const [index, file] of files.entries()) {
    if (file.denied !== null) continue;
    context.signal?.throwIfAborted();
    const facts = await reuse.digestOf(file, known.get(file.path));
    records.set(file.path, { role: 'input', path: file.path, ...facts });
    if ((index + 1) % 200 === 0) {
      context.progress({
        zh: `已核对 ${index + 1}/${files.length} 个文件`,
        en: `hashed ${index + 1} of ${files.length} files`,
      });
    }
  }
  return records;
}

/** Files that go into the dossier, or say what goes into it. */
function inputsOf(workspace: Workspace, reports: DraftReport[]): InventoryFile[] {
  const bound = new Set(reports.map(({ file }) => file.path));
  const units = new Set(workspace.units.map((u) => u.unit.key));
  const departments = new Set(workspace.departments.map((d) => d.name));
  return workspace.inventory.files.filter(
    (file) => bound.has(file.path) || isInput(file, { units, departments }),
  );
}

interface Ready {
  context: Context;
  options: BuildOptions;
  /** The folder that becomes the dossier, absolute path. */
  stage: string;
  workspace: Workspace;
  report: Report;
  reports: DraftReport[];
  assembly: Assembly;
  /** Of what no page shows. */
  copies: FileRecord[];
  inputs: ReadonlyMap<string, FileRecord>;
  fonts: FontSet;
  reuse: Reuse;
  /** Null where the dossier is not to be published. */
  version: PublicVersion | null;
  engine: Engine;
}

async function writeAll(ready: Ready): Promise<Written> {
  const {
    context,
    options,
    stage,
    workspace,
    report,
    reports,
    assembly,
    copies,
    inputs,
    fonts,
    reuse,
    version,
    engine,
  } = ready;
  const { plan } = assembly;
  const shown = (path: string) => (version ? publicText(path, version) : path);
  const sourceOf = (piece: string) => shown(assembly.sourceOf(piece) ?? '');
  const volumes: Written['volumes'] = [];
  for (const volume of plan.volumes) {
    const work = assembly.work(volume, join(stage, volume.file));
    const result = await reuse.write(work, volume.file, fonts);
    volumes.push({
      no: volume.no,
      file: volume.file,
      pages: result.pages,
      bytes: result.bytes,
      sha256: result.sha256,
      lost: result.lostCharacters,
      pdfa: pdfaRecord(result.pdfa, sourceOf, context.lang),
    });
  }
  // What wrote the volumes is done with; what proves them needs as much.
  globalThis.gc?.();
  const expected = expectedOf(plan, (piece) => bookmarkTitle(piece, context.lang), options);
  const { lang } = context;
  const zh = lang === 'zh';
  const outputs: FileRecord[] = volumes.map(({ file, bytes, sha256 }) => ({
    role: 'volume',
    path: file,
    bytes,
    sha256,
  }));
  const workbook = zh ? '申报材料总目.xlsx' : 'workbook.xlsx';
  const book = await writeWorkbook(join(stage, workbook), {
    plan,
    workspace,
    report,
    lang,
    date: workspace.asOf,
    pdfFileOf: (no) => plan.volumes.find((v) => v.no === no)?.file ?? '',
    draft: options.draft,
  });
  outputs.push({ role: 'workbook', path: workbook, ...book });
  await proveOutput(stage, expected, workbook);
  const plain = { lang, style: (_: unknown, text: string) => text, folder: '' };
  const review = zh ? '公开前核对清单.txt' : 'review-before-publishing.txt';
  for (const [name, text] of [
    [
      zh ? '检查报告.txt' : 'report.txt',
      `${reporters.text(report, plain)}${lostReport(plan, volumes, lang)}${engineReport(engine, assembly.engines, lang)}`,
    ],
    ['report.json', reporters.json(report, plain)],
    ...(version ? [[review, reviewList(plan, version, lang)] as const] : []),
  ] as const) {
    await writeFile(join(stage, name), text);
    outputs.push({ role: 'report', path: name, ...(await hashFile(join(stage, name))) });
  }
  const named = version ? publicPlan(plan, version) : plan;
  const sources = new Map(named.materials.map(({ source }, i) => [source, plan.materials[i]?.source]));
  const original = (path: string): string => sources.get(path) ?? path;
  const set = engineRecords(inputs, assembly.engines, engine, lang);
  const manifest = manifestText({
    tool: context.tool,
    pack: workspace.pack.id,
    region: workspace.config.region,
    asOf: workspace.asOf,
    draft: options.draft,
    numbering: options.numbering,
    plan: named,
    expected,
    volumes,
    reports: reportRecords(plan, reports, inputs, (path) =>
      assembly.failureOf(path) === null ? null : findingOf(report, shown(path), path, assembly, context),
    ).map((record) => ({ ...record, source: shown(record.source) })),
    engine: engine.name,
    office: engine.office && { name: 'LibreOffice', version: engine.office.version },
    files: [...(version ? publicInputs(set, version) : set).values(), ...outputs, ...copies],
    fonts: fonts.describe().map(({ role, name, licence }) => ({ role, name, licence })),
    boxes: volumes.flatMap(({ no, lost }) => lost.map((one) => ({ volume: no, ...one }))),
    missingCharacters: fonts.missing().map((code) => String.fromCodePoint(code)),
    doubtful: { has: (path) => assembly.doubts.has(original(path)) },
    findingOf: (path) => findingOf(report, path, original(path), assembly, context),
  });
  await writeFile(join(stage, 'manifest.json'), manifest.text);
  return { seal: manifest.seal, volumes, plan, pages: volumes.reduce((sum, v) => sum + v.pages, 0) };
}

/** Rules that say why a file can't be shown; others of the topic speak of files that can. */
const EXPLAINING: ReadonlySet<string> = new Set([
  'format/unreadable',
  'format/encrypted',
  'format/extension-mismatch',
  'format/unsupported',
]);

/**
 * The finding that explains a placeholder: the check's own, else what the binding met.
 * @param path as the report names it
 * @param source inventory path
 */
function findingOf(
  report: Report,
  path: string,
  source: string,
  assembly: Assembly,
  { lang }: Context,
): string {
  const why = assembly.failureOf(source) ?? '';
  if (why === REASONS['personal-data'][lang]) return `${PERSONAL}: ${why}`;
  // The check says of a damaged file that it can't be read: here some of its pages are.
  if (assembly.doubts.has(source)) return `format/unreadable: ${why}`;
  const finding = report.findings.find((f) => f.path === path && EXPLAINING.has(f.rule));
  const card = finding && report.cards.get(finding.rule);
  return finding && card ? `${finding.rule}: ${wording(card, finding, lang)}` : `format/unsupported: ${why}`;
}

export async function runBuild(context: Context, args: Arguments, options: Options): Promise<Result> {
  const asked = buildOptions(context, options);
  const { draft, target } = asked;
  // What is to be masked can't be where another program sets it.
  const engine = await Engine.open(context, asked.publish ? 'builtin' : asked.engine);
  const reuse = await Reuse.open(context, args, options, target);
  const opened = await openWorkspace(context, args, options, (pool, at) => reuse.reader(pool, at));
  const { folder, digests } = opened;
  await refuseInside(folder, target);
  const checked = reportOf(context, opened, null);
  const refused = refusal(checked, draft, context);
  await reuse.keepDocuments(checked);
  if (refused) return refused;
  const version = asked.publish ? await publicationOf(folder, opened.workspace) : null;
  const workspace = version?.workspace ?? opened.workspace;
  const report = version ? publicReport(checked, version) : checked;
  const units = outline(workspace);
  const reports = asked.reports ? outlineReports(workspace, !asked.publish) : [];
  if (units.length === 0) {
    throw new DossierError('usage', {
      zh: '所选范围内没有一个申报单元报送了材料，无卷可装。',
      en: 'No unit in scope has delivered anything: there is nothing to bind.',
    });
  }
  const stage = await openStage(target);
  // One worker: pictures are unpacked one after another, as the pages come.
  const pool = createReaderPool({ workers: 1 });
  try {
    const inputs = await hashInputs(context, reuse, inputsOf(workspace, reports), digests);
    const fonts = await openFonts(asked.fonts);
    await reuse.fonts(fonts, asked.fonts);
    await engine.prepare(context, {
      folder,
      files: setFiles(workspace, units, reports),
      inputs,
      fonts: asked.fonts,
    });
    const binder: Binder = {
      folder,
      lang: context.lang,
      fonts,
      normalise: normalisePdf,
      probe: (path) => reuse.probe(path),
      documents: workspace.documents,
      salvage: version === null,
      inputs,
      qr: asked.qr,
      references: referencesOf(units),
      shown: (text) => (version ? publicText(text, version) : text),
      pool,
      entries: new Map(
        units
          .flatMap((unit) => unit.submissions.flatMap((s) => s.materials))
          .flatMap(({ piece, entry }) => (piece !== null && entry !== null ? [[piece, entry] as const] : [])),
      ),
      engine,
      attachments: new Attachments(
        context.lang,
        new Set(workspace.inventory.files.filter((f) => f.denied !== null).map((f) => f.path)),
        version !== null,
      ),
    };
    const assembly = await assemble({
      context,
      workspace,
      report,
      units,
      reports,
      binder,
      options: asked,
      withheld: new Map([...(version?.personal ?? [])].map((path) => [path, 'personal-data'])),
      picture: pictureSource(workspace, folder, pool),
    });
    const copies = await binder.attachments.copy(folder, stage, context.signal);
    const written = await writeAll({
      context,
      options: asked,
      stage,
      workspace,
      report,
      reports,
      assembly,
      copies,
      inputs,
      fonts,
      reuse,
      version,
      engine,
    });
    await publish(stage, target);
    await reuse.published();
    const done = doneText(context, asked, written, report, assembly, fonts, version, engine);
    const note = reuse.note(context);
    return {
      code: 0,
      out: [done, reuse.said(context)].filter((text) => text !== null).join(''),
      ...(note === null ? {} : { note }),
    };
  } catch (error) {
    await discard(stage);
    throw told(error, target);
  } finally {
    await engine.close();
    await pool.close();
  }
}

/** Where a path really lies: its nearest existing ancestor with links resolved, and the rest. */
async function realPlace(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!missing || dirname(path) === path) throw cannotWrite(path, error);
    return join(await realPlace(dirname(path)), basename(path));
  }
}

/** A dossier inside the evidence would be evidence at the next run. */
async function refuseInside(folder: string, target: string): Promise<void> {
  const [evidence, place] = [await realPlace(folder), await realPlace(target)];
  if (place !== evidence && !place.startsWith(evidence + sep)) return;
  throw new DossierError('usage', {
    zh: `输出文件夹“${basename(target)}”在申报材料文件夹之内，会与报送材料混在一起。请用 -o 指定之外的位置。`,
    en: `The output folder "${basename(target)}" lies inside the evidence folder and would mix with it. Name a place outside with -o.`,
  });
}

/** A full disk or a lost permission while writing, told of the target and not of the hidden stage. */
function told(error: unknown, target: string): unknown {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (
      'code' in cause &&
      typeof cause.code === 'string' &&
      /^(?:ENOSPC|EDQUOT|EROFS|EIO)$/.test(cause.code)
    ) {
      return cannotWrite(target, cause);
    }
  }
  return error;
}
