import type { Attempt } from './attempts.ts';
import { compareAttempts, type OpenAttempts } from './open-attempts.ts';

/** An event that names the customer, by a visitor who has attempts. */
interface Naming {
  time: number;
  attempts: OpenAttempts;
}

/** One of the customer's visitors: the latest open attempt that began before the visitor was last known as the customer. */
interface Offer {
  naming: Naming;
  attempt: Attempt;
}

/** The attempts of a customer's visitors. Moments asked for must never fall. */
export class CustomerAttempts {
  readonly #namings: Naming[] = [];
  #isSorted = true;
  #next = 0;
  /** A heap, the latest attempt on top. */
  readonly #offers: Offer[] = [];
  /** What each visitor offers. */
  readonly #offered = new Map<OpenAttempts, Offer>();

  add(naming: Naming): void {
    this.#isSorted &&= (this.#namings.at(-1)?.time ?? naming.time) <= naming.time;
    this.#namings.push(naming);
  }

  /** The latest open attempt of a visitor who was known as the customer since it began, up to that moment. */
  latest(until: number): Attempt | undefined {
    if (!this.#isSorted) this.#namings.sort((a, b) => a.time - b.time);
    this.#isSorted = true;
    for (let naming = this.#namings[this.#next]; naming && naming.time <= until; naming = this.#namings[this.#next]) {
      this.#next++;
      this.#offer(naming);
    }
    for (let top = this.#offers[0]; top; top = this.#offers[0]) {
      const isMeant = this.#offered.get(top.naming.attempts) === top;
      if (isMeant && top.attempt.purchase === undefined) return top.attempt;
      this.#removeTop();
      if (isMeant) this.#offer(top.naming);
    }
    return undefined;
  }

  #offer(naming: Naming): void {
    const attempt = naming.attempts.latest(naming.time);
    const known = this.#offered.get(naming.attempts);
    if (!attempt) {
      this.#offered.delete(naming.attempts);
      return;
    }
    if (known?.attempt === attempt) {
      // Known as the customer for longer: once it is completed, later ones may be meant.
      known.naming = naming;
      return;
    }
    const offer = { naming, attempt };
    this.#offered.set(naming.attempts, offer);
    this.#push(offer);
  }

  #push(offer: Offer): void {
    const offers = this.#offers;
    let place = offers.push(offer) - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = offers[above];
      if (!other || compareAttempts(other.attempt, offer.attempt) >= 0) break;
      offers[place] = other;
      place = above;
    }
    offers[place] = offer;
  }

  #removeTop(): void {
    const offers = this.#offers;
    const moved = offers.pop();
    if (!moved || offers.length === 0) return;
    let place = 0;
    for (;;) {
      const [left, right] = [offers[2 * place + 1], offers[2 * place + 2]];
      const isRight = left && right && compareAttempts(right.attempt, left.attempt) > 0;
      const larger = isRight ? right : left;
      if (!larger || compareAttempts(larger.attempt, moved.attempt) <= 0) break;
      offers[place] = larger;
      place = 2 * place + (isRight ? 2 : 1);
    }
    offers[place] = moved;
  }
}
