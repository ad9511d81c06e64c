import { conversionOf } from '../../conversion.ts';
import type { QuestionContext } from '../../question.ts';
import { bucketsOf } from '../../time/buckets.ts';
import type { FunnelDefinition } from './definition.ts';
import type { Outcome } from './evaluate.ts';
import type { FunnelPlan } from './plan.ts';
import type { FunnelBucket } from './result.ts';

type Interval = NonNullable<FunnelDefinition['interval']>;

/** Counts units by the interval in which they entered. @throws QuestionError `too_many_buckets` */
export const createOverTime = (interval: Interval, { range, nowMs }: FunnelPlan, context: QuestionContext) => {
  const startAts = bucketsOf(range, interval, context);
  const counts = startAts.map((): Record<Outcome, number> => ({ converted: 0, dropped: 0, open: 0, excluded: 0 }));
  let lastEntryAt = nowMs;

  /** The last interval that begins at the moment or before. */
  const placeOf = (atMs: number): number => {
    let low = 0;
    for (let high = startAts.length; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if ((startAts[middle] ?? 0) <= atMs) low = middle;
      else high = middle;
    }
    return low;
  };

  return {
    /** Counts a unit that entered then. */
    add: (outcome: Outcome, enteredAt: number): void => {
      const count = counts[placeOf(enteredAt)];
      if (count) count[outcome]++;
      if (enteredAt > lastEntryAt) lastEntryAt = enteredAt;
    },
    figures: (): FunnelBucket[] => {
      const begun = counts.filter((_, place) => (startAts[place] ?? 0) <= lastEntryAt);
      // A range that lies in the future altogether is shown as asked.
      return (begun.length > 0 ? begun : counts).map(({ converted, dropped, open, excluded }, place) => ({
        startAt: startAts[place] ?? 0,
        entered: converted + dropped + open,
        converted,
        dropped,
        open,
        excluded,
        conversion: conversionOf(converted, converted + dropped),
      }));
    },
  };
};
