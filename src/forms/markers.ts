/**
 * The markers of a template: {{name}} is a value, {{#list}} … {{/list}} repeats what lies between, once per entry,
 * and drops it where the list is empty. Inside, the entry's own names come before those around it.
 * May not know what kind of file the text stands in.
 */
import { DossierError } from '../model/error.js';

export interface Values {
  [name: string]: string | number | Values[];
}

/** Innermost first. */
export type Scope = readonly Values[];

export class TemplateError extends DossierError {}

const MARKER = /\{\{([#/]?)\s*([A-Za-z][A-Za-z0-9]*)\s*\}\}/g;

export interface Marker {
  kind: 'value' | 'open' | 'close';
  name: string;
  start: number;
  end: number;
}

export function markersIn(text: string): Marker[] {
  return [...text.matchAll(MARKER)].map((hit) => ({
    kind: hit[1] === '#' ? 'open' : hit[1] === '/' ? 'close' : 'value',
    name: hit[2] ?? '',
    start: hit.index,
    end: hit.index + hit[0].length,
  }));
}

/** The section that a text opens or closes, where it holds nothing else. */
export function soleMarker(text: string): Marker | null {
  const trimmed = text.trim();
  const [marker] = markersIn(trimmed);
  return marker && marker.kind !== 'value' && marker.start === 0 && marker.end === trimmed.length
    ? marker
    : null;
}

/** The list that a text is wrapped in: "{{#columns}}…{{/columns}}" → "columns". */
export function wrappedIn(text: string): string | null {
  const markers = markersIn(text.trim());
  const first = markers[0];
  const last = markers.at(-1);
  if (first?.kind !== 'open' || last?.kind !== 'close' || first.name !== last.name) return null;
  return first.start === 0 && last.end === text.trim().length ? first.name : null;
}

/** @throws TemplateError where the template names what the form does not have */
export function valueNamed(scope: Scope, name: string): string {
  const value = find(scope, name);
  if (Array.isArray(value)) throw misuse(name, scope);
  return String(value);
}

/** @throws TemplateError where the template names what the form does not have */
export function listNamed(scope: Scope, name: string): Values[] {
  const value = find(scope, name);
  if (!Array.isArray(value)) throw misuse(name, scope);
  return value;
}

function find(scope: Scope, name: string): string | number | Values[] {
  for (const values of scope) {
    const value = values[name];
    if (value !== undefined) return value;
  }
  throw misuse(name, scope);
}

function misuse(name: string, scope: Scope): TemplateError {
  const known = [...new Set(scope.flatMap((values) => Object.keys(values)))].sort();
  return new TemplateError('input', {
    zh: `不认识或用错了的标记“{{${name}}}”。此处可用：${known.join('、')}`,
    en: `The marker "{{${name}}}" is unknown or misused. Known here: ${known.join(', ')}`,
  });
}

export function unclosed(name: string): TemplateError {
  return new TemplateError('input', {
    zh: `标记“{{#${name}}}”与“{{/${name}}}”不成对（在Word中应各占一段，在表格中应同在一格或一行）`,
    en: `The markers "{{#${name}}}" and "{{/${name}}}" are no pair (each a paragraph of its own, or both in one cell or row)`,
  });
}
