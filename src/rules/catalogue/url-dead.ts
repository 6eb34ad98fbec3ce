/** What `dossier urls` found of the catalogue's URLs. This rule never touches the network: it reads the record. */
import { daysBetween } from '../../model/calendar.js';
import type { CatalogueEntry } from '../../model/document.js';
import { isConcealed } from '../../model/secrecy.js';
import type { UrlProbe } from '../../model/urlrecord.js';
import type { Rule } from '../rule.js';
import { listed, placeOf } from '../scope.js';

interface Probed {
  entry: CatalogueEntry;
  url: string;
  probe: UrlProbe | null;
}

function numbers(of: readonly Probed[]): string {
  return listed([...new Set(of.map(({ entry }) => entry.number || '—'))]);
}

export const urlDead: Rule = {
  card: {
    id: 'catalogue/url-dead',
    topic: 'catalogue',
    severity: 'warning',
    summary: { zh: '网址打不开', en: 'A URL does not open' },
    why: {
      zh: '评审专家逐一点击网址；打不开或打开的已不是原来内容的，等于没有提供。',
      en: 'Reviewers click every URL. One that does not open, or opens something else, counts as none.',
    },
    advice: {
      zh: '请在浏览器中打开核对：失效的更换网址或改交网页截图，更换后重新运行 dossier urls；浏览器能打开的不必更改。',
      en: 'Open it in a browser. Replace what is gone, or deliver a screenshot, and run dossier urls again; what a browser opens may stay.',
    },
    source: {
      zh: '任务清单各项“注意”第1条：目录附有关网址',
      en: 'Note 1 of every row: the catalogue carries the URLs',
    },
    messages: {
      dead: {
        zh: '目录序号{number}的网址“{url}”已失效（{on}核验：{detail}）',
        en: 'The URL "{url}" of catalogue number {number} is dead (probed {on}: {detail})',
      },
      changed: {
        zh: '目录序号{number}的网址“{url}”打开的可能已不是原来的网页（{on}核验，现为“{title}”）',
        en: 'The URL "{url}" of catalogue number {number} may open another page than was meant (probed {on}, now "{title}")',
      },
      blocked: {
        zh: '目录中有 {count} 个网址拒绝程序访问（序号{numbers}），未能核验，请用浏览器打开核对',
        en: "Programs are refused by {count} of the catalogue's URLs (no. {numbers}), which could not be verified: open them in a browser",
      },
      unreachable: {
        zh: '目录中有 {count} 个网址在核验的电脑上访问不了（序号{numbers}），可能是网站故障或只对内网开放，请人工核对',
        en: "Not reached from the probing machine: {count} of the catalogue's URLs (no. {numbers}); the sites may be down or internal, so look by hand",
      },
      stale: {
        zh: '目录中有 {count} 个网址的核验记录已超过 {days} 天（序号{numbers}），不再采信，请重新运行 dossier urls',
        en: "For {count} of the catalogue's URLs (no. {numbers}) the record is older than {days} days and not relied on: run dossier urls again",
      },
      unprobed: {
        zh: '目录中有 {count} 个网址尚未核验（序号{numbers}），请重新运行 dossier urls',
        en: "Not probed yet: {count} of the catalogue's URLs (no. {numbers}); run dossier urls again",
      },
    },
    examples: {
      good: ['网址可以打开'],
      bad: ['网址返回 404', '网址跳转到了首页', '网站域名已不存在'],
    },
  },
  *submission({ catalogue }, _unit, { urlRecord, asOf, pack }) {
    // Nobody probed: there is nothing to go by, and nothing to blame.
    if (catalogue === null || urlRecord === null) return;
    const { path } = catalogue;
    const days = pack.checks.urlRecordDays;
    const all = catalogue.entries
      .filter((entry) => !isConcealed(entry))
      .flatMap((entry) => [...new Set(entry.urls)].map((url) => ({ entry, url })))
      // url-malformed speaks of what is no address.
      .filter(({ url }) => URL.canParse(url) && /^https?:/i.test(url))
      .map(({ entry, url }): Probed => ({ entry, url, probe: urlRecord.probes[url] ?? null }));
    const isOld = ({ probe }: Probed) => probe !== null && daysBetween(probe.on, asOf) > days;
    const current = all.filter((one) => !isOld(one));
    for (const { entry, url, probe } of current) {
      if (probe?.verdict !== 'dead' && probe?.verdict !== 'changed') continue;
      const { verdict, on, detail, title, finalUrl } = probe;
      const number = entry.number === '' ? '—' : entry.number;
      const args =
        verdict === 'dead' ? { number, url, on, detail } : { number, url, on, title: title || finalUrl };
      yield { messageId: verdict, args, path, where: placeOf(entry) };
    }
    for (const [messageId, of] of [
      ['blocked', current.filter(({ probe }) => probe?.verdict === 'blocked')],
      ['unreachable', current.filter(({ probe }) => probe?.verdict === 'unreachable')],
      ['stale', all.filter(isOld)],
      ['unprobed', all.filter(({ probe }) => probe === null)],
    ] as const) {
      if (of.length === 0) continue;
      const told = { count: of.length, numbers: numbers(of) };
      const args = messageId === 'stale' ? { ...told, days } : told;
      yield { messageId, severity: 'unverified', args, path };
    }
  },
};
