/**
 * 发文字号 (GB/T 9704-2012 §7.2.5): 机关代字, the whole year in 〔〕, the serial without 第 and without leading zeros, 号.
 * Finds what was meant as one, right or wrong. What has a form of its own is none: case numbers （2023）内01行初12号
 * (the Supreme People's Court prescribes round brackets), orders (第58号令), announcements (公告2023年第5号),
 * minutes and bulletins (〔2023〕5期), standards, licences.
 */

/** `brackets` other than 〔〕; `year` of two digits or with 年; `ordinal` 第; `leading-zero`; `no-end` without 号. */
export type NumberFault = 'brackets' | 'year' | 'ordinal' | 'leading-zero' | 'no-end';

export interface DocumentNumber {
  /** As it stands in the text. */
  text: string;
  /** 0-based offset of `text`, UTF-16 units. */
  at: number;
  /** 机关代字: 新政办发. Words before it that are not set off may hang on to it. */
  code: string;
  /** Of four digits. */
  year: string;
  serial: number;
  /** Empty where it is to the standard, or where the standard does not bind it. */
  faults: NumberFault[];
  /** To the standard: 新政办发〔2024〕26号. */
  right: string;
}

const DIGIT = '[0-9０-９]';
const SPACE = '[ \\u3000\\u00a0]*';
/** Small tortoise-shell brackets look the same in print. */
const RIGHT_BRACKETS = /^[〔﹝]$/;
const OPEN = '[〔﹝(（\\[［【〖〈<＜{｛「『]';
const CLOSE = '[〕﹞)）\\]］】〗〉>＞}｝」』]';
const BODY = new RegExp(
  `(${OPEN})${SPACE}(${DIGIT}{4}|${DIGIT}{2})${SPACE}(年?)${SPACE}(${CLOSE})${SPACE}(第?)${SPACE}(${DIGIT}{1,6})${SPACE}(号?)`,
  'g',
);
/** Without brackets at all, as in file names: 新政办发2024-26号. */
const BARE = new RegExp(`(${DIGIT}{4})([-－—_ \\u3000]+)(第?)(${DIGIT}{1,5})(号)`, 'g');

/** Words that stand before a 机关代字 without a mark between. */
const BEFORE =
  /^.*(?:根据|依据|按照|依照|遵照|关于|印发|转发|下发|制发|出台|发布|文件|通知|意见|办法|规定|方案|执行|落实|贯彻|文号|字号|[为见以的在由对按经至到是即如号])(?=\p{sc=Han}{2})/u;
const ISSUER_BEFORE = /^.*(?:[局厅院]|委员会|办公室|人民政府|党组)(?=\p{sc=Han}{3})/u;

/** Other numbers have 〔〕, [] or () too, with forms of their own. */
const NO_CODE =
  /(?:令|公告|通告|公报|会议|纪要|简报|专报|证字?|准字?|登字?|国用|房权|[版期届次]|(?<!审)批|合同|协议|标准|宗地|地块|案例|项目|专利|编号|年度)$/u;
/** Case and enforcement papers follow their own ministries' templates: 第 and leading zeros are usual there. */
const ENFORCEMENT =
  /(?:罚|处罚|罚决|责改|限改|强|封|扣|询|传|立|许|许准|许决|决|诉|执|裁|仲|援|调|复决|复受|复驳|检[建民行公刑]{0,3})字?$/u;
/** How a 机关代字 usually ends. Where the brackets are round, the year short or 号 missing, nothing else tells that it is one. */
const CODE_END = /[发函字办通电规文审复议纪批呈督综任干党组司法财政环]$/u;
/** 印发(2024)26号 and the like are verbs. */
const VERB =
  /(?:印|下|转|制|颁|核|收|开|研|批|触|激|签|首|送|抄|分)发$|(?:来|去|复|公|信|致|回|便)函$|汉字$|数字$/u;
