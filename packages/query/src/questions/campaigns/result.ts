import type { Amounts } from '../../amounts.ts';
import type { Conversion } from '../../conversion.ts';
import type { People } from '../../people.ts';
import type { Span } from '../../time/range.ts';

/**
 * What is put down to some touches. What is counted in the range are arrivals (a session's first page view, and every touch),
 * conversions and orders; each is put down to the touch that counts at its moment.
 */
export interface CampaignFigures {
  /** Different visitors with an arrival, a conversion or an order. */
  visitors: number;
  /** Their different sessions; what only the site's server told has none. */
  sessions: number;
  /** Conversions: events of the goal. */
  conversions: number;
  /** Visitors with a conversion. */
  converted: number;
  /** `converted` of `visitors`; null where there is nobody. */
  conversion: Conversion | null;
  /** Orders, each once, whatever the goal is. */
  orders: number;
  /** Their values, refunds not taken off. */
  revenue: Amounts;
}

/** What is put down to touches of one value. */
export interface CampaignRow extends CampaignFigures {
  /** '' where the touch has none, or where no touch is known: a session that began on a page of the site, an order told by the server. */
  value: string;
  /** The same value in the comparison range; null without one. */
  comparison: CampaignFigures | null;
}

/** What is told beside the rows, with the same in the comparison range; null without one. */
export interface CampaignSum extends CampaignFigures {
  comparison: CampaignFigures | null;
}

/**
 * Where visitors came from and what came of it. Conversions, orders and revenue of the rows and of `other` add up to the total.
 * Visitors and sessions need not: who came by two touches may be counted with each. `overlap` says by how much.
 */
export interface CampaignsResult {
  range: Span;
  comparisonRange: Span | null;
  /** In the order asked for. */
  rows: CampaignRow[];
  /** All values beyond the limit; null when there are none in either range. */
  other: CampaignSum | null;
  total: CampaignSum;
  /** Different values in the range. */
  values: number;
  /** By how much the rows and `other` together exceed the total. */
  overlap: { visitors: number; sessions: number };
  /** Null when nobody was asked for. */
  people: People | null;
}
