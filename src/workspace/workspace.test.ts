import { describe, expect, it } from 'vitest';
import { catalogue, file, word, workspaceOf } from '../../fixtures/rules/build.js';
import type { Submission, Workspace } from '../model/workspace.js';

const F2 = '司法局/2 证明事项清理';
const T2 = '关于证明事项清理的情况说明';

function submission(workspace: Workspace, unit: string, department: string | null): Submission {
  const found = workspace.units
    .find((u) => u.unit.key === unit)
    ?.submissions.find((s) => s.department === department);
  if (!found) throw new Error(`no submission of ${department} for ${unit}`);
  return found;
}

describe('self-assessment', () => {
  it('goes with the department, also from beside its folder, and is at hand with what belongs to no unit', async () => {
    const own = file('司法局/自评表.csv', { role: 'self-assessment' });
    const beside = file('教育局自评表.csv', { role: 'self-assessment' });
    const sheet = (path: string) => ({
      kind: 'sheet' as const,
      path,
      format: 'csv' as const,
      activeContent: [],
      sheets: [
        {
          name: '',
          rows: [
            ['序号', '自评等次'],
            ['2', '达标'],
          ],
        },
      ],
    });
    const workspace = await workspaceOf({
      files: [own, beside, file('教育局/2 证明/1 a.pdf')],
      documents: [own, beside].map(({ path }) => sheet(path)),
    });
    const of = (name: string) => workspace.departments.find((d) => d.name === name);
    expect(of('司法局')?.assessment).toMatchObject({ file: own, rows: [{ unit: '2', grade: '达标' }] });
    expect(of('教育局')?.assessment).toMatchObject({ file: beside });
    expect(of('行政审批局')).toMatchObject({ assessments: [], assessment: null });
  });
});

describe('who owes what', () => {
  it('an office: every lead owes its units, in the order of the list; bonus items are never due', async () => {
    const workspace = await workspaceOf({ files: [file('司法局/加1 表彰/1 a.pdf')] });
    const owed = workspace.units.flatMap((u) =>
      u.submissions.map((s) => [u.unit.key, s.department, s.due, s.folder !== null]),
    );
    expect(owed).toEqual([
      ['1', '行政审批局', true, false],
      ['2', '司法局', true, false],
      ['3-4', '司法局', true, false],
      ['3-4', '行政审批局', true, false],
      ['5', '司法局', true, false],
      ['5', '教育局', true, false],
      ['6', '教育局', true, false],
      ['7', '司法局', true, false],
      ['7', '行政审批局', true, false],
      ['7', '教育局', true, false],
      ['8', '生态环境局', true, false],
      ['9', '生态环境局', true, false],
      ['10', '生态环境局', true, false],
      ['11', '生态环境局', true, false],
      ['12', '生态环境局', true, false],
      ['13', '生态环境局', true, false],
      ['14', '生态环境局', true, false],
      ['加1', '司法局', false, true],
    ]);
  });

  it('statements by lead: each owes its own', async () => {
    const workspace = await workspaceOf({ files: [] });
    const names = (department: string) =>
      submission(workspace, '5', department).statementsDue.map((s) => s.name);
    expect(names('司法局')).toEqual(['关于检察建议办理的情况说明']);
    expect(names('教育局')).toEqual(['关于检察建议办理的情况说明', '关于司法建议回复的情况说明']);
  });

  it('the scope of dossier.yaml and of the command line narrow what is due', async () => {
    const workspace = await workspaceOf({
      files: [],
      config: { departments: ['司法局', '教育局'], units: ['2', '6', '7'] },
      only: { units: ['2', '7'], departments: ['司法局'] },
    });
    expect(workspace.units.map((u) => [u.unit.key, u.submissions.map((s) => s.department)])).toEqual([
      ['2', ['司法局']],
      ['7', ['司法局']],
    ]);
  });

  it("a department's own folder makes nobody else owe; a cooperating one is kept, not due", async () => {
    const workspace = await workspaceOf({
      files: [file('教育局/2 证明事项清理/1 a.pdf')],
      inventory: { layout: 'department' },
    });
    expect(workspace.departments.map((d) => d.name)).toEqual(['教育局']);
    expect(submission(workspace, '2', '教育局')).toMatchObject({ due: false, statementsDue: [] });
    expect(workspace.units.map((u) => u.unit.key)).toEqual(['2', '5', '6', '7']);
  });
});

