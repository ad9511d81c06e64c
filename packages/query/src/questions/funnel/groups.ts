import type { FunnelDefinition } from './definition.ts';
import type { Verdict } from './evaluate.ts';
import { SKIPPED } from './optional.ts';
import type { FunnelPlan } from './plan.ts';
import type { FunnelUnit } from './read-units.ts';
import type { FunnelFigures, FunnelGroup } from './result.ts';
import { addTally, addVerdict, createTally, type FunnelTally, figuresOf, sizeOf } from './tally.ts';

type Breakdown = NonNullable<FunnelDefinition['breakdown']>;

/** Counts units by the values, texts by their numbers, of the events that tell them. */
export const createGroups = ({ attribution, limit }: Breakdown, plan: FunnelPlan, texts: readonly string[]) => {
  /** By number; none where no unit has the value. */
  const tallies: (FunnelTally | undefined)[] = [];
  const unattributed = createTally(plan);

  const tellerOf = ({ stepEvents, lastStep }: Verdict): number => {
    if (attribution === 'first_touch') return stepEvents[0] ?? SKIPPED;
    return stepEvents[attribution === 'last_touch' ? lastStep : attribution.step - 1] ?? SKIPPED;
  };
  const tallyOf = (value: number): FunnelTally => {
    const tally = tallies[value] ?? createTally(plan);
    tallies[value] = tally;
    return tally;
  };

  return {
    add: (verdict: Verdict, { events: { times }, value }: FunnelUnit): void => {
      const teller = tellerOf(verdict);
      addVerdict(teller === SKIPPED ? unattributed : tallyOf(value(teller)), verdict, times);
    },
    /** The largest groups, then the rest as one. */
    figures: (edges: readonly number[]): { groups: FunnelGroup[]; unattributed: FunnelFigures | null } => {
      const told = tallies.flatMap((tally, number): [string, FunnelTally][] =>
        tally ? [[texts[number] ?? '', tally]] : [],
      );
      const sorted = told.sort(([a, x], [b, y]) => sizeOf(y) - sizeOf(x) || (a < b ? -1 : 1));
      const groups = sorted
        .slice(0, limit)
        .map(([value, tally]): FunnelGroup => ({ value, isOther: false, ...figuresOf(tally, edges) }));
      if (sorted.length > limit) {
        const rest = createTally(plan);
        for (const [, tally] of sorted.slice(limit)) addTally(rest, tally);
        groups.push({ value: null, isOther: true, ...figuresOf(rest, edges) });
      }
      const isWhole = typeof attribution === 'string';
      return { groups, unattributed: isWhole ? null : figuresOf(unattributed, edges) };
    },
  };
};
