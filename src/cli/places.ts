/** Where the system keeps what belongs to the user and not to a folder. */
import { isAbsolute, join } from 'node:path';

/**
 * The user's folder for what can be made again: %LOCALAPPDATA% on Windows, else XDG_CACHE_HOME (XDG Base Directory
 * Specification 0.8), by default ~/.cache.
 * @returns absolute path of this program's own folder in it; null where the environment names neither
 */
export function cacheHome(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string | null {
  const { XDG_CACHE_HOME: named, LOCALAPPDATA: local, HOME: home } = env;
  // A relative one is to be ignored, says the specification.
  if (named !== undefined && isAbsolute(named)) return join(named, 'dossier');
  if (platform === 'win32') return local ? join(local, 'dossier', 'cache') : null;
  return home ? join(home, '.cache', 'dossier') : null;
}
