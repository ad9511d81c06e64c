import { criticalValue, type PairSums, sequentialCriticalValue } from '@telltale/statistics';
import type { ComparedEffect } from './compare.ts';
import { measureOf } from './measure.ts';
import type { MetricDefinition } from './metrics.ts';
import type { MetricRole } from './plan.ts';
import type { Reading } from './reading.ts';
import type { ExperimentVerdict, MetricFigures, Verdict } from './result.ts';

/** How fast visitors come, and how long the fixed reading waits. */
export interface Pace {
  /** Of all variants. */
  visitorsPerDay: number | null;
  allVisitors: number;
  /** Days until the fixed reading may be read; 0 where it is over, and under the sequential reading. */
  daysToEnd: number;
}

/** Below that a normal distribution of the mean is a guess. */
const MIN_VISITORS = 100;
/** Successes, or visitors that a ratio divides by, in both variants together. */
const MIN_COUNTED = 20;
/** Ten years: nobody waits longer. */
const MOST_DAYS = 3650;
/** The 80 % quantile of the standard normal distribution: an effect that is there is found 4 times in 5. */
const POWER_REACH = 0.8416212335729143;

interface Judged {
  definition: MetricDefinition;
  role: MetricRole;
  isLessBetter: boolean;
  leastEffect: number | null;
  reading: Reading;
  pace: Pace;
}

/** Whether enough visitors were seen for the intervals to be what they say. */
const isEnough = (definition: MetricDefinition, a: PairSums, b: PairSums): boolean => {
  if (a.count < MIN_VISITORS || b.count < MIN_VISITORS) return false;
  const { family } = measureOf(definition);
  if (family === 'ratio') return a.x + b.x >= MIN_COUNTED;
  // Where nobody did it, or everybody, there is nothing to compare yet.
  return family === 'mean' ? a.y + b.y !== 0 : a.y + b.y >= MIN_COUNTED;
};

/** Visitors of both variants that an effect of the least size needs, as uncertain as they are now. */
const neededVisitors = (
  { standardError, visitors, leastEffect }: { standardError: number; visitors: number; leastEffect: number },
  { reading, confidence, plannedVisitors }: Reading,
): number => {
  const spread = standardError ** 2 * visitors;
  let needed = visitors;
  // Under the sequential reading the reach depends a little on the number itself.
  for (let step = 0; step < 20; step++) {
    const critical =
      reading === 'fixed'
        ? criticalValue(confidence)
        : sequentialCriticalValue(needed, { confidence, tunedFor: plannedVisitors });
    needed = Math.max(1, ((critical + POWER_REACH) ** 2 * spread) / leastEffect ** 2);
  }
  return needed;
};

/** Makes what judges the variants of one metric. */
export const createJudge =
  ({ definition, role, isLessBetter, leastEffect, reading, pace }: Judged) =>
  (effect: ComparedEffect | null, variant: PairSums | undefined, control: PairSums | undefined): Verdict => {
    const visitors = (variant?.count ?? 0) + (control?.count ?? 0);
    const daysMore = (): number | null => {
      if (pace.daysToEnd > 0) return pace.daysToEnd;
      if (!effect || leastEffect === null || effect.standardError === 0 || !pace.visitorsPerDay) return null;
      const needed = neededVisitors({ standardError: effect.standardError, visitors, leastEffect }, reading);
      // The visitors of both come in the proportion in which they came.
      const days = Math.ceil(((needed / visitors - 1) * pace.allVisitors) / pace.visitorsPerDay);
      return Math.min(MOST_DAYS, Math.max(1, days));
    };
    const notYet = (): Verdict => ({ code: 'not_enough', daysMore: daysMore() });
    if (!effect || !variant || !control || !isEnough(definition, variant, control))
      // What a handful of visitors did says nothing of how many it takes.
      return { code: 'not_enough', daysMore: pace.daysToEnd > 0 ? pace.daysToEnd : null };
    if (pace.daysToEnd > 0) return notYet();
    const { low, high } = isLessBetter ? { low: -effect.interval.high, high: -effect.interval.low } : effect.interval;
    const found = (code: Verdict['code']): Verdict => ({ code, daysMore: null });
    if (role === 'guardrail') {
      if (high < 0) return found('harmed');
      return leastEffect !== null && low > -leastEffect ? found('unharmed') : notYet();
    }
    if (low > 0) return found('better');
    if (high < 0) return found('worse');
    return leastEffect !== null && low > -leastEffect && high < leastEffect ? found('no_difference') : notYet();
  };

/** What the metrics say of the experiment. */
export const verdictOf = (metrics: readonly MetricFigures[], isMismatched: boolean): ExperimentVerdict => {
  const primary = metrics.find(({ role }) => role === 'primary');
  const judged = primary?.variants.filter(({ verdict }) => verdict) ?? [];
  const sign = primary?.isLessBetter ? -1 : 1;
  const codes = judged.map(({ verdict }) => verdict?.code);
  const harmful = metrics
    .filter(({ role }) => role === 'guardrail')
    .flatMap(({ variants }) => variants.filter(({ verdict }) => verdict?.code === 'harmed').map(({ id }) => id));
  const told = { variant: null, daysMore: null, harmful: [...new Set(harmful)] };
  if (isMismatched) return { ...told, code: 'untrustworthy' };
  const better = judged
    .filter(({ verdict }) => verdict?.code === 'better')
    .sort((a, b) => sign * ((b.effect?.value ?? 0) - (a.effect?.value ?? 0)));
  if (better[0]) return { ...told, code: 'better', variant: better[0].id };
  if (codes.includes('not_enough')) {
    const days = judged.flatMap(({ verdict }) => (verdict?.code === 'not_enough' ? [verdict.daysMore] : []));
    const isKnown = days.every((day) => day !== null);
    return { ...told, code: 'not_enough', daysMore: isKnown ? Math.max(...days.map(Number)) : null };
  }
  return { ...told, code: codes.every((code) => code === 'worse') ? 'worse' : 'no_difference' };
};
