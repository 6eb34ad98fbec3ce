/** The versions of a dossier: to publish, for printing on both sides, with codes, in volumes by size. Judged from outside. */
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { PDFDocument, PDFHexString, PDFName, PDFString, StandardFonts } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../cli/testing.js';
import { inspectPdf } from '../../pdf/index.js';
import { readFile as readDocument } from '../../readers/index.js';
import { schemaErrors } from '../testing.js';

const PHONE = '13812345678';
const SECRET = '内部意见目录清单甲';
const PART = '司法局/24 提高公众参与度';

interface Manifest {
  volumes: { no: number; file: string; pages: number; bytes: number }[];
  units: { unit: string; volume: number }[];
  files: { role: string; path: string }[];
  reports?: { department: string; kind: string; firstPage: number; volume: number }[];
  materials: {
    number: string;
    department: string;
    title: string;
    source: string | null;
    state: string;
    volume: number | null;
    firstPage: number | null;
    pages: number;
    finding?: string;
  }[];
}

let base: string;
let folder: string;
const manifestOf = async (out: string) =>
  JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as Manifest;
const pdfOf = async (out: string, no = 1) =>
  join(out, (await manifestOf(out)).volumes.find((v) => v.no === no)?.file ?? '');

async function textOf(absolute: string): Promise<string> {
  const request = { path: 'a.pdf', absolute, role: 'evidence', signature: 'pdf', extension: 'pdf' } as const;
  const document = await readDocument({ ...request, textPages: 10_000 });
  if (document.kind !== 'pdf') throw new Error(document.kind);
  expect(document.textPages).toBe(document.pages);
  return document.text.replace(/\s/g, '');
}

async function pdfWithPhone(onPage: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (let page = 1; page <= onPage; page += 1)
    pdf.addPage().drawText(page === onPage ? `Contact ${PHONE}` : 'Page', { x: 60, y: 700, font, size: 12 });
  return pdf.save();
}

/** PDFs whose pages do not say it. */
const BESIDE: Record<string, (pdf: PDFDocument) => void> = {
  批注: (pdf) => {
    const note = { Type: 'Annot', Subtype: 'Text', Rect: [60, 60, 80, 80], Contents: PDFString.of(PHONE) };
    pdf.getPage(0).node.set(PDFName.of('Annots'), pdf.context.obj([pdf.context.obj(note)]));
  },
  链接: (pdf) => {
    const action = { S: 'URI', URI: PDFString.of(`tel:${PHONE}`) };
    const link = pdf.context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [60, 60, 80, 80], A: action });
    pdf.getPage(0).node.set(PDFName.of('Annots'), pdf.context.obj([link]));
  },
  书签: (pdf) => {
    const [root, item] = [pdf.context.nextRef(), pdf.context.nextRef()];
    const title = PDFHexString.fromText(`电话${PHONE}`);
    pdf.context.assign(
      item,
      pdf.context.obj({ Title: title, Parent: root, Dest: [pdf.getPage(0).ref, 'Fit'] }),
    );
    pdf.context.assign(root, pdf.context.obj({ First: item, Last: item, Count: 1 }));
    pdf.catalog.set(PDFName.of('Outlines'), root);
  },
  表单: (pdf) => {
    const field = pdf.getForm().createTextField('tel');
    field.setText(PHONE);
    field.addToPage(pdf.getPage(0), { x: 60, y: 60, width: 200, height: 20 });
  },
};

async function pdfBeside(say: (pdf: PDFDocument) => void): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  pdf.addPage().drawText('Page', { x: 60, y: 700, font, size: 12 });
  say(pdf);
  return pdf.save();
}

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'dossier-variants-'));
  folder = join(base, '申报材料');
  await cp(resolve('fixtures/demo/申报材料'), folder, { recursive: true });
  const settings = 'region: 青屿区\ndepartments: [司法局, 政府办]\nunits: [24, 82, 99]\n';
  await writeFile(join(folder, 'dossier.yaml'), settings);
  const part = join(folder, PART);
  const evidence = join(part, '印证材料');
  const named = async (start: string) => (await readdir(evidence)).find((n) => n.startsWith(start)) ?? '';
  // The second material is internal, the fourth names a telephone behind the pages that rules read.
  const second = await named('2 ');
  await cp(join(evidence, second), join(evidence, `2 ${SECRET}.pdf`));
  await rm(join(evidence, second));
  await writeFile(join(evidence, await named('4 ')), await pdfWithPhone(5));
  const csv = join(part, '证明材料目录.csv');
  const rows = (await readFile(csv, 'utf8')).split(/\r?\n/);
  const edited = rows.map((row) => {
    if (row.startsWith('2,')) return `2,${SECRET},,青屿区司法局,2024-11-20,,2,,电子,内部资料`;
    if (row.startsWith('3,')) return row.replace(/,$/, `,联系人${PHONE}`);
    if (row.startsWith('5,')) return `${row}另见${SECRET}`;
    return row;
  });
  const beside = Object.entries(BESIDE).map(([kind, say], i) => ({ kind, say, no: i + 6 }));
  for (const { kind, say, no } of beside) {
    await writeFile(join(evidence, `${no} 有${kind}的材料.pdf`), await pdfBeside(say));
    edited.splice(no, 0, `${no},有${kind}的材料,,青屿区司法局,2024-11-20,,1,,电子,`);
  }
  await writeFile(join(evidence, `10 登记表${PHONE}.pdf`), await pdfBeside(() => undefined));
  edited.splice(10, 0, `10,登记表${PHONE},,青屿区司法局,2024-11-20,,1,,电子,`);
  await writeFile(csv, edited.join('\r\n'));
  const statement = join(part, '关于提高公众参与度的情况说明.docx');
  const parts = unzipSync(await readFile(statement));
  const body = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
  const split = `</w:t></w:r><w:r><w:t>电话138</w:t></w:r><w:r><w:t>12345678，${SECRET}见材料2，见材料4。</w:t></w:r></w:p>`;
  const at = body.lastIndexOf('</w:t></w:r></w:p>');
  parts['word/document.xml'] = strToU8(
    body.slice(0, at) + split + body.slice(at + '</w:t></w:r></w:p>'.length),
  );
  await writeFile(statement, zipSync(parts));
}, 60_000);
afterAll(() => rm(base, { recursive: true, force: true }));

