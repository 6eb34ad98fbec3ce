import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../cli/testing.js';

let base: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'dossier-folder-'));
});
afterEach(() => rm(base, { recursive: true, force: true }));

describe('a task list that weighs a rule that there is not', () => {
  it('is told with its place, by every command that runs or lists rules', async () => {
    const pack = join(base, 'pack');
    await cp(resolve('indicators/xincheng-2024'), pack, { recursive: true });
    const text = await readFile(join(pack, 'pack.yaml'), 'utf8');
    const severities = '\n  severities:\n    statement/wordlimit: error\n    waiver/unused: warning\n';
    await writeFile(join(pack, 'pack.yaml'), text.replace(/^checks:\n/m, `checks:${severities}`));
    const line = text.slice(0, text.search(/^checks:$/m)).split('\n').length + 2;
    for (const argv of [
      ['check', resolve('fixtures/demo/申报材料')],
      ['build', resolve('fixtures/demo/申报材料'), '-o', join(base, 'out')],
      ['rules'],
      ['explain', 'statement/word-limit'],
    ]) {
      const { code, err } = await run([...argv, '--pack', pack]);
      expect(code).toBe(2);
      expect(err).toMatch(
        new RegExp(
          `pack\\.yaml:${line}:\\d+ .*没有“statement/wordlimit”这条规则，是不是“statement/word-limit”`,
        ),
      );
      expect(err).not.toContain('waiver/unused');
    }
  });
});
