import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { DossierError } from '../model/error.js';
import type { Inventory } from '../model/inventory.js';
import { loadPack, resolveDepartment } from '../packs/index.js';
import { sniffFile } from '../readers/index.js';
import { LINK_FOLDER, LINK_OUTSIDE, NAME_NOT_UTF8, NOT_A_FILE, scanFolder } from './index.js';

const pack = await loadPack(fileURLToPath(new URL('../../fixtures/rules/pack', import.meta.url)));
const made: string[] = [];
const windows = process.platform === 'win32';

afterEach(async () => {
  for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A tree of files; a path that ends in / is an empty folder. */
async function tree(paths: string[], rootName = '申报材料'): Promise<string> {
  const above = await mkdtemp(join(tmpdir(), 'dossier-scan-'));
  made.push(above);
  const root = join(above, rootName);
  await mkdir(root);
  for (const path of paths) {
    const at = join(root, path);
    await mkdir(path.endsWith('/') ? at : dirname(at), { recursive: true });
    if (!path.endsWith('/')) await writeFile(at, 'x');
  }
  return root;
}

function scan(root: string, department: string | null = null): Promise<Inventory> {
  return scanFolder(root, {
    pack,
    resolveDepartment: (name) => resolveDepartment(pack, name),
    sniff: sniffFile,
    department,
  });
}

function roles(inventory: Inventory): Record<string, string> {
  return Object.fromEntries(inventory.files.map((f) => [f.path, f.role]));
}

const F2 = '司法局/2 证明事项清理';

describe('scanFolder', () => {
  it("an office's folder: whose each file is, which unit, which part", async () => {
    const inventory = await scan(
      await tree([
        'dossier.yaml',
        '司法局/示例县法治建设总结报告.docx',
        '司法局/联络人员名单反馈表.docx',
        `${F2}/关于证明事项清理的情况说明.docx`,
        `${F2}/证明材料目录.xlsx`,
        `${F2}/1 通知.pdf`,
        `${F2}/印证材料/2 公告.pdf`,
        `${F2}/~$证明材料目录.xlsx`,
        '司法局/散放.txt',
      ]),
    );
    expect(inventory.layout).toBe('office');
    expect(roles(inventory)).toEqual({
      'dossier.yaml': 'config',
      '司法局/示例县法治建设总结报告.docx': 'summary-report',
      '司法局/联络人员名单反馈表.docx': 'liaison-form',
      [`${F2}/关于证明事项清理的情况说明.docx`]: 'statement',
      [`${F2}/证明材料目录.xlsx`]: 'catalogue',
      [`${F2}/1 通知.pdf`]: 'evidence',
      [`${F2}/印证材料/2 公告.pdf`]: 'evidence',
      [`${F2}/~$证明材料目录.xlsx`]: 'litter',
      '司法局/散放.txt': 'stray',
    });
    expect(inventory.files.find((f) => f.name === '2 公告.pdf')).toMatchObject({
      department: '司法局',
      unit: '2',
      unitFolder: F2,
    });
    expect(inventory.files.map((f) => f.path)).toEqual(inventory.files.map((f) => f.path).toSorted());
  });

  it("a department's own folder, by its name or by what the settings say", async () => {
    const named = await scan(await tree(['2 证明/a.pdf'], '司法局'));
    expect(named).toMatchObject({ layout: 'department', departments: [{ department: '司法局', path: '' }] });
    const told = await scan(await tree(['2 证明/a.pdf']), '司法局');
    expect(told.files[0]).toMatchObject({ department: '司法局', unit: '2' });
  });

  it('a folder of unit folders that nobody is named for is flat', async () => {
    const inventory = await scan(await tree(['2 证明/a.pdf']));
    expect(inventory.layout).toBe('flat');
    expect(inventory.files[0]).toMatchObject({ department: null, unit: '2' });
  });

  it('aliases name the department; an authority that the pack does not know is taken as one', async () => {
    const inventory = await scan(await tree(['审批局/1/a.pdf', '水务局/2/b.pdf']));
    expect(inventory.departments.map((d) => d.department).sort()).toEqual(['水务局', '行政审批局']);
  });

  it('folders that group units are walked into, others are strays with all they hold', async () => {
    const inventory = await scan(
      await tree(['司法局/一、依法行政/2 证明/a.pdf', '司法局/照片/2023年/b.png', '司法局/99 其他/c.pdf']),
    );
    expect(inventory.files.find((f) => f.name === 'a.pdf')).toMatchObject({ unit: '2', role: 'evidence' });
    expect(inventory.strays).toEqual([
      { path: '司法局/99 其他', name: '99 其他', department: '司法局', number: '99' },
      { path: '司法局/照片', name: '照片', department: '司法局', number: null },
    ]);
    expect(roles(inventory)).toMatchObject({
      '司法局/照片/2023年/b.png': 'stray',
      '司法局/99 其他/c.pdf': 'stray',
    });
  });

  it('empty folders and litter folders', async () => {
    const inventory = await scan(
      await tree([`${F2}/印证材料/`, `${F2}/a.pdf`, '__MACOSX/司法局/._a.pdf', '.git/config']),
    );
    expect(inventory.emptyFolders).toEqual([`${F2}/印证材料`]);
    expect(roles(inventory)).toEqual({ [`${F2}/a.pdf`]: 'evidence', '__MACOSX/司法局/._a.pdf': 'litter' });
  });

  it('a statement by another name where it is the only Word document; a numbered one is evidence', async () => {
    const inventory = await scan(
      await tree([
        `${F2}/工作汇报.docx`,
        `${F2}/1 会议纪要.docx`,
        `${F2}/3 关于证明事项清理的情况说明.docx.pdf`,
      ]),
    );
    expect(roles(inventory)[`${F2}/1 会议纪要.docx`]).toBe('evidence');
    const other = await scan(await tree([`${F2}/工作汇报.docx`, `${F2}/1 会议纪要.docx`]));
    expect(roles(other)[`${F2}/工作汇报.docx`]).toBe('statement');
  });

  it('a scan of 情况说明 beside a Word one of another name is evidence; the twin of the same name is a statement', async () => {
    const title = '关于证明事项清理的情况说明';
    const inventory = await scan(
      await tree([`${F2}/${title}.docx`, `${F2}/${title}.pdf`, `${F2}/市局情况说明.pdf`]),
    );
    expect(roles(inventory)).toEqual({
      [`${F2}/${title}.docx`]: 'statement',
      [`${F2}/${title}.pdf`]: 'statement',
      [`${F2}/市局情况说明.pdf`]: 'evidence',
    });
  });

  it.skipIf(windows)('decomposed names keep their spelling and are still known', async () => {
    const name = `${F2}/カタログ`.normalize('NFD');
    const inventory = await scan(await tree([`${name}/1 が.pdf`.normalize('NFD')]));
    expect(inventory.files[0]?.path).toBe(`${name}/1 が.pdf`.normalize('NFD'));
    expect(inventory.files[0]).toMatchObject({ unit: '2', denied: null, signature: 'text' });
  });

  it.skipIf(process.platform !== 'linux')('names in GBK bytes are read as GBK and marked', async () => {
    const root = await tree([`${F2}/1 a.pdf`]);
    const gbk = Buffer.from('3220cbb5c3f72e706466', 'hex'); // 2 说明.pdf
    await writeFile(Buffer.concat([Buffer.from(`${join(root, F2)}/`), gbk]), 'x');
    const inventory = await scan(root);
    expect(inventory.files.find((f) => f.denied !== null)).toMatchObject({
      path: `${F2}/2 说明.pdf`,
      denied: NAME_NOT_UTF8,
      unit: '2',
      role: 'evidence',
    });
  });

  it.skipIf(windows)(
    'links outside are not followed, links that lead nowhere are noted, no loop is walked',
    async () => {
      const root = await tree([`${F2}/1 a.pdf`]);
      await symlink(tmpdir(), join(root, F2, '外面'));
      await symlink(join(root, '没有'), join(root, F2, '断链.pdf'));
      await symlink(join(root, F2), join(root, F2, '自己'));
      const inventory = await scan(root);
      const denied = Object.fromEntries(inventory.files.map((f) => [f.name, f.denied]));
      const told = { 外面: LINK_OUTSIDE, '断链.pdf': 'ENOENT', '1 a.pdf': null, 自己: LINK_FOLDER };
      expect(denied).toEqual(told);
    },
  );

  it.skipIf(windows)('what is no file is never opened: a socket, and a link to it', async () => {
    const root = await tree([`${F2}/1 a.pdf`]);
    const socket = createServer().listen(join(root, '管道'));
    await once(socket, 'listening');
    await symlink(join(root, '管道'), join(root, F2, '2 b.pdf'));
    const { files } = await scan(root);
    socket.close();
    expect(files.map((f) => [f.name, f.denied])).toEqual([
      ['1 a.pdf', null],
      ['2 b.pdf', NOT_A_FILE],
      ['管道', NOT_A_FILE],
    ]);
  });

  it('a root that is missing or a file ends the run as a usage error', async () => {
    const root = await tree(['a.txt']);
    await expect(scan(join(root, '没有'))).rejects.toMatchObject({ kind: 'usage' });
    await expect(scan(join(root, 'a.txt'))).rejects.toBeInstanceOf(DossierError);
  });

  it.each([
    '01 司法局',
    '1.司法局',
    '一、司法局',
    '（1）司法局',
    '司法局（牵头）',
    '司法局申报材料',
    '司法局-2024年材料',
    '司法局20241201',
  ])('reads an office’s ordered name: %s', async (name) => {
    const inventory = await scan(await tree([`${name}/2 证明事项清理/1 通知.pdf`]));
    expect(inventory.departments).toMatchObject([
      { department: '司法局', known: true, units: [{ unit: '2' }] },
    ]);
  });

  it('takes folders for the 总结报告 and the 联络员名单 as lying beside the units', async () => {
    const inventory = await scan(
      await tree(['司法局/总结报告/司法局.docx', '司法局/联络员名单/反馈表.docx', `${F2}/1 a.pdf`]),
    );
    expect(inventory.strays).toEqual([]);
    expect(roles(inventory)).toMatchObject({
      '司法局/总结报告/司法局.docx': 'summary-report',
      '司法局/联络员名单/反馈表.docx': 'liaison-form',
    });
  });

  it('tells files in a folder for the self-assessment by their own names', async () => {
    const inventory = await scan(
      await tree([
        '司法局/自评材料/自评表.xlsx',
        '司法局/自评材料/自评报告.docx',
        '司法局/自评材料/照片.jpg',
        '教育局/自评报告/1.jpg',
        '教育局自评表.csv',
      ]),
    );
    expect(inventory.strays).toEqual([]);
    expect(roles(inventory)).toEqual({
      '司法局/自评材料/自评表.xlsx': 'self-assessment',
      '司法局/自评材料/自评报告.docx': 'self-assessment-report',
      '司法局/自评材料/照片.jpg': 'stray',
      '教育局/自评报告/1.jpg': 'self-assessment-report',
      '教育局自评表.csv': 'self-assessment',
    });
  });

  it('says of a department that no pack knows that it is none', async () => {
    const inventory = await scan(await tree(['林业局/2 证明事项清理/1 通知.pdf']));
    expect(inventory.departments).toMatchObject([
      { department: '林业局', known: false, units: [{ unit: '2' }] },
    ]);
  });

  it('goes through a wrapper and through chapters above the departments', async () => {
    const chapter = pack.chapters[0]?.title ?? '';
    for (const above of ['2024年申报材料', chapter]) {
      const inventory = await scan(await tree([`${above}/司法局/2 证明事项清理/1 通知.pdf`]));
      expect(inventory.departments).toMatchObject([{ department: '司法局', units: [{ unit: '2' }] }]);
      expect(inventory.strays).toEqual([]);
    }
  });

  it("takes a section's title for a group, though a number leads it", async () => {
    const section = pack.chapters[0]?.sections[0]?.title ?? '';
    expect(section).toMatch(/^1\./);
    const inventory = await scan(await tree([`司法局/${section}/2 证明事项清理/1 通知.pdf`]));
    expect(inventory.departments[0]?.units).toMatchObject([
      { unit: '2', path: `司法局/${section}/2 证明事项清理` },
    ]);
  });

  it('finds the three parts in folders of their own', async () => {
    const title = '关于证明事项清理的情况说明.docx';
    const paths = [
      `${F2}/1 情况说明/${title}`,
      `${F2}/2 证明材料目录/证明材料目录.xlsx`,
      `${F2}/3 印证材料/1 通知.pdf`,
    ];
    const inventory = await scan(await tree(paths));
    expect(Object.values(roles(inventory))).toEqual(['statement', 'catalogue', 'evidence']);
  });
});
