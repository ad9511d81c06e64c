import type { CheckoutEvent } from './events.ts';

/** How one visitor came and went. Moments are epoch ms. */
export interface Activity {
  lastAt: number;
  /** The last customer that their events named, when that was at the moment or later; otherwise ''. */
  customerSince(since: number): string;
  /** Whether they were away for the cut-off at some time between two moments, the first of which is one of an event. */
  wasLeft(since: number, until: number): boolean;
}

/** The first place from which on `isBehind` holds; `count` where it holds nowhere. */
const firstPlace = (count: number, isBehind: (place: number) => boolean): number => {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBehind(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** Looks once through what a visitor did, in the order of emission, so that each of their checkouts is judged without looking again. */
export const activityOf = (events: readonly CheckoutEvent[], cutoffMs: number): Activity => {
  const timeAt = (place: number) => events[place]?.time ?? 0;
  const named = events.findLast(({ customerId }) => customerId !== '');
  /** Places of the events that the visitor was away before. */
  const returned = events.flatMap(({ time }, place) =>
    place > 0 && time - timeAt(place - 1) >= cutoffMs ? [place] : [],
  );
  return {
    lastAt: timeAt(events.length - 1),
    customerSince: (since) => (named && named.time >= since ? named.customerId : ''),
    wasLeft: (since, until) => {
      const begun = firstPlace(events.length, (place) => timeAt(place) >= since);
      const back = returned[firstPlace(returned.length, (nth) => (returned[nth] ?? 0) > begun)];
      if (back !== undefined && timeAt(back) <= until) return true;
      const end = firstPlace(events.length, (place) => timeAt(place) > until);
      return until - timeAt(end - 1) >= cutoffMs;
    },
  };
};
