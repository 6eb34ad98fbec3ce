/** What the YAML parser stumbles over, in words for people who do not know YAML. Pure. */
import type { ErrorCode } from 'yaml';
import type { Words } from './yaml-file.js';

/**
 * @param code the parser's code
 * @param message the parser's own message, shown where the code says too little
 * @param row the line it points at, for the slips that people really make
 * @returns the words, and whether the line itself shows the slip
 */
export function syntaxWords(code: ErrorCode, message: string, row: string): { words: Words; slip: boolean } {
  // A doubled key is clear in itself; another slip on its line would only distract.
  if (code === 'DUPLICATE_KEY') {
    const key = /^\s*(?:-\s+)?["']?([^\s:"']+)/.exec(row)?.[1] ?? '';
    const zh = `同一处“${key}”写了两次，只能保留一个；列出多项请用“- ”开头的列表`;
    return {
      words: { zh, en: `"${key}" is given twice here; keep one, or write a list with "- "` },
      slip: false,
    };
  }
  const slip = SLIPS.find(({ when }) => when.test(row));
  if (slip) return { words: slip.words, slip: true };
  if (code === 'MISSING_CHAR' && /quote/.test(message)) return { words: UNCLOSED, slip: false };
  const other = {
    zh: `YAML 格式有误，请检查缩进、冒号和引号（${message}）`,
    en: `Not valid YAML: ${message}`,
  };
  return { words: WORDS[code] ?? other, slip: false };
}

const SLIPS: { when: RegExp; words: Words }[] = [
  {
    when: /^ *\t/,
    words: {
      zh: '行首用了制表符（Tab 键），YAML 只认空格；请改为空格，每层两个',
      en: 'The line starts with a tab; YAML takes spaces only, two for each level',
    },
  },
  {
    when: /^\s*(?:-\s+)?["']?\w+["']?\s*：/,
    words: {
      zh: '字段名后用了全角冒号“：”，应为半角冒号加一个空格“: ”',
      en: 'A full-width colon ： follows the key; write a plain colon and a space',
    },
  },
  {
    when: /^\s*(?:-\s+)?[A-Za-z]\w*:[^\s/]/,
    words: {
      zh: '冒号后少了一个空格，应写作“字段: 值”',
      en: 'A space is missing after the colon: write "key: value"',
    },
  },
  {
    when: /^\s*-[^\s\-\d]/,
    words: {
      zh: '列表的“-”后少了一个空格，应写作“- 内容”',
      en: 'A space is missing after the "-" of the list',
    },
  },
  {
    when: /:\s+[>|@`%&*!](?=[=\p{L}\d])/u,
    words: {
      zh: '值以特殊符号（如 > | @ % & * !）开头，请给整个值加上半角引号，例如 ">="',
      en: 'The value starts with a special sign (such as > | @ % & * !); put it in quotes, such as ">="',
    },
  },
];

const INDENT: Words = {
  zh: '缩进不对：同一层的各行要左端对齐，下一层比上一层多两个空格',
  en: 'Wrong indentation: lines of one level start in the same column, the next level two spaces further in',
};

const UNCLOSED: Words = {
  zh: '引号没有成对：从这里开始的引号到文件末尾都没有结束',
  en: 'A quote that opens here is never closed',
};

const QUOTE: Words = {
  zh: '缺少符号：请检查半角引号、方括号是否成对，字段名后是否有冒号和空格',
  en: 'Something is missing: check that quotes and brackets are closed and that a colon and a space follow the key',
};

const WORDS: Partial<Record<ErrorCode, Words>> = {
  BAD_INDENT: INDENT,
  MISSING_CHAR: QUOTE,
  TAB_AS_INDENT: {
    zh: '缩进用了制表符（Tab 键），YAML 只认空格；请改为空格，每层两个',
    en: 'A tab is used for indentation; YAML takes spaces only, two for each level',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    zh: '这一行里有两个“字段: 值”，或者下一行缩进多了；值里本来就有半角冒号加空格的，请给值加上引号',
    en: 'Two "key: value" on one line, or the next line is too far in; quote a value that holds a colon and a space',
  },
  BLOCK_IN_FLOW: INDENT,
  BAD_ALIAS: {
    zh: '以 * 开头的值会被当作引用；请给整个值加上引号',
    en: 'A value that starts with * is read as an alias; put it in quotes',
  },
  BAD_DQ_ESCAPE: {
    zh: '双引号里的反斜杠 \\ 有特殊含义；请改用单引号，或写作 \\\\',
    en: 'A backslash means something special within double quotes; use single quotes, or write \\\\',
  },
  BAD_SCALAR_START: {
    zh: '值以特殊符号（@ 或 `）开头；请给整个值加上引号',
    en: 'The value starts with @ or `; put it in quotes',
  },
  MULTILINE_IMPLICIT_KEY: {
    zh: '字段名跨了行，多半是这一行或上一行少了冒号或引号',
    en: 'A key runs over several lines: most likely a colon or a quote is missing here or on the line above',
  },
  UNEXPECTED_TOKEN: {
    zh: '这里多出了不该有的内容；请检查引号、括号是否成对，多行文字的“|-”后面不能再写字',
    en: 'Something stands here that does not belong: check quotes and brackets, and write nothing after "|-"',
  },
  MULTIPLE_DOCS: {
    zh: '一个文件只能有一份内容，请去掉中间的“---”',
    en: 'A file holds one document only: remove the "---" in its midst',
  },
  TAG_RESOLVE_FAILED: {
    zh: '以 ! 开头的值会被当作类型标记；请给整个值加上引号',
    en: 'A value that starts with ! is read as a tag; put it in quotes',
  },
};
