/**
 * The packs room: YAML → Pack, YAML → Config.
 * Reads task lists and settings, checks them, and tells everything that is wrong with its place.
 * May not know what a row says: all of that stands in the YAML.
 */
export {
  type ConfigOverride,
  configIn,
  loadConfig,
  type ReadConfig,
  readConfig,
  resolveConfig,
} from './config.js';
export { resolveDepartment } from './departments.js';
export { defaultPackId, listPacks, packRoot, resolvePack } from './home.js';
export { loadPack } from './load.js';
export { nearest } from './nearest.js';
export { selectUnits } from './units.js';
