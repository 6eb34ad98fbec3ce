/** What a finding rests on besides the folder: the tool's own code, and the libraries that it reads with. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `dist/`, or `src/` where the tool runs from its sources. */
const HOUSE = fileURLToPath(new URL('../../../', import.meta.url));

let known: string | null = null;

/** SHA-256 (hex) over the code as it lies on the disk: any change of a rule or reader changes it. */
export function codeDigest(): string {
  known ??= digest();
  return known;
}

function digest(): string {
  const hash = createHash('sha256');
  for (const path of codeFiles(HOUSE).sort()) {
    hash.update(`${relative(HOUSE, path).split(sep).join('/')}\n`).update(readFileSync(path));
  }
  const require = createRequire(join(HOUSE, 'index.js'));
  const { dependencies } = JSON.parse(readFileSync(join(HOUSE, '../package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  for (const name of Object.keys(dependencies).sort()) hash.update(`${name} ${versionOf(require, name)}\n`);
  // Unicode's tables come with Node.
  return hash.update(process.version).digest('hex');
}

function codeFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return codeFiles(path);
    return /\.[jt]s$/.test(entry.name) && !/\.(?:test|d)\.ts$/.test(entry.name) ? [path] : [];
  });
}

/** As installed; packages may not export their package.json, so it is looked for where Node would look. */
function versionOf(require: NodeJS.Require, name: string): string {
  for (const folder of require.resolve.paths(name) ?? []) {
    try {
      const { version } = JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8')) as {
        version: string;
      };
      return version;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return 'none';
}
