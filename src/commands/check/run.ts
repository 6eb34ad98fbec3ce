/** `dossier check [folder]`: all rules over what a folder holds. */
import { sep } from 'node:path';
import { type CheckOptions, conclude, exitCode, check as runRules, shareOf } from '../../check/index.js';
import type { Report } from '../../model/finding.js';
import { rules } from '../../rules/index.js';
import { type Arguments, type Context, type Options, type Result, textOption } from '../command.js';
import { folderOf, openFolder } from '../folder.js';
import { maxWarnings } from '../options.js';
import { unknownRule } from '../rules/cards.js';
import type { Opened } from '../workspace.js';
import { cacheNote, openCache } from './cache/open.js';
import { examineParts, type Memory } from './examine.js';
import { fixNames } from './fix.js';
import { type ShardOption, shardOption, watchOption } from './options.js';
import { deliver, formatOption } from './output.js';
import { examineShare, shardRecord } from './shard.js';
import { RecentStore, watchFolder } from './watch.js';

export function reportOf(context: Context, opened: Opened, onlyRules: string[] | null): Report {
  return runRules(opened.workspace, { tool: context.tool, rules, onlyRules, narrowed: opened.narrowed });
}

function ruleOption(options: Options): string[] | null {
  const text = textOption(options, 'rule');
  if (text === null) return null;
  const wanted = text.split(/[,，]/).map((id) => id.trim());
  for (const id of wanted) {
    if (!rules.some(({ card }) => card.id === id || card.topic === id)) {
      throw unknownRule(id, [...new Set(rules.flatMap(({ card }) => [card.id, card.topic]))]);
    }
  }
  return wanted;
}

export async function runCheck(context: Context, args: Arguments, options: Options): Promise<Result> {
  const asked: Asked = {
    onlyRules: ruleOption(options),
    limit: maxWarnings(options),
    shard: shardOption(options),
  };
  const watching = watchOption(options);
  formatOption(options);
  const folder = folderOf(context, args);
  const cache = await openCache(context, folder, options);
  const recent = watching && cache === null ? new RecentStore() : null;
  const store = cache ?? recent;
  const memory = store && { store, stamps: (await cache?.stamps(folder)) ?? {} };
  await fixNames(context, args, options);
  const once = async (): Promise<Checked> => {
    const checked = await checkOnce(context, args, options, asked, memory);
    recent?.turn();
    if (cache && memory) {
      await cache.putStamps(folder, memory.stamps);
      await cache.prune();
    }
    const note = [checked.note, cacheNote(context, cache)].filter((words) => words != null).join('');
    return { ...checked, ...(note === '' ? {} : { note }) };
  };
  if (watching) return watchFolder(context, folder, options, once);
  const { code, out, note } = await once();
  return { code, out, ...(note === undefined ? {} : { note }) };
}

export interface Checked extends Result {
  /** Absolute paths outside of the folder that the report rests on. */
  restsOn: string[];
}

/** What the options ask of a check, apart from its folder and its output. */
export interface Asked {
  onlyRules: string[] | null;
  /** Of warnings. */
  limit: number | null;
  shard: ShardOption | null;
}

/** @param memory what is known from before, and is brought up to date */
async function checkOnce(
  context: Context,
  args: Arguments,
  options: Options,
  { onlyRules, limit, shard }: Asked,
  memory: Memory | null,
): Promise<Checked> {
  const opened = await openFolder(context, args, options);
  const { folder, packDir, ground, surveyed, narrowed } = opened;
  const restsOn = [ground.config.path ?? packDir, packDir].filter((path) => !isBelow(folder, path));
  const frame = { ...ground, scope: surveyed.scope };
  const checking: CheckOptions = { tool: context.tool, rules, onlyRules, narrowed };
  if (shard === null) {
    const examined = await examineParts(context, opened, surveyed.parts, checking, memory);
    const report = conclude(frame, examined, checking);
    return { code: exitCode(report, limit), out: await deliver(context, folder, report, options), restsOn };
  }
  const share = shareOf(surveyed.parts, shard.index, shard.of);
  const examined = await examineShare(context, opened, share, checking, memory);
  const report = conclude(frame, examined, { ...checking, share: true });
  const record = shardRecord(context, opened, shard, share, examined, checking);
  return {
    code: exitCode(report, limit),
    out: await deliver(context, folder, report, options, record),
    note: shareNote(context, shard),
    restsOn,
  };
}

function shareNote({ lang }: Context, { index, of }: ShardOption): string {
  return lang === 'zh'
    ? `只检查了 ${of} 份中的第 ${index} 份；各份之间的比对（如重复文件、相同网址）在 merge-reports 合并时进行。\n`
    : `Only share ${index} of ${of} was checked; what compares all of them (twin files, repeated URLs) is told by merge-reports.\n`;
}

function isBelow(folder: string, path: string): boolean {
  return path.startsWith(folder + sep);
}
