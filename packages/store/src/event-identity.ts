/**
 * What tells an event apart within its site, said once for all who look events up: its id, and whose it is. That is the page's that made
 * it, else the visitor's. A visitor without an id is a hash of address and day, and a batch that is sent again may come from another
 * address, or after midnight, or to another collector.
 */
export interface EventIdentity {
  /** UInt64 as decimal text, as the others. */
  eventId: string;
  visitorId: string;
  /** "0" when no page made the event. */
  pageId: string;
}

/** Whose the event is, UInt64 as decimal text. */
export const makerOf = ({ visitorId, pageId }: EventIdentity): string => (pageId === '0' ? visitorId : pageId);

/** Names an event within its site: equal for copies of one event, and for no others. */
export const eventKey = (event: EventIdentity): string => `${makerOf(event)} ${event.eventId}`;

/** SQL over rows of `events` or of a staged segment: `makerOf`. */
export const makerSql = 'if(page_id = 0, visitor_id, page_id)';

/** SQL of the second half of a key of `event_ids`, which names nobody. */
export const linkSql = (siteId: string, maker: string) => `sipHash64(${siteId}, ${maker})`;

/** SQL over the same rows: the key under which `event_ids` knows the event, over all sites. */
export const eventKeySql = `(event_id, ${linkSql('site_id', makerSql)})`;

/** How long after an event was stored a second copy of it is recognised. The lines of `event_ids` live longer. */
export const HORIZON_HOURS = 48;

/**
 * SQL over a staged segment: all its lines are so old that claims of an earlier try may be forgotten. Who claims has the last line
 * already. An hour is for clocks that differ.
 */
export const hasRested = `max(received_at) < now() - INTERVAL ${HORIZON_HOURS - 1} HOUR`;

/** SQL over `event_ids`: the line still counts. */
export const isRemembered = `claimed_at > now() - INTERVAL ${HORIZON_HOURS} HOUR`;
