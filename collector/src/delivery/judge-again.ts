import type { UnjudgedBatch } from '@telltale/protocol';
import type { RejectedEventRow } from '@telltale/store';
import { type EnrichedEvents, enrich, withOwnColumns } from '../ingest/enrich.ts';
import { judgeServerEvents } from '../ingest/judge-server-events.ts';
import { withSegments } from '../ingest/note-segments.ts';
import { serverEnrichers } from '../ingest/server-enrichers.ts';
import { judgeEvents, type RejectedEvent } from '../ingest/validate.ts';
import type { Site } from '../sites/site.ts';
import type { KeptContext } from './rejections.ts';

/** What a kept event is judged to be now. */
export type SecondVerdict =
  | { type: 'accepted'; enriched: EnrichedEvents }
  | { type: 'rejected'; rejection: RejectedEvent['rejection'] }
  | { type: 'unreplayable' };

/** Reads what was kept beside an event. */
export const keptContext = ({ context }: Pick<RejectedEventRow, 'context'>): KeptContext =>
  JSON.parse(context) as KeptContext;

/**
 * Judges a refused event again, as of the moment at which it was received, by the rules and the site's settings of now. What the
 * enrichers made of its request is as it was then: the request is gone.
 */
export const judgeAgain = (kept: RejectedEventRow, site: Site): SecondVerdict => {
  const context = keptContext(kept);
  if (!context.isWhole) return { type: 'unreplayable' };
  const arrival = { site, receivedAt: kept.receivedAt, ip: '', userAgent: '', acceptLanguage: '' };
  const event: unknown = JSON.parse(kept.event);
  if (context.origin === 'server') {
    const { envelopes, rejected } = judgeServerEvents([event], arrival);
    const [enriched] = enrich(serverEnrichers, arrival, envelopes);
    const [refused] = rejected;
    if (enriched) return { type: 'accepted', enriched };
    return refused ? { type: 'rejected', rejection: refused.rejection } : { type: 'unreplayable' };
  }
  const { sentAt, pageId, url, sentFrom = '', shared } = context;
  const batch: UnjudgedBatch = { v: 1, site: site.id, sentAt, envelopes: [{ pageId, url, events: [event] }] };
  const { envelopes, rejected } = judgeEvents(batch, { ...arrival, origin: sentFrom });
  const [judged] = envelopes;
  const [refused] = rejected;
  // Which segments its visitor was in then, nobody can say any more.
  const own = judged && { ...judged, events: judged.events.map((each) => withSegments(each, '')) };
  if (own) return { type: 'accepted', enriched: withOwnColumns(shared, own) };
  return refused ? { type: 'rejected', rejection: refused.rejection } : { type: 'unreplayable' };
};
