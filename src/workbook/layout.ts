/**
 * The sheets of the workbook in their order, and the heads by which a reader finds what it needs: `build` and `verify`
 * read the file back by them. The head is the first row that holds the head of the sheet's first column; a sheet with
 * more rows or links than Excel takes goes on as 材料目录(2), with the same head.
 */
import type { Localised } from '../model/lang.js';

export const SHEETS = {
  overview: { zh: '总览', en: 'Overview' },
  catalogue: { zh: '材料目录', en: 'Catalogue' },
  urls: { zh: '网址索引', en: 'URLs' },
  findings: { zh: '问题清单', en: 'Findings' },
  departments: { zh: '部门情况', en: 'Departments' },
  statistics: { zh: '统计', en: 'Statistics' },
  offline: { zh: '线下材料', en: 'Off-line materials' },
  notes: { zh: '说明', en: 'Notes' },
} as const satisfies Record<string, Localised>;

export const HEADS = {
  /** overview: key of the submission unit */
  unit: { zh: '申报单元', en: 'Unit' },
  /** overview: printed number of the unit's first page, linked to it */
  firstPage: { zh: '起始页', en: 'First page' },
  /** catalogue, URL index, off-line materials: 材料编号, "017-03" */
  number: { zh: '材料编号', en: 'Material' },
  /** overview, catalogue, URL index: `volumes[].no` */
  volume: { zh: '卷', en: 'Volume' },
  /** overview, catalogue: pages bound in */
  pages: { zh: '页数', en: 'Pages' },
  /** catalogue, URL index: printed number of the first page, linked to it; empty where nothing is bound in */
  page: { zh: '页码', en: 'Page' },
} as const satisfies Record<string, Localised>;

/** 1-based column of the catalogue that internal links lead to. */
export const CATALOGUE_NUMBER_COLUMN = 10;
