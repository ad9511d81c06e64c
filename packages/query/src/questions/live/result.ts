import type { Span } from '../../time/range.ts';

/** What happened in one minute. */
export interface LiveMinute {
  /** Epoch ms. */
  startAt: number;
  /** Different visitors. */
  visitors: number;
  /** Page views and everything else. */
  events: number;
}

/** Where a visitor is: at the place of their last event. */
export interface LiveVisitor {
  /** 16 hex digits. */
  visitorId: string;
  /** Of the last event; 16 hex digits. */
  sessionId: string;
  /** Of the last event; '' while unknown. */
  customerId: string;
  path: string;
  /** ISO 3166-1; '' where unknown. */
  country: string;
  device: string;
  browser: string;
  channel: string;
  source: string;
  /** When the session began, looked for up to 24 hours back; epoch ms. */
  sessionStartedAt: number;
  /** Epoch ms. */
  lastSeenAt: number;
  /** Page views in the window, of all the visitor's sessions. */
  pageViews: number;
}

/** A page and how many are on it. */
export interface LivePage {
  path: string;
  /** Visitors whose last event was there. */
  visitors: number;
}

/** Who is on the site. Events that only the site's server told show nobody there. */
export interface LiveResult {
  /** From the beginning of the first minute to now; epoch ms, now included. */
  range: Span;
  /** Different visitors in the window. */
  visitors: number;
  /** Those of them with an event in the last five minutes. */
  activeVisitors: number;
  /** Every minute of the window, in order. */
  perMinute: LiveMinute[];
  pages: LivePage[];
  /** Different pages that somebody is on. */
  pageCount: number;
  /** The last seen first. */
  list: LiveVisitor[];
}
