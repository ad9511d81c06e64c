import { MAX_EVENTS_PER_BATCH, unjudgedServerEventsSchema, type Verdict } from '@telltale/protocol';
import { readBySchema } from '../lib/read-by-schema.ts';
import { Refusal } from '../lib/refusal.ts';
import type { Site } from '../sites/site.ts';
import { type CollectParts, type TakingParts, takeJudged } from './collect.ts';
import { decode } from './decode.ts';
import { judgeServerEvents } from './judge-server-events.ts';
import { serverEnrichers } from './server-enrichers.ts';

export interface ServerArrival {
  site: Site;
  /** Epoch ms by the collector's clock. */
  receivedAt: number;
}

/**
 * The way of a list of events from a site's own server: decode → validate → enrich → spool, as for the tag's batches.
 * @returns what became of each event, once those accepted are on disk.
 * @throws Refusal when nothing of the list was taken.
 */
export const collectFromServer = async (
  body: Uint8Array,
  { site, receivedAt }: ServerArrival,
  { limits, ...parts }: Omit<TakingParts, 'enrichers'> & Pick<CollectParts, 'limits'>,
): Promise<Verdict> => {
  const startedAt = performance.now();
  const { data: candidates, error } = readBySchema(unjudgedServerEventsSchema, decode(body));
  if (!candidates)
    throw error.issues[0]?.code === 'too_big'
      ? new Refusal(
          400,
          'too_many_events',
          `A request holds at most ${MAX_EVENTS_PER_BATCH} events; send the rest apart.`,
        )
      : new Refusal(400, 'invalid_batch', 'The body must be a list of one or more events: [{"kind": …}].');
  limits.takeEvents(site.id, '', candidates.length);
  const arrival = { site, receivedAt, ip: '', userAgent: '', acceptLanguage: '' };
  return takeJudged(
    { ...judgeServerEvents(candidates, arrival), arrival, startedAt },
    { ...parts, enrichers: serverEnrichers },
  );
};
