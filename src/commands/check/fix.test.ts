import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogue, file, word, workspaceOf } from '../../../fixtures/rules/build.js';
import { run } from '../../cli/testing.js';
import type { Document } from '../../model/document.js';
import { foldName } from '../../model/fold.js';
import type { InventoryFile } from '../../model/inventory.js';
import { renamesText, renameWithin } from './fix.js';
import { mendedFileName, mendedFolderName } from './mended.js';
import { planRenames } from './renames.js';

describe('a mended name', () => {
  it.each([
    ['问答:如何办理?.docx', '问答：如何办理？.docx'],
    ['1 关于"放管服"<试行>的通知|a*b\\c.pdf', '1 关于“放管服”＜试行＞的通知｜a＊b＼c.pdf'],
    ['通知.pdf ', '通知.pdf'],
    ['通知.pdf. .', '通知.pdf'],
    [' \u3000通知 .pdf', '通知.pdf'],
    ['通知.pdf.PDF', '通知.PDF'],
    ['通知.docx.docx.docx', '通知.docx'],
    ['通知．ｐｄｆ', '通知.pdf'],
    ['通知。doc', '通知.doc'],
    ['通\u202e知\u0007\ufeff.pdf', '通知.pdf'],
    ['无扩展名的通知. ', '无扩展名的通知'],
  ])('%j becomes %j', (from, to) => {
    expect(mendedFileName(from)).toBe(to);
    expect(mendedFileName(to)).toBe(to);
  });

  it.each([
    '通知.pdf',
    '1.关于……的通知.pdf',
    '通知.v2.pdf',
    '２０２４年 工作 要点.pdf',
    '附件（1）.pdf',
    '通知(1).pdf',
    '数据.2024.xlsx',
    '?',
    '...',
    '.pdf',
  ])('%j is left as it is, or means the same', (name) => {
    const mended = mendedFileName(name);
    expect(foldName(mended)).toBe(foldName(name));
    expect(mended).not.toBe('');
  });

  it('of a folder keeps its dots inside', () => {
    expect(mendedFolderName(' 17 优化:服务. ')).toBe('17 优化：服务');
    expect(mendedFolderName('第1.2项.pdf')).toBe('第1.2项.pdf');
  });
});

