import { type QuestionContext, QuestionError } from '../../question.ts';
import { resolveComparison } from '../../time/comparison.ts';
import { durationMs } from '../../time/duration.ts';
import { resolveRange, type Span } from '../../time/range.ts';
import type { CampaignsDefinition } from './definition.ts';

/** One of the ranges: what is counted, and from when on touches are read. */
export interface Period {
  range: Span;
  read: Span;
}

/** A question about campaigns as compiling and decoding need it. */
export interface CampaignsPlan {
  /** The range, and the comparison range where there is one. */
  periods: readonly [Period, ...Period[]];
  /** How old a touch may be, in ms; Infinity: as old as the range. */
  lookBackMs: number;
}

/** @throws QuestionError `empty_range`, or when the sort needs a currency or has one without need */
export const planOf = (
  { range, comparison, lookBack, sort }: CampaignsDefinition,
  context: QuestionContext,
): CampaignsPlan => {
  if (sort.by === 'revenue' && sort.currency === undefined)
    throw new QuestionError('currency_needed', 'sort.currency', 'To sort by revenue, say in which currency: "EUR".');
  if (sort.by !== 'revenue' && sort.currency !== undefined)
    throw new QuestionError('unfit_currency', 'sort.currency', 'Only revenue has a currency: leave it out.');
  const periodOf = (span: Span): Period => ({
    range: span,
    read: { startAt: span.startAt - (lookBack ? durationMs(lookBack) : 0), endAt: span.endAt },
  });
  const compared = resolveComparison(comparison, range, context);
  return {
    periods: [periodOf(resolveRange(range, context)), ...(compared ? [periodOf(compared)] : [])],
    lookBackMs: lookBack ? durationMs(lookBack) : Number.POSITIVE_INFINITY,
  };
};
