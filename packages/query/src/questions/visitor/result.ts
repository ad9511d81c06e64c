/** One thing that happened. */
export interface TimelineEvent {
  /** Epoch ms. */
  time: number;
  kind: string;
  /** What it is about; '' when its kind has none. */
  object: string;
  /** The page; '' when it happened on none. */
  path: string;
  /** 16 hex digits each. */
  visitorId: string;
  sessionId: string;
  customerId: string;
  channel: string;
  source: string;
  device: string;
  browser: string;
  country: string;
  dimensions: Record<string, string>;
  measures: Record<string, number>;
  /** Exact decimal text, with its currency; null without money. */
  value: { amount: string; currency: string } | null;
}

/** All that one visitor or customer did. */
export interface VisitorResult {
  /** Events in all. */
  events: number;
  /** Different sessions; what only the site's server told has none. */
  sessions: number;
  /** Different browsers: of a visitor 1, of a customer as many as were used. 0 when nothing is known. */
  visitors: number;
  /** Epoch ms; null when nothing is known. */
  firstSeenAt: number | null;
  lastSeenAt: number | null;
  /** The last customer named; '' when none was. */
  customerId: string;
  /** Different orders; the same order told twice is one. */
  orders: number;
  /** How the first visit came about. */
  firstChannel: string;
  firstSource: string;
  timeline: TimelineEvent[];
  /** Where the next page begins; null on the last. */
  nextBefore: string | null;
}
