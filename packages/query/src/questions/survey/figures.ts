import { customerEffort, customerSatisfaction, netPromoterScore } from '@telltale/statistics';
import type { SurveyScore } from './result.ts';

/** Answers by score: whole numbers from 0 to 100. */
export type ScoreCounts = ReadonlyMap<number, number>;

const between = (counts: ScoreCounts, low: number, high: number): number[] =>
  Array.from({ length: high - low + 1 }, (_, index) => counts.get(low + index) ?? 0);

const sum = (counts: readonly number[]): number => counts.reduce((added, count) => added + count, 0);

const meanOf = (counts: readonly number[], low: number): number =>
  counts.reduce((added, count, index) => added + count * (low + index), 0) / sum(counts);

const npsOf = (counts: ScoreCounts): SurveyScore | null => {
  const groups = {
    promoters: sum(between(counts, 9, 10)),
    passives: sum(between(counts, 7, 8)),
    detractors: sum(between(counts, 0, 6)),
  };
  const told = netPromoterScore(groups);
  const all = between(counts, 0, 10);
  return (
    told && {
      method: 'nps',
      answers: sum(all),
      value: told.score,
      interval: told.interval,
      mean: meanOf(all, 0),
      groups,
    }
  );
};

const shareOf =
  (method: 'csat' | 'ces', highest: number, share: typeof customerSatisfaction) =>
  (counts: ScoreCounts): SurveyScore | null => {
    const all = between(counts, 1, highest);
    const told = share(all);
    return (
      told && { method, answers: sum(all), value: told.ratio, interval: told.interval, mean: told.mean, groups: null }
    );
  };

const meanScore = (counts: ScoreCounts): SurveyScore | null => {
  const all = between(counts, 0, 100);
  if (sum(all) === 0) return null;
  const mean = meanOf(all, 0);
  return { method: 'mean', answers: sum(all), value: mean, interval: null, mean, groups: null };
};

const methods: Readonly<Record<string, (counts: ScoreCounts) => SurveyScore | null>> = {
  nps: npsOf,
  csat: shareOf('csat', 5, customerSatisfaction),
  ces: shareOf('ces', 7, customerEffort),
  rating: meanScore,
};

/** The scores given to a question of a kind, summed up; null for kinds without scores, and where none is on the scale. */
export const scoreOf = (questionKind: string, counts: ScoreCounts): SurveyScore | null =>
  methods[questionKind]?.(counts) ?? null;
