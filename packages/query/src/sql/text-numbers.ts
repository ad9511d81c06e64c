import { textOf } from './text-of.ts';

const FIRST_SIZE = 256;

/** Another one in each process: nobody can make texts that all fall into one slot. */
const SEED = Math.floor(Math.random() * 2 ** 32);

/**
 * Numbers the texts of an answer from 0, in the order in which they are met: reading text costs the most, and few texts are
 * different. Texts are the same when their bytes are.
 */
export class TextNumbers {
  readonly #bytes: Uint8Array;
  readonly #begins: number[] = [];
  readonly #lengths: number[] = [];
  /** Those that were asked for, by number. */
  readonly #texts: (string | undefined)[] = [];
  /** Number + 1 of the text in a slot; 0 where there is none. Twice as many slots as texts, at least. */
  #slots = new Uint32Array(2 * FIRST_SIZE);

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The number of the text that lies there. */
  numberOf(begin: number, length: number): number {
    let slot = this.#slotOf(begin, length);
    for (let known = this.#slots[slot] ?? 0; known !== 0; known = this.#slots[slot] ?? 0) {
      if (this.#isSame(known - 1, begin, length)) return known - 1;
      slot = (slot + 1) & (this.#slots.length - 1);
    }
    this.#begins.push(begin);
    this.#lengths.push(length);
    this.#slots[slot] = this.#begins.length;
    if (2 * this.#begins.length >= this.#slots.length) this.#grow();
    return this.#begins.length - 1;
  }

  /** The text of a number that was given. */
  textOf(number: number): string {
    const known = this.#texts[number];
    if (known !== undefined) return known;
    const text = textOf(this.#bytes, this.#begins[number] ?? 0, this.#lengths[number] ?? 0);
    this.#texts[number] = text;
    return text;
  }

  /** The texts in the order of their numbers. */
  texts(): string[] {
    return this.#begins.map((_, number) => this.textOf(number));
  }

  #slotOf(begin: number, length: number): number {
    // FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/
    let hash = 0x811c9dc5 ^ SEED;
    for (let at = begin; at < begin + length; at++) hash = Math.imul(hash ^ (this.#bytes[at] ?? 0), 0x01000193);
    return (hash ^ (hash >>> 15)) & (this.#slots.length - 1);
  }

  #isSame(known: number, begin: number, length: number): boolean {
    if (this.#lengths[known] !== length) return false;
    const knownBegin = this.#begins[known] ?? 0;
    for (let at = 0; at < length; at++) if (this.#bytes[knownBegin + at] !== this.#bytes[begin + at]) return false;
    return true;
  }

  #grow(): void {
    this.#slots = new Uint32Array(2 * this.#slots.length);
    this.#begins.forEach((begin, index) => {
      let slot = this.#slotOf(begin, this.#lengths[index] ?? 0);
      while (this.#slots[slot] !== 0) slot = (slot + 1) & (this.#slots.length - 1);
      this.#slots[slot] = index + 1;
    });
  }
}
