/**
 * Layers (optional content, ISO 32000-1 §8.11): the groups that the copied pages use, with the visibility that
 * their own files gave them, become one list in the output.
 */
import type { InputCopy } from './copy.js';
import { isDict, Name, nameOf, type PdfValue, Raw, Ref, textString } from './objects.js';
import { serialise } from './syntax.js';
import type { PdfWriter } from './writer.js';

export class OptionalContent {
  private readonly groups: number[] = [];
  private readonly off: number[] = [];
  private readonly locked: number[] = [];
  private readonly order: string[] = [];
  private readonly radio: string[] = [];
  private readonly usage: string[] = [];
  private readonly known = new Set<number>();
  /** Layers of files that list none, with the materials they belong to. */
  private readonly loose: { label: string; groups: number[] }[] = [];

  /** Takes in the groups of an input that its copy has reached so far; call after `drain`. */
  collect(copy: InputCopy, label: string): void {
    const automated = this.usage.length;
    const { pdf } = copy;
    const properties = pdf.dict(pdf.catalog?.get('OCProperties'));
    if (properties === null) {
      this.addLoose(copy.layers, label);
      return;
    }
    const config = pdf.dict(properties.get('D'));
    const fresh: number[] = [];
    const numberOf = (value: PdfValue): number | null =>
      value instanceof Ref ? copy.copied(value.num) : null;
    const reached = (value: PdfValue | undefined): number[] =>
      (pdf.array(value) ?? []).map(numberOf).filter((num): num is number => num !== null);
    for (const num of reached(properties.get('OCGs'))) {
      if (this.known.has(num)) continue;
      this.known.add(num);
      fresh.push(num);
    }
    if (fresh.length === 0) return;
    const isFresh = new Set(fresh);
    const ofFresh = (value: PdfValue | undefined) => reached(value).filter((num) => isFresh.has(num));
    this.groups.push(...fresh);
    const on = new Set(ofFresh(config?.get('ON')));
    const hidden = new Set(ofFresh(config?.get('OFF')));
    if (nameOf(pdf.resolve(config?.get('BaseState'))) === 'OFF') {
      for (const num of fresh) if (!on.has(num)) hidden.add(num);
    }
    this.off.push(...hidden);
    this.locked.push(...ofFresh(config?.get('Locked')));
    this.order.push(`[${serialise(textString(label))} ${references(fresh)}]`);
    for (const set of pdf.array(config?.get('RBGroups')) ?? []) {
      const members = ofFresh(set);
      if (members.length > 1) this.radio.push(`[${references(members)}]`);
    }
    for (const item of pdf.array(config?.get('AS')) ?? []) {
      const entry = pdf.resolve(item);
      if (!isDict(entry)) continue;
      const event = nameOf(pdf.resolve(entry.get('Event')));
      const members = ofFresh(entry.get('OCGs'));
      const categories = (pdf.array(entry.get('Category')) ?? []).filter((value) => value instanceof Name);
      if (event === null || members.length === 0 || categories.length === 0) continue;
      const category = categories.map((value) => serialise(value)).join(' ');
      this.usage.push(
        `<</Event${serialise(new Name(event))}/Category[${category}]/OCGs[${references(members)}]>>`,
      );
    }
    if (this.usage.length > automated) copy.check.note('layer-automation');
  }

  private addLoose(layers: readonly number[], label: string): void {
    const groups = layers.filter((num) => !this.known.has(num));
    for (const num of groups) this.known.add(num);
    if (groups.length > 0) this.loose.push({ label, groups });
  }

  /** The catalog's /OCProperties, or null if no page uses layers. */
  write(writer: PdfWriter): Ref | null {
    if (this.groups.length === 0) return null;
    // In a file without a list all layers are seen; beside the list of another file they have to stand in it.
    for (const { label, groups } of this.loose) {
      this.groups.push(...groups);
      this.order.push(`[${serialise(textString(label))} ${references(groups)}]`);
    }
    // PDF/A asks for a name (ISO 19005-2 §6.9).
    const parts = [`/Name(Default)/Order[${this.order.join(' ')}]`];
    if (this.off.length > 0) parts.push(`/OFF[${references(this.off)}]`);
    if (this.locked.length > 0) parts.push(`/Locked[${references(this.locked)}]`);
    if (this.radio.length > 0) parts.push(`/RBGroups[${this.radio.join(' ')}]`);
    if (this.usage.length > 0) parts.push(`/AS[${this.usage.join(' ')}]`);
    return writer.add(new Raw(`<</OCGs[${references(this.groups)}]/D<<${parts.join('')}>>>>`));
  }
}

function references(numbers: Iterable<number>): string {
  return [...numbers].map((num) => `${num} 0 R`).join(' ');
}
