import { type AttemptFinder, stepMask, type UnitEvents, unionOf } from './attempt.ts';
import { type FunnelPlan, has } from './plan.ts';

/**
 * Gives each event at most one step, so that as many steps as possible are filled: a bipartite matching that grows by
 * augmenting paths (H. W. Kuhn, 1955). An event that finds no place now finds none later either, so it is forgotten.
 */
const createMatching = (stepCount: number) => {
  /** Per step, the mask of the event that fills it; 0 where none does. */
  const filledBy = new Array<number>(stepCount).fill(0);
  let tried = 0;
  const place = (mask: number): boolean => {
    for (let step = 0; step < stepCount; step++) {
      if (!has(mask, step) || has(tried, step)) continue;
      tried |= 1 << step;
      const holder = filledBy[step] ?? 0;
      if (holder === 0 || place(holder)) {
        filledBy[step] = mask;
        return true;
      }
    }
    return false;
  };
  return {
    empty: () => filledBy.fill(0),
    /** True when one more step is filled with this event. */
    fill: (mask: number): boolean => {
      tried = 0;
      return place(mask);
    },
  };
};

const bitCount = (mask: number): number => {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
};

/** The events of a unit that can fill the same steps. */
interface Alike {
  /** Their indexes. */
  places: number[];
  /** The first of `places` that lies at the entry or behind. Entries only move on. */
  next: number;
}

const alikeOf = ({ count, masks }: UnitEvents, steps: number): Alike[] => {
  const byMask = new Map<number, Alike>();
  for (let index = 0; index < count; index++) {
    const mask = (masks[index] ?? 0) & steps;
    if (mask === 0) continue;
    const alike = byMask.get(mask);
    if (alike) alike.places.push(index);
    else byMask.set(mask, { places: [index], next: 0 });
  }
  return [...byMask.values()];
};

/** Finds the attempt that counts, where the steps may be done in any order. */
export const createAnyOrderFinder = (plan: FunnelPlan): AttemptFinder => {
  const { stepCount, windowMs } = plan;
  const steps = stepMask(plan);
  const matching = createMatching(stepCount);

  /**
   * The events from the entry on that can matter, in order: of those alike no more than there are steps. So an entry costs the
   * same, however many events follow it.
   */
  const eventsFrom = (entry: number, times: ArrayLike<number>, all: readonly Alike[]): number[] => {
    const latest = (times[entry] ?? 0) + windowMs;
    const found: number[] = [];
    for (const alike of all) {
      while ((alike.places[alike.next] ?? entry) < entry) alike.next++;
      for (let place = alike.next; place < alike.next + stepCount; place++) {
        const index = alike.places[place];
        if (index === undefined || (times[index] ?? 0) > latest) break;
        found.push(index);
      }
    }
    return found.sort((a, b) => a - b);
  };

  /** What the first entry does, event by event: mostly no other does more. */
  const follow = (entry: number, { count, times, masks }: UnitEvents): number[] => {
    const latest = (times[entry] ?? 0) + windowMs;
    const done: number[] = [];
    matching.empty();
    for (let index = entry; index < count && done.length < stepCount; index++) {
      if ((times[index] ?? 0) > latest) break;
      if (matching.fill((masks[index] ?? 0) & steps)) done.push(index);
    }
    return done;
  };

  return (events, entries) => {
    const { times, masks } = events;
    const possible = bitCount(unionOf(events) & steps);
    let best = follow(entries[0] ?? 0, events);
    if (best.length < possible && entries.length > 1) {
      const all = alikeOf(events, steps);
      for (const entry of entries) {
        matching.empty();
        const done = eventsFrom(entry, times, all).filter((index) => matching.fill((masks[index] ?? 0) & steps));
        if (done.length > best.length) best = done;
        if (done.length === possible) break;
      }
    }
    return { done: best, isSpoiled: false };
  };
};
