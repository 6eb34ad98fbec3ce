/**
 * Numbers as Word prints them in automatic lists (ECMA-376-1 §17.18.59, ST_NumberFormat).
 * A format that isn't known is printed in digits, as Word does where it lacks one.
 */

const DIGITS = '〇一二三四五六七八九';
const LEGAL = '零壹贰叁肆伍陆柒捌玖';

/** `n` ≥ 0 in the format named; `custom` is the pattern of the w14 custom format ("001, 002, 003, ..."). */
export function formatNumber(n: number, format: string, custom = ''): string {
  const make = FORMATS[format];
  if (make) return make(n);
  if (format === 'custom') return String(n).padStart(/^0*1/.exec(custom)?.[0].length ?? 1, '0');
  return String(n);
}

const FORMATS: Record<string, (n: number) => string> = {
  none: () => '',
  bullet: () => '',
  decimalZero: (n) => String(n).padStart(2, '0'),
  upperRoman: roman,
  lowerRoman: (n) => roman(n).toLowerCase(),
  upperLetter: letters,
  lowerLetter: (n) => letters(n).toLowerCase(),
  ordinal,
  numberInDash: (n) => `- ${n} -`,
  hex: (n) => n.toString(16).toUpperCase(),
  decimalFullWidth: fullWidth,
  decimalFullWidth2: fullWidth,
  decimalEnclosedCircle: (n) => within(n, 20, 0x2460),
  decimalEnclosedCircleChinese: (n) => within(n, 20, 0x2460),
  decimalEnclosedParen: (n) => within(n, 20, 0x2474),
  decimalEnclosedFullstop: (n) => within(n, 20, 0x2488),
  ideographEnclosedCircle: (n) => within(n, 10, 0x3280),
  ideographDigital: digitByDigit,
  japaneseDigitalTenThousand: digitByDigit,
  taiwaneseDigital: digitByDigit,
  chineseCounting: (n) => (n < 100 ? counting(n, DIGITS, '十百千', false) : digitByDigit(n)),
  chineseCountingThousand: (n) => counting(n, DIGITS, '十百千', true),
  taiwaneseCounting: (n) => (n < 100 ? counting(n, DIGITS, '十百千', false) : digitByDigit(n)),
  taiwaneseCountingThousand: (n) => counting(n, DIGITS, '十百千', true),
  japaneseCounting: (n) => counting(n, DIGITS, '十百千', false),
  chineseLegalSimplified: (n) => counting(n, LEGAL, '拾佰仟', true),
  ideographTraditional: (n) => '甲乙丙丁戊己庚辛壬癸'[n - 1] ?? String(n),
  ideographZodiac: (n) => '子丑寅卯辰巳午未申酉戌亥'[n - 1] ?? String(n),
  ideographZodiacTraditional: (n) =>
    n < 1
      ? String(n)
      : `${'甲乙丙丁戊己庚辛壬癸'[(n - 1) % 10] ?? ''}${'子丑寅卯辰巳午未申酉戌亥'[(n - 1) % 12] ?? ''}`,
};

function within(n: number, most: number, first: number): string {
  return n >= 1 && n <= most ? String.fromCodePoint(first + n - 1) : String(n);
}

function fullWidth(n: number): string {
  return String(n).replace(/\d/g, (d) => String.fromCharCode(0xff10 + Number(d)));
}

/** 10 → 一〇: Word prints U+25CB in some versions; the ideographic zero is the character meant. */
function digitByDigit(n: number): string {
  return String(n).replace(/\d/g, (d) => DIGITS[Number(d)] ?? d);
}

/** 1–99999 in Chinese: 十一, 二十, 一百零一. `zero` puts 零 into gaps. Above it, digits. */
function counting(n: number, digits: string, places: string, zero: boolean): string {
  if (n < 0 || n > 99_999) return String(n);
  if (n === 0) return zero ? '零' : '〇';
  if (n >= 10_000) {
    const rest = n % 10_000;
    const gap = zero && rest > 0 && rest < 1000 ? '零' : '';
    return `${digits[Math.floor(n / 10_000)] ?? ''}万${gap}${rest === 0 ? '' : counting(rest, digits, places, zero)}`;
  }
  let out = '';
  const text = String(n);
  for (let i = 0; i < text.length; i++) {
    const d = Number(text[i]);
    const place = text.length - 1 - i;
    if (d === 0) {
      if (zero && out !== '' && !out.endsWith('零') && Number(text.slice(i)) > 0) out += '零';
      continue;
    }
    out += `${digits[d] ?? ''}${place === 0 ? '' : (places[place - 1] ?? '')}`;
  }
  // 10–19 are 十, 十一 …, not 一十; the financial figures keep 壹拾.
  return digits === DIGITS && n >= 10 && n < 20 ? out.slice(1) : out;
}

function roman(n: number): string {
  if (n < 1 || n > 32_767) return String(n);
  const steps: [number, string][] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  let rest = n;
  let out = '';
  for (const [value, letter] of steps)
    while (rest >= value) {
      out += letter;
      rest -= value;
    }
  return out;
}

/** 27 → AA, 28 → BB: Word repeats the letter, it does not count on. */
function letters(n: number): string {
  if (n < 1) return String(n);
  return String.fromCharCode(65 + ((n - 1) % 26)).repeat(Math.min(30, Math.ceil(n / 26)));
}

function ordinal(n: number): string {
  const teen = n % 100 >= 11 && n % 100 <= 13;
  return `${n}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`;
}
