/** What a page says of itself: its title, and whether it is the page at all. Pure. */

/** Charset of the head, of <meta>, else UTF-8 where it decodes, else GB 18030: many older sites say nothing. */
function decoded(body: Uint8Array, contentType: string): string {
  const start = new TextDecoder('latin1').decode(body.subarray(0, 4096));
  const named =
    /charset=["']?\s*([\w-]+)/.exec(contentType)?.[1] ??
    /<meta[^>]+charset=["']?\s*([\w-]+)/i.exec(start)?.[1];
  if (named !== undefined) {
    // GB 18030 holds all of GB 2312 and GBK.
    const label = /^gb/i.test(named) ? 'gb18030' : named;
    try {
      return new TextDecoder(label).decode(body);
    } catch (error) {
      // A charset that nobody knows: as if none were named.
      if (!(error instanceof RangeError)) throw error;
    }
  }
  // The body may be cut in the middle of a character: `stream` does not mind.
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body, { stream: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return new TextDecoder('gb18030').decode(body);
  }
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function plain(html: string): string {
  return html
    .replace(/&(?:#(\d{1,6})|#x([\da-f]{1,6})|(\w+));/gi, (whole, decimal, hex, name) => {
      if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    })
    .replace(/\s+/g, ' ')
    .trim();
}

export interface Page {
  /** At most 200 characters; '' if it has none or is no HTML. */
  title: string;
  /** The server answers "found", the page says that there is none. */
  gone: boolean;
  /** A page that only asks a script to prove a browser. */
  challenge: boolean;
}

/** Titles of pages that stand in for one that is gone. */
const GONE =
  /^(?:error\s*)?40[34]\b|404\s*(?:not found|错误|页面|-|_|—)|(?:页面|网页|文件|内容|文章|信息)(?:不存在|已(?:被)?删除|未找到|找不到|已下线)|(?:找不到|无法找到)(?:该|此)?(?:页|网页|页面)|(?:page|file) not found/i;

/** @param body as far as it was read */
export function readPage(body: Uint8Array, contentType: string): Page {
  const html =
    /html|xml/.test(contentType) || (contentType === '' && /^\s*</.test(decoded(body.subarray(0, 64), '')));
  if (!html) return { title: '', gone: false, challenge: false };
  const text = decoded(body, contentType);
  const title = plain(/<title[^>]*>([^<]*)/i.exec(text)?.[1] ?? '').slice(0, 200);
  const words = plain(
    text.replace(/<(script|style|title)[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ').replace(/<[^>]*>/g, ' '),
  );
  return {
    title,
    gone: GONE.test(title),
    // Nothing to read, only a script: what firewalls of many official sites send to a client without one.
    challenge: title === '' && words.length < 40 && /<script/i.test(text),
  };
}
