/**
 * The words by which a text is seen to speak of a chapter or a unit: what is left of their titles without the words
 * that any of them may have. There is no dictionary behind it, so a long word also counts where part of it is said.
 */
import type { Pack, Unit } from '../../model/pack.js';
import { once } from '../once.js';
import { searchable } from '../statement/body.js';

/** Between words, or around them: 健全…机制, 全面推行…制度, 关于…的情况说明. */
const COMMON = new RegExp(
  [
    '习近平(?:新时代中国特色社会主义思想|法治思想)',
    '贯彻落实|深入|学习|贯彻|落实|全面|推行|推进|健全|完善|加强|加大|强化|优化|提高|提升|深化|规范(?!性)|严格|切实|积极|及时|认真|自觉|充分|有效|依法|科学|主动',
    '开展|实行|实施|实现|建立|保障|支持|接受|履行|做好|树立|探索|实践|统一|权威|高效|到位|清楚|明显',
    '关于|情况说明|情况|工作|制度|体制|机制|体系|改革|建设|管理|程序|措施|相关|有关|各类|力度|作用|水平|能力|方面|方式|领域|职责|任务|目标|要求|标准|规定|内容|组织|机构|队伍|人员|清单|地方|本级|本地区|暂行条例|政府|单位|部门|机关',
    '的|和(?!解)|(?<!参)与|及|(?<!相)对|并|等',
    '[^\\p{L}\\p{N}]+|\\d+',
  ].join('|'),
  'u',
);
const NUMBER = /^[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*/;

/** Shorter words (监督, 领导) stand in every report. */
const SHORTEST = 3;
/** So many characters of a longer word are enough: 规范性文 of 规章规范性文件后评估. */
const PART = 4;

/** @param spoken titles whose words every report has */
function wordsIn(title: string, spoken: string): string[] {
  return searchable(title.trim().replace(NUMBER, ''))
    .split(COMMON)
    .map((word) => word.replace(/^行政(?=.{4})|[度性]$/g, ''))
    .filter((word) => word.length >= SHORTEST && !spoken.includes(word));
}

/** What the list calls everything: 法治政府建设示范创建总结报告. */
const everywhere = once((pack: Pack) => searchable(pack.title + pack.forms.summaryReport.title));

const wordsByUnit = once(
  (pack: Pack) =>
    new Map<Unit, string[]>(
      pack.units.map((unit) => {
        const titles = [unit.name, ...unit.statements.map(({ name }) => name)];
        return [unit, [...new Set(titles.flatMap((title) => wordsIn(title, everywhere(pack))))]];
      }),
    ),
);

export function wordsOfUnit(unit: Unit, pack: Pack): readonly string[] {
  return wordsByUnit(pack).get(unit) ?? [];
}

/** Of its units' names first: they say most exactly what is looked for. */
export function wordsOfChapter(units: readonly Unit[], pack: Pack): string[] {
  const titles = units.flatMap(({ chapter, sections }) => [...sections.map((s) => s.title), chapter.title]);
  const named = units.flatMap((unit) => wordsOfUnit(unit, pack));
  return [...new Set([...named, ...titles.flatMap((title) => wordsIn(title, everywhere(pack)))])];
}

/** Of what the indicators demand, in their own words; only longer ones that no other chapter's indicators have. */
export function wordsOfIndicators(units: readonly Unit[], pack: Pack): string[] {
  const of = ({ indicators }: Unit) => indicators.map(({ text }) => text);
  const chapters = new Set(units.map(({ chapter }) => chapter));
  const others = searchable(
    pack.units
      .filter((u) => !chapters.has(u.chapter))
      .flatMap(of)
      .join('\n'),
  );
  const clauses = units.flatMap(of).flatMap((text) => text.split(/[，。；、：]/));
  const words = new Set(clauses.flatMap((clause) => wordsIn(clause, everywhere(pack))));
  return [...words].filter((word) => word.length >= PART && !others.includes(word));
}

/** The chapters whose titles hold a part of a word, by that part. */
const chaptersByPart = once((pack: Pack) => {
  const chapters = new Map<string, Set<number>>();
  for (const { name, statements, sections, chapter } of pack.units) {
    const titles = [name, chapter.title, ...statements.map((s) => s.name), ...sections.map((s) => s.title)];
    for (const part of titles.flatMap((title) => partsOf(searchable(title))))
      chapters.set(part, (chapters.get(part) ?? new Set()).add(chapter.no));
  }
  return chapters;
});

function partsOf(word: string): string[] {
  return Array.from({ length: Math.max(0, word.length - PART + 1) }, (_, i) => word.slice(i, i + PART));
}

/**
 * Whether a text has a word, or part of a longer one that no other chapter has: 突发事件 is enough of 突发事件信息公开,
 * 信息公开 is not.
 * @param text as {@link searchable} gives it
 */
export function says(text: string, word: string, pack: Pack): boolean {
  if (text.includes(word)) return true;
  return partsOf(word).some((part) => text.includes(part) && (chaptersByPart(pack).get(part)?.size ?? 0) < 2);
}
