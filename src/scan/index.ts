export { LINK_OUTSIDE, NAME_NOT_UTF8, type ScanOptions, scanFolder } from './scan.js';
export { readUnitName } from './unitname.js';
