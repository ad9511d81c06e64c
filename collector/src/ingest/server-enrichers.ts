import { campaign } from './enrichers/campaign.ts';
import type { Enricher } from './enrichers/enricher.ts';
import { page } from './enrichers/page.ts';

const decimal = (hex: string | undefined) => (hex === undefined ? '0' : BigInt(`0x${hex}`).toString());

/** Who, as the server told it: nothing is made of the request's own address and user agent, which are the server's. */
const toldVisitor: Enricher = {
  name: 'told_visitor',
  enrich: ({ envelope: { visitorId, sessionId, customerId = '' } }) => ({
    visitor_id: decimal(visitorId),
    session_id: decimal(sessionId),
    customer_id: customerId,
  }),
};

/**
 * What is added to events of a site's own server. Browser, country, language, channel and bot verdict stay unknown: those of the
 * request would be the server's, and wrong.
 */
export const serverEnrichers: readonly Enricher[] = [toldVisitor, page, campaign];
