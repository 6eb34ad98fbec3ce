/** An archive as the office prints it. Pure. */
import { type ArchivedUnit, type ArchiveEntry, type Result, standing } from '../../archive/index.js';
import type { ArchivePrint } from '../../forms/index.js';
import { chineseDate } from '../../model/due.js';
import type { Pack } from '../../model/pack.js';
import { sealOf } from './store.js';

export const RESULT: Record<Result, string> = {
  clean: '合格',
  errors: '有错误',
  unverified: '待核实',
  missing: '未报送',
  excused: '豁免未报',
};

/** Units told by name in one entry before the rest is counted. */
const NAMED = 6;

function resultOf({ result, errors, grade }: ArchivedUnit): string {
  const found = result === 'errors' ? `${RESULT.errors} ${errors} 处` : RESULT[result];
  return grade === null ? found : `${found}，自评${grade}`;
}

/** What an entry changed, by its result. */
function changesOf(entry: ArchiveEntry, before: ReadonlyMap<string, ArchivedUnit>): string {
  const groups = new Map<string, string[]>();
  for (const unit of entry.units) {
    const past = before.get(unit.unit);
    const same = past?.result === unit.result && past.digest !== unit.digest;
    const words = same ? `材料有更新，仍为${RESULT[unit.result]}` : RESULT[unit.result];
    groups.set(words, [...(groups.get(words) ?? []), unit.unit]);
  }
  const told = [...groups].map(([words, units]) => {
    const named = units.slice(0, NAMED).join('、');
    return `${words}：${named}${units.length > NAMED ? `等 ${units.length} 项` : ''}`;
  });
  return told.join('；') || '得分变动';
}

export function printOf(
  entries: readonly ArchiveEntry[],
  { units, defaults, title }: Pack,
  region: string,
): ArchivePrint {
  const last = entries.at(-1);
  const names = new Map(units.map((unit) => [unit.key, unit.name] as const));
  const places = new Map(units.map((unit, i) => [unit.key, i] as const));
  const dates = new Map(entries.flatMap(({ on, units: own }) => own.map((unit) => [unit.unit, on] as const)));
  const now = [...standing(entries).values()].sort(
    (a, b) => (places.get(a.unit) ?? units.length) - (places.get(b.unit) ?? units.length),
  );
  const told: ArchivePrint['entries'] = [];
  for (const [index, entry] of entries.entries()) {
    told.push({
      no: entry.no,
      on: entry.on,
      changes: changesOf(entry, standing(entries.slice(0, index))),
      clean: entry.totals.clean,
      errors: entry.totals.errors,
      missing: entry.totals.missing,
      score: entry.score === null ? '' : entry.score.toFixed(1),
    });
  }
  const ofClass = last?.class === null || last === undefined ? '' : `（${last.class}）`;
  return {
    title: `${region}${last?.department ?? ''}${defaults.partNames.archive}`,
    subtitle: `${title}${ofClass}　截至${chineseDate(last?.on ?? '')}`,
    units: now.map((unit) => ({
      unit: unit.unit,
      name: names.get(unit.unit) ?? '',
      result: resultOf(unit),
      words: unit.words === null ? '' : String(unit.words),
      materials: unit.materials,
      offline: unit.offline,
      on: dates.get(unit.unit) ?? '',
    })),
    entries: told,
    seal: `核验码 ${sealOf(entries)}：档案只追加、不改动，运行 dossier archive --verify 可以核对。`,
  };
}
