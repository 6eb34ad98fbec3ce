/** Where LibreOffice is installed, and which version it is. */
import { access, constants } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { OFFICE_LIMITS } from './limits.js';
import { runProcess } from './process.js';

type Environment = Readonly<Record<string, string | undefined>>;

export interface Office {
  /** Absolute path of the program. */
  program: string;
  /** As it says itself: "7.4.7.2". */
  version: string;
  /** What it is started with, as far as the run's own settings do not replace it. */
  env: Environment;
}

/** The variable that names the program where it is not found by itself. */
const NAMED = 'DOSSIER_SOFFICE';

/**
 * @param env the user's environment
 * @param silence seconds within which it must answer
 * @returns null where none is found, or where what is found does not run
 */
export async function findOffice(
  env: Environment,
  silence: number = OFFICE_LIMITS.version,
  signal?: AbortSignal,
): Promise<Office | null> {
  for (const program of candidates(env, process.platform)) {
    if (!(await isProgram(program))) continue;
    const { how, code, said } = await runProcess({
      program,
      args: ['--version'],
      env,
      cwd: tmpdir(),
      silence,
      done: async () => 0,
      ...(signal ? { signal } : {}),
    });
    signal?.throwIfAborted();
    const version = /^LibreOffice(?:Dev)? (\d+(?:\.\d+)+)/m.exec(said)?.[1];
    if (how === 'exited' && code === 0 && version !== undefined) return { program, version, env };
  }
  return null;
}

/** What is named comes alone: whoever names one wants no other. */
export function candidates(env: Environment, platform: NodeJS.Platform): string[] {
  const named = env[NAMED];
  if (named !== undefined && named !== '') return [named];
  const windows = platform === 'win32';
  // soffice.com waits for the end, soffice.exe does not.
  const names = windows ? ['soffice.com'] : ['soffice', 'libreoffice'];
  // A relative folder in PATH would run what lies in somebody's evidence.
  const folders = (env.PATH ?? env.Path ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  if (windows) {
    const roots = [env.ProgramFiles, env['ProgramFiles(x86)']].flatMap((root) => root ?? []);
    return [...found, ...roots.map((root) => join(root, 'LibreOffice', 'program', 'soffice.com'))];
  }
  if (platform === 'darwin') return [...found, '/Applications/LibreOffice.app/Contents/MacOS/soffice'];
  return [...found, '/usr/bin/soffice', '/usr/lib/libreoffice/program/soffice', '/snap/bin/libreoffice'];
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
