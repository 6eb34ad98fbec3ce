/** What a catalogue says of secrecy, and what is then shown in its place. */
import { foldWidth } from './fold.js';

/** A catalogue's 密级 cell that names a grade; 无, 公开, 内部 and 非密 don't. */
export function isClassification(cell: string): boolean {
  return /^(?:绝密|机密|秘密)(?:[★☆].*|级|\(.*\)|\d{1,2}年)?$/.test(foldWidth(cell).replace(/\s/g, ''));
}

/** Stands in every output where a classified material's title would: it is copied nowhere. */
export const CONCEALED_TITLE = '***（涉密材料，不录标题）';
