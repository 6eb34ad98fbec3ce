/** What became of a submission unit, in one word; the same on every sheet. */
import { isDelivered } from '../model/delivered.js';
import type { Localised } from '../model/lang.js';
import type { UnitWork } from '../model/workspace.js';
import type { Tally } from './contents.js';
import type { Tone } from './style.js';

export type Status = 'passed' | 'errors' | 'unverified' | 'missing' | 'not-due';

export const STATUS: Record<Status, { word: Localised; tone: Tone }> = {
  passed: { word: { zh: '合格', en: 'passed' }, tone: 'good' },
  errors: { word: { zh: '有错误', en: 'errors' }, tone: 'bad' },
  unverified: { word: { zh: '待核', en: 'unverified' }, tone: 'unsure' },
  missing: { word: { zh: '未报送', en: 'not delivered' }, tone: 'missing' },
  'not-due': { word: { zh: '不要求', en: 'not due' }, tone: 'faint' },
};

/** A unit that could not be judged in part is never shown as passed. */
export function statusOf({ submissions }: UnitWork, tally: Tally): Status {
  if (!submissions.some(isDelivered)) {
    return submissions.length === 0 || submissions.some((s) => s.due) ? 'missing' : 'not-due';
  }
  if (tally.errors > 0) return 'errors';
  return tally.unverified > 0 ? 'unverified' : 'passed';
}
