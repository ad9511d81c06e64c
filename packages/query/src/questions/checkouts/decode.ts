import { bytesOf, type QuestionContext, type Row } from '../../question.ts';
import { findAttempts } from './attempts.ts';
import type { CheckoutsDefinition } from './definition.ts';
import { readVisitors } from './events.ts';
import { fieldsOf, figuresOf, type JudgedCheckout, stepsOf } from './figures.ts';
import { createJudge } from './judge.ts';
import { type CheckoutsPlan, planOf } from './plan.ts';
import { reasonsOf } from './reasons.ts';
import type { Checkout, CheckoutGroup, CheckoutsResult } from './result.ts';

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const groupsOf = (judged: readonly JudgedCheckout[], limit: number): CheckoutGroup[] => {
  const byValue = new Map<string, JudgedCheckout[]>();
  for (const one of judged) {
    const some = byValue.get(one.value);
    if (some) some.push(one);
    else byValue.set(one.value, [one]);
  }
  const sorted = [...byValue].sort(([a, x], [b, y]) => y.length - x.length || compareText(a, b));
  const shown = sorted.slice(0, limit).map(([value, some]) => ({ value, isOther: false, ...figuresOf(some) }));
  const others = sorted.slice(limit).flatMap(([, some]) => some);
  return others.length === 0 ? shown : [...shown, { value: null, isOther: true, ...figuresOf(others) }];
};

/** Newest first; of the same moment, in the order of their names. */
const placeOf = ({ startedAt, visitorId, checkoutId }: Checkout): string =>
  `${String(99_999_999_999_999 - startedAt)} ${visitorId} ${checkoutId}`;

const listOf = (
  judged: readonly JudgedCheckout[],
  { states, limit, after = '' }: NonNullable<CheckoutsDefinition['list']>,
): NonNullable<CheckoutsResult['list']> => {
  const meant = judged.map(({ checkout }) => checkout).filter(({ state }) => states.includes(state));
  const rest = meant
    .filter((checkout) => placeOf(checkout) > after)
    .sort((a, b) => compareText(placeOf(a), placeOf(b)));
  const checkouts = rest.slice(0, limit);
  const last = checkouts.at(-1);
  return { count: meant.length, checkouts, nextAfter: rest.length > limit && last ? placeOf(last) : null };
};

const judgedOf = (bytes: Uint8Array, plan: CheckoutsPlan): JudgedCheckout[] => {
  const judge = createJudge(plan);
  return findAttempts(readVisitors(bytes)).flatMap((attempt): JudgedCheckout[] => {
    const [first] = attempt.own;
    if (!first?.passes || first.time < plan.range.startAt || first.time >= plan.range.endAt) return [];
    return [{ ...judge(attempt), own: attempt.own, value: first.texts.at(-1) ?? '' }];
  });
};

/** Reads the visitors' events, decides what became of each checkout, and counts. */
export const decodeCheckouts = (
  answer: readonly Row[] | Uint8Array,
  definition: CheckoutsDefinition,
  context: QuestionContext,
): CheckoutsResult => {
  const plan = planOf(definition, context);
  const { breakdown, list } = definition;
  const judged = judgedOf(bytesOf(answer), plan);
  return {
    range: plan.range,
    at: plan.at,
    cutoffMs: plan.cutoffMs,
    total: figuresOf(judged),
    groups: breakdown ? groupsOf(judged, breakdown.limit) : null,
    steps: stepsOf(judged),
    fields: fieldsOf(judged),
    reasons: reasonsOf(judged),
    list: list ? listOf(judged, list) : null,
  };
};
