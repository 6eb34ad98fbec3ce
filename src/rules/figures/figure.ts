/**
 * Figures: quantities with what they are figures of. Two figures may be held against each other only where the words
 * around them say the same thing, so every word that narrows one down (time, place, whose, in which campaign) is kept.
 */
import { foldFigures, type Quantity, quantities } from './quantity.js';

export interface Figure extends Quantity {
  /** Verb, attributes and noun as written, without time, scope and words of summing: 受理行政复议案件. */
  what: string;
  /** Year or span that it is of, as one key: 2023, 2023-, 今, 上半年, {@link CUMULATED}; null where nothing says. */
  time: string | null;
  /** The district's (全区), the department's own (我局), or not said. */
  scope: 'region' | 'own' | null;
  /** Said to be the whole: 共, 累计, 现有, 全区. */
  total: boolean;
  /**
   * `level`: how many there are. Else: by how much it changed, what it was before, what is aimed at or demanded, a part
   * (其中), one of several values in turn (分别), or per head, day or case.
   */
  role: 'level' | 'change' | 'former' | 'target' | 'part' | 'respective' | 'each';
  /** Words in heading, label or sentence that narrow it down: 领域, 专项行动, other authorities, titles. */
  context: string[];
  /** 1-based, as counted by the caller. */
  paragraph: number;
  /** Sentences (to 。) and their segments (to ；) are numbered through the document. */
  sentence: number;
  segment: number;
  /** The words that it stands in, for messages. */
  quote: string;
  /** What stands between the figure before it (or the paragraph's beginning) and its number; what follows its unit. */
  gap: string;
  after: string;
  /** From the last ， or ； to its number. */
  clause: string;
}

export interface Passage {
  text: string;
  paragraph: number;
}

const YEAR = '(?:20\\d\\d|今|去|上|本|前|当)年(?:度|全年)?';
const PART_OF_YEAR =
  '(?:以来|至今|上半年|下半年|第?[一二三四1-4]季度|\\d{1,2}(?:至\\d{1,2})?月(?:份)?(?:\\d{1,2}日)?(?:以来|底|末)?)';
const TIME = `(?:${YEAR}${PART_OF_YEAR}?|${PART_OF_YEAR}|全年|年内|年初|年底|近[两三五几]年(?:来)?|近年来|[两三五]年(?:来|间)?(?!行动|计划|规划|[期制以内前后多])|(?:创建|考核)周期内|期间)`;
const TIMES = new RegExp(`${TIME}(?:[、和及与至—-]+${TIME})*`, 'g');
const SAYS_TIME = new RegExp(TIME);
/** As of now: no time of its own. */
const NOW = /(?:截[至止][^，,。；;]{0,12}(?:目前|日|底|末)|目前|现已)[，,]?/g;
const SAYS_NOW = new RegExp(NOW.source);
const REGION = /(?:全|我|本)(?:区|县|市|旗)|辖区内?|本(?:地区|级政府|级)|(?:区|县|旗)(?:政府|人民政府|本级)/;
const OWN = /(?:全|我|本)(?:局|委|办|院|中心|单位|系统|部门|厅)/;

/** The time of what was added up since some beginning that is not said. */
export const CUMULATED = '累计';

