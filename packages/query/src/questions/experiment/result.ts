import type { Interval, PairSums } from '@telltale/statistics';
import type { People } from '../../people.ts';
import type { Span } from '../../time/range.ts';
import type { ExperimentDefinition } from './definition.ts';
import type { MetricType } from './metrics.ts';
import type { MetricRole } from './plan.ts';

/** By how much a variant differs from the control. */
export interface Effect {
  /** The variant's value less the control's, in the unit of the metric. */
  value: number;
  /** Holds the true effect with the result's `confidence`; under the sequential reading at every look. */
  interval: Interval;
  /** The same as a share of the control's value (0.05: 5 % more), by the delta method; null where the control's is 0 or less. */
  relative: { value: number; interval: Interval } | null;
}

/**
 * What is to be said of a variant: better or worse than the control; a difference that is too small to be worth having; or not enough
 * seen yet. Of a guardrail: harmed, or unharmed, which is sure not to be worse by the least effect worth having.
 */
export type VerdictCode = 'better' | 'worse' | 'no_difference' | 'not_enough' | 'harmed' | 'unharmed';

/** What is to be said, in words of a list and days. */
export interface Verdict {
  code: VerdictCode;
  /** Days more, as fast as visitors come now, until an effect of the least size worth having would be found 4 times in 5; at most ten years; under the fixed reading until it may be read. Null where that cannot be said, or nothing is missing. */
  daysMore: number | null;
}

/** What a metric says of one variant. */
export interface VariantFigures {
  id: string;
  /** Of the experiment, each once. */
  visitors: number;
  /**
   * What the metric is made of, in its unit: `y` is what it is about; `x` is what a ratio is divided by, otherwise what the visitors did
   * before; then the sums of their squares and of their products.
   */
  sums: PairSums;
  /** The metric's value as it was measured; null where there is nothing to divide by. */
  value: number | null;
  /** The same adjusted by what was done before; the same as `value` where nothing is. */
  adjusted: number | null;
  /** Null for the control, and where one of both has no value or fewer than two visitors. */
  effect: Effect | null;
  /** How likely it is the best of all variants, nothing having been believed before; null where that cannot be said. */
  bestRatio: number | null;
  /** What is lost on average if it is chosen and another is better, in the metric's unit; null likewise. */
  expectedLoss: number | null;
  /** Null for the control. */
  verdict: Verdict | null;
}

/** One metric of an experiment. */
export interface MetricFigures {
  role: MetricRole;
  type: MetricType;
  title: string | null;
  isLessBetter: boolean;
  windowMs: number;
  /** Of money; null for others. */
  currency: string | null;
  /** Single visitors' values above it were cut down to it; null where none was. */
  capAt: number | null;
  /** Least effect worth having, in the metric's unit; null where it is a share of a control's value of 0 or less. */
  leastEffect: number | null;
  /** The share of the variance that what was done before takes away; null where nothing is adjusted. */
  varianceReductionRatio: number | null;
  /** In the order of the definition. */
  variants: VariantFigures[];
}

/** A value of a property by which visitors are missing in a variant. */
export interface MismatchCause {
  property: string;
  value: string;
  /** By variant, in the order of the definition. */
  visitors: number[];
  expected: number[];
  /** True where the others are as many as expected without these. */
  isExplaining: boolean;
}

/** Whether the experiment was carried out as it was meant to be. */
export interface ExperimentHealth {
  sampleRatio: {
    /** True where so uneven numbers come by chance less than once in a thousand times: then the results are not to be trusted. */
    isMismatched: boolean;
    pValue: number;
    /** Visitors to expect by the weights, by variant. */
    expected: number[];
    /** Where visitors may be missing, the clearest first; none where there is no mismatch. */
    causes: MismatchCause[];
  };
  /** Visitors who saw more than one variant; they are in none of the figures. */
  drifted: number;
  /** `drifted` as a share of all visitors; null where there are none. */
  driftRatio: number | null;
  /** Visitors of variants that the definition does not name, by their ids; they are in none of the figures. */
  unknownVariants: { id: string; visitors: number }[];
  /** Bots that were shown a variant, by variant; they are in none of the figures. */
  bots: number[];
  /** Of those sent to a redirect variant how many were seen there, by variant; null where nobody was sent. */
  redirects: ({ sent: number; lost: number } | null)[];
}

/** A part of the visitors. */
export interface ExperimentGroup {
  /** The property's value, '' where there is none, or "in" and "out" of the segment; null for "other". */
  value: string | null;
  isOther: boolean;
  /** Of the primary metric, without verdicts: among many parts some differ by chance. */
  variants: Pick<VariantFigures, 'id' | 'visitors' | 'sums' | 'value' | 'effect'>[];
}

/** The effect on one day after the exposure. */
export interface NoveltyDay {
  /** 0 is the first 24 hours. */
  day: number;
  /** Of those whose day is over, in the order of the definition; by what they did on it, nothing cut or adjusted. */
  variants: Pick<VariantFigures, 'id' | 'visitors' | 'value' | 'effect'>[];
}

/** What is to be said of the experiment. */
export interface ExperimentVerdict {
  /** untrustworthy: the numbers of visitors are not those of the weights. Otherwise what the primary metric says of all variants. */
  code: 'better' | 'worse' | 'no_difference' | 'not_enough' | 'untrustworthy';
  /** The best of those that are better; null where none is. */
  variant: string | null;
  daysMore: number | null;
  /** Variants that harm a guardrail. */
  harmful: string[];
}

/** The answer about an experiment. */
export interface ExperimentResult {
  range: Span;
  reading: ExperimentDefinition['reading'];
  /** Of each comparison with the control: 0.95 for all together, by Dunnett's procedure, or Bonferroni's under the sequential reading. */
  confidence: number;
  verdict: ExperimentVerdict;
  /** In all variants. */
  visitors: number;
  /** Epoch ms of the first and the last first exposure; null where there is none. */
  firstAt: number | null;
  lastAt: number | null;
  visitorsPerDay: number | null;
  /** Still within the window of the primary metric: counted with what they did so far. */
  openVisitors: number;
  /** The primary one first. */
  metrics: MetricFigures[];
  health: ExperimentHealth;
  /** Null where no breakdown is asked for. */
  groups: {
    /** Largest first, "other" last. */
    parts: ExperimentGroup[];
    /** Comparisons made; of a hundred without any effect five differ by chance. */
    looks: number;
  } | null;
  /** Null where it is not asked for, or the primary metric has no days. */
  novelty: NoveltyDay[] | null;
  people: People | null;
}
