/** Whether Excel would take the file without offering to repair it, as far as its parts can tell. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PackageArchive } from './archive.js';
import { writeBook } from './book.js';
import { type Column, placeOf } from './sheet.js';
import { StyleSheet } from './style.js';
import { bound, entry, smallDossier } from './testing.js';
import { all, parseXml, readParts, readWorkbook } from './testing-read.js';
import { writeWorkbook } from './workbook.js';
import { MOST_LINKS, Worksheet } from './worksheet.js';

const run = promisify(execFile);
const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');

let folder: string;
let target: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workbook-'));
  target = join(folder, '总览.xlsx');
  await writeWorkbook(target, smallDossier({ draft: true }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** CT_Worksheet, ECMA-376 §18.3.1.99: the elements that are used, in the order that they must have. */
const SHEET_ORDER = [
  'sheetPr',
  'sheetViews',
  'sheetFormatPr',
  'cols',
  'sheetData',
  'autoFilter',
  'mergeCells',
  'conditionalFormatting',
  'hyperlinks',
  'printOptions',
  'pageMargins',
  'pageSetup',
  'headerFooter',
  'ignoredErrors',
  'drawing',
];

describe('the file', () => {
  it('is well-formed XML in every part', async () => {
    const parts = await readParts(target);
    expect(parts.size).toBeGreaterThan(12);
    for (const [name, xml] of parts) expect(() => parseXml(xml), name).not.toThrow();
  });

  it('names a content type for every part, and no part that is not there', async () => {
    const parts = await readParts(target);
    const types = parseXml(parts.get('[Content_Types].xml') ?? '');
    const extensions = new Set(all(types, 'Default').map((e) => e.attributes.Extension));
    const overrides = all(types, 'Override').map((e) => e.attributes.PartName?.slice(1) ?? '');
    for (const name of overrides) expect([...parts.keys()]).toContain(name);
    for (const name of parts.keys()) {
      if (name === '[Content_Types].xml') continue;
      expect(overrides.includes(name) || extensions.has(name.split('.').at(-1) ?? ''), name).toBe(true);
    }
  });

  it('has every relationship lead to a part or out of the file, with ids that are unique', async () => {
    const parts = await readParts(target);
    for (const [name, xml] of parts) {
      if (!name.endsWith('.rels')) continue;
      const links = all(parseXml(xml), 'Relationship').map((e) => e.attributes);
      expect(new Set(links.map((link) => link.Id)).size).toBe(links.length);
      const base = posix.dirname(posix.dirname(name));
      for (const { Target = '', TargetMode } of links) {
        if (TargetMode === 'External') expect(Target).toMatch(/^\S+$/);
        else expect([...parts.keys()]).toContain(posix.join(base, Target));
      }
    }
  });

  it('has the elements of a sheet in the order of the schema: links after the formats', async () => {
    for (const { name, order } of await readWorkbook(target)) {
      const places = order.map((element) => SHEET_ORDER.indexOf(element));
      expect(places, name).not.toContain(-1);
      expect(places, name).toEqual([...places].sort((a, b) => a - b));
    }
    const [overview] = await readWorkbook(target);
    expect(overview?.order).toEqual(expect.arrayContaining(['conditionalFormatting', 'hyperlinks']));
  });

  it('uses only styles that there are', async () => {
    const parts = await readParts(target);
    const styles = parseXml(parts.get('xl/styles.xml') ?? '');
    const count = all(styles, 'cellXfs')[0]?.children.length ?? 0;
    const colours = all(styles, 'dxfs')[0]?.children.length ?? 0;
    for (const sheet of await readWorkbook(target)) {
      for (const cell of sheet.rows.flat()) expect(cell.style).toBeLessThan(count);
      for (const rule of all(parseXml(sheet.xml), 'cfRule')) {
        expect(Number(rule.attributes.dxfId)).toBeLessThan(colours);
      }
    }
  });

  it('is set up for print on landscape A4, one page wide, its head repeated and frozen', async () => {
    const parts = await readParts(target);
    const names = all(parseXml(parts.get('xl/workbook.xml') ?? ''), 'definedName');
    const titles = names.filter((n) => n.attributes.name === '_xlnm.Print_Titles');
    expect(titles.map((n) => n.text)).toEqual([
      "'总览'!$6:$6",
      "'材料目录'!$1:$1",
      "'网址索引'!$1:$1",
      "'问题清单'!$1:$1",
      "'部门情况'!$1:$1",
      "'统计'!$1:$1",
      "'线下材料'!$1:$1",
      "'说明'!$1:$1",
    ]);
    const filters = names.filter((n) => n.attributes.name === '_xlnm._FilterDatabase');
    expect(filters.map((n) => n.text)).toContain("'总览'!$A$6:$U$16");
    for (const [index, sheet] of (await readWorkbook(target)).entries()) {
      const root = parseXml(sheet.xml);
      expect(all(root, 'pageSetup')[0]?.attributes).toMatchObject({
        paperSize: '9',
        orientation: 'landscape',
        fitToWidth: '1',
        fitToHeight: index === 5 ? '1' : '0',
      });
      expect(all(root, 'pageSetUpPr')[0]?.attributes.fitToPage).toBe('1');
      expect(all(root, 'pane')[0]?.attributes).toMatchObject({
        state: 'frozen',
        ySplit: index === 0 ? '6' : '1',
      });
      expect(all(root, 'oddHeader')[0]?.text).toContain('【草稿】');
    }
  });
});

