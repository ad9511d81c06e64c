import type { Batch } from '@telltale/protocol';
import { type CrowdOptions, type Journey, journeys } from './crowd/journeys.ts';
import { type GroundTruth, truthOf } from './crowd/truth.ts';

/** One request as a visitor's browser would have sent it. */
export interface Delivery {
  visitorId: string;
  headers: { 'user-agent': string; 'accept-language': string };
  batch: Batch;
}

/** The crowd's requests in the order of time, and what a right answer must say about them. */
export interface Traffic {
  deliveries: readonly Delivery[];
  truth: GroundTruth;
}

/** Pages in one request: far under the wire's limit of envelopes, and their events under its limit of events. */
const PAGES_PER_DELIVERY = 16;

/** The browser sends the last of a session when its page is hidden; this is how long that takes. */
const SENDING_MS = 120;

const deliveriesOf = ({ visitorId, userAgent, acceptLanguage, sessions }: Journey, site: string): Delivery[] =>
  sessions.flatMap(({ envelopes }) => {
    const parts = Math.ceil(envelopes.length / PAGES_PER_DELIVERY);
    return Array.from({ length: parts }, (_, part): Delivery => {
      const some = envelopes.slice(part * PAGES_PER_DELIVERY, (part + 1) * PAGES_PER_DELIVERY);
      const lastAt = some.at(-1)?.events.at(-1)?.at ?? 0;
      return {
        visitorId,
        headers: { 'user-agent': userAgent, 'accept-language': acceptLanguage },
        batch: { v: 1, site, sentAt: lastAt + SENDING_MS, envelopes: some },
      };
    });
  });

/**
 * Makes the requests of a whole crowd, ordered by the time at which each was sent, with the ground truth. The same
 * options give the same requests, to the last id.
 */
export const createTraffic = (options: CrowdOptions): Traffic => {
  const crowd = [...journeys(options)];
  const deliveries = crowd
    .flatMap((journey) => deliveriesOf(journey, options.site))
    .sort((a, b) => a.batch.sentAt - b.batch.sentAt);
  return { deliveries, truth: truthOf(crowd) };
};
