/** 网址索引: each web address once per material. */
import type { PlannedMaterial } from '../model/plan.js';
import { type Contents, urlsOf } from './contents.js';
import { webTarget } from './links.js';
import { shared } from './materials.js';
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
  const common = shared(contents);
  return {
    name: { zh: '网址索引', en: 'URLs' },
    lines: [],
    frozenColumns: 0,
    below: null,
    rows: () => urlRows(contents.plan.materials),
    columns: [
      common.no,
      {
        title: { zh: '网址', en: 'URL' },
        kind: 'text',
        width: [30, 64],
        value: ({ url }) => ({ show: url, target: webTarget(url) }),
      },
      common.number,
      { ...common.title, width: [24, 50] },
      { ...common.unit, width: [10, 24] },
      { ...common.department, width: [10, 20] },
      common.volume,
      common.page,
    ],
  };
}
