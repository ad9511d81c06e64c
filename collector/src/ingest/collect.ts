import type { UnjudgedBatch, Verdict } from '@telltale/protocol';
import { type DroppedLines, droppedLines } from '../delivery/dropped.ts';
import type { Rejections } from '../delivery/rejections.ts';
import type { SpooledCounts } from '../delivery/spooled-counts.ts';
import type { ArrivalSigns } from '../diagnosis/arrival-signs.ts';
import { Refusal } from '../lib/refusal.ts';
import type { IngestLimits } from '../limits/ingest-limits.ts';
import type { Metrics } from '../metrics.ts';
import type { RecentEvents } from '../recent-events.ts';
import type { SiteRegistry } from '../sites/site-registry.ts';
import type { SegmentsNow } from '../surveys/segments-now.ts';
import type { Arrival } from './arrival.ts';
import { decode } from './decode.ts';
import { enrich, sharedColumns } from './enrich.ts';
import type { Enricher } from './enrichers/enricher.ts';
import { noteSegments } from './note-segments.ts';
import { rowLines } from './row-line.ts';
import type { Spool } from './spool.ts';
import { type Judgement, judgeBatch, judgeEvents } from './validate.ts';

/** What the stages after the judging need. */
export interface TakingParts {
  enrichers: readonly Enricher[];
  spool: Spool;
  recentEvents: RecentEvents;
  metrics: Metrics;
  rejections: Rejections;
  spooledCounts: SpooledCounts;
}

/** What the stages need. */
export interface CollectParts extends TakingParts {
  sites: SiteRegistry;
  limits: IngestLimits;
  arrivalSigns: ArrivalSigns;
  segmentsNow: SegmentsNow;
}

/** What the request itself says, its site not yet looked up. */
export type UnassignedArrival = Omit<Arrival, 'site'>;

/** Events that were judged, on their way into the spool. */
export interface JudgedArrival extends Judgement {
  arrival: Arrival;
  /** `performance.now()` when the request's body was in memory. */
  startedAt: number;
  /** What the tag had to drop before it could send. */
  dropped?: DroppedLines;
}

/**
 * The way of judged events, whoever sent them: enrich → spool.
 * @returns what became of each event, once those accepted, and what is told of the others, are on disk.
 * @throws Refusal when nothing could be kept.
 */
export const takeJudged = async (
  { arrival, envelopes, rejected, startedAt, dropped }: JudgedArrival,
  { enrichers, spool, recentEvents, metrics, rejections, spooledCounts }: TakingParts,
): Promise<Verdict> => {
  const { site, receivedAt } = arrival;
  const enriched = enrich(enrichers, arrival, envelopes);
  const accepted = enriched.reduce((sum, { own }) => sum + own.length, 0);
  const refused = rejections.linesOf(arrival, rejected, (envelope) => sharedColumns(enrichers, arrival, envelope));

  const token = await spool.append(`${enriched.map(rowLines).join('')}${refused.lines}${dropped?.lines ?? ''}`);
  metrics.appendSeconds.observe((performance.now() - startedAt) / 1000);
  spooledCounts.appended(token, {
    siteId: site.id,
    receivedAt,
    accepted,
    rejected: refused.rejected,
    ...(dropped && { dropped: dropped.dropped }),
  });
  metrics.eventsReceived.inc(accepted + rejected.length);
  metrics.eventsAccepted.inc(accepted);
  for (const { shared, own } of enriched)
    if (shared.is_bot) metrics.eventsBot.inc({ reason: shared.bot_reason }, own.length);
  for (const [code, events] of refused.rejected) metrics.eventsRejected.inc({ code }, events);
  for (const [reason, events] of dropped?.dropped ?? []) metrics.eventsDropped.inc({ reason }, events);
  if (rejected.length > 0)
    recentEvents.rejected(
      site.id,
      rejected.map(({ rejection: { code, path, message }, kind, url }) => ({ kind, url, code, path, message })),
      receivedAt,
    );
  if (accepted > 0) recentEvents.accepted(site.id, enriched, token);
  return { accepted, rejected: rejected.map(({ rejection }) => rejection) };
};

const countOf = ({ envelopes }: UnjudgedBatch) => envelopes.reduce((sum, { events }) => sum + events.length, 0);

/**
 * A batch's way through the stages: decode → validate → note segments → enrich → spool. The writer takes it from there, later.
 * @returns what became of each event, once those accepted are on disk.
 * @throws Refusal when nothing of the batch was taken.
 */
export const collect = async (
  body: Uint8Array,
  unassigned: UnassignedArrival,
  parts: CollectParts,
): Promise<Verdict> => {
  const startedAt = performance.now();
  const batch = judgeBatch(decode(body));
  const site = await parts.sites.byPublicKey(batch.site);
  if (!site)
    throw new Refusal(403, 'unknown_site', 'No site has this key; copy the tag again from the settings.', {
      path: 'site',
    });

  parts.limits.takeEvents(site.id, unassigned.ip, countOf(batch));

  const arrival: Arrival = { ...unassigned, site };
  parts.arrivalSigns.note(batch, arrival);
  const dropped = batch.dropped && { dropped: droppedLines(batch, arrival) };
  const { envelopes: judged, rejected } = judgeEvents(batch, arrival);
  const { segmentsNow } = parts;
  const envelopes = noteSegments(judged, { site, receivedAt: arrival.receivedAt, segmentsNow });
  return takeJudged({ envelopes, rejected, arrival, startedAt, ...dropped }, parts);
};
