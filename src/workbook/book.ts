/** Sheets → the bytes of one .xlsx, handed on as they come. Same input, same bytes. */
import { FixedTimeArchive } from './archive.js';
import { type Setting, type SheetSpec, writeSheet } from './sheet.js';
import { openWriter } from './writer.js';

export type PutSheet = <Row>(spec: SheetSpec<Row>) => Promise<void>;

/**
 * @param sink takes the file's bytes in order
 * @param sheets puts the sheets, one after the other
 */
export async function writeBook(
  setting: Omit<Setting, 'drain'> & { tool: { name: string; version: string } },
  sink: (chunk: Uint8Array) => Promise<void>,
  sheets: (put: PutSheet) => Promise<void>,
): Promise<void> {
  const { lang, title, date, tool } = setting;
  const archive = new FixedTimeArchive(date);
  const drain = () => archive.drain(sink);
  const writer = openWriter(archive, {
    title,
    creator: `${tool.name} ${tool.version}`,
    date,
    language: lang === 'zh' ? 'zh-CN' : 'en',
  });
  await sheets((spec) => writeSheet(writer, spec, { ...setting, drain }));
  await writer.commit();
  await drain();
}
