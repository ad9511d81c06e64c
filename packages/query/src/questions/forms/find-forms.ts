import { RowBinaryReader } from '../../sql/row-binary.ts';
import { MARK } from './compile.ts';
import type { formOutcomes } from './definition.ts';
import type { FormsPlan } from './plan.ts';

/** What can become of a form that was seen. */
export type FormOutcome = (typeof formOutcomes)[number];

/** One event of a form. */
export interface FormEvent {
  /** Epoch ms. */
  time: number;
  /** How many events of its checkout come before it. */
  place: number;
  bits: number;
  /** '' where the form was only seen. */
  field: string;
  /** The breakdown's. */
  value: string;
  focusedMs: number;
  refills: number;
  failures: number;
}

/** A step of one checkout of one visitor, and what became of it. */
export interface Form {
  visitorId: string;
  /** The step. */
  name: string;
  first: FormEvent;
  /** Its fields' events, in the order of emission. */
  touches: FormEvent[];
  outcome: FormOutcome;
}

/** What happened in one checkout. */
interface Checkout {
  /** The events of each step, in the order of emission. */
  steps: Map<string, [FormEvent, ...FormEvent[]]>;
  events: number;
  /** When purchases that named no checkout followed, epoch ms. */
  purchasedAt: number[];
}

/** Reads the events of one visitor; purchases that name a checkout are told to `onPurchase`. */
const readCheckouts = (
  reader: RowBinaryReader,
  onPurchase: (checkoutId: string, time: number) => void,
): Map<string, Checkout> => {
  const checkouts = new Map<string, Checkout>();
  let begunLast: Checkout | undefined;
  for (let left = reader.length(); left > 0; left--) {
    const time = reader.float64();
    const bits = reader.uint8();
    const checkoutId = reader.text();
    const step = reader.text();
    const told = {
      field: reader.text(),
      value: reader.text(),
      focusedMs: reader.float64(),
      refills: reader.uint32(),
      failures: reader.uint32(),
    };
    if (bits & MARK.purchase) {
      if (checkoutId !== '') onPurchase(checkoutId, time);
      // One that names no checkout is of the one that its visitor began last.
      else begunLast?.purchasedAt.push(time);
      continue;
    }
    const known = checkouts.get(checkoutId);
    const checkout = known ?? { steps: new Map(), events: 0, purchasedAt: [] };
    if (!known) {
      checkouts.set(checkoutId, checkout);
      begunLast = checkout;
    }
    const event = { time, place: checkout.events++, bits, ...told };
    const events = checkout.steps.get(step);
    if (events) events.push(event);
    else checkout.steps.set(step, [event]);
  }
  return checkouts;
};

/** Reads the answer's visitors, and finds every form with what became of it. */
export const findForms = (bytes: Uint8Array, { cutoffMs, nowMs }: FormsPlan): Form[] => {
  const reader = new RowBinaryReader(bytes);
  const found: { visitorId: string; checkoutId: string; checkout: Checkout }[] = [];
  const namedAt = new Map<string, number[]>();
  while (!reader.isAtEnd()) {
    const visitorId = reader.id64();
    const checkouts = readCheckouts(reader, (checkoutId, time) => {
      const known = namedAt.get(checkoutId);
      if (known) known.push(time);
      else namedAt.set(checkoutId, [time]);
    });
    for (const [checkoutId, checkout] of checkouts) found.push({ visitorId, checkoutId, checkout });
  }
  return found.flatMap(({ visitorId, checkoutId, checkout: { steps, purchasedAt } }) => {
    const boughtAt = [...purchasedAt, ...(namedAt.get(checkoutId) ?? [])];
    const reachedAt = [...steps.values()].map(([{ place }]) => place);
    return [...steps].map(([name, events]): Form => {
      const [first] = events;
      const touches = events.filter(({ bits }) => bits & MARK.field);
      const begun = touches[0] ?? first;
      const isSubmitted = reachedAt.some((place) => place > begun.place) || boughtAt.some((time) => time >= begun.time);
      const isLeft = nowMs - (events.at(-1) ?? first).time >= cutoffMs;
      const left = touches.length > 0 ? 'abandoned' : 'untouched';
      return { visitorId, name, first, touches, outcome: isSubmitted ? 'submitted' : isLeft ? left : 'open' };
    });
  });
};
