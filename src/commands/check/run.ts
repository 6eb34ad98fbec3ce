/** `dossier check [folder]`: all rules over what a folder holds. */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { exitCode, check as runRules } from '../../check/index.js';
import { DossierError } from '../../model/error.js';
import type { Report } from '../../model/finding.js';
import { type ReporterName, reporters } from '../../reporters/index.js';
import { rules } from '../../rules/index.js';
import { type Arguments, type Context, type Options, type Result, textOption } from '../command.js';
import { type Opened, openWorkspace } from '../workspace.js';

export function reportOf(context: Context, opened: Opened, onlyRules: string[] | null): Report {
  return runRules(opened.workspace, { tool: context.tool, rules, onlyRules, narrowed: opened.narrowed });
}

function ruleOption(options: Options): string[] | null {
  const text = textOption(options, 'rule');
  if (text === null) return null;
  const wanted = text.split(/[,，]/).map((id) => id.trim());
  for (const id of wanted) {
    if (!rules.some(({ card }) => card.id === id || card.topic === id)) {
      throw new DossierError('usage', {
        zh: `没有“${id}”这条规则。现有规则：${rules.map(({ card }) => card.id).join('、')}`,
        en: `There is no rule "${id}". There are: ${rules.map(({ card }) => card.id).join(', ')}`,
      });
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

/** @throws DossierError (input) if the file can't be written */
export async function writeReport(path: string, bytes: string): Promise<void> {
  try {
    await writeFile(path, bytes);
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new DossierError(
      'input',
      {
        zh: `无法写入“${path}”（${why}）。请检查路径和权限。`,
        en: `"${path}" can't be written (${why}). Check path and permissions.`,
      },
      { cause },
    );
  }
}

export async function runCheck(context: Context, args: Arguments, options: Options): Promise<Result> {
  const onlyRules = ruleOption(options);
  const limit = maxWarnings(options);
  const opened = await openWorkspace(context, args, options);
  const report = reportOf(context, opened, onlyRules);
  const format = (textOption(options, 'format') ?? 'text') as ReporterName;
  const output = textOption(options, 'output');
  const { lang, style } = context;
  const coloured = { lang, style, folder: opened.folder };
  const plain = { ...coloured, style: (_: unknown, text: string) => text };
  const code = exitCode(report, limit);
  if (output === null) {
    return { code, out: reporters[format](report, format === 'text' ? coloured : plain) };
  }
  // The terminal shows the same summary whatever goes into the file.
  await writeReport(resolve(context.cwd, output), reporters[format](report, plain));
  return { code, out: reporters.text(report, coloured) };
}