/** Words that tell one campaign, field, paper or body from another; their first characters are taken along. */
const NARROWING =
  /《[^》]{1,60}》|[“"][^”"]{1,30}[”"]|领域|方面|行业|环节|专项|行动|整治|宣传[月周日]|活动|过程|平台|窗口|大厅|层面|试点|局|镇|乡|街道|社区|村|法院|检察院|支队|大队|中队|中心|办事处|学校|医院|公司|委员会|机关|协会|商会|企业|司法所|例如|比如|以[^，,。]{2,12}为例/g;
const BEFORE_IT = /[\u4e00-\u9fff]{0,8}$/;
/** Bodies that are everybody, and the region itself. */
const EVERYBODY =
  /^(?:各级?|全体|有关|相关|本|我|全区|全县)?(?:行政)?(?:执法)?(?:机关|部门|单位|企业)$|^(?:各|全)?(?:镇|乡|街道|社区|村)$/;

const TARGET =
  /计划|拟|确保|预计|预期|应当|必须|不得|要求|原则上|规定|标准为|下一步|将[^，,]{0,10}(?:达|提|增|新|建)|到20\d\d年|年[前底末]前/;
/** Wished for, and with it what follows in the sentence. */
const WISHED = /力争|争取|力求|目标/;
const CHANGE =
  /(?:增加|减少|增长|下降|提高|提升|降低|压缩|压减|缩减|缩短|上升|增幅|降幅|扩大|新增|净增|多|减|增|降|升)了?(?:约|近|超过?|达)?\s*$/;
const COMPARED = /同比|环比|较(?:上|去|前|20)|比(?:上|去|前|20)|相比/;
const EACH = /每|平均|人均|户均|年均|月均|日均|场均|最高|最低|最多|最少|单[笔件户次]/;
const TOTAL =
  /(?<!公)共(?![同享建治和识产性])|总(?!结|体|书)|累计|合计|全年|全部|全[区县市旗局]|现有|实有|在编|在册|一共/;

const LEADING = new RegExp(
  `^(?:[\\s“"]|${TIMES.source}|${REGION.source}|${OWN.source}|同时|目前|先后|累计|共计|合计|总计|全部|一共|总共|共有|现有|实有|共(?!同|享|建)|已|均|都|并|还|也|其中|其(?!他)|及|以及|有(?!效|关|序|力|限)|各(?!类)|现(?!场|行|代|金))+`,
);
const TRAILING =
  /(?:[\s“”"的了:]|分别|增加|提高|提升|压缩|减少|下降|缩短|降|保持|稳定在?|达到|(?<![表下传])达|为|是|由|从|(?<![收接得找报])到|至|(?<!公)共|(?<![统审会设])计|累计|合计|总计|(?<![所国持没享])有|均|各|仅|约|近|(?<!数)超过?|逾|不少于|不低于|不超过|对|向|在|就|已|将)+$/;
/** 总数, 数量 at the end of a name say no more than the figure. */
const COUNT_NOUN = /(?:总数量|总数|数量|总量|(?<=件|事项|权|员|构|体|议)数)$/;

/** Headings of what is planned or wanting: their figures are no achievements. */
const AHEAD =
  /下一步|打算|存在的?(?:问题|不足)|工作计划|(?:工作|任务)安排|重点(?:工作|任务)$|努力方向|今后|目标任务|总体要求/;

/** Reads the figures of a document's running text, in order. Linear in its length. */
export function figuresIn(passages: readonly Passage[]): Figure[] {
  const figures: Figure[] = [];
  let heading: string[] = [];
  let ahead = false;
  let sentence = 0;
  let segment = 0;
  for (const { text: raw, paragraph } of passages) {
    const text = foldFigures(raw);
    const found = quantities(text);
    const first = /^[^。；;，,]{0,40}/.exec(text)?.[0] ?? '';
    if (isHeading(text)) {
      heading = narrowing(text);
      ahead = AHEAD.test(text);
    }
    if (found.length === 0) continue;
    const label = /^([^。；;，,:]{2,20}):/.exec(text)?.[1];
    const reader = new ParagraphReader(text, [
      ...(isHeading(text) ? [] : heading),
      ...(label === undefined ? [] : [label]),
    ]);
    const planned = ahead || AHEAD.test(first);
    found.forEach((quantity, index) => {
      const told = reader.figure(quantity, found[index - 1], found[index + 1]);
      if (told.newSentence) sentence++;
      if (told.newSentence || told.newSegment) segment++;
      const role = planned ? 'target' : told.role;
      figures.push({ ...quantity, ...told.figure, role, paragraph, sentence, segment });
    });
    sentence++;
    segment++;
  }
  return figures;
}

/** What a line above a table or list says of the time and extent of what is in it. */
export function circumstances(line: string): { time: string | null; context: string[] } {
  const text = foldFigures(line);
  const times = text.replace(/《[^》]*》/g, '').match(TIMES);
  return { time: times?.at(-1) === undefined ? null : timeKey(times.at(-1) ?? ''), context: narrowing(text) };
}

function isHeading(text: string): boolean {
  return text.length <= 40 && !/[。；;]/.test(text.slice(0, -1)) && !/[。；;，,]\s*$/.test(text);
}

function narrowing(text: string): string[] {
  const words: string[] = [];
  let from = 0;
  for (const { 0: word, index } of text.matchAll(NARROWING)) {
    const before = BEFORE_IT.exec(text.slice(Math.max(from, index - 8), index))?.[0] ?? '';
    from = index + word.length;
    const whole = `${/^[《“"]/.test(word) ? '' : before}${word}`;
    const bare = whole.replace(/^(?:由|在|对|与|和|各|于|经|向|为|及|把|将|使|以)+/, '');
    if (!EVERYBODY.test(bare) && !REGION.test(bare) && !OWN.test(bare)) words.push(bare);
  }
  return words;
}

type Told = Pick<
  Figure,
  'what' | 'time' | 'scope' | 'total' | 'context' | 'quote' | 'gap' | 'after' | 'clause'
>;

/** Goes through a paragraph once, keeping what earlier words say of later figures. */
class ParagraphReader {
  readonly #text: string;
  readonly #outer: string[];
  #at = 0;
  #sentenceStart = 0;
  #time: string | null = null;
  /** Without months and quarters: those do not last beyond their sentence. */
  #year: string | null = null;
  #scope: Figure['scope'] = null;
  #context: string[] = [];
  #part = false;
  #respective = false;
  #wished = false;

  constructor(text: string, outer: string[]) {
    this.#text = text;
    this.#outer = outer;
  }

  figure(quantity: Quantity, previous: Quantity | undefined, next: Quantity | undefined) {
    const text = this.#text;
    const between = text.slice(this.#at, quantity.start);
    const breakAt = Math.max(...['。', '！', '？', '!', '?'].map((mark) => between.lastIndexOf(mark)));
    const newSentence = breakAt >= 0 || this.#at === 0;
    const newSegment = /[;；]/.test(between);
    if (breakAt >= 0) {
      this.#sentenceStart = this.#at + breakAt + 1;
      this.#context = [];
      this.#read(between.slice(0, breakAt));
      this.#time = this.#year;
      this.#wished = false;
    }
    if (newSentence || newSegment) {
      this.#part = false;
      this.#respective = false;
    }
    const itemStart = this.#itemStart(quantity, previous);
    const before = text.slice(itemStart, quantity.start);
    const after = this.#after(quantity, next);
    const clause = text.slice(
      clauseStart(text, Math.max(this.#sentenceStart, 0), quantity.start),
      quantity.start,
    );
    this.#read(between.slice(breakAt + 1));
    if (/其中|另有|另外|此外|^[另含]|包括|不含/.test(before)) this.#part = true;
    if (WISHED.test(between.slice(breakAt + 1))) this.#wished = true;
    if (/分别|依次/.test(between)) this.#respective = true;
    // What narrows: said before this item in the sentence. The item's own words are in `what`.
    this.#context.push(...narrowing(text.slice(Math.max(this.#at, this.#sentenceStart), itemStart)));
    this.#at = quantity.end;
    const what = this.#what(before, after);
    const figure: Told = {
      what,
      time: /累计/.test(clause) && !SAYS_TIME.test(clause) ? CUMULATED : this.#time,
      scope: this.#scope,
      total: TOTAL.test(before) || TOTAL.test(clause),
      context: [...this.#outer, ...this.#context],
      quote: `${before.trim()}${quantity.written}${after}`.slice(-40),
      gap: between,
      after,
      clause,
    };
    return { figure, role: this.#role(before, clause, after, quantity), newSentence, newSegment };
  }

  #read(passed: string): void {
    const bare = passed.replace(/《[^》]*》|[“"][^”"]*[”"]/g, '');
    const times = bare.replace(NOW, '').match(TIMES);
    // 全年 is all of the year that is spoken of already.
    const last = times?.filter((time) => !/^(?:全年|年内|期间)$/.test(time)).at(-1);
    if (SAYS_NOW.test(bare)) this.#time = null;
    if (last !== undefined) {
      this.#time = timeKey(last);
      if (!/[月度]|半年/.test(this.#time)) this.#year = this.#time;
    }
    if (OWN.test(bare)) this.#scope = 'own';
    else if (REGION.test(bare)) this.#scope = 'region';
  }

  /** Behind the last mark or figure before the number; a bracket that was closed again is part of the words. */
  #itemStart(quantity: Quantity, previous: Quantity | undefined): number {
    const from = Math.max(previous?.end ?? 0, 0);
    for (let at = quantity.start - 1; at >= from; at--) {
      if (/[，,、；;。:：()（）！？!?|]/.test(this.#text.charAt(at))) return at + 1;
    }
    return from;
  }

  #after(quantity: Quantity, next: Quantity | undefined): string {
    const rest = this.#text.slice(
      quantity.end,
      Math.min(next?.start ?? quantity.end + 30, quantity.end + 30),
    );
    return /^[^，,、；;。:：()（）！？!?|]*/.exec(rest)?.[0] ?? '';
  }

  #what(before: string, after: string): string {
    const head = before
      .replace(NOW, '')
      .replace(LEADING, '')
      .replace(TRAILING, '')
      .replace(TIMES, '')
      .replace(/[“”"\s]|了(?=.)|累计|(?<!公)共(?=[受办审收开组制])/g, '')
      .replace(COUNT_NOUN, '');
    return head + after.replace(/^的|[\s“”"]|以[上下]$|以内$/g, '');
  }

  #role(before: string, clause: string, after: string, quantity: Quantity): Figure['role'] {
    const moved = /^[^。；;]{0,8}?(?:到|至|增|减|提|压|降|缩|上升|下降|升|变为|调整)/.test(after);
    if (/(?:由|从)[^由从到至为]{0,16}$/.test(before) && (moved || this.#goesOn(quantity))) return 'former';
    if (this.#wished || TARGET.test(clause)) return 'target';
    if (CHANGE.test(before) || COMPARED.test(before) || /百分点|倍/.test(quantity.unit)) return 'change';
    if (EACH.test(before)) return 'each';
    if (this.#part) return 'part';
    return this.#respective ? 'respective' : 'level';
  }

  #goesOn(quantity: Quantity): boolean {
    return /^[^。；;]{0,10}?(?:到|至|增加|减少|提升|提高|压缩|压减|降)/.test(this.#text.slice(quantity.end));
  }
}

/** Behind the last ， or ； before a place. */
function clauseStart(text: string, from: number, end: number): number {
  for (let at = end - 1; at >= from; at--) {
    const character = text.charAt(at);
    if (/[，；;。！？]/.test(character)) return at + 1;
    if (character === ',' && !/\d/.test(text.charAt(at + 1))) return at + 1;
  }
  return from;
}

/** 2023年度, 2023年全年 → 2023; 2023年以来 → 2023-; lists keep all their years. */
function timeKey(written: string): string {
  return written
    .replace(/(20\d\d)年(?:以来|至今)/g, '$1-')
    .replace(/(20\d\d|今|去|上|本|当)年(?:度|全年)?/g, '$1')
    .replace(/^(?:本|当)$/, '今')
    .replace(/^今以来$/, '今')
    .replace(/^上$/, '去')
    .replace(/份$/, '');
}
