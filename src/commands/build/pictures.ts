/** Pictures on their way to a page: which pages a picture file makes, and where the bytes of one come from. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type FontSet, type PageContent, picturePage } from '../../layout/index.js';
import type { CatalogueEntry, ImageDocument } from '../../model/document.js';
import type { Lang, Localised } from '../../model/lang.js';
import type { Workspace } from '../../model/workspace.js';
import type { VolumePicture } from '../../pdf/index.js';
import { type ReaderPool, readPicture } from '../../readers/index.js';

/** A PDF carries these as they are. */
const CARRIED = new Set(['jpeg', 'png']);

/** Whether every page of a picture file can be drawn; those that must be unpacked are tried, in a worker. */
export async function canDraw(document: ImageDocument, absolute: string, pool: ReaderPool): Promise<boolean> {
  if (!document.drawable) return false;
  if (CARRIED.has(document.format)) return true;
  for (const frame of document.frames.keys())
    if ((await pool.picture({ absolute, part: null, frame })) === null) return false;
  return true;
}

/** One page for each picture of the file, the catalogue's words below the first. */
export function pictureFilePages(
  document: ImageDocument,
  title: string,
  entry: CatalogueEntry | null,
  fonts: FontSet,
  lang: Lang,
): PageContent[] {
  const { frames, path } = document;
  const facts = photoFacts(entry, lang);
  return frames.flatMap((frame, i) => {
    const caption = frames.length === 1 ? title : `${title}（${i + 1}/${frames.length}）`;
    const key = frames.length === 1 ? path : `${path}#${i}`;
    return picturePage({ ...frame, key, caption, ...(i === 0 ? { facts } : {}) }, fonts, { lang });
  });
}

/** The elements of a photo's description (DA/T 50-2014), by the heads that offices give their columns. */
const ELEMENTS: readonly { label: Localised; column: RegExp }[] = [
  { label: { zh: '时间', en: 'Time' }, column: /^(?:拍摄|摄影)?(?:时间|日期)$/ },
  { label: { zh: '地点', en: 'Place' }, column: /^(?:拍摄|摄影)?(?:地点|位置)$/ },
  { label: { zh: '人物', en: 'People' }, column: /^(?:主要|相关|出席)?(?:人物|人员)$/ },
  { label: { zh: '事由', en: 'Subject' }, column: /^(?:事由|主题|背景|(?:图片|照片|文字|内容)说明)$/ },
  { label: { zh: '摄影者', en: 'Taken by' }, column: /^(?:摄影|拍摄)(?:者|人|人员)$/ },
];

function photoFacts(entry: CatalogueEntry | null, lang: Lang): [string, string][] {
  if (entry === null) return [];
  const columns = Object.entries(entry.extra).map(
    ([name, value]) => [name.replace(/\s/g, ''), value] as const,
  );
  const found = ELEMENTS.map(({ label, column }): [string, string] => [
    label[lang],
    columns.find(([name, value]) => column.test(name) && value.trim() !== '')?.[1].trim() ?? '',
  ]);
  // The catalogue's own date is the picture's, where it describes a picture at all.
  const [time] = found;
  if (time && time[1] === '' && found.some(([, value]) => value !== '')) time[1] = entry.date;
  return found.filter(([, value]) => value !== '');
}

/**
 * A picture's bytes by the key that the layout gave it: a file's path, path#n for a page of a TIFF, path#part for a
 * picture inside a Word or OFD file. Rejects where there is none.
 */
export function pictureSource(workspace: Workspace, folder: string, pool: ReaderPool) {
  return async (key: string): Promise<VolumePicture> => {
    const whole = workspace.documents.get(key);
    const at = whole ? key.length : key.lastIndexOf('#');
    const path = at < 0 ? key : key.slice(0, at);
    const inner = key.slice(path.length + 1);
    const document = workspace.documents.get(path);
    const absolute = resolve(folder, path);
    const plain = (name: string): string => (/png$/i.test(name) ? 'image/png' : 'image/jpeg');
    if (document?.kind === 'image' && CARRIED.has(document.format))
      return { bytes: await readFile(absolute), mime: plain(document.format) };
    if (document?.kind === 'word' && document.format === 'docx' && /\.(?:png|jpe?g)$/i.test(inner))
      return { bytes: await readPicture(absolute, inner), mime: plain(inner) };
    const image = document?.kind === 'image';
    const request = { absolute, part: image ? null : inner, frame: image ? Number(inner || 0) : 0 };
    const picture = await pool.picture(request);
    if (picture === null) throw new Error(`no picture: ${key}`);
    return picture.kind === 'file' ? { bytes: picture.bytes, mime: '' } : picture;
  };
}
