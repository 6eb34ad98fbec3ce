/** Runs of a Word paragraph → spans. */
import type { Inline, PictureInline } from '../model/document.js';
import type { Span } from './lines.js';
import { BODY_SIZE, headingRole, LINK_COLOR } from './style.js';

/** @param level 1–4 for a heading, which has its own face; 9 for body text. */
export function inlineSpan(inline: Exclude<Inline, PictureInline>, level = 9, size = BODY_SIZE): Span {
  if (inline.kind === 'break')
    return { text: inline.what === 'tab' ? '\t' : '\n', role: headingRole(level), size };
  const span: Span = { text: inline.text, role: headingRole(level), size };
  if (inline.bold) span.bold = true;
  if (inline.italic) span.italic = true;
  if (inline.underline) span.underline = true;
  if (inline.strike) span.strike = true;
  if (inline.script) span.script = inline.script;
  if (inline.color && !/^0{6}$/.test(inline.color)) span.color = inline.color;
  if (inline.href && /^[a-z][a-z\d+.-]*:/i.test(inline.href)) {
    span.link = { url: inline.href };
    span.color ??= LINK_COLOR;
  }
  return span;
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
