/** RC4, which node:crypto no longer has: OpenSSL 3 keeps it among what is not to be used. */
export class Rc4 {
  readonly #state = Uint8Array.from({ length: 256 }, (_, i) => i);
  #i = 0;
  #j = 0;

  constructor(key: Uint8Array) {
    for (let i = 0, j = 0; i < 256; i++) {
      j = (j + this.#at(i) + (key[i % key.length] ?? 0)) & 0xff;
      this.#swap(i, j);
    }
  }

  /** The next byte of the key stream. */
  next(): number {
    this.#i = (this.#i + 1) & 0xff;
    this.#j = (this.#j + this.#at(this.#i)) & 0xff;
    this.#swap(this.#i, this.#j);
    return this.#at((this.#at(this.#i) + this.#at(this.#j)) & 0xff);
  }

  #at(i: number): number {
    return this.#state[i] ?? 0;
  }

  #swap(i: number, j: number): void {
    const was = this.#at(i);
    this.#state[i] = this.#at(j);
    this.#state[j] = was;
  }
}
