/** What extensions stand for, as far as a reviewer's machine and the dossier are concerned. Lower case, no dot. */
import type { InventoryFile } from '../../model/inventory.js';
import { splitName } from '../../model/name.js';

export type FormatGroup =
  | 'word'
  | 'sheet'
  | 'slides'
  | 'pdf'
  | 'ofd'
  | 'picture'
  | 'text'
  | 'page'
  | 'film'
  | 'archive';

const GROUPS: Readonly<Record<FormatGroup, readonly string[]>> = {
  word: ['docx', 'doc', 'docm', 'dotx', 'dotm', 'dot', 'wps', 'wpt', 'rtf'],
  sheet: ['xlsx', 'xls', 'xlsm', 'xltx', 'xlt', 'et', 'ett', 'csv', 'tsv'],
  slides: ['pptx', 'ppt', 'pptm', 'ppsx', 'pps', 'dps'],
  pdf: ['pdf'],
  ofd: ['ofd'],
  picture: ['jpg', 'jpeg', 'jpe', 'jfif', 'png', 'gif', 'bmp', 'tif', 'tiff', 'webp', 'heic', 'heif'],
  text: ['txt', 'md', 'log'],
  page: ['html', 'htm'],
  film: [
    ...['mp4', 'm4v', 'mov', 'avi', 'wmv', 'mkv', 'flv', 'mpg', 'mpeg', '3gp', 'mts', 'rm', 'rmvb', 'webm'],
    ...['mp3', 'wav', 'm4a', 'wma', 'aac', 'amr', 'flac', 'ogg'],
  ],
  archive: ['zip', 'rar', '7z', 'tar', 'gz', 'tgz', 'bz2', 'xz'],
};

const GROUP_OF: ReadonlyMap<string, FormatGroup> = new Map(
  (Object.keys(GROUPS) as FormatGroup[]).flatMap((group) => GROUPS[group].map((e) => [e, group] as const)),
);

/** null for an extension that stands for none of them. */
export function formatGroup(extension: string): FormatGroup | null {
  return GROUP_OF.get(extension) ?? null;
}

/** The extension, where what follows the last dot is one: 1.关于…的通知 and 工作简报2024.12 have none. */
export function realExtension(file: InventoryFile): string {
  const { extension } = splitName(file.name);
  return /^(?=.*[a-z])[a-z0-9_~-]+$/.test(extension) ? extension : '';
}
