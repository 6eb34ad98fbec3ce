/**
 * What a formal document says of itself at its top: number and title, from the text of its first pages (layout of
 * GB/T 9704-2012 §7: 发文机关标志, 发文字号, 标题, 主送机关 …). Null wherever it is not sure: a scan has no text, a table
 * or a web page has no head. Its date is read in `date.ts`.
 */
import type { Document } from '../../model/document.js';
import { documentNumberOf } from '../../model/documentnumber.js';
import { once } from '../once.js';
import { linesOf, PAGE_NUMBER } from './lines.js';
import { isSignature } from './signature.js';

export interface DocumentHead {
  /** 发文字号 as printed, without spaces. */
  number: string | null;
  /** Lines joined. */
  title: string | null;
}

/** Lines within which a head lies: issuers, number, signer, a title of some lines. */
const HEAD_LINES = 14;
/** Lines that are looked at for it, page numbers and what a site puts above included: the rest may be very long. */
const TOP_LINES = 60;
/** A title's lines and characters at most; what is longer is text. */
const TITLE_LINES = 6;
const TITLE_CHARACTERS = 120;

/** Kinds of documents (党政机关公文处理工作条例第八条) and of papers that bear such a head. */
const KIND =
  '(?:决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|复函|公函|商函|[查商复请问反馈]函|函|纪要|办法|规定|细则|规则|规范|条例|规程|章程|方案|预案|规划|计划|要点|纲要|措施|制度|清单|目录|标准|意见书|决定书|建议书|说明|承诺书|倡议书|协议|总结|台账|一览表|统计表|汇总表|任务单|令)';
const VARIANT = '(?:[（(〔\\[][^（）()]{1,40}[）)〕\\]])*';
const WHOLE_TITLE = new RegExp(`${KIND}${VARIANT}$`, 'u');
const OF_KIND = new RegExp(`的${KIND}${VARIANT}$`, 'u');
/** 关于…的通知: the form that only a title has. */
export const FORMAL_TITLE = new RegExp(
  `关于.*(?:决议|决定|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|办法|规定|方案|说明|意见书)${VARIANT}$|(?:会议纪要|通告|公告)${VARIANT}$`,
  'u',
);

const AUTHORITY =
  '(?:政府|局|办公室|委员会|委|厅|部|院|中心|领导小组|指挥部|党组|总队|支队|大队|集团|公司|协会|联合会|总工会|街道|办事处|镇|乡|区|县|市|旗|州|省)';
const ISSUER_LINE = new RegExp(`^\\p{sc=Han}{2,40}?${AUTHORITY} ?(?:文件|便函)$`, 'u');
const ORDER_LINE = /^\p{sc=Han}{3,40}?令(?:第\d+号)?$/u;
const SIGNER = /[\s\u3000]*签发人[:：].*$/;
/** 份号, 密级, 紧急程度, and marks of a copy. */
const ABOVE =
  /^(?:№?\d{5,7}|第\d+号|(?:绝密|机密|秘密).{0,8}|特急|加急|特提|平急|(?:内部|主动|依申请|不予)公开|附件 ?\d{0,2}[:：]?|[（(](?:此件|公开)[^)）]*[)）]|示例|复印件)$/;
/** 各镇人民政府：, 区司法局：: whom it is sent to; nothing of a title is below. */
const ADDRESSEE = /[:：]$/;
const BODY_START =
  /^(?:第[一二三四五六七八九十\d]+[章条节]|[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]+[)）]|\d+[、.．]|为(?:了|进一步|深入|贯彻|全面|切实|加强|规范|提[高升]|加快|做好)|根据|按照|依据|经|现将|现就|你[局办委们]|目录$|前言$|时间[:：]|序号)/;

const SIGNATURE = new RegExp(
  `^(?:[（(]?盖章[）)]?)?(?:\\p{sc=Han}{2,38}${AUTHORITY} ?)*\\p{sc=Han}{2,38}${AUTHORITY}(?:[（(](?:盖章|印章|公章|代章)[）)])?$`,
  'u',
);
/** 文号：新政发〔2024〕3号 in the table that a government site puts above a document. */
const META_NUMBER = /^(?:发文字号|文号|文\s*号)[:：\s]+(\S.*)$/;

/** The head, and what stands right below title and number; null for what is no such document, or holds no text. */
export const topOf = once((document: Document): (DocumentHead & { below: string | null }) | null => {
  // Of a workbook's or text file's head nothing is known.
  const written =
    document.kind === 'pdf' || document.kind === 'ofd' || document.kind === 'word'
      ? linesOf(document, true)
      : null;
  const lines = (written ?? [])
    .slice(0, TOP_LINES)
    .map(straightened)
    .filter((line) => line !== '' && !PAGE_NUMBER.test(line));
  const { number, title, below } = readTop(lines);
  return number === null && title === null ? null : { number, title, below: lines[below] ?? null };
});

/** @returns null for what is no such document at all, or holds no text */
export function documentHead(document: Document): DocumentHead | null {
  const top = topOf(document);
  return top && { number: top.number, title: top.title };
}

