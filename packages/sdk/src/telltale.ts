/** A value the site chooses: text of at most 512 characters, a finite number, or a boolean. */
export type OpenValue = string | number | boolean;

/** Properties or traits the site names itself: at most 50. */
export type OpenMap = Record<string, OpenValue>;

/** An exact amount with its ISO 4217 currency, for example `{ amount: '19.90', currency: 'EUR' }`. */
export interface Money {
  /** Decimal text, so that no binary fraction touches it: up to 12 digits, up to 4 decimals. */
  amount: string;
  currency: string;
}

/**
 * What the visitor allows: `granted` (a first-party id), `cookieless` (counted without any id or storage) or `denied`
 * (nothing is recorded, stored or sent).
 */
export type ConsentChoice = 'granted' | 'cookieless' | 'denied';

/** An order. The same `orderId` from browser and server counts once. */
export interface Order {
  orderId: string;
  value: Money;
  items?: number;
  coupon?: string;
}

/** What is known about a checkout's step beside its name. */
export interface StepDetails {
  stepNumber?: number;
  value?: Money;
}

/** A checkout told by code instead of attributes. */
export interface Checkout {
  /** The visitor reached a step. The first one begins a checkout; a purchase completes it. */
  step(step: string, details?: StepDetails): void;
  /** The site refused what stands in a field, where the browser's own validation does not. Pass the field's name only. */
  failure(field: string): void;
}

/** What holds a survey back. */
export interface SurveyExplanation {
  /** The rule's name; `trigger` when nothing holds it back and it waits for its moment. */
  rule: string;
  /** In a sentence, in English. */
  reason: string;
  /** Until when, epoch ms, where that is known. */
  until?: number;
}

/** The surveys of the page. */
export interface Surveys {
  /** Shows a survey now, whatever its rules say; only consent, and one at a time, still hold. In answer to a click or a key it takes the focus. */
  show(surveyId: string): void;
  /** Says which rules hold a survey back on this page for this visitor; `undefined` when the site has no surveys. */
  explain(surveyId: string): Promise<SurveyExplanation[]> | undefined;
}

/** What the site calls: the same in the tag (`window.telltale`) and in the npm library. No method ever throws. */
export interface Telltale {
  /** Records an event that the site names itself. */
  track(name: string, props?: OpenMap): void;
  /** From now on this visitor is this customer. */
  identify(customerId: string, traits?: OpenMap): void;
  /** Counts a page view that the tag cannot see; `url` defaults to the address bar. The same address twice in a row counts once. */
  page(url?: string): void;
  /** Remembers what the visitor allows and acts on it at once. */
  consent(choice: ConsentChoice): void;
  /** Forgets visitor, session, customer and checkout, for example after a log-out on a shared device. */
  reset(): void;
  /**
   * The variant this visitor sees, and records that it was seen: at once, or, with `element`, when that is half visible.
   * `undefined` when there is no such experiment or the visitor has no id: show the control.
   */
  variant(experimentId: string, element?: Element): string | undefined;
  survey: Surveys;
  checkout: Checkout;
  /** Records an order and completes the open checkout. */
  purchase(order: Order): void;
}
