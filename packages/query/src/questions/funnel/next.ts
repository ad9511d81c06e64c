import type { FunnelDefinition } from './definition.ts';
import type { Verdict } from './evaluate.ts';
import { type FunnelPlan, has, NEXT_BIT } from './plan.ts';
import type { FunnelUnit } from './read-units.ts';
import type { FunnelNext } from './result.ts';

type Next = NonNullable<FunnelDefinition['next']>;

/** Counts what those did next who dropped after a step. */
export const createNext = ({ step, limit }: Next, { windowMs }: FunnelPlan, texts: readonly string[]) => {
  /** By the numbers of the names. */
  const counts = new Map<number, number>();
  let units = 0;
  let nothing = 0;

  return {
    add: ({ outcome, stepEvents, lastStep }: Verdict, { events, name }: FunnelUnit): void => {
      if (outcome !== 'dropped' || lastStep !== step - 1) return;
      units++;
      const { count, times, masks } = events;
      const latest = (times[stepEvents[0] ?? 0] ?? 0) + windowMs;
      let index = (stepEvents[lastStep] ?? 0) + 1;
      while (index < count && !has(masks[index] ?? 0, NEXT_BIT)) index++;
      if (index >= count || (times[index] ?? 0) > latest) nothing++;
      else counts.set(name(index), (counts.get(name(index)) ?? 0) + 1);
    },
    figures: (): FunnelNext => {
      const told = [...counts].map(([number, did]): [string, number] => [texts[number] ?? '', did]);
      const sorted = told.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
      const events = sorted.slice(0, limit).map(([name, did]) => {
        const [kind = '', ...object] = name.split(':');
        return { kind, object: object.join(':'), units: did };
      });
      const other = sorted.slice(limit).reduce((sum, [, did]) => sum + did, 0);
      return { step, units, events, other, nothing };
    },
  };
};
