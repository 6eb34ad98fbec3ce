/** What a department owes of its self-assessment, and how standards are named in messages. */
import type { Unit } from '../../model/pack.js';
import type { AssessmentRow, DepartmentWork } from '../../model/workspace.js';
import { listed } from '../scope.js';

/** Standards that a message names. */
const NAMED = 5;

/** 一-3, or 27 where one of several indicators of a unit is meant. */
export function keyOf({ unit, indicator, number }: AssessmentRow): string {
  return String(indicator ?? unit ?? number);
}

/** The first few, each once. */
export function named(standards: readonly string[]): string {
  return listed([...new Set(standards)], NAMED);
}

/** 无, /, — say nothing. */
export function saysNothing(text: string): boolean {
  return /^(?:[^\p{L}\p{N}]*|无|略|同上|暂无|没有)$/u.test(text.trim());
}

/** Rows of standards that the department grades, and rows that name none; others' standards are not its to grade. */
export function ownRows({ assessment }: DepartmentWork, standards: readonly Unit[]): AssessmentRow[] {
  const keys = new Set(standards.map(({ key }) => key));
  return (assessment?.rows ?? []).filter(({ unit }) => unit === null || keys.has(unit));
}
