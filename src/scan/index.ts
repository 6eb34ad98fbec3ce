export { isPassedOver } from './roles.js';
export {
  LINK_FOLDER,
  LINK_OUTSIDE,
  NAME_NOT_UTF8,
  NOT_A_FILE,
  type ScanOptions,
  scanFolder,
} from './scan.js';
export { readUnitName } from './unitname.js';
