import { sampleRatio } from '@telltale/statistics';
import type { ExperimentDefinition } from './definition.ts';
import type { ExperimentHealth, MismatchCause } from './result.ts';

/** Where the causes of a mismatch are looked for: a browser in which a variant fails, a country or language that is sent elsewhere. */
export const profileProperties = ['browser', 'device', 'os', 'language', 'country'] as const;

/** Smaller groups are uneven by chance, and explain little. */
const MIN_VISITORS = 50;
const MAX_CAUSES = 10;
/** The rest is as expected where it is more likely than that. */
const EVEN = 0.01;

/** Visitors by period of weights and variant. */
type Counts = number[][];

/** Watches whether the experiment is carried out as it was meant to be. */
export const createHealth = ({ variants, weightChanges }: ExperimentDefinition, texts: readonly string[]) => {
  const weights = [variants.map(({ weight }) => weight), ...weightChanges.map((change) => change.weights)];
  const emptyCounts = (): Counts => weights.map(() => variants.map(() => 0));
  const total = emptyCounts();
  /** By profile property and the number of the value's text. */
  const groups = profileProperties.map((): (Counts | undefined)[] => []);
  const sent = variants.map(() => 0);
  const lost = variants.map(() => 0);
  const bots = variants.map(() => 0);
  const unknown = new Map<number, number>();
  let drifted = 0;

  /** Changes of weights are in the order of time. */
  const periodOf = (at: number): number => {
    let period = 0;
    while (period < weightChanges.length && (weightChanges[period]?.at ?? 0) <= at) period++;
    return period;
  };
  const count = (counts: Counts | undefined, period: number, variant: number) => {
    const ofPeriod = counts?.[period];
    if (ofPeriod) ofPeriod[variant] = (ofPeriod[variant] ?? 0) + 1;
  };
  const tested = (counts: Counts) =>
    sampleRatio(counts.map((visitors, period) => ({ visitors, weights: weights[period] ?? [] })));
  const byVariant = (counts: Counts): number[] =>
    variants.map((_, variant) => counts.reduce((sum, visitors) => sum + (visitors[variant] ?? 0), 0));
  const less = (from: Counts, taken: Counts): Counts =>
    from.map((visitors, period) => visitors.map((some, variant) => some - (taken[period]?.[variant] ?? 0)));

  const sum = (visitors: readonly number[]): number => visitors.reduce((all, some) => all + some, 0);
  /** Where hardly anybody is left, nothing is told. */
  const isEven = (counts: Counts): boolean => sum(byVariant(counts)) >= MIN_VISITORS && tested(counts).pValue > EVEN;

  const causes = (): MismatchCause[] =>
    profileProperties
      .flatMap((property, nth) =>
        (groups[nth] ?? []).flatMap((counts, text) => (counts ? [{ property, value: texts[text] ?? '', counts }] : [])),
      )
      .map((group) => ({ ...group, ratio: tested(group.counts), visitors: byVariant(group.counts) }))
      .filter(({ ratio, visitors }) => ratio.isMismatched && sum(visitors) >= MIN_VISITORS)
      .map(({ property, value, counts, ratio, visitors }) => ({
        cause: {
          property,
          value,
          visitors,
          expected: ratio.expected,
          isExplaining: isEven(less(total, counts)),
        },
        pValue: ratio.pValue,
      }))
      .sort(
        (a, b) =>
          Number(b.cause.isExplaining) - Number(a.cause.isExplaining) ||
          a.pValue - b.pValue ||
          (`${a.cause.property} ${a.cause.value}` < `${b.cause.property} ${b.cause.value}` ? -1 : 1),
      )
      .slice(0, MAX_CAUSES)
      .map(({ cause }) => cause);

  return {
    /** `textOf` tells the number of the text that a profile property has. */
    addVisitor: (variant: number, at: number, textOf: (nth: number) => number): void => {
      const period = periodOf(at);
      count(total, period, variant);
      groups.forEach((counts, nth) => {
        const text = textOf(nth);
        const ofValue = counts[text] ?? emptyCounts();
        counts[text] = ofValue;
        count(ofValue, period, variant);
      });
    },
    addDrifted: (): void => {
      drifted++;
    },
    addUnknown: (text: number): void => {
      unknown.set(text, (unknown.get(text) ?? 0) + 1);
    },
    addBot: (variant: number): void => {
      bots[variant] = (bots[variant] ?? 0) + 1;
    },
    addRedirect: (variant: number, isLost: boolean): void => {
      sent[variant] = (sent[variant] ?? 0) + 1;
      if (isLost) lost[variant] = (lost[variant] ?? 0) + 1;
    },
    /** Visitors by variant. */
    visitors: (): number[] => byVariant(total),
    figures: (): ExperimentHealth => {
      const { pValue, isMismatched, expected } = tested(total);
      const unknownVariants = [...unknown]
        .map(([text, visitors]) => ({ id: texts[text] ?? '', visitors }))
        .sort((a, b) => b.visitors - a.visitors || (a.id < b.id ? -1 : 1));
      const seen =
        byVariant(total).reduce((sum, some) => sum + some, drifted) +
        unknownVariants.reduce((sum, { visitors }) => sum + visitors, 0);
      return {
        sampleRatio: { isMismatched, pValue, expected, causes: isMismatched ? causes() : [] },
        drifted,
        driftRatio: seen === 0 ? null : drifted / seen,
        unknownVariants,
        bots,
        redirects: sent.map((some, variant) => (some === 0 ? null : { sent: some, lost: lost[variant] ?? 0 })),
      };
    },
  };
};
