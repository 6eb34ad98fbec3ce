/**
 * Makes the Office templates that `dossier init` hands out: `node templates/make.mjs`. The results are committed;
 * an office may restyle them in Word or Excel instead, as long as the {{markers}} stay (templates/README.md).
 *
 * Look: GB/T 9704-2012 — A4, margins 37/28/35/26 mm, 22 lines of 28 characters, body 仿宋 16 pt,
 * title 小标宋 22 pt, first level 黑体, page number "— 1 —" 7 mm below the type area, odd pages right, even left.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assessment } from './make/assessment.mjs';
import { catalogue } from './make/catalogue.mjs';
import {
  archive,
  assessmentReport,
  bulletin,
  liaisonForm,
  prescribedForm,
  statement,
  summaryReport,
} from './make/word.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? here;
await mkdir(out, { recursive: true });
for (const [name, make] of Object.entries({
  'statement.docx': statement,
  'catalogue.xlsx': catalogue,
  'summary-report.docx': summaryReport,
  'liaison-form.docx': liaisonForm,
  'prescribed-form.docx': prescribedForm,
  'archive.docx': archive,
  'bulletin.docx': bulletin,
  'self-assessment.xlsx': assessment,
  'self-assessment-report.docx': assessmentReport,
})) {
  const bytes = await make();
  await writeFile(join(out, name), bytes);
  console.log(`${name}\t${bytes.length}`);
}
