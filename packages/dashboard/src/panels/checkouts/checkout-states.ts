import type { CheckoutState } from '@telltale/query';

/** What can become of a checkout, those first that something can be done about. */
export const checkoutStates = [
  'abandoned',
  'open',
  'recovered',
  'lost',
  'completed',
] as const satisfies readonly CheckoutState[];
