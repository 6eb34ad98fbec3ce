/** What `dossier archive` does: checks the folder, appends what has changed, prints, proves. */
import { resolve } from 'node:path';
import {
  type ArchiveEntry,
  nextEntry,
  type Recorded,
  type Result as UnitResult,
} from '../../archive/index.js';
import { archiveForm, safeName } from '../../forms/index.js';
import type { Board, BoardCell } from '../../model/board.js';
import { DossierError } from '../../model/error.js';
import type { Arguments, Context, Options, Result } from '../command.js';
import { textOption } from '../command.js';
import { folderOf } from '../folder.js';
import { writeNew } from '../init/files.js';
import { readTemplates } from '../init/templates.js';
import { type Opened, openBoard } from '../status/board.js';
import { submissionDigests } from './digests.js';
import { printOf } from './print.js';
import { ArchiveStore, sealOf } from './store.js';

/** Beside the evidence folder: what lies in it would be taken for evidence. */
const FOLDER = '考核档案';

export function archiveFolder(context: Context, args: Arguments, options: Options): string {
  const named = textOption(options, 'archives');
  return named === null ? resolve(folderOf(context, args), '..', FOLDER) : resolve(context.cwd, named);
}

export async function runArchive(context: Context, args: Arguments, options: Options): Promise<Result> {
  const store = new ArchiveStore(archiveFolder(context, args, options));
  if (options.verify === true) return verify(context, store);
  const opened = await openBoard(context, args, options);
  if (opened.opened.narrowed && textOption(options, 'unit') !== null) {
    throw new DossierError('usage', {
      zh: '考核档案记录单位的全部任务，不能只记几项：请去掉 --unit。',
      en: 'An archive records all tasks of a department, not some: leave out --unit.',
    });
  }
  const { board } = opened;
  const digest = await submissionDigests(opened.opened, {});
  const recorded = board.departments.map((one) => recordOf(one, board, digest));
  // All are read before the first is written: an altered one stops the run with nothing half recorded.
  const before = new Map<string, ArchiveEntry[]>();
  for (const { department } of recorded) before.set(department, await store.read(department));
  checkOrder(before, board.asOf);
  const lines: string[] = [];
  const zh = context.lang === 'zh';
  for (const one of recorded) {
    const entries = before.get(one.department) ?? [];
    const entry = nextEntry(entries, one, board.asOf);
    if (entry === null) {
      lines.push(zh ? `${one.department}：没有变动\n` : `${one.department}: nothing has changed\n`);
      continue;
    }
    await store.append(one.department, entry);
    entries.push(entry);
    const { clean, errors, unverified, missing } = entry.totals;
    lines.push(
      zh
        ? `${one.department}：记入第 ${entry.no} 条，变动 ${entry.units.length} 项；合格 ${clean}、有错误 ${errors}、待核 ${unverified}、未报 ${missing}　核验码 ${sealOf(entries)}\n`
        : `${one.department}: entry ${entry.no}, ${entry.units.length} changed; clean ${clean}, errors ${errors}, unverified ${unverified}, missing ${missing}; seal ${sealOf(entries)}\n`,
    );
  }
  lines.push(zh ? `档案在 ${store.folder}\n` : `The archives are in ${store.folder}\n`);
  const printed = textOption(options, 'print');
  if (printed !== null)
    lines.push(await print(context, options, opened, before, resolve(context.cwd, printed)));
  return { code: 0, out: lines.join(''), ...(opened.note === null ? {} : { note: opened.note }) };
}

function recordOf(
  { department, class: ofClass, score }: Board['departments'][number],
  { cells }: Board,
  digest: (unit: string, department: string) => string,
): Recorded {
  return {
    department,
    class: ofClass,
    score,
    units: cells
      .filter((cell) => cell.department === department)
      .map((cell) => ({
        unit: cell.unit,
        result: resultOf(cell),
        errors: cell.errors,
        warnings: cell.warnings,
        unverified: cell.unverified,
        words: cell.words,
        materials: cell.materials,
        offline: cell.offline,
        grade: cell.grade,
        digest: digest(cell.unit, department),
      })),
  };
}

function resultOf({ delivered, state }: BoardCell): UnitResult {
  return delivered || state === 'excused' ? state : 'missing';
}

/** An archive goes forward: what is recorded today can't come before what was recorded yesterday. */
function checkOrder(before: ReadonlyMap<string, ArchiveEntry[]>, asOf: string): void {
  for (const [department, entries] of before) {
    const last = entries.at(-1);
    if (!last || last.on <= asOf) continue;
    throw new DossierError('usage', {
      zh: `${department}的档案已记到 ${last.on}，不能再补记 ${asOf} 的情况。`,
      en: `The archive of ${department} goes up to ${last.on}: nothing can be recorded for ${asOf} any more.`,
    });
  }
}

async function print(
  context: Context,
  options: Options,
  { opened }: Opened,
  archives: ReadonlyMap<string, ArchiveEntry[]>,
  folder: string,
): Promise<string> {
  const template = (await readTemplates(context, options))['archive.docx'];
  const { pack, config } = opened.ground;
  const made: string[] = [];
  const kept: string[] = [];
  for (const [department, entries] of archives) {
    const last = entries.at(-1);
    if (!last) continue;
    const name = `${safeName(department)}${pack.defaults.partNames.archive} ${last.on}.docx`;
    const bytes = archiveForm(template, printOf(entries, pack, config.region));
    // What the office has written into an earlier print stays.
    ((await writeNew(folder, name, bytes)) ? made : kept).push(name);
  }
  const zh = context.lang === 'zh';
  const told = zh
    ? `已打印 ${made.length} 份，在 ${folder}\n`
    : `Printed ${made.length} archives into ${folder}\n`;
  if (kept.length === 0) return told;
  return zh
    ? `${told}已有同名文件，没有覆盖：${kept.join('、')}\n`
    : `${told}These were there and are left as they are: ${kept.join(', ')}\n`;
}

async function verify({ lang }: Context, store: ArchiveStore): Promise<Result> {
  const departments = await store.departments();
  if (departments.length === 0) {
    throw new DossierError('usage', {
      zh: `“${store.folder}”中没有考核档案。`,
      en: `There are no archives in "${store.folder}".`,
    });
  }
  const lines: string[] = [];
  let code: 0 | 1 = 0;
  for (const department of departments) {
    try {
      const entries = await store.read(department);
      lines.push(
        lang === 'zh'
          ? `${department}：完好，${entries.length} 条，核验码 ${sealOf(entries)}\n`
          : `${department}: intact, ${entries.length} entries, seal ${sealOf(entries)}\n`,
      );
    } catch (error) {
      if (!(error instanceof DossierError)) throw error;
      code = 1;
      lines.push(`${lang === 'zh' ? error.zh : error.en}\n`);
    }
  }
  return { code, out: lines.join('') };
}
