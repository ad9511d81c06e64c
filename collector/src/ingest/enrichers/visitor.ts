import { createHmac, randomBytes } from 'node:crypto';
import type { Enricher, Subject } from './enricher.ts';

/** A session ends after this long without an event. */
const SESSION_IDLE_MS = 30 * 60_000;
/** Cookieless sessions are remembered in memory; beyond this many, the one idle longest is forgotten. */
const MAX_SESSIONS = 200_000;

/** Gives the day's secret; the day before's is destroyed. */
export interface DailySalt {
  current(nowMs: number): Uint8Array;
}

const decimal = (hex: string) => BigInt(`0x${hex}`).toString();

/** A visitor without an id: one day's hash of what the request shows anyway. It cannot be traced back once the salt is gone. */
const hashVisitor = (salt: Uint8Array, { arrival: { site, ip, userAgent } }: Subject): string =>
  createHmac('sha256', salt).update(`${site.id}\n${ip}\n${userAgent}`).digest('hex').slice(0, 16);

/**
 * Who: the ids that the tag sends once the visitor consented, else a visitor id that lasts a day and sessions cut by 30 min of
 * idleness. A collector beside this one has its own salt: a balancer must send one address to one collector.
 */
export const createVisitorEnricher = (salt: DailySalt): Enricher => {
  const sessions = new Map<string, { sessionId: string; lastAt: number }>();

  const sessionOf = (visitor: string, nowMs: number): string => {
    const open = sessions.get(visitor);
    sessions.delete(visitor);
    const sessionId =
      open && nowMs - open.lastAt < SESSION_IDLE_MS ? open.sessionId : decimal(randomBytes(8).toString('hex'));
    sessions.set(visitor, { sessionId, lastAt: nowMs });
    if (sessions.size > MAX_SESSIONS) for (const idlest of sessions.keys()) if (sessions.delete(idlest)) break;
    return sessionId;
  };

  return {
    name: 'visitor',
    enrich: (subject) => {
      const { envelope, arrival } = subject;
      const visitorId = decimal(envelope.visitorId ?? hashVisitor(salt.current(arrival.receivedAt), subject));
      return {
        visitor_id: visitorId,
        session_id: envelope.sessionId
          ? decimal(envelope.sessionId)
          : sessionOf(`${arrival.site.id} ${visitorId}`, arrival.receivedAt),
        page_id: decimal(envelope.pageId),
        customer_id: envelope.customerId ?? '',
      };
    },
  };
};