async function build(name: string, ...more: string[]): Promise<{ out: string; said: string }> {
  const out = join(base, name);
  const built = await run(['build', folder, '-o', out, '--draft', '--as-of', '2024-12-20', ...more]);
  expect(built.code, built.err).toBe(0);
  return { out, said: built.out };
}

describe('--public', () => {
  let out: string;
  let said: string;
  let manifest: Manifest;
  beforeAll(async () => {
    ({ out, said } = await build('public', '--public', '--qr'));
    manifest = await manifestOf(out);
  }, 60_000);
  const material = (number: string) => manifest.materials.find((m) => m.number === number);

  it('says no personal number and nothing of internal materials, in no file that it leaves', async () => {
    const texts = new Map([['volume', await textOf(await pdfOf(out))]]);
    for (const name of await readdir(out)) {
      const bytes = await readFile(join(out, name));
      if (name.endsWith('.xlsx'))
        for (const [part, content] of Object.entries(unzipSync(bytes))) texts.set(part, strFromU8(content));
      else if (!name.endsWith('.pdf')) texts.set(name, bytes.toString('utf8'));
    }
    expect(texts.size).toBeGreaterThan(10);
    for (const [name, text] of texts) {
      expect(text.includes(PHONE), name).toBe(false);
      expect(text.includes(SECRET), name).toBe(false);
    }
    // The number of the statement is masked in place, over its two runs.
    expect(texts.get('volume')).toContain('电话138****5678');
    expect(texts.get('volume')).toContain('公开版');
    const outline = inspectPdf(await pdfOf(out)).outline.map((o) => o.title);
    expect(outline.some((title) => title.includes(SECRET))).toBe(false);
  });

  it('keeps the number of what is withheld, in a register of its own', async () => {
    expect(material('024-02')).toMatchObject({ state: 'withheld', source: null, volume: null, pages: 0 });
    expect(manifest.files.some((f) => f.path.includes(`${PART}/印证材料/2 `))).toBe(false);
    const seen = inspectPdf(await pdfOf(out));
    const register = seen.names.get('register:withheld') ?? 0;
    const catalogue = seen.names.get('catalogue:24:1') ?? 0;
    expect(seen.pages[register - 1]?.links).toContainEqual({ page: catalogue });
    expect(await schemaErrors('manifest', join(out, 'manifest.json'))).toBeNull();
    expect(await schemaErrors('report', join(out, 'report.json'))).toBeNull();
  });

  it('puts a page in the place of a PDF with personal data, wherever in it they stand', () => {
    expect(material('024-04')).toMatchObject({ state: 'file', pages: 1 });
    expect(material('024-04')?.finding).toMatch(/^security\/personal-data: .*个人信息/);
    expect(material('024-01')?.finding).toBeUndefined();
  });

  it('finds them beside the text of the pages too: in notes, links, bookmarks and fields of forms', () => {
    for (const number of ['024-06', '024-07', '024-08', '024-09'])
      expect(material(number)?.finding, number).toMatch(/^security\/personal-data: /);
    // A number in its name alone does not keep a file out.
    expect(material('024-10')).toMatchObject({ state: 'file', title: '登记表138****5678' });
    expect(material('024-10')?.finding).toBeUndefined();
  });

  it('lists for a person what it could not look through', async () => {
    const list = await readFile(join(out, '公开前核对清单.txt'), 'utf8');
    const [unseen = '', personal = '', withheld = ''] = list.split(/^[一二三]、/m).slice(1);
    expect(unseen).toMatch(/024-05 .*\.jpg，第1卷第\d+页　图片/);
    expect(unseen).not.toContain('024-01');
    expect(personal).toContain('024-04');
    expect(withheld).toContain('024-02');
    expect(said).toContain('公开前须人工核对');
    expect(manifest.files).toContainEqual(
      expect.objectContaining({ role: 'report', path: '公开前核对清单.txt' }),
    );
  });
});

