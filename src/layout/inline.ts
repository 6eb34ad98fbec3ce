/** Runs of a Word paragraph → spans. */
import type { BreakInline, NoteInline, TextRun } from '../model/document.js';
import type { Span } from './lines.js';
import type { FontRole } from './page.js';
import { BODY_SIZE, headingRole, LINK_COLOR } from './style.js';
import { faceOf, inkOn, sizeIn, type WordLook } from './wordlook.js';

/** Where a run stands. */
export interface InlinePlace {
  look: WordLook;
  /** 1–4 for a heading, which has its own face; 9 for body text. */
  level: number;
  /** The standard's size there, pt. */
  size: number;
  /** Colour behind the paragraph, RRGGBB. */
  ground: string | null;
}

export const STANDARD: WordLook = { kind: 'standard', body: BODY_SIZE };

export function inlineSpan(inline: TextRun | BreakInline | NoteInline, place: InlinePlace): Span {
  const { look, level, size } = place;
  const face = (run: Pick<TextRun, 'font' | 'bold'> = { bold: false }): { role: FontRole; bold: boolean } =>
    look.kind === 'own' ? faceOf(run) : { role: headingRole(level), bold: run.bold };
  const plain = look.kind === 'own' ? look.body : size;
  if (inline.kind === 'break')
    return { text: inline.what === 'tab' ? '\t' : '\n', role: face().role, size: plain };
  if (inline.kind === 'note')
    return {
      text: noteMark(inline),
      role: 'song',
      size: plain,
      script: 'super',
      ...(inline.of === 'footnote' ? { note: inline.index } : {}),
    };
  const { role, bold } = face(inline);
  const span: Span = { text: inline.text, role, size: sizeIn(look, inline.size, size) };
  if (bold) span.bold = true;
  if (inline.italic) span.italic = true;
  if (inline.underline) span.underline = true;
  if (inline.strike) span.strike = true;
  if (inline.script) span.script = inline.script;
  if (inline.fill) span.fill = inline.fill;
  const ink = inkOn(inline.fill ?? place.ground, inline.color);
  if (ink) span.color = ink;
  if (inline.href && /^[a-z][a-z\d+.-]*:/i.test(inline.href)) {
    span.link = { url: inline.href };
    span.color ??= LINK_COLOR;
  }
  return span;
}

/** Footnotes are numbered, endnotes stand in brackets. */
export function noteMark({ of, index }: Pick<NoteInline, 'of' | 'index'>): string {
  return of === 'footnote' ? String(index + 1) : `[${index + 1}]`;
}

/** Leading spaces stand for the indent, which the paragraph has already. */
export function trimStart(spans: Span[]): Span[] {
  const out = [...spans];
  while (out[0]) {
    const text = out[0].text.replace(/^[ \t\u3000\u00a0]+/, '');
    if (text !== '') {
      out[0] = { ...out[0], text };
      break;
    }
    out.shift();
  }
  return out;
}

/** What a text refers to: from–to in UTF-16 units, in order and apart, and the piece or place it leads to. */
export type References = (text: string) => readonly { from: number; to: number; piece: string }[];

/** 「材料12」, 「附件3」: not torn between word and number. */
const SHORT_REFERENCE = 5;

/** Spans whose references are links; links that the writer set stay as they are. */
export function referring(spans: Span[], references: References | undefined): Span[] {
  const found = references?.(spans.map((span) => span.text).join('')) ?? [];
  if (found.length === 0) return spans;
  let at = 0;
  return spans.flatMap((span) => {
    const start = at;
    const end = start + span.text.length;
    at = end;
    if (span.link) return [span];
    const parts: Span[] = [];
    let done = start;
    const upTo = (to: number, link?: Span['link']) => {
      if (to <= done) return;
      const text = span.text.slice(done - start, to - start);
      if (!link) parts.push({ ...span, text });
      else {
        const whole = text.length <= SHORT_REFERENCE ? { whole: true } : {};
        parts.push({ ...span, text, link, color: span.color ?? LINK_COLOR, ...whole });
      }
      done = to;
    };
    for (const { from, to, piece } of found) {
      if (to <= start || from >= end) continue;
      upTo(Math.max(from, start));
      upTo(Math.min(to, end), { piece });
    }
    upTo(end);
    return parts.length > 0 ? parts : [span];
  });
}
