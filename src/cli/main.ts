/** argv in, exit code out. The one place that prints, and that turns an error into words. */
import { createRequire } from 'node:module';
import { Command, CommanderError, Option, type OutputConfiguration } from 'commander';
import { type CommandSpec, type Context, commands, type Result } from '../commands/index.js';
import { DossierError } from '../model/error.js';
import type { Lang, Localised } from '../model/lang.js';
import { failureText } from './failure.js';
import { cacheHome } from './places.js';
import { Progress } from './progress.js';
import { linker, styler } from './terminal.js';
import { titleText, usageText } from './usage.js';

export interface Io {
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  /** Now, for `today`. */
  now(): Date;
  out(text: string): void;
  err(text: string): void;
  /** Whether a person watches standard error. */
  interactive: boolean;
  /** The terminal that shows standard output; null for a pipe or a file. */
  screen: { columns: number } | null;
  /** Aborted where the run is to end early. */
  signal?: AbortSignal;
}

interface GlobalOptions {
  lang?: Lang;
  color?: 'always' | 'never';
  quiet?: boolean;
}

const require = createRequire(import.meta.url);
const { version } = require('../../package.json') as { version: string };
export const tool = { name: 'dossier', version };

const WORDS = {
  about: {
    zh: '法治政府建设示范创建申报材料：检查、编排、装订成卷',
    en: 'checks submissions for 法治政府建设示范创建 and binds them into one dossier',
  },
  lang: { zh: '界面语言', en: 'language' },
  color: { zh: '是否使用颜色', en: 'use colour' },
  quiet: { zh: '不显示进度', en: 'no progress' },
  help: { zh: '显示帮助', en: 'show help' },
  stopped: { zh: '已中止，未写入任何结果。', en: 'Stopped; nothing was written.' },
  version: { zh: '显示版本', en: 'show the version' },
} as const satisfies Record<string, Localised>;

/** Help is worded before argv is parsed, so the language is looked up by hand. */
function languageOf(argv: readonly string[], env: Io['env']): Lang {
  const at = argv.findIndex((a) => a === '--lang' || a.startsWith('--lang='));
  const value = at < 0 ? undefined : (argv[at]?.split('=')[1] ?? argv[at + 1]);
  return (value ?? env.DOSSIER_LANG) === 'en' ? 'en' : 'zh';
}

function localDate(now: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function addGlobals(command: Command, lang: Lang): Command {
  return command
    .addOption(new Option('--lang <lang>', WORDS.lang[lang]).choices(['zh', 'en']))
    .addOption(new Option('--color <when>', WORDS.color[lang]).choices(['always', 'never']))
    .option('-q, --quiet', WORDS.quiet[lang])
    .helpOption('-h, --help', WORDS.help[lang]);
}

/** @returns the exit code: 0, 1, or 2 where the run could not be made */
export async function main(argv: readonly string[], io: Io): Promise<0 | 1 | 2> {
  const lang = languageOf(argv, io.env);
  let code: 0 | 1 | 2 = 0;
  const progress = new Progress(io);
  const out = (text: string) => {
    progress.clear();
    io.out(text);
  };
  const err = (text: string) => {
    progress.clear();
    io.err(text);
  };
  const output: OutputConfiguration = {
    writeOut: out,
    writeErr: err,
    outputError: (text, write) => write(usageText(text, lang)),
  };
  const helpOptions = { styleTitle: (title: string) => titleText(title, lang) };
  const program = addGlobals(new Command('dossier'), lang)
    .description(WORDS.about[lang])
    .version(version, '-V, --version', WORDS.version[lang])
    .exitOverride()
    .configureOutput(output)
    .configureHelp(helpOptions)
    .helpCommand(false);
  const act = async (spec: CommandSpec, values: unknown[], command: Command) => {
    const options = command.optsWithGlobals<GlobalOptions & Record<string, string | boolean | undefined>>();
    const cache = cacheHome(io.env, process.platform);
    const context: Context = {
      cwd: io.cwd,
      lang,
      tool,
      env: io.env,
      today: localDate(io.now()),
      style: styler(options.color, io),
      link: linker(io),
      say: err,
      // Wipes the screen and what has scrolled out of it.
      page: (text) => out(io.screen ? `\u001b[2J\u001b[3J\u001b[H${text}` : text),
      failure: (error) => failureText(error, lang, error),
      ...(io.screen ? { width: io.screen.columns } : {}),
      ...(io.signal ? { signal: io.signal } : {}),
      ...(cache === null ? {} : { cacheHome: cache }),
      progress: (line) => {
        if (options.quiet !== true) progress.show(line[lang]);
      },
    };
    const args = values.slice(0, spec.arguments.length) as (string | string[] | undefined)[];
    const result: Result = await spec.run(context, args, options);
    out(result.out);
    if (result.note !== undefined) err(result.note);
    code = result.code;
  };
  for (const spec of commands) {
    const command = addGlobals(program.command(spec.name), lang)
      .description(spec.summary[lang])
      .exitOverride()
      .configureOutput(output)
      .configureHelp(helpOptions);
    for (const { syntax, summary } of spec.arguments) command.argument(syntax, summary[lang]);
    for (const { flags, summary, choices } of spec.options) {
      const option = new Option(flags, summary[lang]);
      command.addOption(choices ? option.choices([...choices]) : option);
    }
    command.action(async (...values: unknown[]) => act(spec, values, values.at(-1) as Command));
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
    if (argv.length === 0) program.outputHelp();
    return code;
  } catch (error) {
    if (io.signal?.aborted) {
      err(`${WORDS.stopped[lang]}\n`);
      return 2;
    }
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const known = error instanceof DossierError ? error : null;
    err(failureText(error, lang, known));
    return 2;
  }
}
