import type { StoreFacts } from './facts.ts';

/** Remembers what questions took the engine. */
export interface QuestionTimes {
  note(elapsedMs: number): void;
  /** Of the last hour. */
  read(): Pick<StoreFacts, 'questions' | 'medianMs' | 'slowMs'>;
}

const HOUR_MS = 3_600_000;
const MOST = 500;

const quantile = (sorted: readonly number[], share: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);

/** Begins with none. */
export const createQuestionTimes = (nowMs: () => number): QuestionTimes => {
  const answered: { at: number; elapsedMs: number }[] = [];
  return {
    note: (elapsedMs) => {
      answered.push({ at: nowMs(), elapsedMs });
      if (answered.length > MOST) answered.shift();
    },
    read: () => {
      const lately = answered.filter(({ at }) => at > nowMs() - HOUR_MS);
      const sorted = lately.map(({ elapsedMs }) => elapsedMs).toSorted((a, b) => a - b);
      return { questions: sorted.length, medianMs: quantile(sorted, 0.5), slowMs: quantile(sorted, 0.95) };
    },
  };
};
