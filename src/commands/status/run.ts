/** What `dossier status` says. It tells a state, and ends with 0 whatever that is: `check` is there to fail on errors. */
import { resolve } from 'node:path';
import { boardJson, boardText } from '../../board/index.js';
import { writeReport } from '../check/output.js';
import { type Arguments, type Context, type Options, type Result, textOption } from '../command.js';
import { openBoard } from './board.js';

export async function runStatus(context: Context, args: Arguments, options: Options): Promise<Result> {
  const { board, note } = await openBoard(context, args, options);
  const { lang, style, width } = context;
  const output = textOption(options, 'output');
  const shown = boardText(board, {
    lang,
    style: (kind, text) => style(kind, text),
    ...(width === undefined ? {} : { width }),
  });
  const json = options.format === 'json' ? boardJson(board) : null;
  if (output !== null) {
    const written = json ?? boardText(board, { lang, style: (_, text) => text });
    await writeReport(resolve(context.cwd, output), written);
  }
  // As with `check`: what goes into a file leaves the terminal as it would be without it.
  const out = output === null && json !== null ? json : shown;
  return { code: 0, out, ...(note === null ? {} : { note }) };
}
