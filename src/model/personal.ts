/** Numbers that belong to a person: how they are told from other numbers, and how they are shown. */

export type PersonalKind = 'id' | 'mobile' | 'card';

export interface PersonalNumber {
  kind: PersonalKind;
  /** As it may be shown: 150****1234. */
  masked: string;
  from: number;
  to: number;
}

/** First two digits of an address code (GB/T 2260). */
const PROVINCES = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;
const ID =
  /(?<![\dA-Za-z])[1-9]\d{5}([- ]?)(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\1\d{3}[\dXx](?![\dA-Za-z])/g;
const MOBILE =
  /(?<![\d.,A-Za-z_/])(?:\+?86[- ]?)?1[3-9]\d([- ]?)\d{4}\1\d{4}(?![\d%A-Za-z_/-]|[.,]\d|\s*[元万亿件户人次份条号])/g;
/** Payment cards: UnionPay 62, and the foreign ones; accounts of offices begin otherwise. */
const CARD = /(?<![\dA-Za-z])(?:62|4\d|5[1-5]|35|37)\d{2}(?:[ -]?\d{4}){2,3}(?:[ -]?\d{1,4})?(?![\dA-Za-z])/g;
const CARD_BEFORE = /(?:账号|帐号|账户|帐户|卡号|银行卡|开户行)[^。；\n]{0,24}$/;
/** Numbers of certificates, cases and codes are often 11 or 18 digits too. */
const OTHER_BEFORE =
  /(?:证号|编号|案号|文号|代码|序列号|流水号?|单号|许可证|执法证|批次|条码|工号|档号|编码)[^，。；、\n\d]{0,8}$/;
const ADDRESS = /(?:https?:\/\/|www\.)[\x21-\x7e]+/gi;

/** Full-width digits, X, + and - and other blanks as half-width ones, character by character: places stay. */
function halfWidth(text: string): string {
  return text
    .replace(/[０-９Ｘｘ＋－]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u00a0\u2002-\u200a\u3000]/g, ' ');
}

/** GB 11643—1999, 附录A (ISO 7064 MOD 11-2). */
function checks(id: string): boolean {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(id[i]), 0);
  return '10X98765432'[sum % 11] === id[17]?.toUpperCase();
}

/** ISO/IEC 7812-1, annex B. */
function luhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Head and tail stay, so that whoever has the file finds it: 150****1234. */
function mask(number: string): string {
  const bare = number.replace(/[ +-]/g, '');
  return bare.length === 18
    ? `${bare.slice(0, 3)}***********${bare.slice(-4)}`
    : `${bare.slice(0, 3)}****${bare.slice(-4)}`;
}

/**
 * The personal numbers of a text, in reading order. Hotlines, office telephones, codes of units and numbers in
 * addresses are none.
 * @param context what the number stands under or behind, such as the head of its column
 */
export function personalNumbers(text: string, context = ''): PersonalNumber[] {
  const searched = halfWidth(text).replace(ADDRESS, (url) => ' '.repeat(url.length));
  const follows = (words: RegExp, at: number) =>
    words.test(context) || words.test(searched.slice(Math.max(0, at - 40), at));
  const found: PersonalNumber[] = [];
  const take = (kind: PersonalKind, pattern: RegExp, holds: (number: string, at: number) => boolean) => {
    for (const { 0: number, index } of searched.matchAll(pattern)) {
      const to = index + number.length;
      const taken = found.some((other) => index < other.to && to > other.from);
      if (!taken && holds(number, index)) found.push({ kind, masked: mask(number), from: index, to });
    }
  };
  take('id', ID, (number) => PROVINCES.test(number) && checks(number.replace(/[- ]/g, '')));
  take('card', CARD, (number, at) => {
    const digits = number.replace(/\D/g, '');
    return digits.length >= 16 && digits.length <= 19 && luhn(digits) && follows(CARD_BEFORE, at);
  });
  take('mobile', MOBILE, (_, at) => !follows(OTHER_BEFORE, at));
  return found.sort((a, b) => a.from - b.from);
}

/** The text with its personal numbers masked. */
export function withoutPersonalNumbers(text: string): string {
  let shown = '';
  let at = 0;
  for (const { masked, from, to } of personalNumbers(text)) {
    shown += text.slice(at, from) + masked;
    at = to;
  }
  return shown + text.slice(at);
}

/** Personal numbers are looked for as if they stood under 账号: what may be a card is taken for one. */
const UNDER_ACCOUNT = '账号';

/** {@link personalNumbers}, and whatever may be a payment card: for what is published, a false alarm costs little. */
export function numbersToHide(text: string): PersonalNumber[] {
  return personalNumbers(text, UNDER_ACCOUNT);
}

/**
 * Runs of one text with its personal numbers starred in place: each run as long as before, the first three and last
 * four characters of a number stay.
 * @param words to be starred as well, wholly
 */
export function hideNumbers(runs: readonly string[], words: readonly string[] = []): string[] {
  const text = runs.join('');
  const units = [...text.split('')];
  for (const { from, to } of numbersToHide(text)) {
    const at = Array.from({ length: to - from }, (_, i) => from + i).filter((i) =>
      /[\dXx０-９Ｘｘ]/.test(units[i] ?? ''),
    );
    for (const i of at.slice(3, -4)) units[i] = '*';
  }
  for (const word of words) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length))
      units.fill('*', at, at + word.length);
  }
  let start = 0;
  return runs.map((run) => {
    const out = units.slice(start, start + run.length).join('');
    start += run.length;
    return out;
  });
}
