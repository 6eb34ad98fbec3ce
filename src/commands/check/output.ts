/** Where a report goes and in which format: `--format` and `--output`, for every command that gives one. */
import { writeFile } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DossierError } from '../../model/error.js';
import type { Report } from '../../model/finding.js';
import { BINARY, type ReporterName, type ReporterOptions, reporters } from '../../reporters/index.js';
import { type Context, type OptionSpec, type Options, textOption } from '../command.js';

export const OUTPUT_OPTIONS: OptionSpec[] = [
  {
    flags: '--format <format>',
    summary: { zh: '输出格式（xlsx 须同时写 --output）', en: 'output format (xlsx needs --output)' },
    choices: Object.keys(reporters),
  },
  { flags: '--output <file>', summary: { zh: '把报告写入文件', en: 'write the report to a file' } },
];

function isFormat(name: string): name is ReporterName {
  return name in reporters;
}

/** @throws DossierError (usage) for a format that is bytes and has no file to go to: before anything is read */
export function formatOption(options: Options): ReporterName {
  const format = textOption(options, 'format') ?? 'text';
  if (!isFormat(format)) throw new Error(`unknown format ${format}`);
  if (BINARY.has(format) && textOption(options, 'output') === null) {
    throw new DossierError('usage', {
      zh: `${format} 是文件，不能显示在终端：请用 --output 指定文件名，如 --output 整改清单.xlsx。`,
      en: `${format} is a file and can't go to the terminal: name one with --output, e.g. --output findings.xlsx.`,
    });
  }
  return format;
}

/** @throws DossierError (input) if the file can't be written */
export async function writeReport(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(path, content);
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

/** The folder from where the program was started, with `/`; '' for that place itself and for what lies outside. */
function baseOf(cwd: string, folder: string): string {
  const path = relative(cwd, folder).split(sep).join('/');
  return isAbsolute(path) || path === '..' || path.startsWith('../') ? '' : path;
}

/**
 * Writes the report where it is to go.
 * @param folder absolute path of the folder that was checked
 * @param shard what the JSON of a share says besides
 * @returns what standard output shows: the report, or the same text as ever where it went into a file
 */
export async function deliver(
  context: Context,
  folder: string,
  report: Report,
  options: Options,
  shard?: object,
): Promise<string> {
  const format = formatOption(options);
  const output = textOption(options, 'output');
  const { lang, style, link } = context;
  const shown: ReporterOptions = {
    lang,
    style,
    folder,
    ...(context.width === undefined ? {} : { width: context.width }),
    // A masked name leads nowhere.
    link: (path, words) =>
      path.includes('***') ? words : (link?.(pathToFileURL(join(folder, path)).href, words) ?? words),
  };
  const written = {
    lang,
    style: (_: unknown, words: string) => words,
    folder,
    base: baseOf(context.cwd, folder),
    ...(shard ? { shard } : {}),
  };
  if (output !== null) {
    await writeReport(resolve(context.cwd, output), await reporters[format](report, written));
    return reporters.text(report, shown);
  }
  if (format === 'text') return reporters.text(report, shown);
  const content = await reporters[format](report, written);
  if (typeof content !== 'string') throw new Error(`${format} gives bytes`);
  return content;
}
