import { words } from '../locales/index.ts';
import { ApiProblem } from './problem.ts';

/** What the reader is told of an act that failed: in their language where the refusal is a known one, else in the collector's words. */
export const problemText = (reason: unknown): string => {
  if (!(reason instanceof ApiProblem)) return reason instanceof Error ? reason.message : String(reason);
  return words.value.refusals[reason.code] || reason.message || words.value.noConnection;
};
