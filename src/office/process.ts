/** One run of the office program: started in a process group of its own, watched, and ended with all its children. */
import { type ChildProcess, spawn } from 'node:child_process';

export interface RunOptions {
  /** Absolute path. */
  program: string;
  args: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the folder to run in. */
  cwd: string;
  /** Seconds without anything new after which it counts as hanging. */
  silence: number;
  /** What has been done so far: any other number is something new. Must not reject. */
  done(): Promise<number>;
  signal?: AbortSignal;
}

export interface Ended {
  /** 'unstarted': the system could not run it; 'stopped': the signal was aborted. */
  how: 'exited' | 'hung' | 'unstarted' | 'stopped';
  /** Of an exit; null where a signal ended it. */
  code: number | null;
  /** The beginning of what it printed on standard output. */
  said: string;
}

/** Characters that are kept of what it prints. */
const SAID = 4000;
/** Milliseconds between two looks at what is done. */
const LOOK = 200;

/** Never rejects. When it resolves, neither the process nor a child of it is left. */
export function runProcess({ program, args, env, cwd, silence, done, signal }: RunOptions): Promise<Ended> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) {
      resolve({ how: 'stopped', code: null, said: '' });
      return;
    }
    const child = spawn(program, [...args], {
      cwd,
      env: { ...env },
      // The program is a script that starts others: as a group they are ended together.
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let said = '';
    let how: Ended['how'] = 'exited';
    let last = -1;
    let since = Date.now();
    let over = false;
    const end = (why: Ended['how']) => {
      if (over) return;
      how = why;
      killGroup(child);
    };
    const stop = () => end('stopped');
    // Nothing else ends the group where this process ends early.
    const leave = () => killGroup(child);
    const watch = setInterval(async () => {
      const now = await done();
      if (now !== last) {
        last = now;
        since = Date.now();
      } else if (Date.now() - since > silence * 1000) end('hung');
    }, LOOK);
    const finish = (code: number | null) => {
      over = true;
      clearInterval(watch);
      signal?.removeEventListener('abort', stop);
      process.removeListener('exit', leave);
      killGroup(child);
      resolve({ how, code, said });
    };
    signal?.addEventListener('abort', stop, { once: true });
    process.once('exit', leave);
    child.stdout.on('data', (bytes: Buffer) => {
      if (said.length < SAID) said += bytes.toString('utf8');
    });
    child.on('error', () => {
      how = how === 'exited' ? 'unstarted' : how;
      finish(null);
    });
    // Not 'close': a child that was left behind may hold the pipe open for ever.
    child.on('exit', (code) => finish(code));
  });
}

/** Ends a process with its children. What has gone already is no failure. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    // Windows knows no groups: its own tool walks the tree.
    if (child.exitCode !== null) return;
    const killer = spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' });
    killer.on('error', () => child.kill());
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM')))
      throw error;
  }
}
