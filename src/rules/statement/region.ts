/**
 * Whether a text speaks of another place as its own: what is left when another district's paper was taken over.
 * A place that is only mentioned (visited, cited, above or below) is none.
 */
import { foldWidth } from '../../model/fold.js';

const KIND = /[区县旗]$/;
/** Organs that a place has; after its name they make it the one who acts. */
const ORGAN =
  '(?:人民政府|政府|区委|县委|旗委|委(?:办|常委|全面|组织|宣传|政法|书记)|人大|政协|纪委|监委|司法局|公安局|财政局|教育局|民政局|审计局|统计局|信访局|\\p{sc=Han}{2,10}局|人民法院|人民检察院|法院|检察院)';
/** Where a clause begins. */
const START = '(?<=^|[,.。;；:：、(（\\s“"\'])';
const NAMED = new RegExp(`${START}([由经在请将]?)(\\p{sc=Han}{2,4}?)([区县旗])${ORGAN}`, 'gu');
const SIGNED = new RegExp(`^(?:中共|中国共产党)?(\\p{sc=Han}{2,4}?)([区县旗])${ORGAN}(?:办公室)?$`, 'u');
/** Ends and beginnings of what is no place's name: 各区, 开发区, 与某县. */
const COMMON =
  /(?:各|全|我|本|该|外|其他|其它|兄弟|有关|相关|自治|开发|高新|园|社|小|辖|地|片|景|校|库|灾|牧|郊|市|(?:主|老|旧|中心|建成|核心)城|试验|示范|功能|管理|经济|保护|合作|综合|保税|度假|产业|工业|集聚|邻|所属|上级|下级|两|三|多|个|级)$/;
const OTHERS = /^(?:与|和|同|会|对|向|到|赴|从|及|为|给|按|据|学习|借鉴|推广|参照|邻|依|凡)/;
/** A clause that speaks of others. */
const CITED = /考察|学习|借鉴|交流|协作|合作|签订|来函|转发|兄弟|先进经验|等地|外地|跨省|跨区|对口|帮扶|结对/;
/** Lines at the end among which the signature stands. */
const SIGNATURE = 5;

export interface Foreign {
  name: string;
  count: number;
}

/** Names of documents and quotations are not the text's own. */
function ownWords(line: string): string {
  return foldWidth(line).replace(/《[^》]*》|"[^"]*"|〔[^〕]*〕/g, '…');
}

/**
 * @param region the place that the work is done for
 * @param places that the text may name besides: the province, the city, its towns
 * @returns the places that are for sure spoken of as one's own, the most often first
 */
export function foreignRegion(
  lines: readonly string[],
  region: string,
  places: readonly string[],
): Foreign[] {
  const kind = KIND.exec(region)?.[0];
  if (kind === undefined) return [];
  const texts = lines.map(ownWords);
  const known = [region, ...places];
  const isOwn = (name: string) => known.some((own) => name.endsWith(own) || own.endsWith(name));
  const uses = new Map<string, { count: number; weight: number }>();
  const use = (name: string, weight: number) => {
    const before = uses.get(name) ?? { count: 0, weight: 0 };
    uses.set(name, { count: before.count + 1, weight: before.weight + weight });
  };
  // 我区 may be the autonomous region.
  const autonomous = known.some((name) => name.includes('自治区'));
  const isForeign = (stem: string, type: string) =>
    stem !== '' && !isOwn(stem + type) && !COMMON.test(stem) && !OTHERS.test(stem);
  for (const [at, text] of texts.entries()) {
    for (const [, who, what = ''] of text.matchAll(/([我本全])([区县旗])(?!级|域|长|直)/g)) {
      if (what === kind || (what === '区' && autonomous)) continue;
      use(who === '全' ? `全${what}` : `我${what}`, who === '全' ? 1 : 2);
    }
    const [, signatory = '', of = ''] = SIGNED.exec(text.replace(/\s/g, '')) ?? [];
    if (at >= texts.length - SIGNATURE && isForeign(signatory, of)) {
      use(signatory + of, 2);
      continue;
    }
    for (const { 2: stem = '', 3: type = '', index } of text.matchAll(NAMED)) {
      const clause = /^[^。;；]*/.exec(text.slice(index))?.[0] ?? '';
      if (isForeign(stem, type) && !CITED.test(clause)) use(stem + type, 1);
    }
  }
  return [...uses]
    .filter(([, { weight }]) => weight >= 2)
    .sort((a, b) => b[1].weight - a[1].weight)
    .map(([name, { count }]) => ({ name, count }));
}