describe('text that begins like a formula', () => {
  it('is text, formatted as text, and no cell holds a formula', async () => {
    const sheets = await readWorkbook(target);
    const cells = sheets.flatMap((sheet) => sheet.rows.flat());
    expect(cells.some((cell) => cell.formula)).toBe(false);
    const suspicious = cells.filter((cell) => /^[=+\-@]/.test(cell.value) && cell.type !== 'n');
    expect(suspicious.length).toBeGreaterThan(4);
    const styles = parseXml((await readParts(target)).get('xl/styles.xml') ?? '');
    const formats = all(styles, 'cellXfs')[0]?.children.map((xf) => xf.attributes.numFmtId);
    for (const { type, style } of suspicious) {
      expect(type).toBe('inlineStr');
      // 49 is "@", ECMA-376 §18.8.30
      expect(formats?.[style]).toBe('49');
    }
  });
});

describe('links', () => {
  it('stop where Excel takes no more', () => {
    const archive = new PackageArchive('2024-12-20');
    const book = { archive, styles: new StyleSheet(), sheets: [], charts: 0, drawings: 0 };
    const frozen = { columns: 0, rows: 1 };
    const sheet = new Worksheet(book, 1, { widths: [8], frozen, selected: true });
    for (let row = 1; row <= MOST_LINKS; row++) {
      if (!sheet.link(`A${row}`, row % 2 === 0 ? 'a.pdf' : "#'甲'!A1"))
        throw new Error(`no link in row ${row}`);
    }
    expect(sheet.link(`A${MOST_LINKS + 1}`, 'a.pdf')).toBe(false);
  });
});

describe('a sheet that would have more links than Excel takes', () => {
  it('goes on on another, with the same head, and links lead to the right one', async () => {
    const layout = { name: { zh: '目录', en: 'List' }, lines: [], linksPerRow: 2 };
    const capacity = Math.floor(MOST_LINKS / 2);
    const count = capacity + 3;
    function* rows(): Generator<number> {
      for (let i = 0; i < count; i += 1) yield i;
    }
    const link = (no: number) => ({ show: no, target: `${no}.pdf` });
    const column = (name: string): Column<number> => ({
      title: { zh: name, en: name },
      kind: 'centre',
      width: [6, 8],
      value: link,
    });
    const chunks: Uint8Array[] = [];
    const setting = {
      lang: 'zh' as const,
      title: `很长的标题${'字'.repeat(300)}&`,
      date: '2024-12-20',
      draft: false,
      tool: { name: 'dossier', version: '0' },
    };
    await writeBook(
      setting,
      async (chunk) => {
        chunks.push(chunk);
      },
      (put) => put({ ...layout, frozenColumns: 0, below: null, rows, columns: [column('甲'), column('乙')] }),
    );
    const path = join(folder, 'many.xlsx');
    await writeFile(path, Buffer.concat(chunks));
    const [first, second, ...others] = await readWorkbook(path);
    expect(others).toEqual([]);
    expect([first?.name, second?.name]).toEqual(['目录', '目录(2)']);
    expect(first?.links.size).toBe(capacity * 2);
    expect(second?.rows.map((row) => row[0]?.value)).toEqual([
      '甲',
      ...[0, 1, 2].map((i) => `${capacity + i}`),
    ]);
    expect(second?.links.get('B4')).toBe(`${capacity + 2}.pdf`);
    expect(placeOf(layout, 'zh', capacity - 1)).toBe(`#'目录'!A${capacity + 1}`);
    expect(placeOf(layout, 'zh', capacity + 2, 2)).toBe("#'目录(2)'!B4");
    const header = all(parseXml(second?.xml ?? ''), 'oddHeader')[0]?.text ?? '';
    expect(header.length).toBeLessThanOrEqual(255);
    expect(header).toMatch(/^&L很长的标题字+…&C目录\(2\)&R2024-12-20$/);
  });
});

describe('charts', () => {
  it('name cells that hold what they show', async () => {
    const parts = await readParts(target);
    const sheets = await readWorkbook(target);
    const cells = new Map(
      sheets.flatMap(({ name, rows }) =>
        rows.flat().map((cell) => [`'${name}'!${cell.address}`, cell.value]),
      ),
    );
    const charts = [...parts].filter(([name]) => name.startsWith('xl/charts/'));
    expect(charts).toHaveLength(2);
    for (const [, xml] of charts) {
      const chart = parseXml(xml);
      const references = [...all(chart, 'c:strRef'), ...all(chart, 'c:numRef')];
      expect(references.length).toBeGreaterThan(5);
      for (const reference of references) {
        const [, sheet, column, from, to = from] =
          /^('.+'!)\$([A-Z]+)\$(\d+)(?::\$[A-Z]+\$(\d+))?$/.exec(all(reference, 'c:f')[0]?.text ?? '') ?? [];
        const rows = Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => Number(from) + i);
        expect(all(reference, 'c:v').map(({ text }) => text)).toEqual(
          rows.map((row) => cells.get(`${sheet}${column}${row}`)),
        );
      }
    }
  });
});

