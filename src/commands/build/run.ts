/** `dossier build [folder] -o OUT`: Workspace + Report → plan → PDF volumes, workbook, report and manifest. */
import { readFile, realpath, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { FontSet } from '../../layout/index.js';
import { DossierError } from '../../model/error.js';
import type { Report } from '../../model/finding.js';
import type { InventoryFile } from '../../model/inventory.js';
import { wording } from '../../model/wording.js';
import type { Workspace } from '../../model/workspace.js';
import { outline, type Split } from '../../plan/index.js';
import { type FileDigest, normalisePdf, readPicture } from '../../readers/index.js';
import { reporters } from '../../reporters/index.js';
import { writeWorkbook } from '../../workbook/index.js';
import { reportOf } from '../check/run.js';
import { type Arguments, type Context, type Options, type Result, textOption } from '../command.js';
import { type FontChoice, openFonts } from '../fonts.js';
import { openWorkspace } from '../workspace.js';
import { type Assembly, assemble } from './assemble.js';
import type { Binder } from './binding.js';
import { doneText, type Written } from './done.js';
import { lostReport } from './lost.js';
import { type FileRecord, hashFile, manifestText } from './manifest.js';
import { pdfaRecord } from './pdfa.js';
import { proveVolumes } from './proof.js';
import { cannotWrite, discard, openStage, publish } from './publish.js';

export const CLASSIFIED = 'security/classified-mark';

function splitOption(options: Options): Split {
  const text = textOption(options, 'split') ?? 'none';
  if (text === 'none' || text === 'chapter') return { by: text };
  const pages = /^pages:(\d+)$/.exec(text)?.[1];
  if (pages !== undefined && Number(pages) > 0) return { by: 'pages', limit: Number(pages) };
  throw new DossierError('usage', {
    zh: `--split 可写 none、chapter 或 pages:800（每卷不超过的页数），不能写“${text}”。`,
    en: `--split takes none, chapter or pages:800 (pages a volume), not "${text}".`,
  });
}

/** --font fangsong=/path/to/font.ttf,hei=… */
function fontOption(context: Context, options: Options): FontChoice {
  const text = textOption(options, 'font');
  if (text === null) return {};
  return Object.fromEntries(
    text.split(',').map((pair) => {
      const [role, ...path] = pair.split('=');
      if (!['fangsong', 'hei', 'kai', 'biaosong', 'song'].includes(role ?? '') || path.length === 0) {
        throw new DossierError('usage', {
          zh: `--font 应写成 fangsong=字体文件路径，可选 fangsong、hei、kai、biaosong、song，多个用逗号分隔；写的是“${pair}”。`,
          en: `--font takes fangsong=FILE for fangsong, hei, kai, biaosong or song, several with commas; not "${pair}".`,
        });
      }
      return [role, resolve(context.cwd, path.join('='))];
    }),
  ) as FontChoice;
}

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
        zh: `尚有 ${report.summary.errors} 处错误，未生成卷宗。请整改后重新运行；需要先看样稿的，加 --draft。`,
        en: `${report.summary.errors} errors stand in the way; no dossier was built. Mend them, or see a draft with --draft.`,
      };
  const text = reporters.text(report, { lang, style, folder: '' });
  return { code: 1, out: `${text}\n${style('error', why[lang])}\n` };
}

