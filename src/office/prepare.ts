/**
 * What is changed in the copy of a .docx before it is converted: tracked changes are shown as accepted (LibreOffice prints
 * deleted text, struck through, unless the file says not to show it), and its own page numbers go, which would contradict
 * the volume's. Anything unusual is left as it is.
 */
import { OFFICE_LIMITS } from './limits.js';
import { Package } from './package.js';

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const SETTINGS_RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings';
const SETTINGS_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml';

/** Kind of a part by the end of its content type. */
type Kind = 'main' | 'settings' | 'header' | 'footer';

/** @returns the bytes to convert; the given ones where it is no package that can be understood */
export function prepareDocx(bytes: Buffer): Buffer {
  const parts = Package.read(bytes);
  const types = parts?.text('[Content_Types].xml', OFFICE_LIMITS.part) ?? null;
  if (parts === null || types === null) return bytes;
  for (const kind of ['header', 'footer'] as const) {
    for (const name of partsOf(types, kind)) {
      const text = parts.text(name, OFFICE_LIMITS.part);
      const numberless = text === null ? null : withoutPageNumbers(text);
      if (numberless !== null && numberless !== text) parts.put(name, numberless);
    }
  }
  acceptChanges(parts, types);
  return parts.bytes();
}

function partsOf(types: string, kind: Kind): string[] {
  const overrides = [...types.matchAll(/<(?:\w+:)?Override\b[^>]*>/g)].map(([tag]) => tag);
  return overrides.flatMap((tag) => {
    const name = /\bPartName="\/?([^"]+)"/.exec(tag)?.[1];
    const type = /\bContentType="[^"]*?\.(main|settings|header|footer)\+xml"/.exec(tag)?.[1];
    return name !== undefined && type === kind ? [name] : [];
  });
}

/** ECMA-376-1 §17.15.1.69: insertions and deletions are not to be shown: the text is as if all were accepted. */
function acceptChanges(parts: Package, types: string): void {
  const [settings] = partsOf(types, 'settings');
  const [main] = partsOf(types, 'main');
  if (settings !== undefined) {
    const text = parts.text(settings, OFFICE_LIMITS.part);
    const root = text === null ? null : /<((?:\w+:)?)settings\b[^>]*?(\/?)>/.exec(text);
    if (text === null || root === null) return;
    const [tag, prefix = '', closed] = root;
    const view = viewTag(prefix);
    const bare = text.replace(/<(?:\w+:)?revisionView\b[^>]*\/>/g, '');
    const opened = closed === '/' ? `${tag.slice(0, -2)}>${view}</${prefix}settings>` : `${tag}${view}`;
    parts.put(
      settings,
      bare.replace(tag, () => opened),
    );
    return;
  }
  const slash = main?.lastIndexOf('/') ?? -1;
  if (main === undefined || slash < 0) return;
  const folder = main.slice(0, slash);
  const relations = `${folder}/_rels/${main.slice(slash + 1)}.rels`;
  const known =
    parts.text(relations, OFFICE_LIMITS.part) ?? `<Relationships xmlns="${RELATIONS}"></Relationships>`;
  const relation = `<Relationship Id="dossierSettings" Type="${SETTINGS_RELATION}" Target="settings.xml"/>`;
  const named = known.replace(/<\/Relationships>/, () => `${relation}</Relationships>`);
  const override = `<Override PartName="/${folder}/settings.xml" ContentType="${SETTINGS_TYPE}"/>`;
  const typed = types.replace(/<\/Types>/, () => `${override}</Types>`);
  if (named === known || typed === types) return;
  parts.put(relations, named);
  parts.put('[Content_Types].xml', typed);
  parts.put(
    `${folder}/settings.xml`,
    `<?xml version="1.0" encoding="UTF-8"?><w:settings xmlns:w="${WORD}">${viewTag('w:')}</w:settings>`,
  );
}

function viewTag(prefix: string): string {
  return `<${prefix}revisionView ${prefix}markup="0" ${prefix}insDel="0" ${prefix}formatting="0"/>`;
}

/** A paragraph that holds no other. */
const INNERMOST = /<w:p(?=[ >])[^>]*>(?:(?!<w:p[ >])[\s\S])*?<\/w:p>/g;
/** What may stand beside a page number that goes with it: 「— 3 —」「第3页 共5页」「3/5」. */
const BESIDE = /^[\s\d—–―\-－·•第页共,，/／()（）]*$/;

/** Paragraphs of a header or footer that say nothing but the page's number lose it; others stay whole. */
export function withoutPageNumbers(part: string): string {
  return part.replace(INNERMOST, (paragraph) => {
    if (!/(?:<w:instrText\b[^>]*>|w:instr=")\s*PAGE\b/.test(paragraph)) return paragraph;
    const said = [...paragraph.matchAll(/<w:t(?=[ >])[^>]*>([^<]*)<\/w:t>/g)].map((hit) => hit[1]).join('');
    if (!BESIDE.test(said) || /<w:(?:drawing|pict|object)\b/.test(paragraph)) return paragraph;
    const format = /<w:pPr\b[\s\S]*?<\/w:pPr>/.exec(paragraph)?.[0] ?? '';
    return `<w:p>${format}</w:p>`;
  });
}
