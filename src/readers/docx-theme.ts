/** Fonts of the theme (theme1.xml, ECMA-376-1 §20.1.4.1.16): what "the body's East Asian font" is called. */
import { find, kid, kids, type XmlNode } from './xml.js';

/** "minorEastAsia", "majorHAnsi" … → the font's name. */
export type ThemeFonts = ReadonlyMap<string, string>;

export function themeFonts(root: XmlNode | null): ThemeFonts {
  const fonts = new Map<string, string>();
  for (const [kind, name] of [
    ['major', 'a:majorFont'],
    ['minor', 'a:minorFont'],
  ] as const) {
    const node = root ? find(root, name) : null;
    if (!node) continue;
    const face = (child: XmlNode | null): string => child?.attributes.typeface ?? '';
    const hans = kids(node).find((child) => child.name === 'a:font' && child.attributes.script === 'Hans');
    const latin = face(kid(node, 'a:latin'));
    const eastAsia = face(kid(node, 'a:ea')) || face(hans ?? null);
    if (latin !== '') fonts.set(kind, latin);
    if (eastAsia !== '') fonts.set(`${kind}EastAsia`, eastAsia);
  }
  return fonts;
}

/** `name` as in w:asciiTheme: minorAscii, minorHAnsi and minorBidi share the Latin font. */
export function themeFont(fonts: ThemeFonts, name: string): string | undefined {
  const kind = name.startsWith('major') ? 'major' : 'minor';
  return name.endsWith('EastAsia') ? fonts.get(`${kind}EastAsia`) : fonts.get(kind);
}