/** Justified typesetting leaves spaces between Chinese characters, and between them and digits. */
function straightened(line: string): string {
  return (
    line
      .replace(/[\u00a0\u2000-\u200b\u3000\t]/g, ' ')
      .replace(/ {2,}/g, ' ')
      .replace(/(?<=[年月第]) (?=\d)|(?<=\d) (?=[年月日号届次])/g, '')
      // 新 政 发: single characters. Names of two and more stay apart (joint issuers), as does a seal behind a date.
      .replace(
        /(?<!\d日)(?:(?<=(?:^|[^\p{sc=Han}])\p{sc=Han}) (?=\p{sc=Han})|(?<=\p{sc=Han}) (?=\p{sc=Han}(?: |$)))/gu,
        '',
      )
      .replace(/ (?=[，。、：；！？）》”〕】—])|(?<=[，。、：；！？（《“〔【—]) /g, '')
      .replace(/(?<=[《（“]) | (?=[》）”（《“〔])|(?<=[》）”〕]) (?=\p{sc=Han}|\d)/gu, '')
      .trim()
  );
}

/** 索引号：…, 发布日期：…, a path of links: what a government site puts above a document; and the 〔2024〕7期 of minutes. */
function isAside(line: string): boolean {
  return (
    /^[^:：]{2,8}[:：]\s*\S/.test(line) || /[>＞»]/.test(line) || /^〔\d{4}〕\s*第?\d+[期号次]$/.test(line)
  );
}

function readTop(lines: string[]) {
  let number: string | null = null;
  let at = 0;
  for (; at < Math.min(lines.length, HEAD_LINES); at++) {
    const line = lines[at] ?? '';
    const bare = line.replace(SIGNER, '');
    const found = documentNumberOf(bare);
    if (found) {
      number ??= found.text.replace(/\s/g, '');
      continue;
    }
    const meta = documentNumberOf(META_NUMBER.exec(line)?.[1]?.split(' ')[0] ?? '');
    if (meta) number ??= meta.text.replace(/\s/g, '');
    // Joint issuers stand one below the other, one of them with 文件; a letter's head is the issuer alone.
    const issuer =
      number === null &&
      (ISSUER_LINE.test(bare) ||
        ORDER_LINE.test(bare) ||
        (at < 8 && SIGNATURE.test(bare) && headGoesOn(lines.slice(at + 1, at + 6))));
    if (issuer || bare === '' || meta || ABOVE.test(bare)) continue;
    // 新城区司法局 2024年6月18日 under the number of a bulletin.
    const dated = number !== null && isSignature(bare);
    if (!dated && !isAside(line)) break;
  }
  const { title, used } = readTitle(lines.slice(at));
  // 行政处罚决定书 and other papers on forms have the number below the title.
  number ??= documentNumberOf(lines[at + used] ?? '')?.text.replace(/\s/g, '') ?? null;
  return { number, title, below: at + used };
}

/** Whether a number or an issuer with 文件 follows before anything else does. */
function headGoesOn(lines: string[]): boolean {
  for (const line of lines) {
    const bare = line.replace(SIGNER, '');
    if (documentNumberOf(bare) !== null || ISSUER_LINE.test(bare)) return true;
    if (!SIGNATURE.test(bare) && !ABOVE.test(bare) && !/^签发人[:：]/.test(bare)) return false;
  }
  return false;
}

function balanced(text: string): boolean {
  const count = (sign: RegExp) => text.match(sign)?.length ?? 0;
  return count(/[（(]/g) === count(/[）)]/g) && count(/《/g) === count(/》/g) && count(/“/g) === count(/”/g);
}

function isWhole(text: string): boolean {
  return WHOLE_TITLE.test(text) && balanced(text);
}

/** The lines that make a whole title, before the addressee or the text begins. */
function readTitle(lines: string[]): { title: string | null; used: number } {
  let joined = '';
  for (let used = 0; used < Math.min(lines.length, TITLE_LINES); used++) {
    const line = lines[used] ?? '';
    // A full stop ends a sentence: no title has one, and what has one is text.
    if (
      /[。；;]/.test(line) ||
      ADDRESSEE.test(line) ||
      documentNumberOf(line) !== null ||
      (used > 0 && (BODY_START.test(line) || isAside(line)))
    )
      break;
    joined += latinGap(joined, line) + line;
    if (joined.length > TITLE_CHARACTERS) break;
    if (isWhole(joined) && !goesOn(joined, lines.slice(used + 1))) {
      return joined.length < 5
        ? { title: null, used: 0 }
        : {
            title: joined.replace(/(?<=\p{sc=Han}) (?=[\p{sc=Han}\d])|(?<=\d) (?=\p{sc=Han})/gu, ''),
            used: used + 1,
          };
    }
  }
  return { title: null, used: 0 };
}

function latinGap(before: string, after: string): string {
  return /[A-Za-z]$/.test(before) && /^[A-Za-z]/.test(after) ? ' ' : '';
}

/** …意见 / 的通知, …行政规范 / 性文件目录: the next line is the title's end, and no line of text. */
function goesOn(joined: string, [next = '']: string[]): boolean {
  if (next === '' || next.length > 30 || ADDRESSEE.test(next) || /[。；，,]/.test(next)) return false;
  if (/^[（(](?:试行|暂行|草案|送审稿|征求意见稿|修订|节选|\d{4}年(?!.*日[）)]$))/.test(next)) return true;
  if (BODY_START.test(next) || !isWhole(joined + next)) return false;
  if (/^(?:的|》|及|、|）)/.test(next)) return true;
  const opensAnother = /^关于|^《/.test(next) || OF_KIND.test(joined);
  return !opensAnother && (OF_KIND.test(next) || /(?:规范|规定|标准|计划|规划|制度|令|函)$/.test(joined));
}
