/** 材料目录 with the columns of DA/T 22-2015, and 线下材料: what is on paper, on site or with a superior. */

import { eightDigits } from '../model/dates.js';
import type { Lang } from '../model/lang.js';
import type { PlannedMaterial } from '../model/plan.js';
import { type Contents, figure, materialPage, STATE_WORDS, unitNames, urlsOf } from './contents.js';
import { CATALOGUE_NUMBER_COLUMN, HEADS, SHEETS } from './layout.js';
import { webTarget } from './links.js';
import { type Column, type Layout, placeOf, type SheetSpec, type Value } from './sheet.js';

interface Numbered {
  no: number;
  /** Among the plan's materials. */
  index: number;
  material: PlannedMaterial;
}

function* numbered(
  materials: PlannedMaterial[],
  wanted: (material: PlannedMaterial) => boolean,
): Generator<Numbered> {
  let no = 0;
  for (const [index, material] of materials.entries()) {
    if (!wanted(material)) continue;
    no += 1;
    yield { no, index, material };
  }
}

/** Pages bound in; for what is not bound in, or only by a placeholder, what the catalogue says. */
function pageCount({ pages, failure, entry }: PlannedMaterial): Value {
  return pages > 0 && failure === null ? pages : figure(entry?.pages ?? '');
}

function date({ entry }: PlannedMaterial): Value {
  const written = entry?.date ?? '';
  return eightDigits(written) ?? written;
}

function remark({ entry, failure }: PlannedMaterial, zh: boolean): string {
  const placeholder =
    failure === null ? '' : zh ? `以占位页代替：${failure}` : `placeholder page: ${failure}`;
  return [entry?.remark ?? '', placeholder].filter((part) => part !== '').join(zh ? '；' : '; ');
}

/** A cell takes one link: of several addresses the first stands here, all of them in the URL index. */
function urls(material: PlannedMaterial, zh: boolean): Value {
  const all = urlsOf(material);
  const [first = ''] = all;
  const more = zh ? `等${all.length}个，见“网址索引”` : `and ${all.length - 1} more in "URLs"`;
  return { show: all.length > 1 ? `${first}\n${more}` : first, target: webTarget(first) };
}

/** Columns that say of a material the same on every sheet. */
export function shared(contents: Contents) {
  const names = unitNames(contents.workspace);
  return {
    no: { title: { zh: '序号', en: 'No.' }, kind: 'centre', width: [6, 8], value: ({ no }) => no },
    number: {
      title: HEADS.number,
      kind: 'centre',
      width: [10, 16],
      value: ({ material }) => material.number,
    },
    /** On other sheets: leads to the material's row in the catalogue. */
    numberLinked: {
      title: HEADS.number,
      kind: 'centre',
      width: [10, 16],
      value: ({ material, index }) => ({
        show: material.number,
        target: cataloguePlace(index, contents.lang),
      }),
    },
    title: {
      title: { zh: '题名', en: 'Title' },
      kind: 'text',
      width: [24, 36],
      value: ({ material }) => material.title,
    },
    unit: {
      title: { zh: '申报单元', en: 'Unit' },
      kind: 'text',
      width: [10, 22],
      value: ({ material: { unit } }) => [unit, names.get(unit) ?? ''].join(' '),
    },
    department: {
      title: { zh: '单位', en: 'Department' },
      kind: 'text',
      width: [10, 14],
      value: ({ material }) => material.department,
    },
    documentNumber: {
      title: { zh: '文号', en: 'Document number' },
      kind: 'text',
      width: [10, 26],
      value: ({ material }) => material.entry?.documentNumber ?? null,
    },
    classification: {
      title: { zh: '密级', en: 'Classification' },
      kind: 'centre',
      width: [6, 10],
      value: ({ material }) => material.entry?.classification ?? null,
    },
    pages: {
      title: HEADS.pages,
      kind: 'centre',
      width: [6, 9],
      value: ({ material }) => pageCount(material),
    },
    volume: {
      title: HEADS.volume,
      kind: 'centre',
      width: [5, 6],
      value: ({ material }) => material.volume,
    },
    page: {
      title: HEADS.page,
      kind: 'centre',
      width: [6, 8],
      plain: true,
      value: ({ material }) => materialPage(material, contents),
    },
  } satisfies Record<string, Column<Numbered>>;
}

/** Links of a row: its page and its address. */
const CATALOGUE: Layout = { name: SHEETS.catalogue, lines: [], linksPerRow: 2 };

/** Where a material stands in the catalogue. @param index among the plan's materials */
export function cataloguePlace(index: number, lang: Lang): string {
  return placeOf(CATALOGUE, lang, index, CATALOGUE_NUMBER_COLUMN);
}

export function catalogueSheet(contents: Contents): SheetSpec<Numbered> {
  const { plan, lang } = contents;
  const common = shared(contents);
  return {
    ...CATALOGUE,
    frozenColumns: 0,
    below: null,
    rows: () => numbered(plan.materials, () => true),
    columns: [
      common.no,
      {
        title: { zh: '档号', en: 'Archive number' },
        kind: 'centre',
        width: [6, 16],
        value: ({ material }) => material.entry?.extra.档号 ?? null,
      },
      common.documentNumber,
      {
        title: { zh: '责任者', en: 'Responsible' },
        kind: 'text',
        width: [8, 14],
        value: ({ material }) => material.entry?.responsible ?? null,
      },
      common.title,
      {
        title: { zh: '日期', en: 'Date' },
        kind: 'centre',
        width: [10, 14],
        plain: true,
        value: ({ material }) => date(material),
      },
      common.classification,
      common.pages,
      {
        title: { zh: '备注', en: 'Remark' },
        kind: 'text',
        width: [8, 20],
        value: ({ material }) => remark(material, lang === 'zh'),
      },
      common.number,
      common.unit,
      common.department,
      {
        title: { zh: '状态', en: 'State' },
        kind: 'centre',
        width: [8, 12],
        value: ({ material }) => STATE_WORDS[material.state][lang],
      },
      common.volume,
      common.page,
      {
        title: { zh: '网址', en: 'URL' },
        kind: 'text',
        // LibreOffice does not wrap a link: most addresses of a government's site have their room.
        width: [10, 60],
        value: ({ material }) => urls(material, lang === 'zh'),
      },
    ],
  };
}

export function offlineSheet(contents: Contents): SheetSpec<Numbered> {
  const { plan, lang } = contents;
  const common = shared(contents);
  return {
    name: SHEETS.offline,
    lines: [],
    linksPerRow: 1,
    frozenColumns: 0,
    below: null,
    rows: () => numbered(plan.materials, ({ state }) => state !== 'file' && state !== 'url'),
    columns: [
      common.no,
      common.numberLinked,
      common.title,
      common.unit,
      common.department,
      {
        title: { zh: '提交方式', en: 'How' },
        kind: 'centre',
        width: [10, 18],
        value: ({ material }) => STATE_WORDS[material.state][lang],
      },
      common.documentNumber,
      common.classification,
      common.pages,
      {
        title: { zh: '存放处或备注', en: 'Where, remark' },
        kind: 'text',
        width: [20, 50],
        value: ({ material }) => remark(material, lang === 'zh'),
      },
    ],
  };
}
