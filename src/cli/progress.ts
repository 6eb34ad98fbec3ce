/** What is going on, on one line of standard error that is written over; for a person who waits, and nobody else. */
import { textWidth } from '../model/width.js';
import type { Io } from './main.js';

/** ms between two changes: more often nobody can read. */
const PAUSE = 100;
/** Back to the line's start, and wipe it. */
const WIPE = '\r\u001b[2K';

export class Progress {
  readonly #io: Io;
  readonly #on: boolean;
  #shownAt = Number.NEGATIVE_INFINITY;
  #dirty = false;

  /** Silent where standard error is no terminal, where it can't wipe a line, and in CI. */
  constructor(io: Io) {
    this.#io = io;
    this.#on = io.interactive && io.env.TERM !== 'dumb' && !io.env.CI;
  }

  show(text: string): void {
    const now = this.#io.now().getTime();
    if (!this.#on || now - this.#shownAt < PAUSE) return;
    this.#shownAt = now;
    this.#dirty = true;
    this.#io.err(WIPE + cut(text, (this.#io.screen?.columns ?? 80) - 1));
  }

  /** Makes room for what stays. */
  clear(): void {
    if (!this.#dirty) return;
    this.#dirty = false;
    this.#io.err(WIPE);
  }
}

/** A line that runs over can't be wiped. */
function cut(text: string, width: number): string {
  let line = text;
  while (textWidth(line) > width) line = line.slice(0, -1);
  return line;
}
