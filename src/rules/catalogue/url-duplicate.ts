/** The same page given again and again: each entry should show something of its own. */
import { isConcealed } from '../../model/secrecy.js';
import { keyInText } from '../../model/unitkey.js';
import { across, type Rule } from '../rule.js';
import { listed } from '../scope.js';
import { isFrontPage, sameKey } from './address-kind.js';

/** An URL, and the number of the entry that has it. */
type Listed = readonly [url: string, number: string];

export const urlDuplicate: Rule = {
  card: {
    id: 'catalogue/url-duplicate',
    topic: 'catalogue',
    severity: 'info',
    summary: { zh: '同一网址重复使用', en: 'The same URL is given several times' },
    why: {
      zh: '多条材料用同一个网址，往往是复制时忘了修改，专家点开看不到对应的材料。',
      en: 'Several materials with one URL are often a copy that was not changed: reviewers then do not find what the entry names.',
    },
    advice: {
      zh: '请核对每条材料的网址；确为同一网页的，可保留一条，其他处注明“见第×项序号×”。首页不在此列。',
      en: 'Check the URL of each entry. If it is one page indeed, keep one entry and refer to it elsewhere. Front pages are not meant.',
    },
    source: {
      zh: '任务清单各项“注意”第1条：情况说明、目录、印证材料一一对应',
      en: 'Note 1 of every row: statement, catalogue and evidence correspond one to one',
    },
    messages: {
      'in-catalogue': {
        zh: '目录序号{numbers}用的是同一个网址“{url}”',
        en: 'The catalogue numbers {numbers} have the same URL "{url}"',
      },
      across: {
        zh: '网址“{url}”在 {count} 份目录中使用：{places}',
        en: 'The URL "{url}" stands in {count} catalogues: {places}',
      },
    },
    examples: {
      good: ['每条材料各有网址', '几条材料都写政府网站首页'],
      bad: ['序号2和序号5用同一个网址'],
    },
  },
  *submission({ catalogue }) {
    if (catalogue === null) return;
    const groups = new Map<string, { url: string; numbers: string[]; row: number }>();
    for (const entry of catalogue.entries.filter((e) => !isConcealed(e))) {
      const own = new Set<string>();
      for (const url of entry.urls) {
        const key = sameKey(url);
        if (key === null || own.has(key) || isFrontPage(url)) continue;
        own.add(key);
        const group = groups.get(key) ?? { url, numbers: [], row: entry.row };
        group.numbers.push(entry.number || '—');
        groups.set(key, group);
      }
    }
    for (const { url, numbers, row } of groups.values()) {
      if (numbers.length < 2) continue;
      const args = { url, numbers: listed(numbers) };
      yield { messageId: 'in-catalogue', args, path: catalogue.path, where: { row } };
    }
  },
  across: across<Listed>({
    *submission({ catalogue }) {
      const own = new Set<string>();
      for (const entry of catalogue?.entries.filter((e) => !isConcealed(e)) ?? []) {
        for (const url of entry.urls) {
          const key = sameKey(url);
          if (key === null || own.has(key) || isFrontPage(url)) continue;
          own.add(key);
          yield [url, entry.number];
        }
      }
    },
    *judge(facts) {
      const groups = new Map<string, (typeof facts)[number][]>();
      for (const fact of facts) {
        const key = sameKey(fact.data[0]) ?? '';
        const group = groups.get(key);
        if (group) group.push(fact);
        else groups.set(key, [fact]);
      }
      for (const group of groups.values()) {
        const [first] = group;
        // Several leads of one unit name the same page of the district's own site: that is no slip.
        if (!first || new Set(group.map(({ unit }) => unit)).size < 2) continue;
        const places = group.map(
          ({ department, unit, data }) =>
            `${department ?? ''}第${keyInText(unit ?? '')}项序号${data[1] || '—'}`,
        );
        const { department, unit, path } = first;
        const args = { url: first.data[0], count: group.length, places: listed(places, 6) };
        yield { messageId: 'across', args, department, unit, path };
      }
    },
  }),
};
