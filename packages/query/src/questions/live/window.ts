import type { QuestionContext } from '../../question.ts';
import type { Span } from '../../time/range.ts';
import type { LiveDefinition } from './definition.ts';

/** One minute in ms. */
export const MINUTE_MS = 60_000;

/** The window from the beginning of its first minute to now, now included. */
export const windowOf = ({ minutes }: LiveDefinition, { nowMs }: QuestionContext): Span => {
  const thisMinute = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
  return { startAt: thisMinute - (minutes - 1) * MINUTE_MS, endAt: nowMs + 1 };
};
