import type { Principal } from '../access/principal.ts';
import { maySee, requireScope } from '../access/principal.ts';
import type { Permission } from '../access/scopes.ts';
import { Refusal } from '../lib/refusal.ts';
import type { Site } from '../sites/site.ts';
import type { SiteRegistry } from '../sites/site-registry.ts';

/**
 * The site that a route names, if whoever asks may use it so.
 * @throws Refusal 404 `unknown_site` for one that does not exist and for another's alike, 403 `missing_scope` or `missing_role`.
 */
export const siteOf = (sites: SiteRegistry, principal: Principal, id: string, permission: Permission): Site => {
  const site = sites.byId(id);
  if (!site || !maySee(principal, site.id)) {
    const known = sites
      .all()
      .filter((other) => maySee(principal, other.id))
      .map((other) => other.id);
    throw new Refusal(404, 'unknown_site', `There is no site "${id.slice(0, 60)}".`, { path: 'site', known });
  }
  requireScope(principal, permission, site.id);
  return site;
};
