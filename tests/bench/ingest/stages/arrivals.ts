import type { UnassignedArrival } from '../../../../collector/src/ingest/collect.ts';
import { createRandom } from '../load/random.ts';
import { prepareRequest } from '../load/request.ts';
import { stageSite } from './stage-site.ts';

/** A request as it reaches the first stage. */
export interface ArrivedBatch {
  body: Buffer;
  arrival: UnassignedArrival;
}

const TRAFFIC_SEED = 2_026;
/** Other ids in every run. */
const ids = createRandom(process.pid ^ Date.now());

const headerOf = (head: string, name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(head)?.[1]?.trim() ?? '';

/** The load generator's requests, each with bytes of its own. */
export const arrivedBatches = (eventCount: number, count: number): ArrivedBatch[] => {
  const random = createRandom(TRAFFIC_SEED);
  return Array.from({ length: count }, () => {
    const { bytes, body } = prepareRequest(random, {
      host: 'localhost',
      path: '/e',
      siteKey: stageSite.publicKeys[0] ?? '',
      eventCount,
      ids,
    });
    const head = bytes.subarray(0, bytes.length - body.length).toString();
    return {
      body,
      arrival: {
        receivedAt: Date.now(),
        ip: headerOf(head, 'x-forwarded-for'),
        userAgent: headerOf(head, 'user-agent'),
        acceptLanguage: headerOf(head, 'accept-language'),
      },
    };
  });
};
