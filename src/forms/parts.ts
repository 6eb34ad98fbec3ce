/** Takes an Office file apart and puts it together again, with the same bytes for the same content. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { DossierError } from '../model/error.js';
import { markersIn, TemplateError, type Values, valueNamed } from './markers.js';
import { type Element, elements, parseXml, textOf, writeXml } from './tree.js';

/** What to do with a part, by its name; null leaves its bytes as they are. */
export type PartEditor = (name: string, parts: Parts) => ((root: Element) => void) | null;

export type Parts = Record<string, Uint8Array>;

/** The first moment that a zip can name, in local time, as zip times are: the same bytes in every zone. */
const EPOCH = new Date(1980, 0, 1);

/**
 * @param required a part without which it is no file of this kind
 * @throws TemplateError that names the template
 */
export function repack(
  template: Uint8Array,
  values: Values,
  name: string,
  required: string,
  edit: PartEditor,
): Uint8Array {
  try {
    const parts = unzipSync(template);
    if (!parts[required]) throw new Error(`no part ${required}`);
    for (const [part, bytes] of Object.entries(parts)) {
      const change = part === 'docProps/core.xml' ? fillProperties(values) : edit(part, parts);
      if (!change) continue;
      const root = parseXml(strFromU8(bytes));
      change(root);
      parts[part] = strToU8(writeXml(root));
    }
    return zipSync(parts, { mtime: EPOCH, level: 6 });
  } catch (cause) {
    if (cause instanceof TemplateError) {
      throw new TemplateError(
        'input',
        { zh: `模板 ${name}：${cause.zh}`, en: `Template ${name}: ${cause.en}` },
        { cause },
      );
    }
    if (cause instanceof DossierError) throw cause;
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new TemplateError(
      'input',
      {
        zh: `模板 ${name} 无法使用（${detail}）。请用Word或Excel另存为.docx或.xlsx，或者改用自带的模板。`,
        en: `The template ${name} can't be used (${detail}). Save it as .docx or .xlsx again, or use the one supplied.`,
      },
      { cause },
    );
  }
}

/** Title and the like of the file, which Explorer shows. */
function fillProperties(values: Values): (root: Element) => void {
  return (root) => {
    for (const property of elements(root)) {
      let text = textOf(property);
      for (const marker of markersIn(text).reverse()) {
        text = text.slice(0, marker.start) + valueNamed([values], marker.name) + text.slice(marker.end);
      }
      if (text !== textOf(property)) property.children = [text];
    }
  };
}
