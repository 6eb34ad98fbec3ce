/** The templates: those supplied, or an office's own. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DossierError } from '../../model/error.js';
import { type Context, type Options, textOption } from '../command.js';
import { exists } from './files.js';

/** Bytes by the template's name. */
export type Templates = Record<
  | 'statement.docx'
  | 'catalogue.xlsx'
  | 'summary-report.docx'
  | 'liaison-form.docx'
  | 'self-assessment.xlsx'
  | 'self-assessment-report.docx',
  Uint8Array
>;

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
  const [statement, catalogue, summary, liaison, assessment, report] = await Promise.all([
    read('statement.docx'),
    read('catalogue.xlsx'),
    read('summary-report.docx'),
    read('liaison-form.docx'),
    read('self-assessment.xlsx'),
    read('self-assessment-report.docx'),
  ]);
  return {
    'statement.docx': statement,
    'catalogue.xlsx': catalogue,
    'summary-report.docx': summary,
    'liaison-form.docx': liaison,
    'self-assessment.xlsx': assessment,
    'self-assessment-report.docx': report,
  };
}