async function hashInputs(
  context: Context,
  folder: string,
  files: InventoryFile[],
  known: ReadonlyMap<string, FileDigest>,
): Promise<Map<string, FileRecord>> {
  const records = new Map<string, FileRecord>();
  for (const [index, file] of files.entries()) {
    if (file.denied !== null) continue;
    context.signal?.throwIfAborted();
    const facts = known.get(file.path) ?? (await hashFile(resolve(folder, file.path)));
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
function inputsOf(workspace: Workspace): InventoryFile[] {
  const units = new Set(workspace.units.map((u) => u.unit.key));
  const departments = new Set(workspace.departments.map((d) => d.name));
  return workspace.inventory.files.filter((file) => {
    if (file.role === 'config') return true;
    if (!['statement', 'catalogue', 'evidence'].includes(file.role)) return false;
    return (
      file.unit !== null &&
      units.has(file.unit) &&
      (file.department === null || departments.has(file.department))
    );
  });
}

/** A picture's bytes by the key that the layout gave it: a file's path, or path#part of a Word file. */
function pictureSource(workspace: Workspace, folder: string) {
  return async (key: string): Promise<{ bytes: Uint8Array; mime: string }> => {
    const at = key.lastIndexOf('#');
    const path = at < 0 ? key : key.slice(0, at);
    const document = workspace.documents.get(path);
    if (document?.kind === 'word' && at >= 0) {
      const part = key.slice(at + 1);
      const mime = /\.png$/i.test(part)
        ? 'image/png'
        : /\.jpe?g$/i.test(part)
          ? 'image/jpeg'
          : 'application/octet-stream';
      return { bytes: await readPicture(resolve(folder, path), part), mime };
    }
    const whole = workspace.documents.get(key);
    const format = whole?.kind === 'image' ? whole.format : '';
    return {
      bytes: await readFile(resolve(folder, key)),
      mime: format === 'png' ? 'image/png' : 'image/jpeg',
    };
  };
}

async function writeAll(
  context: Context,
  stage: string,
  workspace: Workspace,
  report: Report,
  assembly: Assembly,
  inputs: ReadonlyMap<string, FileRecord>,
  fonts: FontSet,
  options: { draft: boolean; numbering: 'volume' | 'continuous' },
): Promise<Written> {
  const { plan } = assembly;
  const volumes: Written['volumes'] = [];
  for (const volume of plan.volumes) {
    const result = await assembly.write(volume, join(stage, volume.file));
    volumes.push({
      no: volume.no,
      file: volume.file,
      pages: result.pages,
      bytes: result.bytes,
      sha256: result.sha256,
      lost: result.lostCharacters,
      pdfa: pdfaRecord(result.pdfa, assembly.sourceOf, context.lang),
    });
  }
  proveVolumes(stage, plan, options.numbering);
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
  const plain = { lang, style: (_: unknown, text: string) => text, folder: '' };
  for (const [name, text] of [
    [
      zh ? '检查报告.txt' : 'report.txt',
      `${reporters.text(report, plain)}${lostReport(plan, volumes, lang)}`,
    ],
    ['report.json', reporters.json(report, plain)],
  ] as const) {
    await writeFile(join(stage, name), text);
    outputs.push({ role: 'report', path: name, ...(await hashFile(join(stage, name))) });
  }
  const manifest = manifestText({
    tool: context.tool,
    pack: workspace.pack.id,
    region: workspace.config.region,
    asOf: workspace.asOf,
    draft: options.draft,
    numbering: options.numbering,
    plan,
    volumes,
    files: [...inputs.values(), ...outputs],
    fonts: fonts.describe().map(({ role, name, licence }) => ({ role, name, licence })),
    boxes: volumes.flatMap(({ no, lost }) => lost.map((one) => ({ volume: no, ...one }))),
    missingCharacters: fonts.missing().map((code) => String.fromCodePoint(code)),
    doubtful: assembly.doubts,
    findingOf: (path) => findingOf(report, path, assembly, context),
  });
  await writeFile(join(stage, 'manifest.json'), manifest);
  return { volumes, plan, pages: volumes.reduce((sum, v) => sum + v.pages, 0) };
}

/** Rules that say why a file can't be shown; others of the topic speak of files that can. */
const EXPLAINING: ReadonlySet<string> = new Set([
  'format/unreadable',
  'format/encrypted',
  'format/extension-mismatch',
  'format/unsupported',
]);

/** The finding that explains a placeholder: the check's own, else what the binding met. */
function findingOf(report: Report, path: string, assembly: Assembly, { lang }: Context): string {
  const finding = report.findings.find((f) => f.path === path && EXPLAINING.has(f.rule));
  const card = finding && report.cards.get(finding.rule);
  if (finding && card) return `${finding.rule}: ${wording(card, finding, lang)}`;
  const rule = assembly.doubts.has(path) ? 'format/unreadable' : 'format/unsupported';
  return `${rule}: ${assembly.failureOf(path) ?? ''}`;
}

export async function runBuild(context: Context, args: Arguments, options: Options): Promise<Result> {
  const draft = options.draft === true;
  const split = splitOption(options);
  const choice = fontOption(context, options);
  const numbering = options.numbering === 'continuous' ? 'continuous' : 'volume';
  const target = resolve(context.cwd, textOption(options, 'out') ?? '卷宗');
  const opened = await openWorkspace(context, args, options, true);
  const { folder, workspace, digests } = opened;
  await refuseInside(folder, target);
  const report = reportOf(context, opened, null);
  const refused = refusal(report, draft, context);
  if (refused) return refused;
  const units = outline(workspace);
  if (units.length === 0) {
    throw new DossierError('usage', {
      zh: '所选范围内没有一个申报单元报送了材料，无卷可装。',
      en: 'No unit in scope has delivered anything: there is nothing to bind.',
    });
  }
  const stage = await openStage(target);
  try {
    const inputs = await hashInputs(context, folder, inputsOf(workspace), digests);
    const fonts = await openFonts(choice);
    const binder: Binder = {
      folder,
      lang: context.lang,
      fonts,
      normalise: normalisePdf,
      documents: workspace.documents,
      inputs,
    };
    const assembly = await assemble({
      context,
      workspace,
      report,
      units,
      binder,
      draft,
      split,
      numbering,
      picture: pictureSource(workspace, folder),
    });
    const written = await writeAll(context, stage, workspace, report, assembly, inputs, fonts, {
      draft,
      numbering,
    });
    await publish(stage, target);
    return {
      code: 0,
      out: doneText(context, target, written, report, { draft, split, doubts: assembly.doubts }, fonts),
    };
  } catch (error) {
    await discard(stage);
    throw told(error, target);
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
