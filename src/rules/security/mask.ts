/** Paths of classified files as they may be shown: folder, material number, extension, and nothing of the name. */
import { splitMaterialNumber, splitName } from '../../model/name.js';
import { nameMark } from '../../model/secrecy.js';

/**
 * 「行政审批局/17 优化公共服务/3 ***.pdf」. Folders that carry a mark themselves are masked as well.
 * @param path inventory path with `/`
 */
export function maskPath(path: string): string {
  const segments = path.split('/');
  const name = segments.pop() ?? '';
  const { stem, extension } = splitName(name);
  const { number } = splitMaterialNumber(stem);
  const masked = `${number === '' ? '' : `${number} `}***${/^[a-z0-9]{1,5}$/.test(extension) ? `.${extension}` : ''}`;
  return [...segments.map((segment) => (nameMark(segment) ? '***' : segment)), masked].join('/');
}
