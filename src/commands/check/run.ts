/** `dossier check [folder]`: all rules over what a folder holds. */
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
import { type ShardOption, shardOption } from './options.js';
import { deliver, formatOption } from './output.js';
import { examineShare, shardRecord } from './shard.js';

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
  formatOption(options);
  const folder = folderOf(context, args);
  const cache = await openCache(context, folder, options);
  const memory = cache && { store: cache, stamps: await cache.stamps(folder) };
  await fixNames(context, args, options);
  const result = await checkOnce(context, args, options, asked, memory);
  if (cache && memory) {
    await cache.putStamps(folder, memory.stamps);
    await cache.prune();
  }
  const note = [result.note, cacheNote(context, cache)].filter((words) => words != null).join('');
  return { ...result, ...(note === '' ? {} : { note }) };
}

/** What the options ask of a check, apart from its folder and its output. */
export interface Asked {
  onlyRules: string[] | null;
  /** Of warnings. */
  limit: number | null;
  shard: ShardOption | null;
}

/** @param memory what is known from before, and is brought up to date */
export async function checkOnce(
  context: Context,
  args: Arguments,
  options: Options,
  { onlyRules, limit, shard }: Asked,
  memory: Memory | null,
): Promise<Result> {
  const opened = await openFolder(context, args, options);
  const { folder, ground, surveyed, narrowed } = opened;
  const frame = { ...ground, scope: surveyed.scope };
  const checking: CheckOptions = { tool: context.tool, rules, onlyRules, narrowed };
  if (shard === null) {
    const examined = await examineParts(context, opened, surveyed.parts, checking, memory);
    const report = conclude(frame, examined, checking);
    return { code: exitCode(report, limit), out: await deliver(context, folder, report, options) };
  }
  const share = shareOf(surveyed.parts, shard.index, shard.of);
  const examined = await examineShare(context, opened, share, checking, memory);
  const report = conclude(frame, examined, { ...checking, share: true });
  const record = shardRecord(context, opened, shard, share, examined, checking);
  return {
    code: exitCode(report, limit),
    out: await deliver(context, folder, report, options, record),
    note: shareNote(context, shard),
  };
}

function shareNote({ lang }: Context, { index, of }: ShardOption): string {
  return lang === 'zh'
    ? `只检查了 ${of} 份中的第 ${index} 份；各份之间的比对（如重复文件、相同网址）在 merge-reports 合并时进行。\n`
    : `Only share ${index} of ${of} was checked; what compares all of them (twin files, repeated URLs) is told by merge-reports.\n`;
}
