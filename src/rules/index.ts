/** The rules, one line each. Order does not matter: the engine sorts findings. */
import type { Rule } from './rule.js';

export const rules: readonly Rule[] = [];

export type { Rule } from './rule.js';
