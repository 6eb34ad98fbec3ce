/** `dossier merge-reports FILE…`: the shares of one check, put together into the report that one run would give. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { conclude, exitCode } from '../../check/index.js';
import { DossierError } from '../../model/error.js';
import type { Localised } from '../../model/lang.js';
import type { Pack } from '../../model/pack.js';
import { loadPack, resolvePack } from '../../packs/index.js';
import { rules } from '../../rules/index.js';
import { type Arguments, type Context, type Options, type Result, textOption } from '../command.js';
import { maxWarnings } from '../options.js';
import { digestOfJson } from './cache/keys.js';
import { deliver, formatOption } from './output.js';
import type { ShardGround, ShardRecord } from './shard.js';

interface Share {
  path: string;
  record: ShardRecord;
}

const DIFFERS: Record<keyof ShardGround, Localised> = {
  tool: { zh: '所用 dossier 的版本不同', en: 'was made by another version of dossier' },
  pack: { zh: '任务清单（指标包）不同', en: 'was checked against another task list' },
  folder: { zh: '所查的文件夹或其中的文件不同', en: 'is of another folder, or of other files in it' },
  settings: { zh: 'dossier.yaml 的设置不同', en: 'was checked with other settings in dossier.yaml' },
  asOf: { zh: '--as-of 日期不同', en: 'was checked as of another day' },
  scope: {
    zh: '--unit、--department 或 --rule 的范围不同',
    en: 'has another --unit, --department or --rule',
  },
};

export async function runMerge(context: Context, args: Arguments, options: Options): Promise<Result> {
  const limit = maxWarnings(options);
  formatOption(options);
  const paths = args.flat().filter((path) => path !== undefined);
  const shares = await Promise.all(
    paths.map(async (path) => ({ path, record: await readShare(context, path) })),
  );
  const first = refuseUnfit(shares);
  const { config, scope, onlyRules, narrowed, ground, folder } = first.record;
  const pack = await packOf(context, first.record, options);
  const order = [...pack.units.map((unit): string | null => unit.key), null];
  const examined = shares
    .flatMap(({ record }) => record.parts)
    .sort((a, b) => order.indexOf(a.unit) - order.indexOf(b.unit))
    .map((part) => part.examined);
  const checking = { tool: context.tool, rules, onlyRules, narrowed };
  const report = conclude({ pack, config, asOf: ground.asOf, scope }, examined, checking);
  return {
    code: exitCode(report, limit),
    out: await deliver(context, resolve(context.cwd, folder), report, options),
  };
}

async function readShare(context: Context, path: string): Promise<ShardRecord> {
  let text: string;
  try {
    text = await readFile(resolve(context.cwd, path), 'utf8');
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new DossierError(
      'usage',
      { zh: `无法读取“${path}”（${why}）。`, en: `"${path}" can't be read (${why}).` },
      { cause },
    );
  }
  const record = shareIn(text);
  if (record !== null) return record;
  throw new DossierError('input', {
    zh: `“${path}”不是分份检查的报告，或者被改动、没有写完。请用 dossier check --shard i/n --format json --output 文件 重新生成。`,
    en: `"${path}" is no report of a share, or was edited or cut off. Make it again with dossier check --shard i/n --format json --output FILE.`,
  });
}

function shareIn(text: string): ShardRecord | null {
  try {
    const { shard } = JSON.parse(text) as { shard?: ShardRecord };
    if (shard === undefined || shard === null) return null;
    const { sha256, ...record } = shard;
    return digestOfJson(record) === sha256 ? shard : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}

/** @returns the first share. @throws DossierError (input) where they are not the shares of one check, each once */
function refuseUnfit(shares: readonly Share[]): Share {
  const [first] = shares;
  if (!first) throw new DossierError('usage', { zh: '没有指定报告。', en: 'No report was named.' });
  const { of, ground } = first.record;
  for (const { path, record } of shares) {
    const differs = Object.keys(DIFFERS).find((key) => {
      const name = key as keyof ShardGround;
      return record.ground[name] !== ground[name];
    }) as keyof ShardGround | undefined;
    if (differs !== undefined) {
      throw unfit({
        zh: `“${path}”与“${first.path}”不是同一次检查：${DIFFERS[differs].zh}。请用相同的材料和选项重新检查各份。`,
        en: `"${path}" ${DIFFERS[differs].en} than "${first.path}". Check all shares with the same files and options.`,
      });
    }
    if (record.of !== of) {
      throw unfit({
        zh: `“${path}”是 ${record.of} 份中的一份，“${first.path}”是 ${of} 份中的一份，不能合并。`,
        en: `"${path}" is one of ${record.of} shares, "${first.path}" one of ${of}: they don't go together.`,
      });
    }
    const twin = shares.find((other) => other.record.index === record.index);
    if (twin && twin.path !== path) {
      throw unfit({
        zh: `“${twin.path}”和“${path}”都是第 ${record.index}/${of} 份，只能给一个。`,
        en: `"${twin.path}" and "${path}" are both share ${record.index}/${of}: name one of them.`,
      });
    }
  }
  const there = new Set(shares.map(({ record }) => record.index));
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter((index) => !there.has(index));
  if (missing.length === 0 && shares.length === of) return first;
  if (missing.length === 0) {
    throw unfit({ zh: '同一个报告写了两次。', en: 'A report is named twice.' });
  }
  const list = missing.map((index) => `${index}/${of}`);
  throw unfit({
    zh: `缺少第 ${list.join('、')} 份的报告，合并后会漏掉材料。请补齐后再合并。`,
    en: `The reports of shares ${list.join(', ')} are missing, and with them what they looked at. Add them.`,
  });
}

function unfit(words: Localised): DossierError {
  return new DossierError('input', words);
}

/** @throws DossierError (usage) where the task list is not at hand, or not the one that was checked against */
async function packOf(context: Context, record: ShardRecord, options: Options): Promise<Pack> {
  const named = textOption(options, 'pack') ?? record.pack.path ?? record.pack.id;
  const pack = await loadPack(await resolvePack(named, context.cwd));
  if (digestOfJson(pack) === record.ground.pack) return pack;
  throw new DossierError('usage', {
    zh: `任务清单“${named}”与检查时所用的不同。请用 --pack 指定检查时的那一份。`,
    en: `The task list "${named}" is not the one that was checked against. Name that one with --pack.`,
  });
}
