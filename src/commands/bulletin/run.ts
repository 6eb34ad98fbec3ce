/** What `dossier bulletin` does. */
import { basename, dirname, resolve } from 'node:path';
import type { ArchiveEntry } from '../../archive/index.js';
import { bulletinForm, safeName } from '../../forms/index.js';
import { DossierError } from '../../model/error.js';
import { archiveFolder } from '../archive/run.js';
import { ArchiveStore } from '../archive/store.js';
import type { Arguments, Context, Options, Result } from '../command.js';
import { textOption } from '../command.js';
import { writeNew } from '../init/files.js';
import { readTemplates } from '../init/templates.js';
import { openBoard } from '../status/board.js';
import { draftOf } from './draft.js';

export async function runBulletin(context: Context, args: Arguments, options: Options): Promise<Result> {
  const template = (await readTemplates(context, options))['bulletin.docx'];
  const { opened, board, note } = await openBoard(context, args, options);
  const { pack, config } = opened.ground;
  const store = new ArchiveStore(archiveFolder(context, args, options));
  const last = new Map<string, ArchiveEntry>();
  for (const { department } of board.departments) {
    const before = (await store.read(department)).filter(({ on }) => on < board.asOf).at(-1);
    if (before) last.set(department, before);
  }
  const draft = draftOf(board, pack, config, last);
  const target = textOption(options, 'out') ?? `${safeName(draft.title)} ${board.asOf}.docx`;
  const path = resolve(context.cwd, target);
  if (!(await writeNew(dirname(path), basename(path), bulletinForm(template, draft)))) {
    throw new DossierError('input', {
      zh: `“${path}”已经存在，没有改动。请先移走，或用 -o 另写一个文件名。`,
      en: `"${path}" is there already and was left as it is. Move it first, or give another name with -o.`,
    });
  }
  const out = context.lang === 'zh' ? `已起草 ${path}\n` : `Drafted ${path}\n`;
  return { code: 0, out, ...(note === null ? {} : { note }) };
}
