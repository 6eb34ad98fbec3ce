/** Tells when something in a folder changes. */
import { type FSWatcher, watch } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isPassedOver } from '../../scan/index.js';

export interface ChangeOptions {
  /** Absolute paths: folders with all that is in them, and single files. */
  paths: readonly string[];
  /** Absolute paths of this program's own outputs. */
  except: readonly string[];
  signal: AbortSignal;
  /** ms without a further change after which one is told: copying a folder is one change. */
  quiet?: number;
  /** ms between two looks, where the system does not tell. */
  interval?: number;
  /** Looks by itself from the start. */
  poll?: boolean;
}

/** Longest time, as a multiple of `quiet`, that a stream of changes may hold back the telling. */
const PATIENCE = 10;

/** Yields once for every change or burst of changes, until the signal ends it. */
export async function* changes(options: ChangeOptions): AsyncGenerator<void> {
  const { signal, except, quiet = 300 } = options;
  let first = 0;
  let last = 0;
  let wake: (() => void) | null = null;
  const seen = (base: string, path: string) => {
    if (isOwnOrLitter(base, path, except)) return;
    last = Date.now();
    if (first === 0) first = last;
    wake?.();
  };
  const stop = options.poll ? poll(options, seen) : listen(options, seen);
  const ended = () => wake?.();
  signal.addEventListener('abort', ended);
  try {
    while (!signal.aborted) {
      const now = Date.now();
      const due = first === 0 ? null : Math.min(last + quiet, first + quiet * PATIENCE);
      if (due !== null && now >= due) {
        first = 0;
        yield;
        continue;
      }
      await new Promise<void>((resolve) => {
        const timer = due === null ? undefined : setTimeout(resolve, due - now);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      wake = null;
    }
  } finally {
    signal.removeEventListener('abort', ended);
    stop();
  }
}

type Seen = (base: string, path: string) => void;

/** @param base one of the paths that are watched: what stands above it says nothing of the file */
function isOwnOrLitter(base: string, path: string, except: readonly string[]): boolean {
  return (
    except.some((own) => path === own || path.startsWith(own + sep)) ||
    isPassedOver(relative(base, path).split(sep))
  );
}

/** The system tells; where it can't, or has no more room for it, looking by oneself takes over. */
function listen(options: ChangeOptions, seen: Seen): () => void {
  const watchers: FSWatcher[] = [];
  let fallback: (() => void) | null = null;
  const close = () => {
    for (const watcher of watchers.splice(0)) watcher.close();
  };
  const fall = () => {
    close();
    fallback ??= options.signal.aborted ? null : poll(options, seen);
  };
  try {
    for (const path of options.paths) {
      const watcher = watch(path, { recursive: true }, (_, name) => {
        // On some systems a single file's watcher tells its own name.
        seen(path, name === null || path.endsWith(`${sep}${name}`) ? path : join(path, name));
      });
      watcher.on('error', fall);
      watchers.push(watcher);
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    fall();
  }
  return () => {
    close();
    fallback?.();
  };
}

function poll({ paths, interval = 2000, signal }: ChangeOptions, seen: Seen): () => void {
  const before = new Map<string, ReadonlyMap<string, string>>();
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    for (const base of paths) {
      const now = new Map<string, string>();
      await snapshot(base, now);
      const then = before.get(base) ?? now;
      for (const [path, stamp] of now) if (then.get(path) !== stamp) seen(base, path);
      for (const path of then.keys()) if (!now.has(path)) seen(base, path);
      before.set(base, now);
    }
    if (!signal.aborted) timer = setTimeout(look, interval);
  };
  void look();
  return () => clearTimeout(timer);
}

async function snapshot(path: string, into: Map<string, string>): Promise<void> {
  try {
    const info = await stat(path);
    into.set(path, info.isDirectory() ? '' : `${info.size} ${info.mtimeMs} ${info.ctimeMs}`);
    if (!info.isDirectory()) return;
    for (const name of await readdir(path)) await snapshot(join(path, name), into);
  } catch {
    // Gone since it was listed, or out of reach: its absence is the change.
  }
}
