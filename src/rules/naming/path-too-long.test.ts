import { describe, expect, it } from 'vitest';
import { file, findingsOf, workspaceOf } from '../../../fixtures/rules/build.js';
import { pathTooLong } from './path-too-long.js';

const F2 = '司法局/2 证明事项清理';
const only = { units: ['2'], departments: ['司法局'] };

async function told(paths: string[]) {
  const workspace = await workspaceOf({ files: paths.map((path) => file(path)), only });
  return findingsOf(pathTooLong, workspace).map(({ messageId, args, path }) => [messageId, args, path]);
}

describe('naming/path-too-long', () => {
  it('220 characters leave no room for the folders above and the final NUL; 219 do', async () => {
    const path = (length: number) => `${F2}/${'a'.repeat(length - F2.length - 5)}.pdf`;
    const args = { length: 220, above: 40, limit: 260, over: 1 };
    expect(await told([path(220)])).toEqual([['path', args, path(220)]]);
    expect(await told([path(219)])).toEqual([]);
  });

  it('a name of more than 255 bytes, which no Linux disk can hold', async () => {
    const path = `${F2}/${'证'.repeat(84)}.pdf`;
    expect(await told([path])).toEqual([['name', { bytes: 256, limit: 255 }, path]]);
    expect(await told([`${F2}/${'证'.repeat(83)}.pdf`])).toEqual([]);
  });
});