describe('links and --duplex', () => {
  let out: string;
  let manifest: Manifest;
  beforeAll(async () => {
    ({ out } = await build('duplex', '--duplex'));
    manifest = await manifestOf(out);
  }, 60_000);

  it('start parts on odd pages; empty pages belong to nobody and have no bookmark', async () => {
    const seen = inspectPdf(await pdfOf(out));
    const starts = [...seen.names].filter(([id]) =>
      /^(?:cover|notes|contents|gaps|chapter|unit|url|register)/.test(id),
    );
    expect(starts.length).toBeGreaterThan(8);
    for (const [id, page] of starts) expect(page % 2, id).toBe(1);
    const blanks = [...seen.names].filter(([id]) => id.startsWith('blank:')).map(([, page]) => page);
    expect(blanks.length).toBeGreaterThan(2);
    for (const page of blanks) expect(seen.outline.some((item) => item.page === page)).toBe(false);
    for (const { firstPage, pages } of manifest.materials)
      for (let i = 0; firstPage !== null && i < pages; i += 1) expect(blanks).not.toContain(firstPage + i);
  });

  it('lead from each page of evidence to its row, from there to the unit and to the contents', async () => {
    const seen = inspectPdf(await pdfOf(out));
    const links = (page: number) => seen.pages[page - 1]?.links ?? [];
    const bound = manifest.materials.flatMap(({ number, firstPage }) =>
      firstPage === null ? [] : [{ number, firstPage }],
    );
    for (const m of bound) {
      const rows = [...seen.names].filter(([id]) => id.startsWith('catalogue:')).map(([, page]) => page);
      const back = links(m.firstPage).flatMap((l) => ('page' in l && l.page !== null ? [l.page] : []));
      expect(
        back.some((page) => rows.includes(page)),
        m.number,
      ).toBe(true);
      // And from the row to the page.
      expect(links(back[0] ?? 0)).toContainEqual({ page: m.firstPage });
    }
    const [unit = 0, catalogue = 0] = ['unit:24', 'catalogue:24:1'].map((id) => seen.names.get(id) ?? 0);
    expect(links(catalogue)).toContainEqual({ page: unit });
    expect(links(unit)).toContainEqual({ page: seen.names.get('contents:1') });
    // 「见材料4」 in the statement.
    const statement = seen.names.get('statement:24:1.1') ?? 0;
    const fourth = manifest.materials.find((m) => m.number === '024-04')?.firstPage ?? 0;
    const said = Array.from({ length: catalogue - statement }, (_, i) => links(statement + i)).flat();
    expect(said).toContainEqual({ page: fourth });
  });
});

describe('reports and volumes by size', () => {
  it('bind the departments’ reports after the units; a unit over the limit stands alone and is named', async () => {
    const { out, said } = await build('sizes', '--split', 'size:650KB', '--numbering', 'continuous');
    const manifest = await manifestOf(out);
    const units = manifest.volumes.map(({ no }) =>
      manifest.units.filter((u) => u.volume === no).map((u) => u.unit),
    );
    expect(units).toEqual([['24'], ['82'], ['99'], []]);
    const over = manifest.volumes.filter((v) => v.bytes > 650 * 1024).map((v) => v.no);
    expect(over).toContain(1);
    expect(over).not.toContain(4);
    expect(
      [...said.matchAll(/第(\d)卷有 .*超过所定限度：第\d+项不拆分到两卷/g)].map((hit) => Number(hit[1])),
    ).toEqual(over);
    const last = inspectPdf(await pdfOf(out, manifest.volumes.length));
    const at = (id: string) => last.names.get(id) ?? 0;
    expect(last.outline).toContainEqual({
      title: '司法局 法治政府建设示范创建总结报告',
      level: 2,
      page: at('summary-report:司法局'),
    });
    expect(manifest.reports?.map((r) => [r.department, r.kind, r.firstPage])).toEqual([
      ['司法局', 'summary-report', at('summary-report:司法局')],
      ['政府办', 'summary-report', at('summary-report:政府办')],
      ['司法局', 'liaison-form', at('liaison-form:司法局')],
      ['政府办', 'liaison-form', at('liaison-form:政府办')],
    ]);
    expect(manifest.files.some((f) => f.path === '司法局/总结报告.docx')).toBe(true);
    expect(await schemaErrors('manifest', join(out, 'manifest.json'))).toBeNull();
  }, 60_000);

  it('refuse what is no way to split', async () => {
    for (const split of ['size:200', 'size:0MB', 'pages:0', 'half']) {
      const built = await run(['build', folder, '-o', join(base, 'no'), '--split', split]);
      expect([built.code, built.err], split).toEqual([2, expect.stringContaining('size:200MB')]);
    }
  });
});
