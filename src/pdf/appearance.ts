/** Which stream shows an annotation (ISO 32000-1 §12.5.5). */
import { type Dict, isDict, nameOf, PdfStream, Ref } from './objects.js';
import type { RawPdf } from './raw.js';

/** The stream that shows the annotation as it stands; of a check box, that of its state. */
export function normalAppearance(pdf: RawPdf, annotation: Dict): Ref | null {
  let value = pdf.dict(annotation.get('AP'))?.get('N') ?? null;
  const states = pdf.resolve(value);
  if (isDict(states)) {
    const state = nameOf(pdf.resolve(annotation.get('AS'))) ?? 'Off';
    value = states.get(state) ?? null;
  }
  return value instanceof Ref && pdf.resolve(value) instanceof PdfStream ? value : null;
}

/** Whether that stream can be drawn: without its bounds no viewer knows where. */
export function hasAppearance(pdf: RawPdf, annotation: Dict): boolean {
  const stream = pdf.resolve(normalAppearance(pdf, annotation));
  return stream instanceof PdfStream && pdf.array(stream.dict.get('BBox')) !== null;
}
