import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { type ClientAddressRules, clientAddress } from '../lib/client-address.ts';
import { Refusal } from '../lib/refusal.ts';
import type { IngestLimits } from '../limits/ingest-limits.ts';
import type { Site } from '../sites/site.ts';
import type { SiteRegistry } from '../sites/site-registry.ts';

export interface MembersRouteOptions {
  sites: SiteRegistry;
  limits: IngestLimits;
  /** What of the site asks for a segment that the visitor (16 hex digits) is in. */
  memberships: (site: Site, visitorId: string) => Promise<object>;
  clientAddressRules: ClientAddressRules;
  /** Such as `/e/surveys`. */
  path: string;
}

/** Any site's tag asks, without credentials. */
const headers = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'private, no-store',
};

/**
 * `GET /e/surveys?site=PUBLIC_KEY&visitor=16HEX`: which of the live surveys that ask for a segment the visitor may see. The tag asks only
 * when such a survey is due for all its other rules. `GET /e/experiments?…`: which of the running experiments that are for a segment the
 * visitor may take part in. It asks where there is one that the visitor takes no part in yet, once a minute at the most.
 */
export const membersRoute = ({ sites, limits, memberships, clientAddressRules, path }: MembersRouteOptions) =>
  new Hono<{ Bindings: HttpBindings }>().get(path, async (c) => {
    limits.takeRequest(clientAddress(c.env.incoming, clientAddressRules));
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    const visitor = c.req.query('visitor') ?? '';
    if (!/^[0-9a-f]{16}$/.test(visitor))
      throw new Refusal(400, 'invalid_visitor', 'visitor: 16 lower-case hex digits are expected.', { path: 'visitor' });
    const site = await sites.byPublicKey((c.req.query('site') ?? '').slice(0, 64));
    if (!site) throw new Refusal(404, 'unknown_site', 'No site has this key.', { path: 'site' });
    return c.json(await memberships(site, visitor));
  });
