/** The years that a statement speaks of. */

/** Titles and document numbers name the years of other papers. */
const QUOTED =
  /《[^《》]*》|〈[^〈〉]*〉|[〔[【]\s*\d{4}\s*[〕\]】]|（(?:19|20)\d{2}年(?:修订|修正|版)[^（）]*）/g;
/** 2023、2024年; 2021—2025年; 2023年至2024年; 2023年5月–2024年2月. */
const NAMED =
  /(?<!\d)((?:19|20)\d{2})(?=(?:\s*年?(?:度|底|初|末)?\s*(?:[、，,和及与至到—–\-~～]{1,2}\s*(?:19|20)\d{2}))*\s*年|[.\-/]\d{1,2}[.\-/]\d{1,2}(?!\d))/g;
const RANGE =
  /(?<!\d)((?:19|20)\d{2})\s*年?(?:\d{1,2}月)?(?:\d{1,2}日)?\s*(?:[至到]|[—–\-~～]{1,2})\s*((?:19|20)\d{2})\s*年/g;
/** 2021年以来, 自2021年起: all years from then on. */
const SINCE = /(?<!\d)((?:19|20)\d{2})年(?:度)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:以来|以后|之后|至今|起|来)/g;
/** 2022年印发的办法: what was set up then and is spoken of now. */
const SET_UP =
  /(?:19|20)\d{2}年(?:度)?(?:\d{1,2}月)?(?:\d{1,2}日)?[^，。；、\d]{0,8}(?:修订|修正|印发|出台|颁布|公布|施行|实施|制定|建立|成立|设立|发布|建成|挂牌|组建)/g;
/**
 * 到2025年，力争达到95%; 2025年底前完成: what is aimed at, not what was done. 2021年到2025年 is a span, 截至2023年底 is what
 * was reached, and an aim that was reached (到2023年底，已建成) is told as such.
 */
const AIMED =
  /(?:(?<![截止年\d])[到至]|(?:力争|争取|计划|拟|预计)[到至在于]?)(?:19|20)\d{2}年(?:底|末|底前|年底)?(?![^。；]{0,30}(?:已|完成了|实现了))|(?:19|20)\d{2}年(?:底|末|年底)?前(?=[^。；]{0,4}(?:力争|争取|确保|计划|将|拟|全面|基本))/g;
/** 今年 is a year that a machine does not know. */
const RELATIVE = /今年|本年|去年|上年|近[一两二三四五几]?年|近年|[两三]年(?:来|内|间|的|,|，)/;

export interface Years {
  /** Ascending, each once. */
  named: number[];
  /** Of these, those that are named as aims alone. */
  aimed: number[];
  /** All years from then on are meant too; null = none. */
  since: number | null;
  relative: boolean;
}

function yearsNamed(text: string): number[] {
  const years = new Set<number>();
  for (const [, year] of text.matchAll(NAMED)) years.add(Number(year));
  for (const [, from, to] of text.matchAll(RANGE)) {
    for (let year = Number(from); year <= Number(to) && years.size < 100; year++) years.add(year);
  }
  return [...years].sort((a, b) => a - b);
}

export function yearsIn(text: string): Years {
  const own = text.normalize('NFC').replace(QUOTED, '，').replace(/\s/g, '').replace(SET_UP, '');
  const named = yearsNamed(own);
  const done = new Set(yearsNamed(own.replace(AIMED, '')));
  const open = [...own.matchAll(SINCE)].map(([, year]) => Number(year));
  return {
    named,
    aimed: named.filter((year) => !done.has(year)),
    since: open.length > 0 ? Math.min(...open) : null,
    relative: RELATIVE.test(own),
  };
}
