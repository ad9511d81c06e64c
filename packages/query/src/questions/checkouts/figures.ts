import { type Amounts, amountsOf, tenThousandths } from '../../amounts.ts';
import { conversionOf } from '../../conversion.ts';
import { checkoutStates } from './definition.ts';
import { type CheckoutEvent, EVENT } from './events.ts';
import type { Checkout, CheckoutFieldFigures, CheckoutFigures, CheckoutState, CheckoutStepFigures } from './result.ts';

/** A checkout that is counted. */
export interface JudgedCheckout {
  checkout: Checkout;
  own: readonly CheckoutEvent[];
  /** What its visitor answered to surveys meanwhile. */
  answers: readonly CheckoutEvent[];
  /** The breakdown's. */
  value: string;
}

/** More fields than any form has. */
const MAX_FIELDS = 200;

const valuesOf = (checkouts: readonly Checkout[]): Amounts => {
  const sums = new Map<string, bigint>();
  for (const { value } of checkouts)
    if (value) sums.set(value.currency, (sums.get(value.currency) ?? 0n) + tenThousandths(value.amount));
  return amountsOf(sums);
};

/** Whether it was left, and not come back to. */
export const isStopped = ({ state }: Checkout): boolean => state === 'abandoned' || state === 'lost';

/** Counts what became of checkouts. */
export const figuresOf = (judged: readonly JudgedCheckout[]): CheckoutFigures => {
  const ofState = (state: CheckoutState) =>
    judged.map(({ checkout }) => checkout).filter((checkout) => checkout.state === state);
  const each = <Figure>(figure: (checkouts: readonly Checkout[]) => Figure) =>
    Object.fromEntries(checkoutStates.map((state) => [state, figure(ofState(state))])) as Record<CheckoutState, Figure>;
  const states = each(({ length }) => length);
  const stopped = states.abandoned + states.lost;
  return {
    begun: judged.length,
    states,
    abandonment: conversionOf(stopped, judged.length - states.open),
    recovery: conversionOf(states.recovered, states.recovered + stopped),
    values: each(valuesOf),
  };
};

/** How far checkouts came, step by step. */
export const stepsOf = (judged: readonly JudgedCheckout[]): CheckoutStepFigures[] => {
  const steps = new Map<string, CheckoutStepFigures>();
  for (const { checkout, own } of judged) {
    const reached = new Map<string, number>();
    for (const { what, texts, numbers } of own) {
      if (what !== EVENT.step) continue;
      const [, step = ''] = texts;
      const [number = -1] = numbers;
      const known = reached.get(step) ?? -1;
      reached.set(step, known < 0 ? number : number < 0 ? known : Math.min(known, number));
    }
    for (const [step, number] of reached) {
      const known = steps.get(step) ?? { step, stepNumber: null, reached: 0, stopped: 0 };
      known.reached++;
      if (number >= 0) known.stepNumber = Math.min(known.stepNumber ?? number, number);
      if (isStopped(checkout) && checkout.lastStep === step) known.stopped++;
      steps.set(step, known);
    }
  }
  const place = ({ stepNumber }: CheckoutStepFigures) => stepNumber ?? Number.MAX_SAFE_INTEGER;
  return [...steps.values()].sort((a, b) => place(a) - place(b) || b.reached - a.reached || (a.step < b.step ? -1 : 1));
};

/** What fields did to checkouts. */
export const fieldsOf = (judged: readonly JudgedCheckout[]): CheckoutFieldFigures[] => {
  const fields = new Map<string, CheckoutFieldFigures>();
  for (const { checkout, own } of judged) {
    const touches = own.filter(({ what }) => what === EVENT.field);
    const touched = new Set<CheckoutFieldFigures>();
    for (const { texts, numbers } of touches) {
      const [, step = '', field = ''] = texts;
      const key = `${step}\n${field}`;
      const known = fields.get(key) ?? { step, field, touched: 0, stopped: 0, focusedMs: 0, refills: 0, failures: 0 };
      fields.set(key, known);
      const [focusedMs = 0, refills = 0, failures = 0] = numbers;
      known.focusedMs += focusedMs;
      known.refills += refills;
      known.failures += failures;
      touched.add(known);
    }
    for (const known of touched) known.touched++;
    const [, lastStep = '', lastField = ''] = touches.at(-1)?.texts ?? [];
    const last = isStopped(checkout) ? fields.get(`${lastStep}\n${lastField}`) : undefined;
    if (last) last.stopped++;
  }
  return [...fields.values()]
    .sort(
      (a, b) =>
        b.stopped - a.stopped || b.touched - a.touched || (`${a.step}\n${a.field}` < `${b.step}\n${b.field}` ? -1 : 1),
    )
    .slice(0, MAX_FIELDS);
};
