import { describe, expect, it } from 'vitest';
import { type References, referring } from './inline.js';
import type { Span } from './lines.js';

const span = (text: string, more: Partial<Span> = {}): Span => ({
  text,
  role: 'fangsong',
  size: 16,
  ...more,
});

const references: References = (text) =>
  [...text.matchAll(/材料\d/g)].map((hit) => ({
    from: hit.index,
    to: hit.index + hit[0].length,
    piece: hit[0],
  }));

describe('referring', () => {
  it('makes links of what a paragraph refers to, over the borders of its runs', () => {
    const spans = [span('见材'), span('料1和', { bold: true }), span('材料2。')];
    const out = referring(spans, references);
    expect(out.map(({ text }) => text)).toEqual(['见', '材', '料1', '和', '材料2', '。']);
    expect(out.map(({ link }) => (link && 'piece' in link ? link.piece : null))).toEqual([
      null,
      '材料1',
      '材料1',
      null,
      '材料2',
      null,
    ]);
    // The look of the run stays, but for the colour of a link.
    expect(out[2]).toMatchObject({ bold: true, color: '1F4E8C' });
    expect(out[3]?.color).toBeUndefined();
  });

  it('leaves links and colours that the writer set', () => {
    const linked = span('材料3', { link: { url: 'https://a.gov.cn/' } });
    expect(referring([linked], references)).toEqual([linked]);
    expect(referring([span('材料4', { color: 'C00000' })], references)[0]).toMatchObject({
      color: 'C00000',
      link: { piece: '材料4' },
    });
  });

  it('gives the spans back where there is nothing to refer to', () => {
    const spans = [span('没有引用')];
    expect(referring(spans, references)).toBe(spans);
    expect(referring(spans, undefined)).toBe(spans);
  });
});
