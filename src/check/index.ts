export {
  type CheckOptions,
  check,
  conclude,
  type Examined,
  examine,
  type Frame,
  frameOf,
  selectRules,
  unaffected,
  withoutConcealed,
} from './check.js';
export { exitCode } from './exit.js';
export { atRest } from './facts.js';
export { engineCards, NOT_WAIVABLE } from './internal.js';
export { type Beyond, beyond, type Kept, type KeptStore, witnessed } from './kept.js';
export { shareOf } from './shards.js';
