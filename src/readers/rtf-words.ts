/** What the control words of RTF stand for ([RTF 1.9.1]): groups, signs, code pages. */

/** Text that stands apart from the body. */
export type FlowName = 'body' | 'header' | 'footer' | 'footnote' | 'endnote' | 'comment' | 'textBox';

/** Groups whose text goes elsewhere; null: it is not shown at all. */
export const DESTINATIONS: Readonly<Record<string, FlowName | 'instruction' | 'fonts' | null>> = {
  header: 'header',
  headerl: 'header',
  headerr: 'header',
  headerf: 'header',
  footer: 'footer',
  footerl: 'footer',
  footerr: 'footer',
  footerf: 'footer',
  footnote: 'footnote',
  annotation: 'comment',
  shptxt: 'textBox',
  fldinst: 'instruction',
  fonttbl: 'fonts',
  colortbl: null,
  stylesheet: null,
  info: null,
  pict: null,
  objdata: null,
  nonshppict: null,
  nonesttables: null,
  nesttableprops: null,
  shprslt: null,
  sp: null,
  ftnsep: null,
  ftnsepc: null,
  aftnsep: null,
  aftnsepc: null,
  xe: null,
  tc: null,
};

/** Marked as "skip if unknown", but only groups: \*\shpinst holds the text box, \*\shppict the picture to count. */
export const ENTERED = new Set(['shpinst', 'shppict']);

export const SIGNS: Readonly<Record<string, string>> = {
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  tab: '\t',
  line: '\n',
  page: '\f',
  emspace: '\u2003',
  enspace: '\u2002',
  '~': '\u00a0',
  _: '-',
};

/** Font charset → encoding ([RTF 1.9.1] \fcharset), and code page → encoding (\ansicpg). */
export const CHARSETS: Readonly<Record<number, string>> = {
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gb18030',
  136: 'big5',
};
export const CODE_PAGES: Readonly<Record<number, string>> = {
  932: 'shift_jis',
  936: 'gb18030',
  949: 'euc-kr',
  950: 'big5',
  65001: 'utf-8',
};
