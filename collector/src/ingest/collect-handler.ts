import type { IncomingMessage, ServerResponse } from 'node:http';
import { MAX_BODY_BYTES } from '@telltale/protocol';
import type { Logger } from 'pino';
import { relayHeaderOf } from '../diagnosis/relay-header.ts';
import { type ClientAddressRules, clientAddress } from '../lib/client-address.ts';
import { readBody } from '../lib/read-body.ts';
import { Refusal } from '../lib/refusal.ts';
import { type CollectParts, collect } from './collect.ts';

export interface CollectHandlerOptions extends CollectParts {
  path: string;
  clientAddressRules: ClientAddressRules;
  log: Logger;
  nowMs?: () => number;
}

/** @returns false when the request is none of its own. */
export type CollectHandler = (
  incoming: IncomingMessage,
  outgoing: Pick<ServerResponse, 'writeHead' | 'end'>,
) => boolean;

/**
 * Any site may send: a `text/plain` body makes the request CORS-simple, so that browsers ask nothing beforehand. No cookie is read,
 * so `*` gives nothing away. `Retry-After` is exposed because the tag obeys it. Names and values in turns, which Node writes as they
 * are: it checks those of an object one by one, and that takes as long as reading the request.
 */
const corsHeaders = [
  'Access-Control-Allow-Origin',
  '*',
  'Access-Control-Expose-Headers',
  'retry-after',
  'Cross-Origin-Resource-Policy',
  'cross-origin',
  'Cache-Control',
  'no-store',
];

/** For senders that use `application/json` from a browser all the same. */
const preflightHeaders = [
  ...corsHeaders,
  'Access-Control-Allow-Methods',
  'POST',
  'Access-Control-Allow-Headers',
  'content-type',
  'Access-Control-Max-Age',
  '86400',
];

/** What is still coming of a refused body is thrown away for so long; then the connection ends, read or not. */
const REFUSED_BODY_MS = 1_000;

const internal = (cause: unknown) =>
  new Refusal(503, 'internal', 'The collector failed; send the batch again later.', { retryAfterS: 30, cause });

/**
 * Takes batches of events; answers 202 with the verdict once the accepted events are on disk. It stands before the app's other routes:
 * events are most of all requests, and what a framework does for each would cost as much as half of all that is done here.
 */
export const createCollectHandler = ({
  path,
  clientAddressRules,
  log,
  nowMs = Date.now,
  ...parts
}: CollectHandlerOptions): CollectHandler => {
  const take = async (incoming: IncomingMessage) => {
    const { headers } = incoming;
    const ip = clientAddress(incoming, clientAddressRules);
    parts.limits.takeRequest(ip);
    const body = await readBody(incoming, MAX_BODY_BYTES);
    const arrival = {
      receivedAt: nowMs(),
      ip,
      userAgent: (headers['user-agent'] ?? '').slice(0, 1_000),
      acceptLanguage: headers['accept-language'] ?? '',
      origin: headers.origin ?? '',
      relayedBy: relayHeaderOf(headers, clientAddressRules.clientIpHeader),
      signs: {
        clientHints: String(headers['sec-ch-ua'] ?? ''),
        hasFetchMetadata: headers['sec-fetch-mode'] !== undefined,
      },
    };
    return collect(body, arrival, parts);
  };

  const answer: (...request: Parameters<CollectHandler>) => Promise<void> = async (incoming, outgoing) => {
    let status = 202;
    let body: string;
    let more: string[] = [];
    try {
      body = JSON.stringify(await take(incoming));
    } catch (error) {
      const refusal = error instanceof Refusal ? error : internal(error);
      if (refusal.status >= 500) log.error({ err: refusal.cause, code: refusal.code }, 'a batch could not be taken');
      parts.metrics.batchesRefused.inc({ code: refusal.code });
      status = refusal.status;
      body = JSON.stringify(refusal.body);
      if (refusal.retryAfterS !== undefined) more = ['Retry-After', String(refusal.retryAfterS)];
      if (!incoming.complete) {
        more.push('Connection', 'close');
        setTimeout(() => incoming.destroy(), REFUSED_BODY_MS).unref();
        incoming.resume();
      }
    }
    const length = String(Buffer.byteLength(body));
    outgoing.writeHead(status, [...corsHeaders, 'Content-Type', 'application/json', 'Content-Length', length, ...more]);
    outgoing.end(body);
  };

  return (incoming, outgoing) => {
    const { method, url = '' } = incoming;
    if (url !== path && url.split('?', 1)[0] !== path) return false;
    if (method === 'POST') void answer(incoming, outgoing);
    else if (method === 'OPTIONS') outgoing.writeHead(204, preflightHeaders).end();
    else return false;
    return true;
  };
};
