/**
 * Reads a unit out of a folder's name: 17, 017, 指标17, 第17项, 26-29, 加分项1, or the prescribed title.
 * Never guesses: a name that fits two units fits none.
 */
import { foldName, foldWidth } from '../model/fold.js';
import { parseChineseNumber } from '../model/numerals.js';
import type { Chapter, Pack, Unit } from '../model/pack.js';
import { unitInPart } from './partnumber.js';

export interface UnitMatch {
  unit: Unit;
  by: 'number' | 'title' | 'name';
}

/** What a name says: a unit, a number that fits none, or nothing. */
export type UnitName = { match: UnitMatch } | { number: string } | null;

/** A counter or a date after the number: 10家企业名单, 2023年, 3月份 name no unit. */
const NO_UNIT_NUMBER = /^(?:家|年|月|日|号楼|个|件|份|次|期|人|户|批|天|小时|%|\+|\d)/;
const SEPARATOR = String.raw`\s*[-~至到]\s*`;

function byNumbers(pack: Pack, numbers: number[], bonus: boolean): Unit | null {
  const keys = bonus ? numbers.map((n) => `加${n}`) : numbers;
  const units = new Set(keys.map((key) => pack.units.find((u) => u.indicators.some((i) => i.no === key))));
  const [only] = units;
  return units.size === 1 && only ? only : null;
}

/** The unit's own key, for packs whose numbers restart in each part: "三-17". */
function byKey(pack: Pack, folded: string): Unit | null {
  const hits = pack.units.filter((u) => {
    const key = foldName(u.key);
    // Plain numbers are read below, with ranges: 25-26 is not unit 25.
    if (/^\d+$/.test(key)) return folded === key;
    return folded === key || (folded.startsWith(key) && /^[\s._、:：-]/.test(folded.slice(key.length)));
  });
  return hits.length === 1 ? (hits[0] ?? null) : null;
}

/** @param within the part of the list that the folder lies in, for lists whose numbers begin again in each */
export function readUnitName(pack: Pack, name: string, within: Chapter | null = null): UnitName {
  const text = foldWidth(name)
    .trim()
    // （17）, 【17】: the brackets are dress.
    .replace(/^[([【〔]\s*(\d{1,3}(?:\s*[-~至到]\s*\d{1,3})?)\s*[)\]】〕]\s*/, '$1 ');
  const own = byKey(pack, text.toLowerCase());
  if (own) return { match: { unit: own, by: 'number' } };
  const inPart = unitInPart(pack, text, within);
  if (inPart) return { match: { unit: inPart, by: 'number' } };

  const bonus = /^(?:加分项?|附加项?|加)\s*[-_.]?\s*0*(\d{1,2})(?!\d)/.exec(text);
  if (bonus?.[1]) {
    const unit = byNumbers(pack, [Number(bonus[1])], true);
    return unit ? { match: { unit, by: 'number' } } : { number: text };
  }

  const chinese = /^第([零一二三四五六七八九十百]+)项/.exec(text);
  const chineseValue = chinese?.[1] ? parseChineseNumber(chinese[1]) : null;
  if (chineseValue !== null) {
    const unit = byNumbers(pack, [chineseValue], false);
    return unit ? { match: { unit, by: 'number' } } : { number: String(chineseValue) };
  }

  const lead = /^(?:(?:三级)?指标|序号|编号|任务|第|项|no\.?|#)?\s*/i.exec(text)?.[0] ?? '';
  const rest = text.slice(lead.length);
  const list = /^0*(\d{1,3})(?!\d)((?:\s*[,、]\s*0*\d{1,3}(?!\d))+)/.exec(rest);
  const range = new RegExp(`^0*(\\d{1,3})(?!\\d)(?:项)?${SEPARATOR}0*(\\d{1,3})(?!\\d)`).exec(rest);
  const single = /^0*(\d{1,3})(?!\d)/.exec(rest);
  if (list?.[1] && list[2]) {
    const numbers = [list[1], ...list[2].split(/[,、]/).filter((s) => s.trim() !== '')].map(Number);
    const unit = byNumbers(pack, numbers, false);
    if (unit) return { match: { unit, by: 'number' } };
  } else if (range?.[1] && range[2]) {
    const [from, to] = [Number(range[1]), Number(range[2])];
    const numbers = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
    const unit = numbers.length > 0 && numbers.length < 200 ? byNumbers(pack, numbers, false) : null;
    // "17-1" is unit 17's first part: fall through to the single number.
    if (unit) return { match: { unit, by: 'number' } };
    if (to > from) return { number: `${from}-${to}` };
  }
  if (single?.[1] && !NO_UNIT_NUMBER.test(rest.slice(single[0].length))) {
    const unit = byNumbers(pack, [Number(single[1])], false);
    return unit ? { match: { unit, by: 'number' } } : { number: String(Number(single[1])) };
  }
  return byText(pack, text);
}

/** A folder named by a prescribed title or by the unit's short name. */
function byText(pack: Pack, text: string): UnitName {
  const folded = foldName(text);
  const titled = pack.units.filter((u) =>
    u.statements.some((s) => s.title !== null && foldName(s.title) === folded),
  );
  if (titled.length === 1 && titled[0]) return { match: { unit: titled[0], by: 'title' } };
  const named = pack.units.filter((u) => foldName(u.name) === folded);
  if (named.length === 1 && named[0]) return { match: { unit: named[0], by: 'name' } };
  return null;
}
