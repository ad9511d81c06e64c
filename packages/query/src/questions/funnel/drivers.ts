import { differenceInterval } from '@telltale/statistics';
import type { FunnelDefinition } from './definition.ts';
import type { Verdict } from './evaluate.ts';
import { type FunnelPlan, has } from './plan.ts';
import type { FunnelUnit } from './read-units.ts';
import type { FunnelDriver, FunnelShare } from './result.ts';

type Explain = NonNullable<FunnelDefinition['explain']>;

interface Count {
  units: number;
  converted: number;
}

const nobody = (): Count => ({ units: 0, converted: 0 });

const add = (count: Count, { units, converted }: Count): void => {
  count.units += units;
  count.converted += converted;
};

const shareOf = ({ units, converted }: Count): FunnelShare => ({
  units,
  converted,
  ratio: units === 0 ? null : converted / units,
});

const compared = (some: Count, all: Count): Pick<FunnelDriver, 'with' | 'without' | 'liftRatio' | 'difference'> => {
  const others = { units: all.units - some.units, converted: all.converted - some.converted };
  const [here, there] = [shareOf(some), shareOf(others)];
  const proportion = ({ units, converted }: Count) => ({ successes: converted, trials: units });
  return {
    with: here,
    without: there,
    liftRatio: here.ratio === null || !there.ratio ? null : here.ratio / there.ratio,
    difference:
      here.ratio === null || there.ratio === null
        ? null
        : {
            value: here.ratio - there.ratio,
            interval: differenceInterval(proportion(some), proportion(others)),
          },
  };
};

/** Two values that are each other's rest are equally clear, but for the last digits of the reckoning. */
const rounded = (value: number): number => Math.round(value * 1e9);

/** How far from 0 the difference is at least, 0 where it may be none; then how far it seems to be. */
const clarity = ({ difference }: FunnelDriver): [number, number] => {
  if (!difference) return [-1, 0];
  const { low, high } = difference.interval;
  return [rounded(Math.max(0, low, -high)), rounded(Math.abs(difference.value))];
};

const byClarity = (a: FunnelDriver, b: FunnelDriver): number => {
  const [[x, wideX], [y, wideY]] = [clarity(a), clarity(b)];
  return y - x || wideY - wideX;
};

/** Counts which values and events go with converting, among those who converted or dropped. */
export const createDrivers = (
  { properties, events, limit }: Explain,
  { windowMs }: FunnelPlan,
  texts: readonly string[],
) => {
  const all = nobody();
  /** By the number of the profile: there are far fewer of them than units. */
  const profiles = new Map<number, Count>();
  const ofEvents = events.map(nobody);

  /** The bits of all explaining events of the attempt that fill no step. */
  const marksOf = ({ outcome, stepEvents }: Verdict, { events: { count, times }, marks }: FunnelUnit): number => {
    const entry = stepEvents[0] ?? 0;
    const latest = (times[entry] ?? 0) + windowMs;
    const end = outcome === 'converted' ? (stepEvents.at(-1) ?? entry) : count;
    let union = 0;
    for (let index = entry + 1; index < end && (times[index] ?? 0) <= latest; index++)
      if (!stepEvents.includes(index)) union |= marks(index);
    return union;
  };

  return {
    add: (verdict: Verdict, unit: FunnelUnit): void => {
      const { outcome, stepEvents } = verdict;
      if (outcome !== 'converted' && outcome !== 'dropped') return;
      const one = { units: 1, converted: outcome === 'converted' ? 1 : 0 };
      add(all, one);
      if (properties.length > 0) {
        const profile = unit.profile(stepEvents[0] ?? 0);
        const count = profiles.get(profile) ?? nobody();
        profiles.set(profile, count);
        add(count, one);
      }
      if (events.length === 0) return;
      const marks = marksOf(verdict, unit);
      ofEvents.forEach((count, index) => {
        if (has(marks, index)) add(count, one);
      });
    },
    figures: (): FunnelDriver[] => {
      const ofValues = properties.map(() => new Map<string, Count>());
      for (const [profile, count] of profiles) {
        const values: string[] = JSON.parse(texts[profile] ?? '[]');
        values.forEach((value, index) => {
          const known = ofValues[index]?.get(value) ?? nobody();
          ofValues[index]?.set(value, known);
          add(known, count);
        });
      }
      const driver = (what: Pick<FunnelDriver, 'property' | 'value' | 'event'>, count: Count): FunnelDriver => ({
        ...what,
        ...compared(count, all),
      });
      // Of equally clear ones: in the order in which they were asked for, values in order.
      const drivers = [
        ...properties.flatMap((property, index) =>
          [...(ofValues[index] ?? [])]
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([value, count]) => driver({ property, value, event: null }, count)),
        ),
        ...ofEvents.map((count, index) => driver({ property: null, value: null, event: events[index] ?? null }, count)),
      ];
      return drivers.sort(byClarity).slice(0, limit);
    },
  };
};
