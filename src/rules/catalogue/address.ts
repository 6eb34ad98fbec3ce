/** What is wrong with the text of a URL cell. Pure; says nothing of whether the page can be reached. */

export type Fault = 'no-scheme' | 'bad-scheme' | 'bad-characters' | 'bad-host' | 'not-a-url';

export interface Malformed {
  /** As written, at most 120 characters. */
  text: string;
  fault: Fault;
}

/** What people write into the cell where there is no URL. */
const NOTHING =
  /^(?:无|没有|暂无|无网址|无链接|[-—–－_/／\\]+|n\/?a|见附件|附件|详见附件|见印证材料|同上|不公开|未公开|不予公开|不对外公开|不宜公开|依申请公开|内部文件|纸质|涉密|实地核查|（?空）?)[。.]?$/i;

/** Where an address starts, also one that is misspelt: http:/x, https//x, http：//x, ttp://x, www.x. */
const START = /(?:h?t?tps?|ftp|file|ｈｔｔｐｓ?)\s*[:：;；]?\s*[/／\\]+|(?:https?|ftp)\s*[:：]|www[.．。]/gi;

/** A bare host with or without a path: www-less, scheme-less. */
const BARE_HOST =
  /^[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.(?:gov|com|org|net|edu|cn|top|info)(?:\.cn)?(?:[:/?#]\S*)?$/i;

const WIDE = /[\u3000-\u303f\uff00-\uffef“”‘’…—]/;

/** A URL is cut where a separator, or a space with words after it, shows that something else begins. */
function pieces(text: string): string[] {
  const starts: number[] = [];
  for (const hit of text.matchAll(START)) {
    const before = text.slice(0, hit.index);
    // A second start inside (…?url=http://…) belongs to the first; www. right behind a scheme does too.
    if (starts.length === 0 || /[\s;；、，,。]$/.test(before)) {
      const last = starts.at(-1);
      if (
        last === undefined ||
        !/^(?:h?t?tps?|ftp)\s*[:：;；]?\s*[/／\\]*\s*$/i.test(text.slice(last, hit.index))
      )
        starts.push(hit.index);
    }
  }
  return starts.map((start, index) => text.slice(start, starts[index + 1] ?? text.length));
}

function trimmed(piece: string): string {
  return (
    piece
      .replace(/[\r\n].*$/s, '')
      .trim()
      .replace(/[\s;；、，,。.）)】”"'’》>]+$/, '')
      // "http://a.gov.cn/x 新城区人民政府网" and "…/x（2024年公布）": a remark behind the address is none of it.
      .replace(/\s+[\p{sc=Han}（(【《“].*$/su, '')
      .replace(/[（(【][\p{sc=Han}\d\s年月日]*$/u, '')
      .replace(/(?<![/?&=_\-.%#])[，。；、：！？（【《“]\p{sc=Han}.*$/su, '')
      // Chinese goes on within an address behind / ? & = and the like (?类别=公示), as the reader of catalogues has it.
      .replace(/(?<![/?&=_\-.%#]|\p{sc=Han}|%[\da-f]{2})\p{sc=Han}.*$/isu, '')
  );
}

function faultOf(url: string): Fault | null {
  if (/^www/i.test(url)) return 'no-scheme';
  if (!/^https?:\/\/(?![/\\])/i.test(url)) return 'bad-scheme';
  if (/\s/.test(url) || WIDE.test(url)) return 'bad-characters';
  if (!URL.canParse(url)) return 'bad-host';
  const { hostname } = new URL(url);
  return hostname.includes('.') && !hostname.startsWith('.') && !hostname.includes('..') ? null : 'bad-host';
}

/** Whether the cell holds anything that was meant as a URL. */
export function meansUrl(urlText: string, urls: readonly string[]): boolean {
  return urls.length > 0 || (urlText.trim() !== '' && !NOTHING.test(urlText.trim()));
}

/**
 * Every malformed address of an entry, once each.
 * @param urlText the cell as written @param urls what the reader took out of the row, hyperlink targets included
 */
export function malformed(urlText: string, urls: readonly string[]): Malformed[] {
  const cell = urlText.trim();
  const found = pieces(cell).map(trimmed);
  const all = [
    ...new Set([
      ...found,
      ...urls.filter((url) => !cell.includes(url) && !found.some((f) => f.includes(url))),
    ]),
  ];
  if (all.length === 0 && cell !== '' && !NOTHING.test(cell)) {
    const bare = cell.split(/[\s;；、，,]+/).filter((token) => BARE_HOST.test(token));
    if (bare.length > 0) return bare.map((text) => ({ text: short(text), fault: 'no-scheme' }));
    return [{ text: short(cell), fault: 'not-a-url' }];
  }
  return all.flatMap((text) => {
    const fault = faultOf(text);
    return fault === null ? [] : [{ text: short(text), fault }];
  });
}

function short(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}……` : text;
}
