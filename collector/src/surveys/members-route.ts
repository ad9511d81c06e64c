import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { type ClientAddressRules, clientAddress } from '../lib/client-address.ts';
import { Refusal } from '../lib/refusal.ts';
import type { IngestLimits } from '../limits/ingest-limits.ts';
import type { SiteRegistry } from '../sites/site-registry.ts';
import type { Memberships } from './memberships.ts';

export interface MembersRouteOptions {
  sites: SiteRegistry;
  limits: IngestLimits;
  memberships: Memberships;
  clientAddressRules: ClientAddressRules;
  /** Such as `/e`. */
  collectPath: string;
}

/** Any site's tag asks, without credentials. */
const headers = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'private, no-store',
};

/**
 * `GET /e/surveys?site=PUBLIC_KEY&visitor=16HEX`: which of the live surveys that ask for a segment the visitor may see. The tag asks only
 * when such a survey is due for all its other rules.
 */
export const membersRoute = ({ sites, limits, memberships, clientAddressRules, collectPath }: MembersRouteOptions) =>
  new Hono<{ Bindings: HttpBindings }>().get(`${collectPath}/surveys`, async (c) => {
    limits.takeRequest(clientAddress(c.env.incoming, clientAddressRules));
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    const visitor = c.req.query('visitor') ?? '';
    if (!/^[0-9a-f]{16}$/.test(visitor))
      throw new Refusal(400, 'invalid_visitor', 'visitor: 16 lower-case hex digits are expected.', { path: 'visitor' });
    const site = await sites.byPublicKey((c.req.query('site') ?? '').slice(0, 64));
    if (!site) throw new Refusal(404, 'unknown_site', 'No site has this key.', { path: 'site' });
    return c.json(await memberships(site, visitor));
  });
