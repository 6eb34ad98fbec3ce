export { type InspectedCell, type InspectedRow, inspectWorkbook } from './inspect.js';
export { rectificationList } from './rectification.js';
export { type WorkbookInput, writeWorkbook } from './workbook.js';
