/** What must hold between units: keys, titles and numbers that occur once; indicators that have a unit. Pure. */
import { basename } from 'node:path';
import type { Complaint } from '../model/error.js';
import { foldName } from '../model/fold.js';
import type { Draft, DraftChapter } from './draft.js';
import { prefixOf } from './resolve.js';
import type { DataPath, Words, YamlFile } from './yaml-file.js';

export function checkList(draft: Draft): Complaint[] {
  const units = draft.chapters.flatMap((chapter) => chapter.units);
  const complaints = [
    ...doubles(
      draft.chapters.flatMap(({ file, head }) =>
        head ? [{ file, at: ['chapter'], key: String(head.chapter), name: String(head.chapter) }] : [],
      ),
      { zh: '一级指标序号', en: 'chapter number' },
    ),
    ...doubles(
      units.map(({ file, at, data }) => ({
        file,
        at: [...at, 'unit'],
        key: foldName(data.unit),
        name: data.unit,
      })),
      { zh: '申报单元编号', en: 'unit key' },
    ),
    ...doubles(
      units.map(({ file, at, data }) => {
        const name = prefixOf(data);
        return {
          file,
          at: [...at, data.prefix === undefined ? 'unit' : 'prefix'],
          key: foldName(name),
          name,
        };
      }),
      { zh: '材料编号前缀', en: 'prefix of the material numbers' },
    ),
    ...doubles(
      units.flatMap(({ file, at, data }) =>
        data.statements.flatMap(({ title, name = '' }, i) => {
          const field = title === null ? 'name' : 'title';
          const text = title ?? name;
          return text === ''
            ? []
            : [{ file, at: [...at, 'statements', i, field], key: foldName(text), name: text }];
        }),
      ),
      { zh: '情况说明题目', en: 'statement title' },
    ),
    ...draft.chapters.flatMap((chapter) => checkIndicators(chapter, draft)),
    ...checkWeights(draft),
  ];
  // Two units with one key have one prefix too: one slip, one complaint.
  const places = new Set(complaints.map(placeOf));
  return complaints.filter((complaint) => places.delete(placeOf(complaint)));
}

/** A weight for a unit that there is not changes nothing, and nobody would see that. */
function checkWeights({ general, chapters, sound }: Draft): Complaint[] {
  const keys = new Set(chapters.flatMap((chapter) => chapter.units.map(({ data }) => data.unit)));
  if (!sound || !general.data) return [];
  return general.data.classes.flatMap(({ name, weights }, i) =>
    Object.keys(weights)
      .filter((key) => !keys.has(key))
      .map((key) =>
        general.file.complain(['classes', i, 'weights', key], {
          zh: `类别“${name}”的权重写了不存在的申报单元“${key}”`,
          en: `The class "${name}" gives a weight to unit "${key}", which there is not`,
        }),
      ),
  );
}

function placeOf({ file, line, column }: Complaint): string {
  return `${file}:${line}:${column}`;
}

function checkIndicators(chapter: DraftChapter, draft: Draft): Complaint[] {
  const { file, head, units } = chapter;
  if (!head) return [];
  const known = head.sections.flatMap((section, s) =>
    section.indicators.map(({ no }, i) => ({ no: String(no), at: ['sections', s, 'indicators', i, 'no'] })),
  );
  const numbers = new Set(known.map(({ no }) => no));
  const named = units.flatMap(({ at, data }) =>
    data.indicators.map((no, i) => ({ no: String(no), at: [...at, 'indicators', i] })),
  );
  const complaints = [
    ...doubles(
      known.map(({ no, at }) => ({ file, at, key: no, name: no })),
      { zh: '三级指标序号', en: 'indicator number' },
    ),
    ...doubles(
      named.map(({ no, at }) => ({ file, at, key: no, name: no })),
      { zh: '申报单元所含三级指标', en: 'indicator within units' },
    ),
  ];
  for (const { no, at } of named) {
    if (numbers.has(no)) continue;
    const elsewhere = draft.chapters.find((other) =>
      other.head?.sections.some((section) =>
        section.indicators.some((indicator) => String(indicator.no) === no),
      ),
    );
    const hint = elsewhere ? basename(elsewhere.file.path) : null;
    complaints.push(
      file.complain(at, {
        zh: `本一级指标下没有三级指标 ${no}${hint === null ? '' : `，它在 ${hint} 中`}`,
        en: `This chapter has no indicator ${no}${hint === null ? '' : `; it stands in ${hint}`}`,
      }),
    );
  }
  // A unit that failed its schema may be the one that holds it.
  if (draft.sound) {
    const taken = new Set(named.map(({ no }) => no));
    for (const { no, at } of known) {
      if (taken.has(no)) continue;
      complaints.push(
        file.complain(at, {
          zh: `三级指标 ${no} 不属于任何申报单元`,
          en: `Indicator ${no} belongs to no unit`,
        }),
      );
    }
  }
  return complaints;
}

interface Entry {
  file: YamlFile;
  at: DataPath;
  key: string;
  name: string;
}

/** A complaint at each entry whose key stood before, with the place of the first. */
function doubles(entries: Entry[], what: Words): Complaint[] {
  const first = new Map<string, Entry>();
  return entries.flatMap((entry) => {
    const before = first.get(entry.key);
    if (!before) {
      first.set(entry.key, entry);
      return [];
    }
    const { file, line } = before.file.complain(before.at, { zh: '', en: '' });
    const where = `${basename(file)}:${line}`;
    return [
      entry.file.complain(entry.at, {
        zh: `${what.zh}“${entry.name}”重复，前面已见于 ${where}`,
        en: `The ${what.en} "${entry.name}" is given twice; first at ${where}`,
      }),
    ];
  });
}
