/**
 * What is read in the caller's own thread and not by the pool. The readers behind it are loaded when they are first
 * needed: a run that reads through the pool has them in its workers, and 20 MB of them here would be for nothing.
 */
export const countFile: typeof import('./count.js').countFile = async (path) =>
  (await import('./count.js')).countFile(path);

export const findPassages: typeof import('./pdf-passages.js').findPassages = async (source, passages) =>
  (await import('./pdf-passages.js')).findPassages(source, passages);

export const normalisePdf: typeof import('./pdf.js').normalisePdf = async (source) =>
  (await import('./pdf.js')).normalisePdf(source);

export const readPicture: typeof import('./docx.js').readPicture = async (absolute, part) =>
  (await import('./docx.js')).readPicture(absolute, part);
