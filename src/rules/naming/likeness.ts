/**
 * How much a name is that of a document. Explainable: character pairs that both have, of the words that tell;
 * 关于, 印发 and the like, the issuer before 关于, numbers and brackets aside.
 */
import type { Document } from '../../model/document.js';
import { documentNumbers } from '../../model/documentnumber.js';
import { foldName, foldWidth } from '../../model/fold.js';
import { splitMaterialNumber } from '../../model/name.js';

/** Several documents in one file, and parts of one, are named by what they are. */
const NOT_ONE_DOCUMENT =
  /汇编|合集|汇总|合订|选编|系列|合并|等.{0,3}[份件个项]|若干|[\d一二两三四五六七八九十]+[份件]|^附[件表图录]?|封面|目录|节选|摘录|首页|截图|照片|材料[\d一二三四五六七八九十]/;
/** Whether a file so named holds one document, and the whole of it. */
export function isOneDocument(stem: string): boolean {
  return !NOT_ONE_DOCUMENT.test(splitMaterialNumber(stem).rest);
}

/** Text below the picture of a page was recognised by a machine, and may be misread. */
export function isRecognised(document: Document): boolean {
  return document.kind === 'pdf' && (document.pageFacts[0]?.dpi ?? null) !== null;
}

/** Signs that names drop: quotes, title marks, brackets, stops. */
const SIGNS = /["'《》〈〉<>()[\]【】〔〕{}「」、,.;:!?·_\-+&\s]/g;
const NOTE =
  /[（(【[][^（）()【】[\]]*(?:扫描|复印|盖章|节选|摘录|原件|红头|正式|公开|版|号|页)[^（）()【】[\]]*[）)】\]]/g;

function core(text: string): string {
  const bare = documentNumbers(text).reduce((rest, number) => rest.replace(number.text, ''), text);
  return foldName(foldWidth(bare.replace(NOTE, ''))).replace(SIGNS, '');
}

/** A document's name as people use it: the whole title, without the issuer, and what it issues. */
function forms(title: string): string[] {
  const issued = [...title.matchAll(/《([^《》]+)》/g)].map((hit) => hit[1] ?? '');
  const bare = /^[^《]*?(关于.+)$/.exec(title)?.[1] ?? title;
  const unquoted = /(?:印发|转发|公布|发布|下发)(.+?)的(?:通知|公告|决定)/.exec(title)?.[1] ?? '';
  return [title, bare, ...issued, unquoted].map(core).filter((form) => form.length > 1);
}

function bigrams(text: string): Set<string> {
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)));
}

/** Share of the pairs of `text` that `other` has. */
function share(text: string, other: string): number {
  const wanted = bigrams(text);
  const got = bigrams(other);
  return wanted.size === 0 ? 0 : [...wanted].filter((pair) => got.has(pair)).length / wanted.size;
}

/**
 * @param name a file's stem or a catalogue's title; its number may stand before it
 * @returns `same` where one holds the other, `other` where they have next to nothing in common, else `unclear`
 */
export function namesDocument(name: string, title: string): 'same' | 'unclear' | 'other' {
  const named = core(splitMaterialNumber(name).rest);
  const all = forms(title);
  // 通知, 3, 方案: words that every title has tell nothing of this one.
  const telling = named.replace(
    /^(?:关于|印发|实施|工作|的)+|(?:通知|方案|意见|办法|规定|文件|材料|扫描件)+$/g,
    '',
  );
  if (all.includes(named)) return 'same';
  if (telling.length >= 4 && all.some((form) => form.includes(named) || named.includes(form))) return 'same';
  const like = Math.max(...all.map((form) => Math.min(1, share(form, named))));
  const from = Math.max(...all.map((form) => share(telling, form)));
  return like < 0.25 && from < 0.5 ? 'other' : 'unclear';
}
