/** Complaints about places that pack.yaml and chapter files share. Pure. */
import { dueOn, type WrittenDeadline } from './written.js';
import type { DataPath, Words } from './yaml-file.js';

export type Say = (at: DataPath, words: Words, on?: 'key' | 'value') => void;

/** @param at place of `on` */
export function checkDueOn(deadline: WrittenDeadline, at: DataPath, say: Say): void {
  if (dueOn(deadline) !== null) return;
  say(at, {
    zh: `“${deadline.what}”的时间应写 date、dayOfMonth、quarterly: true 之一，或 yearly 连同 from、to（from 不大于 to）`,
    en: `When "${deadline.what}" is due: give one of date, dayOfMonth, quarterly: true, or yearly with from and to (from not above to)`,
  });
}
