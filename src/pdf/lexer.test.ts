import { describe, expect, it } from 'vitest';
import { Keyword, Lexer } from './lexer.js';
import { Name, PdfString, type PdfValue, Ref } from './objects.js';
import { serialise } from './syntax.js';

const read = (text: string): PdfValue | Keyword => new Lexer(Buffer.from(text, 'latin1')).next();

describe('lexer', () => {
  it.each([
    ['12', 12],
    ['-0.5', -0.5],
    ['+17', 17],
    ['.25', 0.25],
    ['4.', 4],
    ['--8', -8],
    ['0.00-35', 0],
    ['1.2.3', 1.2],
    ['123456789012', 123456789012],
    ['true', true],
    ['null', null],
  ])('reads %s', (text, value) => {
    expect(read(`${text} `)).toBe(value);
  });

  it('decodes names and writes them back escaped', () => {
    const name = read('/A#20B#2FC ') as Name;
    expect(name.value).toBe('A B/C');
    expect(serialise(name)).toBe('/A#20B#2FC');
    expect(serialise(new Name('é'))).toBe('/#E9');
  });

  it('keeps strings as spelled and decodes them on demand', () => {
    const literal = read('(a\\(b\\)\\101\\\n(c)\\n) ') as PdfString;
    expect(literal.raw).toBe('(a\\(b\\)\\101\\\n(c)\\n)');
    expect(literal.bytes).toBe('a(b)A(c)\n');
    expect((read('<FEFF65B0> ') as PdfString).text).toBe('新');
    expect((read('<4> ') as PdfString).bytes).toBe('@');
    expect((read('(\\357\\273\\277\\346\\226\\260) ') as PdfString).text).toBe('新');
  });

  it('tells a reference from two numbers', () => {
    expect(read('[1 0 R 2 3 4 0 R]')).toEqual([new Ref(1), 2, 3, new Ref(4)]);
    expect(read('[1 0 Rx 5]')).toEqual([1, 0, 5]);
  });

  it('reads nested dictionaries with missing and doubled values', () => {
    expect(read('<</A<</B[1 2]>>/C/D/E(x)/F>> ')).toEqual(
      new Map<string, PdfValue>([
        ['A', new Map([['B', [1, 2]]])],
        ['C', new Name('D')],
        ['E', new PdfString('(x)')],
        ['F', null],
      ]),
    );
  });

  it('stops at endobj where a bracket is missing', () => {
    const lexer = new Lexer(Buffer.from('<</A [1 2 endobj 7'));
    expect(lexer.next()).toEqual(new Map([['A', [1, 2]]]));
    expect(lexer.next()).toEqual(new Keyword('endobj'));
  });

  it('survives a million brackets', () => {
    expect(() => read('['.repeat(1_000_000))).not.toThrow();
    expect(() => read('<</A'.repeat(300_000))).not.toThrow();
  });

  it.each(['12', '12 0', '12 0 R', '/Na', '(abc', '<</A 1', '<ab', '[1 2', 'tru'])(
    'says that %s may go on behind the window',
    (text) => {
      const lexer = new Lexer(Buffer.from(text));
      lexer.next();
      expect(lexer.hitEnd).toBe(true);
    },
  );

  it('gives back what it read', () => {
    const text = '<</A[1 -0.5 null true /B (x\\)y) <4142>]/C 5 0 R/D<</E 1>>>>';
    expect(serialise(read(`${text} `) as PdfValue)).toBe(text);
  });

  it('never writes an exponent', () => {
    expect(serialise(1e-7)).toBe('0.0000001');
    expect(serialise(0.00001234)).toBe('0.00001234');
    expect(serialise(1e25)).toBe('0');
  });
});
