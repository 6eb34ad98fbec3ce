/**
 * Whether a content stream of a bound file keeps to PDF/A-2b (ISO 19005-2 §6.2.2, §6.1.13), as far as its own words
 * tell: operators, device colours, inline images, nesting. Text is taken on trust, or not at all.
 */
import { Keyword, Lexer } from './lexer.js';
import { Name, type PdfValue } from './objects.js';
import type { PdfaReason } from './pdfa.js';
import { valueReason } from './pdfa-values.js';

/** What draws pictures, lines and areas, and can break nothing but what is looked at here. */
const DRAWING = new Set(
  'q Q cm Do gs w J j M d i m l c v y h re S s f F f* B B* b b* n W W* g G rg RG BMC BDC EMC MP DP BX EX'.split(
    ' ',
  ),
);
/** What speaks of fonts, colour spaces, shadings and inline images. */
const OTHERS = new Set(
  'BT ET Tc Tw Tz TL Tf Tr Ts Td TD Tm T* Tj TJ \' " d0 d1 CS cs SC SCN sc scn sh ri'.split(' '),
);
const INTENTS = new Set(['RelativeColorimetric', 'AbsoluteColorimetric', 'Perceptual', 'Saturation']);
/** §6.1.13: q may nest so deep. */
const MAX_NESTING = 28;

/** @param trusted its maker vouches for text, shadings and colour spaces. */
export function contentReasons(data: Buffer, trusted: boolean): Set<PdfaReason> {
  const reasons = new Set<PdfaReason>();
  const lexer = new Lexer(data);
  let operands: PdfValue[] = [];
  let depth = 0;
  for (;;) {
    lexer.skipSpace();
    if (lexer.pos >= data.length) break;
    const token = lexer.next();
    if (!(token instanceof Keyword)) {
      const broken = valueReason(token);
      if (broken !== null) reasons.add(broken);
      operands.push(token);
      continue;
    }
    const operator = token.text;
    if (operator === 'true' || operator === 'false' || operator === 'null') continue;
    if (operator === 'k' || operator === 'K') reasons.add('cmyk');
    else if (OTHERS.has(operator)) {
      // Nothing worse can be found.
      if (!trusted) return reasons.add('undeclared');
      const [first] = operands;
      const name = first instanceof Name ? first.value : '';
      if (operator === 'ri' && !INTENTS.has(name)) reasons.add('rendering-intent');
    } else if (!DRAWING.has(operator)) {
      // Inline images have their own limits, and binary data that can't be told from operators with certainty.
      reasons.add('content');
      break;
    }
    if (operator === 'q') depth++;
    else if (operator === 'Q') depth--;
    if (depth > MAX_NESTING) reasons.add('limits');
    operands = [];
  }
  return reasons;
}