describe('a package', () => {
  it('never holds two parts of one name', () => {
    const archive = new PackageArchive('2024-12-20');
    archive.put('a.xml', '<a/>');
    expect(() => archive.open('a.xml')).toThrow('a.xml is there already');
  });

  it('keeps characters whole where text is cut into pieces', async () => {
    const archive = new PackageArchive('2024-12-20');
    const text = `a${'𠀀'.repeat(40_000)}`;
    const part = archive.open('a.xml');
    for (let at = 0; at < text.length; at += 7) part.write(text.slice(at, at + 7));
    part.close();
    archive.end();
    const chunks: Uint8Array[] = [];
    await archive.drain(async (chunk) => {
      chunks.push(chunk);
    });
    const read = unzipSync(new Uint8Array(Buffer.concat(chunks)))['a.xml'];
    expect(Buffer.from(read ?? []).toString('utf8') === text).toBe(true);
  });
});

describe('a long catalogue', () => {
  it('keeps every row when it is written in many pieces', async () => {
    const input = smallDossier();
    const materials = Array.from({ length: 3_000 }, (_, i) =>
      bound(
        `017-${i + 1}`,
        { volume: 1, firstPage: i + 1, pages: 1 },
        {
          title: `关于第${i + 1}项工作的通知`,
          entry: entry({ urls: [`https://www.example.gov.cn/${i + 1}.html`] }),
        },
      ),
    );
    const path = join(folder, 'long.xlsx');
    await writeWorkbook(path, { ...input, plan: { ...input.plan, materials } });
    const [, catalogue, urls] = await readWorkbook(path);
    expect(catalogue?.rows).toHaveLength(3_001);
    expect(urls?.rows).toHaveLength(3_001);
    expect(catalogue?.links.size).toBe(6_000);
    expect(catalogue?.rows.at(-1)?.map((cell) => cell.value)).toContain('关于第3000项工作的通知');
    expect(catalogue?.links.get('O3001')).toMatch(/第一卷\.pdf#page=3000$/);
  });
});

describe('same input, same bytes', () => {
  /** Compiles the room, as a process of its own reads no TypeScript on Node 20. */
  async function compiled(): Promise<string> {
    const out = join(folder, 'compiled');
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const sources = ['workbook', 'testing'].map((name) => join(ROOT, `src/workbook/${name}.ts`));
    const options = '--module nodenext --target es2023 --types node --skipLibCheck --noCheck'.split(' ');
    await run(process.execPath, [
      tsc,
      '--ignoreConfig',
      ...sources,
      ...options,
      '--rootDir',
      join(ROOT, 'src'),
      '--outDir',
      out,
    ]);
    await writeFile(join(out, 'package.json'), '{"type":"module"}');
    await symlink(join(ROOT, 'node_modules'), join(out, 'node_modules'), 'junction');
    await writeFile(
      join(out, 'run.js'),
      `const Real = Date;
       const shift = Number(process.argv[3]);
       globalThis.Date = class extends Real {
         constructor(...given) { given.length > 0 ? super(...given) : super(Real.now() + shift); }
         static now() { return Real.now() + shift; }
       };
       const { writeWorkbook } = await import('./workbook/workbook.js');
       const { smallDossier } = await import('./workbook/testing.js');
       await writeWorkbook(process.argv[2], smallDossier());`,
    );
    return join(out, 'run.js');
  }

  it('in other processes, at another time, in another zone', async () => {
    const script = await compiled();
    const written = async (name: string, zone: string, shift: number) => {
      const path = join(folder, name);
      await run(process.execPath, [script, path, String(shift)], { env: { ...process.env, TZ: zone } });
      return readFile(path);
    };
    const here = await written('a.xlsx', 'Asia/Shanghai', 0);
    const there = await written('b.xlsx', 'Pacific/Auckland', 40_000_000_000);
    expect(there.equals(here)).toBe(true);
    expect(here.equals(await written('c.xlsx', 'America/Los_Angeles', -40_000_000_000))).toBe(true);
    expect(Object.keys(unzipSync(new Uint8Array(here)))).toContain('xl/workbook.xml');
  });

  it('and another date gives others', async () => {
    const one = await writeWorkbook(join(folder, 'd.xlsx'), smallDossier());
    const other = await writeWorkbook(join(folder, 'd.xlsx'), smallDossier({ date: '2024-12-21' }));
    expect(other.sha256).not.toBe(one.sha256);
  });
});
