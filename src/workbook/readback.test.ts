/** What other readers make of the file: the house's own, SheetJS, and openpyxl where it is installed. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook as readOwn } from '../readers/xlsx.js';
import { bound, entry, smallDossier } from './testing.js';
import { readWorkbook } from './testing-read.js';
import { writeWorkbook } from './workbook.js';

const PYTHON = process.platform === 'win32' ? 'python' : '/usr/bin/python3';
const absent = spawnSync(PYTHON, ['-c', 'import openpyxl']).status !== 0;

/** Codes that a spreadsheet would read as characters, controls, directions, pairs, markup, long text. */
const ODD = [
  '附件_x0041_与_x000D_的说明',
  '\t=1+1',
  '\r\n@SUM(A1)',
  '名称\u0007\u202efdp.exe',
  '𠀀堃镕😀',
  '<甲> & "乙" \'丙\' ]]>',
  '字'.repeat(40_000),
  '=HYPERLINK("http://evil.example","点")',
  '00012',
];
const EXPECTED = [
  '附件_x0041_与_x000D_的说明',
  '=1+1',
  '@SUM(A1)',
  '名称fdp.exe',
  '𠀀堃镕😀',
  '<甲> & "乙" \'丙\' ]]>',
  `${'字'.repeat(32_766)}…`,
  '=HYPERLINK("http://evil.example","点")',
  '00012',
];

let folder: string;
let target: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workbook-'));
  target = join(folder, '总目.xlsx');
  const input = smallDossier();
  const materials = ODD.map((title, i) =>
    bound(`017-${i + 1}`, { volume: 1, firstPage: i + 1, pages: 1 }, { title, entry: entry({ title }) }),
  );
  await writeWorkbook(target, { ...input, plan: { ...input.plan, materials } });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('odd text comes back as it was meant', () => {
  it('from the own reader', async () => {
    const { sheets } = await readOwn(target);
    const catalogue = sheets.find(({ name }) => name === '材料目录');
    const titles = ODD.map((_, i) => catalogue?.rows.get(i + 2)?.get(5));
    expect(titles).toEqual(EXPECTED);
  });

  it('from SheetJS, none of it as a formula', async () => {
    const xlsx = createRequire(import.meta.url)('@e965/xlsx') as typeof import('@e965/xlsx');
    const book = xlsx.read(await readFile(target), { type: 'buffer', cellFormula: true });
    expect(book.SheetNames).toEqual((await readWorkbook(target)).map(({ name }) => name));
    const sheet = book.Sheets.材料目录;
    expect(ODD.map((_, i) => sheet?.[`E${i + 2}`]?.v)).toEqual(EXPECTED);
    for (const name of book.SheetNames) {
      const formulas = Object.values(book.Sheets[name] ?? {}).filter(
        (cell) => typeof cell === 'object' && cell !== null && 'f' in cell,
      );
      expect(formulas, name).toEqual([]);
    }
    expect(sheet?.O2?.l?.Target).toMatch(/\.pdf#page=1$/);
  });

  it.skipIf(absent)('from openpyxl, with filters, charts and links, and without a warning', () => {
    const script = `
import json, sys, warnings, openpyxl
warnings.simplefilter('error')
book = openpyxl.load_workbook(sys.argv[1])
sheet = book['材料目录']
print(json.dumps({
  'titles': [sheet.cell(row, 5).value for row in range(2, sheet.max_row + 1)],
  'formulas': sum(cell.data_type == 'f' for one in book for row in one.iter_rows() for cell in row),
  'filters': [one.auto_filter.ref for one in book],
  'charts': [type(chart).__name__ for one in book for chart in one._charts],
  'place': book['总览']['K6'].hyperlink.location,
  'frozen': [one.freeze_panes for one in book],
}))`;
    const { status, stdout, stderr } = spawnSync(PYTHON, ['-c', script, target], {
      encoding: 'utf8',
      env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
      maxBuffer: 1 << 24,
    });
    expect(status, stderr).toBe(0);
    const read = JSON.parse(stdout);
    // openpyxl does not undo the codes of ST_Xstring; the rest is as written.
    expect(read.titles.slice(1)).toEqual(EXPECTED.slice(1));
    expect(read.formulas).toBe(0);
    expect(read.charts).toEqual(['BarChart', 'BarChart']);
    expect(read.place).toBe("'材料目录'!J2");
    expect(read.filters[1]).toBe(`A1:P${ODD.length + 1}`);
    expect(read.frozen[1]).toBe('A2');
  });
});
