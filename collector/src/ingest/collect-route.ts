import type { HttpBindings } from '@hono/node-server';
import { MAX_BODY_BYTES } from '@telltale/protocol';
import { Hono } from 'hono';
import type { Logger } from 'pino';
import { type ClientAddressRules, clientAddress } from '../lib/client-address.ts';
import { readBody } from '../lib/read-body.ts';
import { Refusal } from '../lib/refusal.ts';
import { type CollectParts, collect } from './collect.ts';

export interface CollectRouteOptions extends CollectParts {
  path: string;
  clientAddressRules: ClientAddressRules;
  log: Logger;
  nowMs?: () => number;
}

/**
 * Any site may send: a `text/plain` body makes the request CORS-simple, so that browsers ask nothing beforehand. No cookie is read,
 * so `*` gives nothing away. `Retry-After` is exposed because the tag obeys it.
 */
const corsHeaders = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'retry-after',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'no-store',
};

/** For senders that use `application/json` from a browser all the same. */
const preflightHeaders = {
  ...corsHeaders,
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'content-type',
  'access-control-max-age': '86400',
};

const internal = (cause: unknown) =>
  new Refusal(503, 'internal', 'The collector failed; send the batch again later.', { retryAfterS: 30, cause });

/** Takes batches of events; answers 202 with the verdict once the accepted events are on disk. */
export const collectRoute = ({ path, clientAddressRules, log, nowMs = Date.now, ...parts }: CollectRouteOptions) =>
  new Hono<{ Bindings: HttpBindings }>()
    .options(path, (c) => c.body(null, 204, preflightHeaders))
    .post(path, async (c) => {
      const { incoming } = c.env;
      try {
        const ip = clientAddress(incoming, clientAddressRules);
        parts.limits.takeRequest(ip);
        const body = await readBody(incoming, MAX_BODY_BYTES);
        const verdict = await collect(
          body,
          {
            receivedAt: nowMs(),
            ip,
            userAgent: (incoming.headers['user-agent'] ?? '').slice(0, 1_000),
            acceptLanguage: incoming.headers['accept-language'] ?? '',
            origin: incoming.headers.origin ?? '',
            signs: {
              clientHints: String(incoming.headers['sec-ch-ua'] ?? ''),
              hasFetchMetadata: incoming.headers['sec-fetch-mode'] !== undefined,
            },
          },
          parts,
        );
        return c.json(verdict, 202, corsHeaders);
      } catch (error) {
        const refusal = error instanceof Refusal ? error : internal(error);
        if (refusal.status >= 500) log.error({ err: refusal.cause, code: refusal.code }, 'a batch could not be taken');
        parts.metrics.batchesRefused.inc({ code: refusal.code });
        const retryAfter = refusal.retryAfterS === undefined ? {} : { 'retry-after': String(refusal.retryAfterS) };
        return c.json(refusal.body, refusal.status, { ...corsHeaders, ...retryAfter });
      }
    });
