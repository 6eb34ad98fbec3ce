/** Repacks an Office file so that equal content gives equal bytes: fixed times, no dates or names of the maker. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

const CORE = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{{title}}</dc:title></cp:coreProperties>`;

/** First moment a zip can name; local, as zip times are. */
const EPOCH = new Date(1980, 0, 1);

/**
 * @param {Uint8Array} bytes
 * @param {Record<string, (text: string) => string>} edits by part name
 * @returns {Uint8Array}
 */
export function repack(bytes, edits = {}) {
  const parts = unzipSync(bytes);
  parts['docProps/core.xml'] = strToU8(CORE);
  for (const [name, edit] of Object.entries(edits)) {
    const part = parts[name];
    if (part === undefined) throw new Error(`no part ${name}`);
    parts[name] = strToU8(edit(strFromU8(part)));
  }
  const names = Object.keys(parts)
    .filter((name) => !name.endsWith('/'))
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(names.map((name) => [name, parts[name]])), { mtime: EPOCH, level: 9 });
}

/** Readers that stream want the list of types first. */
function rank(name) {
  return name === '[Content_Types].xml' ? 0 : name.startsWith('_rels/') ? 1 : 2;
}
