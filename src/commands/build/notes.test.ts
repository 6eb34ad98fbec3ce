/** 编制说明 says what a reader of the pages could not see. */
import { describe, expect, it } from 'vitest';
import type { DraftPiece } from '../../plan/index.js';
import type { Bound } from './binding.js';
import type { FrontInput } from './front.js';
import { notesData } from './notes.js';
import { traceOf } from './reuse/trace.js';

const text = { kind: 'text', x: 0, y: 0, size: 16, font: 'fangsong', text: '王□' } as const;
const pageOf = (lost?: string) => [
  { width: 595, height: 842, items: [{ ...text, ...(lost === undefined ? {} : { lost }) }], links: [] },
];

function saidOf(
  pieces: Record<string, ReturnType<typeof pageOf>>,
  lang: 'zh' | 'en',
  publish = false,
): string {
  const bound = new Map(
    Object.entries(pieces).map(([id, pages]): [string, Bound] => [
      id,
      { pages: 1, source: { kind: 'pages', make: async () => pages }, failure: null, trace: traceOf(pages) },
    ]),
  );
  const input = {
    workspace: {
      pack: { title: '任务清单', documentNumber: '', defaults: { partNames: { dossier: '材料' } } },
      config: { region: '青屿区' },
      asOf: '2024-12-20',
    },
    context: { lang, tool: { name: 'dossier', version: '0' } },
    options: { publish, numbering: 'volume', split: { by: 'none' } },
    binder: { engine: { office: null } },
    units: [{ submissions: [], pieces: Object.keys(pieces).map((id) => ({ id }) as DraftPiece) }],
    reports: [],
  } as unknown as FrontInput;
  return notesData(input, bound)
    .sections.flatMap(({ paragraphs }) => paragraphs)
    .join('\n');
}

describe('编制说明', () => {
  it('says where boxes stand for characters, and does not call that whole', () => {
    const some = { a: pageOf('𡋾'), b: pageOf(), c: pageOf('𠀀') };
    expect(saidOf(some, 'zh')).toContain('有2件文件用到字体中没有的字，页面上以方框代替');
    expect(saidOf(some, 'zh')).not.toContain('均已按原样');
    expect(saidOf(some, 'en')).toContain('In 2 files boxes stand for characters that no font has');
    expect(saidOf({ b: pageOf() }, 'zh')).toContain('均已按原样完整呈现');
  });

  it('does not call whole what is masked or left out to be published', () => {
    expect(saidOf({ b: pageOf() }, 'zh', true)).toContain('除前述隐去、略去的内容外，所收文件均已按原样');
    expect(saidOf({ b: pageOf() }, 'en', true)).toContain(
      'Apart from what is masked or left out, every file',
    );
    expect(saidOf({ b: pageOf() }, 'en')).toContain('\nEvery file is shown as it is.');
  });

  it('counts one as one in English', () => {
    expect(saidOf({ a: pageOf('𡋾') }, 'en')).toMatch(
      /1 submission unit from .*\n(?:.*\n)*.*In 1 file boxes/,
    );
  });
});
