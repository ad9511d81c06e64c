import type { Verdict } from '@telltale/protocol';
import { Refusal } from '../lib/refusal.ts';
import type { Metrics } from '../metrics.ts';
import type { RecentEvents } from '../recent-events.ts';
import type { SiteRegistry } from '../sites/site-registry.ts';
import type { Arrival } from './arrival.ts';
import { decode } from './decode.ts';
import { enrich } from './enrich.ts';
import type { Enricher } from './enrichers/enricher.ts';
import { rowLine } from './row-line.ts';
import type { Spool } from './spool.ts';
import { type Judgement, judgeBatch, judgeEvents } from './validate.ts';

/** What the stages after the judging need. */
export interface TakingParts {
  enrichers: readonly Enricher[];
  spool: Spool;
  recentEvents: RecentEvents;
  metrics: Metrics;
}

/** What the stages need. */
export interface CollectParts extends TakingParts {
  sites: SiteRegistry;
}

/** What the request itself says, its site not yet looked up. */
export type UnassignedArrival = Omit<Arrival, 'site'>;

/** Events that were judged, on their way into the spool. */
export interface JudgedArrival extends Judgement {
  arrival: Arrival;
  /** `performance.now()` when the request's body was in memory. */
  startedAt: number;
}

/**
 * The way of judged events, whoever sent them: enrich → spool.
 * @returns what became of each event, once those accepted are on disk.
 * @throws Refusal when nothing could be kept.
 */
export const takeJudged = async (
  { arrival, envelopes, rejected, startedAt }: JudgedArrival,
  { enrichers, spool, recentEvents, metrics }: TakingParts,
): Promise<Verdict> => {
  const { site } = arrival;
  const rows = enrich(enrichers, arrival, envelopes);

  metrics.eventsReceived.inc(rows.length + rejected.length);
  for (const { rejection } of rejected) metrics.eventsRejected.inc({ code: rejection.code });
  if (rejected.length > 0)
    recentEvents.rejected(
      site.id,
      rejected.map(({ rejection: { code, path, message }, kind, url }) => ({ kind, url, code, path, message })),
      arrival.receivedAt,
    );

  if (rows.length > 0) {
    const token = await spool.append(rows.map(rowLine).join(''));
    metrics.appendSeconds.observe((performance.now() - startedAt) / 1000);
    metrics.eventsAccepted.inc(rows.length);
    for (const row of rows) if (row.is_bot) metrics.eventsBot.inc({ reason: row.bot_reason });
    recentEvents.accepted(site.id, rows, token);
  }
  return { accepted: rows.length, rejected: rejected.map(({ rejection }) => rejection) };
};

/**
 * A batch's way through the stages: decode → validate → enrich → spool. The writer takes it from there, later.
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

  const arrival: Arrival = { ...unassigned, site };
  for (const count of Object.values(batch.dropped ?? {})) parts.metrics.eventsDropped.inc(count);
  return takeJudged({ ...judgeEvents(batch, arrival), arrival, startedAt }, parts);
};
