/** Read part by part, a folder gives the report that it gives as a whole: no rule sees more than its contract says. */
import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CASE_FOLDER } from '../../../fixtures/rules/make.js';
import { conclude, examine, frameOf } from '../../check/index.js';
import type { Report } from '../../model/finding.js';
import { rules } from '../../rules/index.js';
import type { Context, Options } from '../command.js';
import { openFolder } from '../folder.js';
import { plantAll } from '../testing/defects/all.js';
import { Planter } from '../testing/defects/planter.js';
import { openWorkspace } from '../workspace.js';
import { examineParts } from './examine.js';

const context: Context = {
  cwd: process.cwd(),
  lang: 'zh',
  tool: { name: 'dossier', version: '0.0.0' },
  today: '2024-12-20',
  style: (_kind, text) => text,
  progress: () => undefined,
};

const checking = { tool: context.tool, rules, onlyRules: null, narrowed: false };

async function streamed(folder: string, options: Options): Promise<Report> {
  const opened = await openFolder(context, [folder], options);
  const { ground, surveyed } = opened;
  const examined = await examineParts(context, opened, surveyed.parts, checking, null);
  return conclude({ ...ground, scope: surveyed.scope }, examined, checking);
}

/** All documents before the rules at once, as if there were no parts. */
async function whole(folder: string, options: Options): Promise<Report> {
  const { workspace } = await openWorkspace(context, [folder], options);
  return conclude(frameOf(workspace), [examine(workspace, checking)], checking);
}

describe('part by part', () => {
  let base: string;
  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'dossier-parts-'));
    await cp(resolve('fixtures/demo/申报材料'), join(base, '申报材料'), { recursive: true });
    await plantAll(new Planter(join(base, '申报材料')));
  }, 120_000);
  afterAll(() => rm(base, { recursive: true, force: true }));

  it('the demo district, and the one with a defect per rule', async () => {
    for (const folder of [resolve('fixtures/demo/申报材料'), join(base, '申报材料')]) {
      expect(await streamed(folder, {})).toEqual(await whole(folder, {}));
    }
  });

  it.each([...new Set(rules.map(({ card }) => card.topic))])(
    'the cases of %s',
    async (topic) => {
      const home = resolve('fixtures/rules');
      for (const rule of readdirSync(join(home, topic))) {
        for (const name of readdirSync(join(home, topic, rule))) {
          const folder = join(home, topic, rule, name, CASE_FOLDER);
          if (!existsSync(folder)) continue;
          const options = { pack: join(home, 'pack') };
          expect(await streamed(folder, options), folder).toEqual(await whole(folder, options));
        }
      }
    },
    120_000,
  );
});
