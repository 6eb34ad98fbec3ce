/**
 * w:sym → an ordinary character. Symbol fonts put their signs in U+F000–F0FF (ECMA-376-1 §17.3.3.30);
 * the ones that forms and statements use are named, any other becomes a bullet rather than nothing.
 */

const WINGDINGS: Record<number, string> = {
  74: '☺',
  108: '●',
  110: '■',
  111: '□',
  113: '❑',
  114: '❒',
  115: '⬧',
  117: '◆',
  118: '❖',
  129: '①',
  130: '②',
  131: '③',
  132: '④',
  133: '⑤',
  134: '⑥',
  135: '⑦',
  136: '⑧',
  137: '⑨',
  138: '⑩',
  159: '•',
  167: '▪',
  168: '□',
  171: '★',
  216: '➢',
  224: '→',
  232: '➔',
  251: '✗',
  252: '✓',
  253: '☒',
  254: '☑',
};

const WINGDINGS2: Record<number, string> = {
  79: '✗',
  80: '✓',
  81: '☒',
  82: '☑',
  152: '◇',
  163: '□',
  174: '◆',
};

const SYMBOL: Record<number, string> = {
  163: '≤',
  165: '∞',
  174: '→',
  176: '°',
  177: '±',
  179: '≥',
  180: '×',
  183: '•',
  185: '≠',
  187: '≈',
  214: '√',
};

/** `char`: hexadecimal, as the attribute has it. '' where it is no number. */
export function symbol(font: string, char: string): string {
  const code = Number.parseInt(char, 16);
  if (!Number.isInteger(code) || code < 0x20 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
    return '';
  const inSymbolArea = code >= 0xf000 && code <= 0xf0ff;
  const name = font.toLowerCase();
  const table =
    name === 'wingdings' ? WINGDINGS : name === 'wingdings 2' ? WINGDINGS2 : name === 'symbol' ? SYMBOL : {};
  const known = table[code & 0xff];
  if ((inSymbolArea || code < 0x100) && known !== undefined) return known;
  if (!inSymbolArea) return String.fromCodePoint(code);
  // Text set in a symbol font that is no picture font: the low byte is the character.
  return /wingdings|webdings|symbol/.test(name) ? '•' : String.fromCodePoint(code & 0xff);
}
