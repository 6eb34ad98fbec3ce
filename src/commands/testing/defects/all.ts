/** All defects but those that need a pack with self-assessment, planted in one copy. */
import { catalogue } from './catalogue.js';
import { duplicates } from './duplicates.js';
import { figures } from './figures.js';
import { format } from './format.js';
import { limits } from './limits.js';
import { naming } from './naming.js';
import type { Planter } from './planter.js';
import { security } from './security.js';
import { statement } from './statement.js';
import { structure } from './structure.js';
import { summary } from './summary.js';
import { urls } from './urls.js';
import { window } from './window.js';

export async function plantAll(planter: Planter): Promise<void> {
  await structure(planter);
  await naming(planter);
  await statement(planter);
  await catalogue(planter);
  await format(planter);
  await security(planter);
  await urls(planter);
  await window(planter);
  await duplicates(planter);
  await figures(planter);
  await limits(planter);
  await summary(planter);
}
