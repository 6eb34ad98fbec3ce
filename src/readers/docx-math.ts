/**
 * Formulas (OMML, ECMA-376-1 §22.1) as one line of text: fractions as (a)/(b), roots as √(x), scripts raised and lowered.
 * Where a part is a single sign the brackets are left out.
 */
import { kid, kids, textOf, type XmlNode } from './xml.js';

export interface MathPart {
  text: string;
  script?: 'super' | 'sub';
}

/** The parts of an m:oMath in reading order. */
export function mathParts(node: XmlNode): MathPart[] {
  const parts: MathPart[] = [];
  for (const child of kids(node)) parts.push(...partOf(child));
  return parts;
}

const within = (node: XmlNode, name: string): MathPart[] => {
  const found = kid(node, name);
  return found ? mathParts(found) : [];
};
const plain = (parts: MathPart[]): string => parts.map(({ text }) => text).join('');
const text = (value: string): MathPart[] => (value === '' ? [] : [{ text: value }]);
const raised = (parts: MathPart[], script: 'super' | 'sub'): MathPart[] =>
  parts.map((part) => ({ text: part.text, script }));

/** In brackets, unless it is one sign or one number or word. */
function grouped(parts: MathPart[]): MathPart[] {
  return /^(?:[\p{L}]+|[\d.,]+|.?)$/u.test(plain(parts)) && parts.every((part) => !part.script)
    ? parts
    : [{ text: '(' }, ...parts, { text: ')' }];
}

function partOf(node: XmlNode): MathPart[] {
  const base = (): MathPart[] => within(node, 'm:e');
  switch (node.name) {
    case 'm:t':
    case 'w:t':
      return text(textOf(node));
    case 'm:f': {
      const bar = setting(kid(node, 'm:fPr'), 'm:type');
      const sign = bar === 'noBar' ? '|' : '/';
      return [...grouped(within(node, 'm:num')), { text: sign }, ...grouped(within(node, 'm:den'))];
    }
    case 'm:sSup':
      return [...base(), ...raised(within(node, 'm:sup'), 'super')];
    case 'm:sSub':
      return [...base(), ...raised(within(node, 'm:sub'), 'sub')];
    case 'm:sSubSup':
      return [...base(), ...raised(within(node, 'm:sub'), 'sub'), ...raised(within(node, 'm:sup'), 'super')];
    case 'm:sPre':
      return [...raised(within(node, 'm:sub'), 'sub'), ...raised(within(node, 'm:sup'), 'super'), ...base()];
    case 'm:rad':
      return [...raised(within(node, 'm:deg'), 'super'), { text: '√' }, ...grouped(base())];
    case 'm:nary': {
      const sign = setting(kid(node, 'm:naryPr'), 'm:chr') ?? '∫';
      const limits = [...raised(within(node, 'm:sub'), 'sub'), ...raised(within(node, 'm:sup'), 'super')];
      return [{ text: sign }, ...limits, ...base()];
    }
    case 'm:d': {
      const properties = kid(node, 'm:dPr');
      const open = setting(properties, 'm:begChr') ?? '(';
      const close = setting(properties, 'm:endChr') ?? ')';
      const separator = setting(properties, 'm:sepChr') ?? '|';
      const elements = kids(node).filter((child) => child.name === 'm:e');
      const inner = elements.flatMap((child, i) => [...(i > 0 ? text(separator) : []), ...mathParts(child)]);
      return [...text(open), ...inner, ...text(close)];
    }
    case 'm:m': {
      const rows = kids(node).filter((child) => child.name === 'm:mr');
      return rows.flatMap((row, i) => [
        ...(i > 0 ? text('; ') : []),
        ...kids(row).flatMap((cell, k) => [...(k > 0 ? text(', ') : []), ...mathParts(cell)]),
      ]);
    }
    case 'm:limLow':
      return [...base(), ...raised(within(node, 'm:lim'), 'sub')];
    case 'm:limUpp':
      return [...base(), ...raised(within(node, 'm:lim'), 'super')];
    case 'm:func':
      return [...within(node, 'm:fName'), { text: ' ' }, ...base()];
    case 'm:acc':
      return [...base(), ...text(setting(kid(node, 'm:accPr'), 'm:chr') ?? '\u0302')];
    case 'm:eqArr':
      return kids(node)
        .filter((child) => child.name === 'm:e')
        .flatMap((child, i) => [...(i > 0 ? text('; ') : []), ...mathParts(child)]);
    default:
      return node.name.endsWith('Pr') ? [] : mathParts(node);
  }
}

/** `m:val` of a child; '' counts: a delimiter may be empty. */
function setting(node: XmlNode | null, name: string): string | null {
  return kid(node, name)?.attributes['m:val'] ?? null;
}
