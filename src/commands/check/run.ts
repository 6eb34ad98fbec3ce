/** `dossier check [folder]`: all rules over what a folder holds. */
import { conclude, exitCode, check as runRules } from '../../check/index.js';
import { DossierError } from '../../model/error.js';
import type { Report } from '../../model/finding.js';
import { rules } from '../../rules/index.js';
import { type Arguments, type Context, type Options, type Result, textOption } from '../command.js';
import { folderOf, openFolder } from '../folder.js';
import { unknownRule } from '../rules/cards.js';
import type { Opened } from '../workspace.js';
import { cacheNote, openCache } from './cache/open.js';
import { examineParts } from './examine.js';
import { fixNames } from './fix.js';
import { deliver, formatOption } from './output.js';

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

function maxWarnings(options: Options): number | null {
  const text = textOption(options, 'maxWarnings');
  if (text === null) return null;
  if (!/^\d+$/.test(text)) {
    throw new DossierError('usage', {
      zh: `--max-warnings 应为不小于 0 的整数，写的是“${text}”。`,
      en: `--max-warnings takes a whole number from 0, not "${text}".`,
    });
  }
  return Number(text);
}

export async function runCheck(context: Context, args: Arguments, options: Options): Promise<Result> {
  const onlyRules = ruleOption(options);
  const limit = maxWarnings(options);
  formatOption(options);
  await fixNames(context, args, options);
  const folder = folderOf(context, args);
  const cache = await openCache(context, folder, options);
  const memory = cache && { store: cache, stamps: await cache.stamps(folder) };
  const opened = await openFolder(context, args, options);
  const { ground, surveyed, narrowed } = opened;
  const checking = { tool: context.tool, rules, onlyRules, narrowed };
  const examined = await examineParts(context, opened, surveyed.parts, checking, memory);
  if (cache && memory) {
    await cache.putStamps(folder, memory.stamps);
    await cache.prune();
  }
  const report = conclude({ ...ground, scope: surveyed.scope }, examined, checking);
  const note = cacheNote(context, cache);
  return {
    code: exitCode(report, limit),
    out: await deliver(context, folder, report, options),
    ...(note === null ? {} : { note }),
  };
}
