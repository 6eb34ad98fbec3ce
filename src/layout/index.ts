/**
 * The room's door: text and tables → {@link PageContent}[].
 * Every maker is a pure function (data, fonts, options) → pages; page numbers are references to pieces, numbers and
 * stamps at the foot are drawn by `pdf`. All text passes through `fonts.use`, so the subsets are complete once all
 * pages of a volume have been made.
 */
export { type CatalogueData, type CatalogueRow, catalogue } from './catalogue.js';
export { type PlaceholderData, placeholder, textPages } from './evidence.js';
export * from './fonts.js';
export {
  type ContentsEntry,
  type CoverData,
  chapterDivider,
  contents,
  cover,
  type DividerData,
} from './front.js';
export type { References } from './inline.js';
export { type NotesData, notes } from './notes.js';
export { drawingPages } from './ofd.js';
export * from './page.js';
export { type PictureData, picturePage } from './picture.js';
export {
  type GapRow,
  gaps,
  type OfflineRow,
  offlineRegister,
  registerTitle,
  type UrlRow,
  urlIndex,
} from './registers.js';
export { sheetPages } from './sheet.js';
export { type PageOptions, type StatementData, statement, statement as wordPages } from './statement.js';
export { PORTRAIT } from './style.js';
export { type UnitSheetData, unitSheet } from './unitsheet.js';
export { pictureKey } from './wordpicture.js';
export type { RegisterState } from './words.js';
