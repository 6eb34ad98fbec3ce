export { rectificationList } from './rectification.js';
export { type WorkbookInput, writeWorkbook } from './workbook.js';
