/** The templates: those supplied, or an office's own. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DossierError } from '../../model/error.js';
import { type Context, type Options, textOption } from '../command.js';
import { exists } from './files.js';

const TEMPLATES = [
  'statement.docx',
  'catalogue.xlsx',
  'summary-report.docx',
  'liaison-form.docx',
  'self-assessment.xlsx',
  'self-assessment-report.docx',
  'prescribed-form.docx',
  'archive.docx',
  'bulletin.docx',
] as const;

/** Bytes by the template's name. */
export type Templates = Record<(typeof TEMPLATES)[number], Uint8Array>;

export async function readTemplates(context: Context, options: Options): Promise<Templates> {
  const supplied = fileURLToPath(new URL('../../../templates', import.meta.url));
  const folder = textOption(options, 'templates');
  const own = folder === null ? null : resolve(context.cwd, folder);
  if (own !== null && !(await exists(own))) {
    throw new DossierError('usage', {
      zh: `找不到模板文件夹“${own}”`,
      en: `There is no folder "${own}" with templates`,
    });
  }
  const read = async (name: keyof Templates) => {
    const custom = own === null ? null : join(own, name);
    return readFile(custom !== null && (await exists(custom)) ? custom : join(supplied, name));
  };
  const templates: Partial<Templates> = {};
  for (const name of TEMPLATES) templates[name] = await read(name);
  return templates as Templates;
}
