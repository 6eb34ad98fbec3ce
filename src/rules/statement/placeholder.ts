/** Blanks of a template that nobody filled in. */
import type { Rule } from '../rule.js';
import { isText } from '../scope.js';
import { emptiness, linesOf } from './body.js';

const MEASURE =
  '(?:件|次|个|人|项|家|份|名|起|场|期|年|月|日|号(?!楼|线|院)|条|户|批|篇|%|万|亿|余|处|所|元|小时|天|轮)';

/** Text is searched with full-width forms folded, Roman numerals (ⅩⅩ) not: those are figures. */
const BLANKS: readonly RegExp[] = [
  /(?<![A-Za-z0-9])[Xx×]{2,}(?![A-Za-z0-9])/g,
  /(?<![A-Za-z\d])20(?:\d[Xx×]|[Xx×]{2})(?![A-Za-z\d])/g,
  new RegExp(`(?<![A-Za-z0-9%℃])[Xx×]\\s*${MEASURE}`, 'g'),
  /【\s*】|【(?:请|待)[^】]{0,200}】|【[^】]{0,40}(?:填写|填入|补充)[^】]{0,40}】/g,
  /_{3,}/g,
  /(?:单击|点击)(?:或点击|或轻触)?此处(?:输入|添加|键入|编辑|填写)|click (?:or tap )?here to enter/gi,
  /第\s*[Xx×]+\s*(?:季度|批次?|届|轮|阶段)/g,
  /(?<!等)待(?:填|补充|填写|填入|核实后填)(?=[\s,.;:)\]】、，。；：）]|$)/g,
  /(?<![A-Za-z0-9*])\*{2,}\s*(?:件|次|个|项|家|份|起|场|期|年|月|日|条|批|篇|%|万|亿)/g,
  // A gap of two spaces and more was left for a figure.
  new RegExp(`(?:共|共计|合计|累计|约|达|计)[ \\u3000\\u00a0]{2,}${MEASURE}`, 'g'),
  /(?<![\dA-Za-z])20(?:[ \u3000\u00a0]{2,}|\s*_+\s*)年/g,
  // 共（　）件
  new RegExp(`\\(\\s*\\)\\s*${MEASURE}`, 'g'),
  // ○○局; 二〇〇三年 is a year.
  /(?<![一二三四五六七八九十○〇◯])[○〇◯]{2,}(?![一二三四五六七八九十○〇◯年])/g,
  // 张某某 is a person who is not named.
  /(?<!\p{sc=Han})某某(?:区|县|旗|局|街道|单位|部门)/gu,
  /\((?:请|在此|此处|待)\s*(?:填写|填入|补充|输入|完善)[^()]{0,40}\)/g,
];

/** A URL holds what its makers put there: http://…/xx/…, a__b. */
const ADDRESS = /(?:https?:\/\/|www\.)[\x21-\x7e]+/gi;

/** Full-width ASCII to half-width, one for one, so that places stay. */
function halfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
}

/** The blanks of a text in reading order, each with a little of what stands around it. */
export function blanksIn(text: string): string[] {
  const searched = halfWidth(text).replace(ADDRESS, (url) => ' '.repeat(url.length));
  const hits = BLANKS.flatMap((blank) =>
    [...searched.matchAll(blank)].map((m) => ({ from: m.index, to: m.index + m[0].length })),
  ).sort((a, b) => a.from - b.from || b.to - a.to);
  const samples: string[] = [];
  let end = -1;
  for (const { from, to } of hits) {
    // 202X年 and X年 are one blank.
    if (from < end) continue;
    end = to;
    const before = text.slice(Math.max(0, from - 6), from).trimStart();
    samples.push(`${before}${text.slice(from, to)}${text.slice(to, to + 6).trimEnd()}`);
  }
  return samples;
}

export const placeholder: Rule = {
  card: {
    id: 'statement/placeholder',
    topic: 'statement',
    severity: 'error',
    summary: { zh: '文稿留有未填写的内容', en: 'A blank was left in the text' },
    why: {
      zh: '留有“XX”“202X年”“X件”、空括号或下划线，说明文稿没有写完，会被退回；数据不实还可能影响整个申报。',
      en: 'XX, 202X, empty brackets or rules mean that the text is unfinished; it will be sent back.',
    },
    advice: {
      zh: '请逐处填入真实的名称、日期和数据，删去模板中的提示语。',
      en: 'Fill in the true names, dates and figures, and delete the hints of the template.',
    },
    source: {
      zh: '申报材料要求：材料真实、数据准确；任务清单否决项第2项',
      en: 'Requirements for the materials: true material and exact data; veto 2 of the task list',
    },
    messages: {
      blank: {
        zh: '留有 {count} 处未填写的内容：{samples}',
        en: '{count} blanks were left to fill in: {samples}',
      },
    },
    examples: {
      good: ['【案例一】', 'XXL码', '见 http://www.example.gov.cn/xx/index.html', 'X光检查'],
      bad: [
        '印发XX通知',
        '202X年',
        '办结X件',
        '第X季度',
        '共    件',
        '20__年',
        '【】',
        '负责人：____',
        '（请填写主要成效）',
      ],
    },
  },
  *file(file, workspace) {
    if (!isText(file)) return;
    const document = workspace.documents.get(file.path);
    if (document?.kind !== 'word') return;
    const found = linesOf(document).map(blanksIn);
    const samples = found.flat();
    if (samples.length === 0) return;
    // Nothing but the form: statement/empty says so.
    const unit = workspace.pack.units.find((u) => u.key === file.unit) ?? null;
    if (emptiness(document, unit) !== null) return;
    const shown = samples
      .slice(0, 3)
      .map((s) => `“${s}”`)
      .join('、');
    yield {
      messageId: 'blank',
      args: { count: samples.length, samples: samples.length > 3 ? `${shown}……` : shown },
      where: { paragraph: found.findIndex((s) => s.length > 0) + 1 },
    };
  },
};
