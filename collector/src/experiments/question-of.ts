import type { ExperimentDefinitionInput } from '@telltale/query';
import type { Experiment } from './experiment.ts';

/** The question that tells the experiment's results, to be asked as it is or with a breakdown; null before it was started. */
export const questionOf = (experiment: Experiment, nowMs: number): ExperimentDefinitionInput | null => {
  const { id, startedAt, stoppedAt, startAt, endAt, variants, weightHistory } = experiment;
  const { primary, secondary, guardrails, reading, plannedVisitors, covariateDays } = experiment;
  if (startedAt === null) return null;
  const from = Math.max(startedAt, startAt ?? 0);
  const plannedEnd = endAt ?? Number.POSITIVE_INFINITY;
  // The fixed reading waits for the end that was planned; the other one ends wherever it is.
  const until = Math.min(stoppedAt ?? (reading === 'fixed' && endAt !== null ? endAt : nowMs), plannedEnd);
  const [first, ...later] = weightHistory;
  return {
    experiment: id,
    range: { startAt: from, endAt: Math.max(from + 1, until) },
    variants: variants.map((variant, index) => ({ id: variant.id, weight: first?.weights[index] ?? variant.weight })),
    ...(later.length > 0 && { weightChanges: later }),
    primary,
    secondary,
    guardrails,
    reading,
    plannedVisitors,
    ...(covariateDays > 0 && { covariate: { amount: covariateDays, unit: 'day' as const } }),
  };
};
