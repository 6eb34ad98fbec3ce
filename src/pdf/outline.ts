/** The volume's bookmarks: gathered in page order while writing, linked into a tree at the end (§12.3.3). */
import { Raw, Ref, textString } from './objects.js';
import { serialise } from './syntax.js';
import type { PdfWriter } from './writer.js';

interface Entry {
  title: string;
  /** ≥ 1 */
  level: number;
  open: boolean;
  /** A destination array as syntax; '' for an item that only holds others. */
  destination: string;
}

interface Item extends Entry {
  num: number;
  parent: Item | null;
  children: Item[];
  /** Place among its siblings. */
  at: number;
  /** Items that are seen when this one is open. */
  visible: number;
}

export class VolumeOutline {
  private readonly entries: Entry[] = [];

  get isEmpty(): boolean {
    return this.entries.length === 0;
  }

  add(title: string, level: number, open: boolean, destination: string): void {
    this.entries.push({ title, level: Math.max(1, level), open, destination });
  }

  /** Writes the tree; the reference for the catalog's /Outlines. */
  write(writer: PdfWriter): Ref | null {
    if (this.isEmpty) return null;
    const root = writer.allocate();
    const top: Item[] = [];
    const all: Item[] = [];
    /** The chain of items above the current one. */
    const chain: Item[] = [];
    for (const entry of this.entries) {
      while (chain.length > 0 && (chain.at(-1) as Item).level >= entry.level) chain.pop();
      const parent = chain.at(-1) ?? null;
      const siblings = parent?.children ?? top;
      const item: Item = {
        ...entry,
        num: writer.allocate(),
        parent,
        children: [],
        at: siblings.length,
        visible: 0,
      };
      siblings.push(item);
      chain.push(item);
      all.push(item);
    }
    for (const item of [...all].reverse()) {
      if (item.parent !== null) item.parent.visible += 1 + (item.open ? item.visible : 0);
    }
    for (const item of all) this.writeItem(writer, item, item.parent?.children ?? top, root);
    const visible = top.reduce((sum, item) => sum + 1 + (item.open ? item.visible : 0), 0);
    const first = (top[0] as Item).num;
    const last = (top.at(-1) as Item).num;
    writer.putText(root, `<</Type/Outlines/First ${first} 0 R/Last ${last} 0 R/Count ${visible}>>`);
    return new Ref(root);
  }

  private writeItem(writer: PdfWriter, item: Item, siblings: Item[], root: number): void {
    let text = `<</Title${serialise(textString(item.title))}/Parent ${item.parent?.num ?? root} 0 R`;
    const previous = siblings[item.at - 1];
    const next = siblings[item.at + 1];
    if (previous !== undefined) text += `/Prev ${previous.num} 0 R`;
    if (next !== undefined) text += `/Next ${next.num} 0 R`;
    if (item.children.length > 0) {
      const first = (item.children[0] as Item).num;
      const last = (item.children.at(-1) as Item).num;
      text += `/First ${first} 0 R/Last ${last} 0 R/Count ${item.open ? item.visible : -item.visible}`;
    }
    if (item.destination !== '') text += `/Dest${item.destination}`;
    writer.put(item.num, new Raw(`${text}>>`));
  }
}
