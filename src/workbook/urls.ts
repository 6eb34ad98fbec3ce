/** 网址索引: each web address once per material. */
import type { PlannedMaterial } from '../model/plan.js';
import { type Contents, materialPage, unitNames, urlsOf } from './contents.js';
import { webTarget } from './links.js';
import type { SheetSpec } from './sheet.js';

interface UrlRow {
  no: number;
  url: string;
  material: PlannedMaterial;
}

function* urlRows(materials: PlannedMaterial[]): Generator<UrlRow> {
  let no = 0;
  for (const material of materials) {
    for (const url of urlsOf(material)) {
      no += 1;
      yield { no, url, material };
    }
  }
}

export function urlSheet(contents: Contents): SheetSpec<UrlRow> {
  const names = unitNames(contents.workspace);
  return {
    name: { zh: '网址索引', en: 'URLs' },
    lines: [],
    frozenColumns: 0,
    below: null,
    rows: () => urlRows(contents.plan.materials),
    columns: [
      { title: { zh: '序号', en: 'No.' }, kind: 'centre', width: [6, 8], value: ({ no }) => no },
      {
        title: { zh: '网址', en: 'URL' },
        kind: 'text',
        width: [30, 64],
        value: ({ url }) => ({ show: url, target: webTarget(url) }),
      },
      {
        title: { zh: '材料编号', en: 'Material' },
        kind: 'centre',
        width: [10, 16],
        value: ({ material }) => material.number,
      },
      {
        title: { zh: '题名', en: 'Title' },
        kind: 'text',
        width: [24, 50],
        value: ({ material }) => material.title,
      },
      {
        title: { zh: '申报单元', en: 'Unit' },
        kind: 'text',
        width: [10, 24],
        value: ({ material: { unit } }) => [unit, names.get(unit) ?? ''].join(' '),
      },
      {
        title: { zh: '单位', en: 'Department' },
        kind: 'text',
        width: [10, 20],
        value: ({ material }) => material.department,
      },
      {
        title: { zh: '卷', en: 'Volume' },
        kind: 'centre',
        width: [5, 6],
        value: ({ material }) => material.volume,
      },
      {
        title: { zh: '页码', en: 'Page' },
        kind: 'centre',
        width: [6, 8],
        plain: true,
        value: ({ material }) => materialPage(material, contents),
      },
    ],
  };
}
