export { type WorkbookInput, writeWorkbook } from './workbook.js';