describe('pairing entries with files', () => {
  async function pairs(files: string[], titles: (string | [string, string])[]) {
    const path = `${F2}/证明材料目录.csv`;
    const entries = titles.map((t) => (typeof t === 'string' ? { title: t } : { number: t[0], title: t[1] }));
    const workspace = await workspaceOf({
      files: [...files.map((name) => file(`${F2}/${name}`)), file(path, { role: 'catalogue' })],
      documents: [catalogue(path, entries)],
    });
    return submission(workspace, '2', '司法局').materials.map((m) => [
      m.entry?.title ?? null,
      m.file?.name ?? null,
    ]);
  }

  it('by number and name, width, extension, spaces and 《》 folded', async () => {
    expect(await pairs(['1 《通知》（2024）.pdf', '２．公告.docx'], ['通知(2024).pdf', '公告'])).toEqual([
      ['通知(2024).pdf', '1 《通知》（2024）.pdf'],
      ['公告', '２．公告.docx'],
    ]);
  });
  it('by name where the numbers differ or are lacking', async () => {
    expect(await pairs(['公告.pdf', '9 通知.pdf'], ['通知', '公告'])).toEqual([
      ['通知', '9 通知.pdf'],
      ['公告', '公告.pdf'],
    ]);
  });
  it('by number alone only where the file has no other name', async () => {
    expect(await pairs(['1.pdf', '2 别的.pdf'], ['通知', '公告'])).toEqual([
      ['通知', '1.pdf'],
      ['公告', null],
      [null, '2 别的.pdf'],
    ]);
  });
  it('two files of one name go to the entries of their numbers', async () => {
    expect(
      await pairs(
        ['1 照片.jpg', '2 照片.jpg'],
        [
          ['2', '照片'],
          ['1', '照片'],
        ],
      ),
    ).toEqual([
      ['照片', '2 照片.jpg'],
      ['照片', '1 照片.jpg'],
    ]);
  });
  it('an entry that lists the statement or the catalogue is no material', async () => {
    const path = `${F2}/证明材料目录.csv`;
    const workspace = await workspaceOf({
      files: [file(`${F2}/${T2}.docx`, { role: 'statement' }), file(path, { role: 'catalogue' })],
      documents: [word(`${F2}/${T2}.docx`, [T2]), catalogue(path, [{ title: T2 }, { title: '通知' }])],
    });
    expect(submission(workspace, '2', '司法局').materials.map((m) => m.title)).toEqual(['通知']);
  });
});

describe('which statement a document is', () => {
  const F5 = '教育局/5 检察建议办理';
  async function answered(documents: Record<string, string[]>) {
    const workspace = await workspaceOf({
      files: Object.keys(documents).map((name) => file(`${F5}/${name}`, { role: 'statement' })),
      documents: Object.entries(documents).map(([name, texts]) => word(`${F5}/${name}`, texts)),
    });
    const { statements } = submission(workspace, '5', '教育局');
    return Object.fromEntries(statements.map((s) => [s.file.name, s.prescribed?.name ?? null]));
  }

  it('by its name, then by likeness of name or heading, each prescribed one once', async () => {
    expect(
      await answered({
        '关于检察建议办理的情况说明.docx': ['x'],
        '说明二.docx': ['关于司法建议回复情况的说明'],
      }),
    ).toEqual({
      '关于检察建议办理的情况说明.docx': '关于检察建议办理的情况说明',
      '说明二.docx': '关于司法建议回复的情况说明',
    });
  });
  it('none where nothing is alike', async () => {
    expect(await answered({ '材料.docx': ['无关文字'] })).toEqual({ '材料.docx': null });
  });
  it('a single prescribed one is what there is, whatever its name', async () => {
    const path = `${F2}/说明.docx`;
    const workspace = await workspaceOf({
      files: [file(path, { role: 'statement' })],
      documents: [word(path, ['', '关于证明事项清理的', '情况说明', '正文'])],
    });
    const [part] = submission(workspace, '2', '司法局').statements;
    expect(part).toMatchObject({ firstParagraph: T2, prescribed: { title: T2 } });
  });
  it('the list of evidence at the end is left out where the row asks for one, and only there', async () => {
    const texts = ['标题', '正文正文', '佐证材料目录', '1.通知'];
    const count = async (folder: string, department: string, unit: string) => {
      const path = `${folder}/情况说明.docx`;
      const workspace = await workspaceOf({
        files: [file(path, { role: 'statement' })],
        documents: [word(path, texts)],
      });
      const [part] = submission(workspace, unit, department).statements;
      return [part?.words?.count, part?.bodyWords?.count];
    };
    expect(await count('教育局/6 普法宣传教育', '教育局', '6')).toEqual([16, 6]);
    expect(await count(F2, '司法局', '2')).toEqual([16, 16]);
  });
});
