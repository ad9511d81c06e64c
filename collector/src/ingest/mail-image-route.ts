import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { Logger } from 'pino';
import { type ClientAddressRules, clientAddress } from '../lib/client-address.ts';
import { Refusal } from '../lib/refusal.ts';
import { type CollectParts, takeJudged } from './collect.ts';
import { judgeMailOpen } from './judge-mail-open.ts';
import { mailClient } from './mail-client.ts';

export interface MailImageOptions extends CollectParts {
  clientAddressRules: ClientAddressRules;
  log: Logger;
  nowMs: () => number;
}

/** One transparent pixel, 42 bytes. */
const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** Each opening shall ask again, also through the proxies of mail services. */
const imageHeaders = {
  'content-type': 'image/gif',
  'cache-control': 'no-store, no-cache, private, max-age=0',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/**
 * `/o/SITE_KEY.gif?campaign=…&customer=…&message=…`: an image for newsletters whose loading is recorded as the custom event
 * `email_opened`. Whatever happens it is an image that is answered, because people would see anything else in their mail; what could
 * not be recorded is counted among the refused batches.
 */
export const mailImageRoute = ({ clientAddressRules, log, nowMs, ...parts }: MailImageOptions) => {
  const enrichers = [...parts.enrichers, mailClient];
  return new Hono<{ Bindings: HttpBindings }>().get('/o/:file{[^/]+\\.gif}', async (c) => {
    const image = () => c.body(new Uint8Array(pixel), 200, imageHeaders);
    // Who only looks whether the image exists opens nothing.
    if (c.req.method === 'HEAD') return image();
    const startedAt = performance.now();
    try {
      const { incoming } = c.env;
      const ip = clientAddress(incoming, clientAddressRules);
      parts.limits.takeRequest(ip);
      const site = await parts.sites.byPublicKey(
        c.req
          .param('file')
          .replace(/\.gif$/, '')
          .slice(0, 64),
      );
      if (!site) throw new Refusal(403, 'unknown_site', 'No site has this key.');
      parts.limits.takeEvents(site.id, ip, 1);
      const arrival = {
        site,
        receivedAt: nowMs(),
        ip,
        userAgent: (incoming.headers['user-agent'] ?? '').slice(0, 1_000),
        acceptLanguage: incoming.headers['accept-language'] ?? '',
      };
      const envelope = judgeMailOpen(new URL(c.req.url).searchParams, arrival);
      await takeJudged({ arrival, envelopes: [envelope], rejected: [], startedAt }, { ...parts, enrichers });
    } catch (error) {
      const code = error instanceof Refusal ? error.code : 'internal';
      if (!(error instanceof Refusal) || error.status >= 500)
        log.error({ err: error, code }, 'an opened mail was lost');
      parts.metrics.batchesRefused.inc({ code });
    }
    return image();
  });
};
