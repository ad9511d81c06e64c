import type { Amounts } from '../../amounts.ts';
import type { Conversion } from '../../conversion.ts';
import type { Span } from '../../time/range.ts';
import type { checkoutStates } from './definition.ts';

/**
 * - `open`: the visitor is active, or the payment is under way.
 * - `completed`: a purchase followed, and the visitor had not been away for longer than the cut-off before it.
 * - `abandoned`: no activity of the visitor since the cut-off.
 * - `recovered`: a purchase followed after it had been abandoned.
 * - `lost`: without a purchase, and without an event of the checkout for 30 days.
 */
export type CheckoutState = (typeof checkoutStates)[number];

/** `begun` is the sum of `states`. */
export interface CheckoutFigures {
  /** Checkouts whose first event lies in the range. */
  begun: number;
  states: Record<CheckoutState, number>;
  /** (abandoned + lost) / (begun − open); null where nothing is decided. */
  abandonment: Conversion | null;
  /** recovered / (recovered + abandoned + lost); null where none was abandoned. */
  recovery: Conversion | null;
  /** The last known cart value of those that are abandoned; of each state, by currency. */
  values: Record<CheckoutState, Amounts>;
}

/** How far checkouts came. */
export interface CheckoutStepFigures {
  step: string;
  /** Its smallest number; null where the site gives none. */
  stepNumber: number | null;
  /** Checkouts that had the step. */
  reached: number;
  /** Abandoned or lost ones whose last step it is. */
  stopped: number;
}

/** What a field did to checkouts; never what was typed. */
export interface CheckoutFieldFigures {
  step: string;
  field: string;
  /** Checkouts in which it was touched. */
  touched: number;
  /** Abandoned or lost ones in which it was touched last. */
  stopped: number;
  /** Sum over all checkouts, in ms. */
  focusedMs: number;
  refills: number;
  failures: number;
}

/** What visitors said when a survey asked them. */
export interface CheckoutReason {
  survey: string;
  question: string;
  /** The choice, the words, or the score as text; '' where none of them was given. */
  answer: string;
  /** Abandoned or lost ones in which it was answered. */
  checkouts: number;
}

/** The checkouts whose first event had one value. */
export interface CheckoutGroup extends CheckoutFigures {
  /** '' where the events had none; null for "other". */
  value: string | null;
  isOther: boolean;
}

/** One attempt to buy. */
export interface Checkout {
  checkoutId: string;
  /** 16 hex digits. */
  visitorId: string;
  /** The last customer that the visitor's events named since it began; '' when none. */
  customerId: string;
  state: CheckoutState;
  /** Epoch ms. */
  startedAt: number;
  /** Of the visitor, whatever they did; epoch ms. */
  lastActivityAt: number;
  /** Epoch ms; null while there is no purchase. */
  completedAt: number | null;
  orderId: string | null;
  /** '' when only fields were seen. */
  lastStep: string;
  /** The field that was touched last; '' when none was. */
  lastField: string;
  /** The last known cart value; null when none was told. */
  value: { amount: string; currency: string } | null;
}

/** What became of the attempts to buy. */
export interface CheckoutsResult {
  range: Span;
  /** Epoch ms of the moment that is told. */
  at: number;
  cutoffMs: number;
  total: CheckoutFigures;
  /** Largest first, "other" last. Null without a breakdown. */
  groups: CheckoutGroup[] | null;
  /** In the order of their numbers; those without one behind, the most reached first. */
  steps: CheckoutStepFigures[];
  /** At most 200, those that most checkouts stopped at first. */
  fields: CheckoutFieldFigures[];
  /**
   * Answers that visitors gave to surveys after they began a checkout which they abandoned or lost, before they were away for the cut-off
   * or began another: the most frequent first, at most 200.
   */
  reasons: CheckoutReason[];
  /** The checkouts asked for; null when none was asked for. */
  list: {
    /** Of all pages. */
    count: number;
    checkouts: Checkout[];
    /** Where the next page begins; null on the last. */
    nextAfter: string | null;
  } | null;
}
