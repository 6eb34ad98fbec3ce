/** `dossier check --watch`: a fresh report whenever something in the folder changes. */
import { resolve } from 'node:path';
import type { Kept, KeptStore } from '../../check/index.js';
import { DossierError } from '../../model/error.js';
import { type Context, type Options, type Result, textOption } from '../command.js';
import { type ChangeOptions, changes } from './changes.js';
import type { Checked } from './run.js';

/** Keeps what the last two checks used: an edit that is taken back costs nothing. */
export class RecentStore implements KeptStore {
  #before = new Map<string, Kept>();
  #now = new Map<string, Kept>();

  async get(key: string): Promise<Kept | null> {
    const kept = this.#now.get(key) ?? this.#before.get(key) ?? null;
    if (kept) this.#now.set(key, kept);
    return kept;
  }

  async put(key: string, kept: Kept): Promise<void> {
    this.#now.set(key, kept);
  }

  turn(): void {
    this.#before = this.#now;
    this.#now = new Map();
  }
}

/**
 * Checks, shows the report, waits for a change, and again, until the signal ends it.
 * @param check one run; what it throws as a DossierError is shown, and the next change tried
 * @returns the last report's exit code; the reports are shown by then
 */
export async function watchFolder(
  context: Context,
  folder: string,
  options: Options,
  check: () => Promise<Checked>,
  how: Pick<ChangeOptions, 'quiet' | 'interval' | 'poll'> = {},
): Promise<Result> {
  const signal = context.signal ?? new AbortController().signal;
  const output = textOption(options, 'output');
  let last = await check();
  show(context, last);
  const turns = changes({
    paths: [folder, ...last.restsOn],
    except: output === null ? [] : [resolve(context.cwd, output)],
    signal,
    ...how,
  });
  for await (const _ of turns) {
    try {
      last = await check();
      show(context, last);
    } catch (error) {
      if (signal.aborted) break;
      if (!(error instanceof DossierError) || !context.failure) throw error;
      // A dossier.yaml that is half written: it will be whole soon.
      context.say?.(context.failure(error));
      last = { ...last, code: 2 };
    }
  }
  return { code: last.code, out: '' };
}

const WATCHING = {
  zh: '正在等待文件变动；按 Ctrl+C 结束。\n',
  en: 'Waiting for files to change; Ctrl+C ends it.\n',
};

function show(context: Context, { out, note }: Result): void {
  context.page?.(out);
  context.say?.(`${note ?? ''}${WATCHING[context.lang]}`);
}