describe('the plan', () => {
  // The tiny task list: unit 2 prescribes one title.
  const UNIT = '司法局/2 证明事项清理';
  const only = { units: ['2'], departments: ['司法局'] };
  const plan = async (files: InventoryFile[], documents: Document[] = []) =>
    (await planned(files, documents)).map((r) => [basename(r.from), r.name, r.why, r.blocked]);
  const planned = async (files: InventoryFile[], documents: Document[] = []) =>
    planRenames(await workspaceOf({ files, documents, only }));
  const titleOf = async () => {
    const title = (await workspaceOf({ files: [], only })).units[0]?.unit.statements[0]?.title;
    if (!title) throw new Error('unit 2 prescribes no title');
    return title;
  };
  const statement = (name: string) => file(`${UNIT}/${name}`, { role: 'statement', signature: 'docx' });
  const listed = (...titles: string[]) => {
    const path = `${UNIT}/证明材料目录.xlsx`;
    return {
      file: file(path, { role: 'catalogue' }),
      document: catalogue(
        path,
        titles.map((title, index) => ({ title, number: String(index + 1) })),
      ),
    };
  };

  it('names a statement as prescribed where it is headed so', async () => {
    const title = await titleOf();
    const path = `${UNIT}/说明(1).docx`;
    expect(await plan([statement('说明(1).docx')], [word(path, [title, '正文'])])).toEqual([
      ['说明(1).docx', `${title}.docx`, 'title', null],
    ]);
  });

  it('leaves one with another heading, whose name may be what is right', async () => {
    const path = `${UNIT}/2024年工作总结.docx`;
    expect(await plan([statement('2024年工作总结.docx')], [word(path, ['2024年工作总结', '正文'])])).toEqual(
      [],
    );
    expect(await plan([statement('情况说明.docx')], [word(`${UNIT}/情况说明.docx`, ['总结'])])).toEqual([]);
  });

  it('names a scan that is called 情况说明 and is the only one', async () => {
    const title = await titleOf();
    expect(await plan([statement('情况说明.pdf')])).toEqual([
      ['情况说明.pdf', `${title}.pdf`, 'title', null],
    ]);
    expect(await plan([statement('情况说明.pdf'), statement('情况说明二.pdf')])).toEqual([]);
  });

  it('leaves a title that differs in number, width or blanks alone', async () => {
    const title = await titleOf();
    expect(await plan([statement(`2 ${title}.docx`)], [word(`${UNIT}/2 ${title}.docx`, [title])])).toEqual(
      [],
    );
  });

  it('takes a copy mark off where the catalogue waits for just that file', async () => {
    const { file: list, document } = listed('甲通知', '乙通知(2)', '丙通知');
    const evidence = ['1 甲通知(1).pdf', '2 乙通知(2).pdf', '3 丙通知 - 副本.pdf', '4 丁通知(1).pdf'];
    expect(await plan([list, ...evidence.map((name) => file(`${UNIT}/${name}`))], [document])).toEqual([
      ['1 甲通知(1).pdf', '1 甲通知.pdf', 'catalogue', null],
      ['3 丙通知 - 副本.pdf', '3 丙通知.pdf', 'catalogue', null],
    ]);
  });

  it('leaves the copy where the original lies beside it', async () => {
    const { file: list, document } = listed('甲通知');
    const files = [list, file(`${UNIT}/1 甲通知.pdf`), file(`${UNIT}/1 甲通知(1).pdf`)];
    expect(await plan(files, [document])).toEqual([]);
  });

  it('never takes a file away from its entry', async () => {
    const { file: list, document } = listed('甲:通知', '乙通知.v1.v1');
    const files = [list, file(`${UNIT}/1 甲:通知.pdf`), file(`${UNIT}/2 乙通知.v1.v1.pdf`)];
    expect(await plan(files, [document])).toEqual([['1 甲:通知.pdf', '1 甲：通知.pdf', 'name', null]]);
    const odd = listed('通知.zzz');
    const blocked = [odd.file, file(`${UNIT}/通知.zzz.pdf.pdf`)];
    for (const rename of await planned(blocked, [odd.document])) expect(rename.name).toBe('通知.zzz.pdf');
  });

  it('tells of a clash instead of making it, whatever the letter case', async () => {
    const files = ['a:b.pdf', 'A：B.PDF', 'c.pdf ', 'c.pdf.'].map((name) => file(`${UNIT}/${name}`));
    expect(await plan(files)).toEqual([
      ['a:b.pdf', 'a：b.pdf', 'name', 'exists'],
      ['c.pdf ', 'c.pdf', 'name', null],
      ['c.pdf.', 'c.pdf', 'name', 'exists'],
    ]);
  });

  it('leaves a name that a waiver speaks of', async () => {
    const path = `${UNIT}/a:b.pdf`;
    const waiver = { rule: 'naming/illegal-name', unit: null, department: null, reason: '', approver: '' };
    const config = { waivers: [{ ...waiver, path, expires: '2099-12-31', line: 1 }] };
    const workspace = await workspaceOf({ files: [file(path)], only, config });
    expect(planRenames(workspace).map((r) => r.blocked)).toEqual(['waived']);
  });

  it('mends folders after what is in them, and leaves what is out of scope or litter', async () => {
    const files = [
      file('司法局/2 证明:清理/印证材料 /1 甲?.pdf', { unit: '2', unitFolder: '司法局/2 证明:清理' }),
      file('司法局/2 证明:清理/~$a:.docx', { unit: '2', role: 'litter' }),
      file('教育局/5 检察建议/1 乙?.pdf'),
    ];
    expect((await planned(files)).map((r) => [r.from, r.name])).toEqual([
      ['司法局/2 证明:清理/印证材料 /1 甲?.pdf', '1 甲？.pdf'],
      ['司法局/2 证明:清理/印证材料 ', '印证材料'],
      ['司法局/2 证明:清理', '2 证明：清理'],
    ]);
  });
});

