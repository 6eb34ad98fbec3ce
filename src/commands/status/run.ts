/** What `dossier status` says. It tells a state, and ends with 0 whatever that is. */
import { boardText } from '../../board/index.js';
import type { Arguments, Context, Options, Result } from '../command.js';
import { openBoard } from './board.js';

export async function runStatus(context: Context, args: Arguments, options: Options): Promise<Result> {
  const { board, note } = await openBoard(context, args, options);
  const { lang, style, width } = context;
  const out =
    options.format === 'json'
      ? `${JSON.stringify(board, null, 2)}\n`
      : boardText(board, {
          lang,
          style: (kind, text) => style(kind, text),
          ...(width === undefined ? {} : { width }),
        });
  return { code: 0, out, ...(note === null ? {} : { note }) };
}
