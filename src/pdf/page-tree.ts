/**
 * The output's page tree: all numbers fixed before the first page is written, nodes written last. Two levels
 * of at most 64 kids below a root that grows: viewers open far pages fast.
 */
import { Ref } from './objects.js';
import type { PdfWriter } from './writer.js';

const FAN = 64;

export class PageTree {
  private readonly writer: PdfWriter;
  private readonly total: number;
  private readonly firstPage: number;
  /** Per level from the leaves up: number of the first node and how many there are. */
  private readonly levels: { first: number; count: number }[] = [];

  constructor(writer: PdfWriter, total: number) {
    this.writer = writer;
    this.total = total;
    this.firstPage = writer.allocate(total);
    let below = total;
    do {
      const count = Math.max(1, Math.ceil(below / FAN));
      this.levels.push({ first: writer.allocate(count), count });
      below = count;
    } while (below > 1);
  }

  /** Object number of a page, 1-based. */
  pageObject(page: number): number {
    return this.firstPage + page - 1;
  }

  /** Object number of the node above a page, 1-based. */
  parentOf(page: number): number {
    return (this.levels[0]?.first ?? 0) + Math.floor((page - 1) / FAN);
  }

  /** Writes all nodes; the root. */
  write(): Ref {
    let below = { first: this.firstPage, count: this.total };
    let leaves = 1;
    this.levels.forEach((level, depth) => {
      const up = this.levels[depth + 1];
      for (let i = 0; i < level.count; i++) {
        const from = i * FAN;
        const to = Math.min(from + FAN, below.count);
        const kids = Array.from({ length: to - from }, (_, k) => `${below.first + from + k} 0 R`).join(' ');
        const pages = Math.min(to * leaves, this.total) - from * leaves;
        const parent = up === undefined ? '' : `/Parent ${up.first + Math.floor(i / FAN)} 0 R`;
        this.writer.putText(level.first + i, `<</Type/Pages${parent}/Count ${pages}/Kids[${kids}]>>`);
      }
      below = level;
      leaves *= FAN;
    });
    return new Ref((this.levels.at(-1) as { first: number }).first);
  }
}