/** What counts something else than documents: 〔2023〕5期, 第3次. */
const OTHER_COUNT = /^\s*[期次届辑卷集册条项件份页章批人名个家年月日%％.．\d０-９]/u;
/** 〔2024〕26、27号: the serial is one of several. */
const IN_LIST = new RegExp(
  `^${SPACE}[、,，及和至—\\-~～－]${SPACE}第?${DIGIT}{1,5}${SPACE}(?:[、,，及和至—\\-~～－]|号)`,
);
/** Nothing, or a mark: the number ends here although 号 is missing. */
const ENDS_HERE = /^\s*(?:$|[)）》〉」”"'，。；;：:、,\n]|文件|文(?=$|[)），。；]))/u;

function half(text: string): string {
  return text.normalize('NFKC');
}

/** Four digits; two stand for the years 1950–2049. Null for what is no year. */
function fullYear(digits: string): string | null {
  const year = digits.length === 4 ? digits : `${Number(digits) < 50 ? '20' : '19'}${digits}`;
  return /^(?:19[5-9]|20[0-4])\d$/.test(year) ? year : null;
}

function codeBefore(text: string): string {
  const run = /\p{sc=Han}{1,20}$/u.exec(text.replace(/[ \u3000\u00a0]+$/, ''))?.[0] ?? '';
  return run
    .replace(BEFORE, '')
    .replace(ISSUER_BEFORE, '')
    .replace(/^[和及与并](?=\p{sc=Han}{4})/u, '');
}

interface Found {
  code: string;
  brackets: boolean;
  digits: string;
  yearWord: boolean;
  ordinal: boolean;
  serial: string;
  end: boolean;
}

/** @param known it stands where a document number is expected, so that its ending need not tell */
function judged(
  found: Found,
  after: string,
  known: boolean,
): Pick<DocumentNumber, 'code' | 'year' | 'serial' | 'faults' | 'right'> | null {
  const { code, brackets, digits, yearWord, ordinal, serial, end } = found;
  const year = fullYear(digits);
  if (code.length < 2 || year === null || Number(serial) === 0 || NO_CODE.test(code)) return null;
  // 卫医证字[2021]第0088号, 核字（2022）第077254号: registers of licences, records and reports.
  const register = /^0\d{3}/.test(serial) || (ordinal && /字$/.test(code));
  if (register && !brackets && !ENFORCEMENT.test(code)) return null;
  if (!end && OTHER_COUNT.test(after)) return null;
  const listed = !end && IN_LIST.test(after);
  if (!end && !listed && !ENDS_HERE.test(after)) return null;
  const faults: NumberFault[] = [];
  if (!brackets) faults.push('brackets');
  if (digits.length === 2 || yearWord) faults.push('year');
  if (ordinal) faults.push('ordinal');
  if (/^0/.test(serial) && !register) faults.push('leading-zero');
  if (!end && !listed) faults.push('no-end');
  const usual = CODE_END.test(code) && !VERB.test(code);
  if (!known && !usual && faults.some((f) => f === 'brackets' || f === 'year' || f === 'no-end')) return null;
  const no = Number(serial);
  return {
    code,
    year,
    serial: no,
    faults: ENFORCEMENT.test(code) ? [] : faults,
    right: `${code}〔${year}〕${no}号`,
  };
}

/** Everything in a running text that was meant as a document number, in its order. */
export function documentNumbers(text: string): DocumentNumber[] {
  return read(text, false);
}

/** The one document number that a cell or line consists of, however it is written; null where it is none or several. */
export function documentNumberOf(cell: string): DocumentNumber | null {
  const text = cell.trim().replace(/^[（(](.*)[）)]$/s, '$1');
  const [only, ...more] = read(text, true);
  if (!only || more.length > 0) return null;
  return text.replace(only.text, '').trim() === '' ? only : null;
}

function read(text: string, known: boolean): DocumentNumber[] {
  const found: DocumentNumber[] = [];
  const add = (code: string, at: number, end: number, rest: Omit<Found, 'code'>) => {
    const start = text.slice(0, at).replace(/[ \u3000\u00a0]+$/, '').length - code.length;
    // An address is written as the server has it.
    if (/:\/\/[^\s\p{sc=Han}]*\S*$/u.test(text.slice(Math.max(0, at - 300), at))) return;
    const number = judged({ ...rest, code }, text.slice(end, end + 20), known);
    if (number) found.push({ text: text.slice(start, end).trimEnd(), at: start, ...number });
  };
  for (const hit of text.matchAll(BODY)) {
    const [whole, open = '', digits = '', yearWord = '', close = '', ordinal = '', serial = '', end = ''] =
      hit;
    add(codeBefore(text.slice(0, hit.index)), hit.index, hit.index + whole.length, {
      brackets: RIGHT_BRACKETS.test(open) && /^[〕﹞]$/.test(close),
      digits: half(digits),
      yearWord: yearWord !== '',
      ordinal: ordinal !== '',
      serial: half(serial),
      end: end !== '',
    });
  }
  for (const hit of text.matchAll(BARE)) {
    const code = codeBefore(text.slice(0, hit.index));
    if (!/\p{sc=Han}{2}[发函字规]$/u.test(code)) continue;
    add(code, hit.index, hit.index + hit[0].length, {
      brackets: false,
      digits: half(hit[1] ?? ''),
      yearWord: false,
      ordinal: hit[3] !== '',
      serial: half(hit[4] ?? ''),
      end: true,
    });
  }
  return found.sort((a, b) => a.at - b.at);
}

/** Whether two numbers name the same document: brackets, 第, zeros and what stands before the 机关代字 aside. */
export function sameNumber(a: DocumentNumber, b: DocumentNumber): boolean {
  const [one, other] = [half(a.code), half(b.code)];
  return a.year === b.year && a.serial === b.serial && (one.endsWith(other) || other.endsWith(one));
}
