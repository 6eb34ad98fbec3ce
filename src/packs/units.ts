/** Which units a selection such as "1,17-19,加1" means. Pure. */
import { DossierError } from '../model/error.js';
import { foldName, foldWidth } from '../model/fold.js';
import type { Pack, Unit } from '../model/pack.js';

/** Why a part of a selection can't be taken. */
export class SelectionError extends DossierError {}

/**
 * Keys of the selected units, in the order of the list, each once.
 * A number selects the unit that its indicator belongs to (27 → 26-29); a range selects every unit it touches;
 * a key selects itself. Full-width digits, commas and dashes, 0 in front, 指标17 and 第17项 are tolerated.
 * @throws DossierError 'usage' where a part names nothing, or more than one unit
 */
export function selectUnits(pack: Pick<Pack, 'units'>, selection: string): string[] {
  const parts = foldWidth(selection)
    .replace(/\s*(?:-|~|至|到)\s*/g, '-')
    .split(/[,、;\s]+/)
    .filter((part) => part !== '');
  if (parts.length === 0) {
    throw new SelectionError('usage', {
      zh: '没有写申报单元；例如 1,17-19,加1',
      en: 'No unit given; write for example 1,17-19,加1',
    });
  }
  const selected = new Set(parts.flatMap((part) => selectPart(pack.units, part)));
  return pack.units.filter((unit) => selected.has(unit)).map((unit) => unit.key);
}

function selectPart(units: readonly Unit[], written: string): Unit[] {
  const part = bare(written);
  const exact = units.filter((unit) => bare(unit.key) === part);
  if (exact.length > 0) return exact;
  const [, first, last] = /^(\d+)-(\d+)$/.exec(part) ?? [];
  if (first === undefined || last === undefined) return holding(units, part, written);
  if (Number(first) > Number(last)) {
    throw new SelectionError('usage', {
      zh: `“${written}”前大后小，应写作 ${last}-${first}`,
      en: `"${written}" runs backwards; write ${last}-${first}`,
    });
  }
  // Both ends have to exist: 17-199 is a slip, not a wish for the rest of the list.
  holding(units, first, written);
  holding(units, last, written);
  const touched = (no: number | string) =>
    /^\d+$/.test(String(no)) && Number(no) >= +first && Number(no) <= +last;
  return units.filter((unit) => unit.kind !== 'bonus' && unit.indicators.some(({ no }) => touched(no)));
}

/** The one unit with this indicator. */
function holding(units: readonly Unit[], no: string, written: string): Unit[] {
  const found = units.filter((unit) =>
    unit.indicators.some((indicator) => bare(String(indicator.no)) === no),
  );
  if (found.length === 1) return found;
  const keys = units.map((unit) => unit.key).join(',');
  if (found.length === 0) {
    const which = written === no ? `“${written}”` : `“${written}”中的 ${no}`;
    throw new SelectionError('usage', {
      zh: `没有申报单元${which}。现有：${keys}`,
      en: `No unit ${written === no ? `"${written}"` : `${no} (in "${written}")`}. There are: ${keys}`,
    });
  }
  const choice = found.map((unit) => unit.key).join(',');
  throw new SelectionError('usage', {
    zh: `“${written}”可指多个申报单元：${choice}，请写完整编号`,
    en: `"${written}" may be any of ${choice}; write the whole key`,
  });
}

/** 第017项 → 17, 加分项1 → 加1: what is left are digits and the letters that tell keys apart. */
function bare(text: string): string {
  return foldName(text)
    .replace(/^(?:第|指标|序号)+/, '')
    .replace(/(?:项|号)$/, '')
    .replace(/^加分项?/, '加')
    .replace(/(?<!\d)0+(?=\d)/g, '');
}
