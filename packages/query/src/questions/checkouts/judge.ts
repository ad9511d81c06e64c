import { amountText, tenThousandths } from '../../amounts.ts';
import type { Attempt } from './attempts.ts';
import { EVENT } from './events.ts';
import type { CheckoutsPlan } from './plan.ts';
import type { Checkout, CheckoutState } from './result.ts';

/** So long after its last event a checkout is given up for lost. */
const LOST_MS = 30 * 86_400_000;

/** Whether the visitor was away for the cut-off at some time between the beginning and the end. */
const wasLeft = (times: readonly number[], end: number, cutoffMs: number): boolean => {
  let last = times[0] ?? end;
  for (const time of times) {
    if (time > end) break;
    if (time - last >= cutoffMs) return true;
    last = time;
  }
  return end - last >= cutoffMs;
};

/** Says what became of an attempt to buy. */
export const judge = (attempt: Attempt, { at, cutoffMs, pendingSteps }: CheckoutsPlan): Checkout => {
  const { own, visitor, purchase, checkoutId, visitorId } = attempt;
  const startedAt = own[0]?.time ?? 0;
  const since = visitor.filter(({ time }) => time >= startedAt);
  const times = since.map(({ time }) => time);
  const lastActivityAt = times.at(-1) ?? startedAt;
  const steps = own.filter(({ what }) => what === EVENT.step);
  const lastStep = steps.at(-1)?.texts[1] ?? '';
  const [, , amount = '', currency = ''] = steps.findLast(({ texts }) => texts[3] !== '')?.texts ?? [];

  const state = (): CheckoutState => {
    if (purchase) return wasLeft(times, purchase.time, cutoffMs) ? 'recovered' : 'completed';
    if (at - (own.at(-1)?.time ?? startedAt) >= LOST_MS) return 'lost';
    if (pendingSteps.has(lastStep)) return 'open';
    return at - lastActivityAt >= cutoffMs ? 'abandoned' : 'open';
  };
  return {
    checkoutId,
    visitorId,
    customerId: since.findLast(({ customerId }) => customerId !== '')?.customerId ?? '',
    state: state(),
    startedAt,
    lastActivityAt,
    completedAt: purchase?.time ?? null,
    orderId: purchase?.orderId ?? null,
    lastStep,
    lastField: own.findLast(({ what }) => what === EVENT.field)?.texts[2] ?? '',
    value: currency === '' ? null : { amount: amountText(tenThousandths(amount)), currency },
  };
};
