import { describe, expect, it } from 'vitest';
import { catalogue, file, findingsOf, word, workspaceOf } from '../../../fixtures/rules/build.js';
import type { Document } from '../../model/document.js';
import type { Config } from '../../model/workspace.js';
import { statementCount } from './statement-count.js';
import { statementMissing } from './statement-missing.js';

const A = '关于行政执法告知的情况说明';
const B = '关于投诉举报制度的情况说明';
const F = '生态环境局/13 保护行政相对人';

const unreadable = (path: string): Document => ({ kind: 'unreadable', path, reason: 'damaged', detail: '' });

/** Both rules over one unit's folder. */
async function told(unit: string, documents: Document[], config: Partial<Config> = {}) {
  const folder = [...new Set(documents.map((d) => d.path.slice(0, d.path.indexOf('/'))))];
  const workspace = await workspaceOf({
    files: documents.map((d) => file(d.path, { role: d.kind === 'catalogue' ? 'catalogue' : 'statement' })),
    documents,
    config: { departments: folder, ...config },
    only: { units: [unit], departments: null },
  });
  return [...findingsOf(statementMissing, workspace), ...findingsOf(statementCount, workspace)].map(
    ({ messageId, severity, args }) => [messageId, severity ?? 'error', args.titles ?? args.name],
  );
}

describe('statements of a unit', () => {
  it('an unreadable file that cannot be told apart counts as the one that is missing', async () => {
    const one = word(`${F}/${A}.docx`, [A]);
    expect(await told('13', [one, unreadable(`${F}/说明.docx`)])).toEqual([]);
    expect(await told('13', [unreadable(`${F}/甲.docx`), unreadable(`${F}/乙.docx`)])).toEqual([]);
  });

  it('as many files as are missing, under names that tell nothing, are asked about', async () => {
    const files = ['甲', '乙'].map((name) => word(`${F}/${name}.docx`, ['无题']));
    expect(await told('13', files)).toEqual([['untold', 'unverified', `“${A}”、“${B}”`]]);
  });

  it('a file that says nothing of its own is one of several: too few, not none', async () => {
    expect(await told('13', [word(`${F}/甲.docx`, ['无题'])])).toEqual([
      ['missing', 'error', `“${A}”、“${B}”`],
    ]);
  });

  it('a statement in the catalogue is evidence; beside a mere scan a Word document may be the text', async () => {
    const folder = '司法局/2 证明事项清理';
    const title = '关于证明事项清理的情况说明';
    const extra = word(`${folder}/关于告知承诺的情况说明.docx`, ['关于告知承诺的情况说明']);
    const own = word(`${folder}/${title}.docx`, [title]);
    expect(await told('2', [own, extra])).toEqual([['surplus', 'warning', '关于告知承诺的情况说明.docx']]);
    const listed = catalogue(`${folder}/证明材料目录.csv`, [{ title: '关于告知承诺的情况说明' }]);
    expect(await told('2', [own, extra, listed])).toEqual([]);
    const scan: Document = { kind: 'other', path: `${folder}/${title}.pdf` };
    expect(await told('2', [scan, extra])).toEqual([]);
  });

  it('versions differ in their text; a copy in another format or a scan is none', async () => {
    const folder = '司法局/2 证明事项清理';
    const title = '关于证明事项清理的情况说明';
    const own = word(`${folder}/${title}.docx`, [title, '甲。']);
    const copy = word(`${folder}/${title}.doc`, [title, ' 甲。']);
    const scan: Document = { kind: 'other', path: `${folder}/${title}.pdf` };
    expect(await told('2', [own, copy, scan])).toEqual([]);
    const older = word(`${folder}/2 ${title}.docx`, [title, '乙。']);
    expect(await told('2', [own, older])).toMatchObject([['versions', 'error', `${title}.docx`]]);
  });
});