describe('on the disk', () => {
  let base: string;
  let folder: string;
  const UNIT = '司法局/82 行政复议体制改革';
  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'dossier-fix-'));
    folder = join(base, '申报材料');
    await cp(resolve('fixtures/demo/申报材料', UNIT), join(folder, UNIT), { recursive: true });
  });
  afterEach(() => rm(base, { recursive: true, force: true }));

  const tree = async () => (await readdir(folder, { recursive: true })).sort();
  const argv = (...more: string[]) => [
    ...['check', folder, '--department', '司法局', '--unit', '82', '--as-of', '2024-12-20'],
    ...more,
  ];
  async function called(pattern: RegExp, name: string): Promise<string> {
    const path = (await tree()).find((p) => pattern.test(p)) ?? '';
    await rename(join(folder, path), join(folder, dirname(path), name));
    return path;
  }
  /** A folder with four slips; returns it as it was. */
  async function slip(): Promise<string[]> {
    const before = await tree();
    await called(/情况说明\.docx$/, '情况说明(1).docx');
    const evidence = before.filter((path) => path.endsWith('.pdf')).map((path) => basename(path));
    await called(/1 [^/]*\.pdf$/, (evidence[0] ?? '').replace('.pdf', '(1).pdf'));
    await called(/2 [^/]*\.pdf$/, (evidence[1] ?? '').replace('.pdf', '.pdf.pdf'));
    await called(/5 [^/]*\.pdf$/, ` ${(evidence[2] ?? '').replace('.pdf', '．pdf')}`);
    return before;
  }

  it('mends what is certain, tells both names, and checks the folder as it is by then', async () => {
    const before = await slip();
    expect((await run(argv())).code).toBe(1);
    const { code, out, err } = await run(argv('--fix', '--format', 'json'));
    expect(await tree()).toEqual(before);
    expect(code).toBe(0);
    expect((JSON.parse(out) as { findings: unknown[] }).findings).toEqual([]);
    expect(err).toMatch(/^已改名 4 处：\n/);
    expect(err).toMatch(/情况说明\(1\)\.docx\n {4}→ 关于行政复议体制改革的情况说明\.docx（规定题目）/);
    expect((await run(argv('--fix'))).err).toBe('没有需要改正的文件名。\n\n');
  });

  it('only tells with --dry-run, and exits as without', async () => {
    await slip();
    const before = await tree();
    const plain = await run(argv());
    const dry = await run(argv('--fix', '--dry-run', '--lang', 'en'));
    expect(await tree()).toEqual(before);
    expect(dry.err).toMatch(/^4 to be renamed \(nothing was changed\):/);
    expect(dry.code).toBe(plain.code);
  });

  it('overwrites nothing', async () => {
    const title = '关于行政复议体制改革的情况说明';
    await called(/情况说明\.docx$/, '情况说明.docx');
    await mkdir(join(folder, UNIT, `${title}.docx`));
    await writeFile(join(folder, UNIT, `${title}.docx`, '1 通知.pdf'), 'x');
    const before = await tree();
    const { err, code } = await run(argv('--fix'));
    expect(await tree()).toEqual(before);
    expect([err, code]).toEqual([expect.stringMatching(/^未改名 1 处.*已有这个名称/s), 1]);
  });

  it('changes no name beside a classified file, and names it nowhere', async () => {
    await slip();
    await writeFile(join(folder, UNIT, '印证材料', '7 关于某事的通知（机密★10年）.pdf'), 'x');
    const before = await tree();
    const { err, out } = await run(argv('--fix'));
    expect(await tree()).toEqual(before);
    expect(err).toMatch(/疑似涉密/);
    expect(out + err).not.toContain('关于某事的通知');
  });

  it('leaves the report alone: a file gets it whole, the terminal what it shows otherwise', async () => {
    await slip();
    const target = join(base, 'report.json');
    const { out } = await run(argv('--fix', '--format', 'json', '--output', target));
    expect(JSON.parse(await readFile(target, 'utf8'))).toMatchObject({ findings: [] });
    expect(out).toBe((await run(argv())).out);
  });

  it('wants --fix beside --dry-run', async () => {
    const { code, err } = await run(argv('--dry-run'));
    expect([code, err]).toEqual([2, expect.stringMatching(/--dry-run 须与 --fix 同用/)]);
  });

  describe('a rename', () => {
    it('changes letter case alone, where nothing has the other name', async () => {
      await writeFile(join(folder, 'a.PDF'), 'a');
      expect(await renameWithin(folder, { from: 'a.PDF', name: 'a.pdf' })).toBeNull();
      expect(await readdir(folder)).toContain('a.pdf');
    });
    it('stops before a file, a folder, and at a source that is gone', async () => {
      await writeFile(join(folder, 'a'), 'a');
      await writeFile(join(folder, 'b'), 'b');
      await mkdir(join(folder, 'c'));
      expect(await renameWithin(folder, { from: 'a', name: 'b' })).toBe('exists');
      expect(await renameWithin(folder, { from: 'a', name: 'c' })).toBe('exists');
      expect(await renameWithin(folder, { from: 'c', name: 'a' })).toBe('exists');
      expect(await renameWithin(folder, { from: 'nowhere', name: 'd' })).toBe('gone');
      expect(await readFile(join(folder, 'b'), 'utf8')).toBe('b');
    });
    it.each(['EXDEV', 'EACCES', 'EBUSY', 'EROFS', 'EODD'])(
      'is told of where the system says %s',
      async (code) => {
        await writeFile(join(folder, 'a'), 'a');
        const refuse = () => Promise.reject(Object.assign(new Error(code), { code }));
        const hindrance = await renameWithin(folder, { from: 'a', name: 'b' }, refuse);
        expect(hindrance).toBe(code);
        const outcome = { rename: { from: 'a', name: 'b', why: 'name', blocked: null } as const, hindrance };
        for (const lang of ['zh', 'en'] as const) {
          const text = renamesText([outcome], false, lang);
          expect(text).toMatch(
            lang === 'zh' ? /^未改名 1 处，请人工处理：\n {2}a\n {4}→ b（/ : /^1 not renamed/,
          );
          expect(text.includes(code)).toBe(code === 'EODD');
        }
      },
    );
  });
});
