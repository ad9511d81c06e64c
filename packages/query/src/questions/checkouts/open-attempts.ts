import type { Attempt } from './attempts.ts';

/** When it began, epoch ms. */
const startOf = ({ own }: Attempt): number => own[0]?.time ?? 0;

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By when they began; of the same moment, by visitor and event, so that it is the same whoever comes first. */
export const compareAttempts = (a: Attempt, b: Attempt): number =>
  startOf(a) - startOf(b) ||
  compareText(a.visitorId, b.visitorId) ||
  compareText(a.own[0]?.eventId ?? '', b.own[0]?.eventId ?? '');

/** Attempts of which the latest one that no purchase has completed is looked for again and again. */
export class OpenAttempts {
  readonly #attempts: readonly Attempt[];
  /** For each place the one from which on to look backwards: those between are completed. A disjoint-set forest (Tarjan 1975). */
  readonly #before: Int32Array;

  constructor(attempts: readonly Attempt[]) {
    this.#attempts = attempts.toSorted(compareAttempts);
    this.#before = Int32Array.from(attempts, (_, place) => place);
  }

  /** True when one began at that moment or before, completed or not. */
  hasBegun(until: number): boolean {
    const [first] = this.#attempts;
    return first !== undefined && startOf(first) <= until;
  }

  /** The latest open one that began at that moment or before. */
  latest(until: number): Attempt | undefined {
    let [low, high] = [0, this.#attempts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const attempt = this.#attempts[middle];
      if (attempt && startOf(attempt) <= until) low = middle + 1;
      else high = middle;
    }
    return this.#openFrom(low - 1);
  }

  #openFrom(place: number): Attempt | undefined {
    let found = place;
    for (let attempt = this.#attempts[found]; attempt; attempt = this.#attempts[found]) {
      const before = this.#before[found] ?? -1;
      if (before === found && attempt.purchase === undefined) break;
      found = before === found ? found - 1 : before;
    }
    // What was stepped over need not be stepped over again.
    for (let at = place; at > found; ) {
      const before = this.#before[at] ?? -1;
      this.#before[at] = found;
      at = before === at ? at - 1 : before;
    }
    return this.#attempts[found];
  }
}
