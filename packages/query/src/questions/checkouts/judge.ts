import { amountText, tenThousandths } from '../../amounts.ts';
import { type Activity, activityOf } from './activity.ts';
import type { Attempt } from './attempts.ts';
import { type CheckoutEvent, EVENT } from './events.ts';
import type { CheckoutsPlan } from './plan.ts';
import type { Checkout, CheckoutState } from './result.ts';

/** So long after its last event a checkout is given up for lost. */
const LOST_MS = 30 * 86_400_000;

/** What became of an attempt to buy. */
interface Judged {
  checkout: Checkout;
  /** What its visitor answered to surveys before they were away for the cut-off. */
  answers: readonly CheckoutEvent[];
}

const judge = (
  { own, purchase, checkoutId, visitorId }: Attempt,
  activity: Activity,
  { at, cutoffMs, pendingSteps }: Pick<CheckoutsPlan, 'at' | 'cutoffMs' | 'pendingSteps'>,
): Checkout => {
  const startedAt = own[0]?.time ?? 0;
  const steps = own.filter(({ what }) => what === EVENT.step);
  const lastStep = steps.at(-1)?.texts[1] ?? '';
  const [, , amount = '', currency = ''] = steps.findLast(({ texts }) => texts[3] !== '')?.texts ?? [];

  const state = (): CheckoutState => {
    if (purchase) return activity.wasLeft(startedAt, purchase.time) ? 'recovered' : 'completed';
    if (at - (own.at(-1)?.time ?? startedAt) >= LOST_MS) return 'lost';
    if (pendingSteps.has(lastStep)) return 'open';
    return at - activity.lastAt >= cutoffMs ? 'abandoned' : 'open';
  };
  return {
    checkoutId,
    visitorId,
    customerId: activity.customerSince(startedAt),
    state: state(),
    startedAt,
    lastActivityAt: activity.lastAt,
    completedAt: purchase?.time ?? null,
    orderId: purchase?.orderId ?? null,
    lastStep,
    lastField: own.findLast(({ what }) => what === EVENT.field)?.texts[2] ?? '',
    value: currency === '' ? null : { amount: amountText(tenThousandths(amount)), currency },
  };
};

/** Makes what says of attempts to buy what became of them; those of one visitor are to come one after the other. */
export const createJudge = ({ at, cutoffMs, pendingSteps }: CheckoutsPlan): ((attempt: Attempt) => Judged) => {
  let looked: { visitor: Attempt['visitor']; activity: Activity } | undefined;
  const activityOfVisitor = (visitor: Attempt['visitor']): Activity => {
    if (looked?.visitor !== visitor) looked = { visitor, activity: activityOf(visitor, cutoffMs) };
    return looked.activity;
  };
  return (attempt) => {
    const activity = activityOfVisitor(attempt.visitor);
    const checkout = judge(attempt, activity, { at, cutoffMs, pendingSteps });
    const isMeanwhile = ({ time }: CheckoutEvent) => !activity.wasLeft(checkout.startedAt, time);
    return { checkout, answers: attempt.answers.filter(isMeanwhile) };
  };
};
