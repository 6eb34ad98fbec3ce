/** A URL that opens, but proves less than it could: another site than an official one, a short link, plain http. */
import type { CatalogueEntry } from '../../model/document.js';
import { isConcealed } from '../../model/secrecy.js';
import type { Rule } from '../rule.js';
import { listed, placeOf } from '../scope.js';
import { addressKind, isPlainHttp } from './address-kind.js';

interface Seen {
  url: string;
  host: string;
  entry: CatalogueEntry;
}

function numbers(seen: readonly Seen[]): string {
  return listed([...new Set(seen.map(({ entry }) => entry.number || '—'))]);
}

function hosts(seen: readonly Seen[]): string {
  return listed([...new Set(seen.map(({ host }) => host))], 5);
}

export const urlUnofficial: Rule = {
  card: {
    id: 'catalogue/url-unofficial',
    topic: 'catalogue',
    severity: 'info',
    summary: {
      zh: '网址不是官方网站，或是短链接、内网地址',
      en: 'A URL is not official, a short link or internal',
    },
    why: {
      zh: '评审专家以政府网站公开的内容为准；短链接看不出去向且容易失效，内网地址外面打不开，http 网址容易被拦截。',
      en: 'Reviewers go by what official sites publish. Short links hide where they lead and expire, internal addresses open nowhere else, and plain http is often blocked.',
    },
    advice: {
      zh: '同一内容在政府网站上有的，请换成政府网站的网址；短链接请换成打开后地址栏中的完整网址；只能在内网打开的，请改交网页截图；网站支持 https 的，请用 https。',
      en: "Where an official site has the same, give that; replace a short link by the address it leads to; for what opens in an internal network alone deliver a screenshot; use https where the site has it. Other official domains go into the pack's checks.officialDomains.",
    },
    source: {
      zh: '任务清单各项“注意”第1条：目录附有关网址',
      en: 'Note 1 of every row: the catalogue carries the URLs',
    },
    messages: {
      unofficial: {
        zh: '目录中有 {count} 个网址不是官方网站：{hosts}（序号{numbers}）',
        en: "Not on official sites: {count} of the catalogue's URLs, on {hosts} (no. {numbers})",
      },
      'short-link': {
        zh: '目录中有 {count} 个短链接：{hosts}（序号{numbers}），看不出指向哪里',
        en: "Short links: {count} of the catalogue's URLs, by {hosts} (no. {numbers}); where they lead does not show",
      },
      private: {
        zh: '目录序号{number}的网址“{url}”是内网地址，单位以外的人打不开',
        en: 'The URL "{url}" of catalogue number {number} is an internal address: nobody outside can open it',
      },
      'plain-http': {
        zh: '目录中有 {count} 个网址用 http 而非 https（序号{numbers}），部分浏览器会提示不安全',
        en: "http instead of https: {count} of the catalogue's URLs (no. {numbers}); browsers may warn of them",
      },
    },
    examples: {
      good: ['https://www.example.gov.cn/zwgk/202401.html'],
      bad: [
        'https://t.cn/A6abcd',
        'http://192.168.1.20:8080/oa',
        'https://mp.weixin.qq.com/s/abc',
        'http://www.example.gov.cn/',
      ],
    },
  },
  *submission({ catalogue }, _unit, { pack }) {
    if (catalogue === null) return;
    const official = pack.checks.officialDomains;
    const by = { unofficial: [] as Seen[], 'short-link': [] as Seen[], 'plain-http': [] as Seen[] };
    for (const entry of catalogue.entries.filter((e) => !isConcealed(e))) {
      for (const url of entry.urls) {
        const kind = addressKind(url, official);
        if (kind === null) continue;
        if (kind === 'private') {
          const number = entry.number === '' ? '—' : entry.number;
          // Not merely worth knowing: what can't be opened proves nothing.
          const args = { number, url };
          yield { messageId: kind, severity: 'warning', args, path: catalogue.path, where: placeOf(entry) };
          continue;
        }
        const seen = { url, host: new URL(url).hostname, entry };
        if (kind !== 'official') by[kind].push(seen);
        else if (isPlainHttp(url)) by['plain-http'].push(seen);
      }
    }
    for (const messageId of ['unofficial', 'short-link', 'plain-http'] as const) {
      const seen = by[messageId];
      if (seen.length === 0) continue;
      const told = { count: seen.length, numbers: numbers(seen) };
      const args = messageId === 'plain-http' ? told : { ...told, hosts: hosts(seen) };
      yield { messageId, args, path: catalogue.path };
    }
  },
};
