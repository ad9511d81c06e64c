/**
 * One stored event, as the writer hands it over: a line of NDJSON whose keys are the columns of the table `events`.
 * Ids of 64 bits are decimal text, because JavaScript numbers cannot hold them.
 */
export interface EventRow {
  site_id: string;
  /** 1 keeps the event apart: no question reads it unless it asks for bots. */
  is_bot: 0 | 1;
  kind: string;
  /** What the event is about: the page's path, a feature, a step, a survey…; empty when the kind has none. */
  object: string;
  /** UInt64 as decimal text. */
  visitor_id: string;
  /** Epoch ms, UTC, corrected for the browser's clock skew. */
  time: number;
  /** Order of emission among events of the same millisecond. */
  seq: number;
  /** UInt64 as decimal text; the same event sent twice has the same id. */
  event_id: string;
  /** UInt64 as decimal text. */
  session_id: string;
  /** UInt64 as decimal text. */
  page_id: string;
  /** Empty until the visitor is identified. */
  customer_id: string;
  hostname: string;
  path: string;
  /** Query string without the leading "?", scrubbed. */
  search: string;
  referrer_host: string;
  referrer_path: string;
  channel: string;
  source: string;
  utm_medium: string;
  utm_campaign: string;
  utm_term: string;
  utm_content: string;
  country: string;
  region: string;
  browser: string;
  browser_version: string;
  os: string;
  device: string;
  /** BCP 47 primary language, such as "ar". */
  language: string;
  viewport_width: number;
  viewport_height: number;
  /** Why the event counts as a bot's; empty for people. */
  bot_reason: string;
  /** Decimal text with up to 4 decimals; "0" when the kind carries no money. */
  amount: string;
  /** ISO 4217; empty when the kind carries no money. */
  currency: string;
  /** Every property that is grouped by: values are text, booleans "true"/"false"; open maps are flattened to `map.key`. */
  dimensions: Record<string, string>;
  /** Every property that is aggregated: values are finite numbers; open maps are flattened to `map.key`. */
  measures: Record<string, number>;
  /** Epoch ms by the collector's clock. */
  received_at: number;
}
