import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { Refusal } from '../lib/refusal.ts';
import type { Site } from '../sites/site.ts';
import type { PrincipalVariables } from './authenticate.ts';
import { type Principal, requirePerson, requireScope } from './principal.ts';
import type { Permission } from './scopes.ts';

/** Who may use a route: any person who signed in, or whoever has this permission. */
export type RouteAccess = 'person' | Permission;

export interface AuthorizeOptions {
  /** By method and path, such as `GET /api/v1/sites/:site/keys`: what each route asks for. */
  table: ReadonlyMap<string, RouteAccess>;
  /** The site that a route names. @throws Refusal 404 where it does not exist for whoever asks, 403 without the permission */
  requireSite(principal: Principal, id: string, permission: Permission): Site;
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** What stands in an address at the place of `:site`; undefined where the route names no site. */
const siteIn = (route: string, path: string): string | undefined => {
  const place = route.split('/').indexOf(':site');
  return place === -1 ? undefined : decoded(path.split('/')[place] ?? '');
};

/**
 * Lets through what the table allows to whoever asks, before anything of the request's body is read. A route that the table does not
 * name is closed to everyone.
 */
export const authorize = ({
  table,
  requireSite,
}: AuthorizeOptions): MiddlewareHandler<{ Variables: PrincipalVariables }> => {
  return async (c, next) => {
    const route = matchedRoutes(c).find(({ method }) => method !== 'ALL');
    const access = route && table.get(`${route.method} ${route.path}`);
    if (!route || !access) throw new Refusal(404, 'not_found', 'There is nothing at this address.');
    const { principal } = c.var;
    const siteId = siteIn(route.path, c.req.path);
    if (access === 'person') requirePerson(principal);
    else if (siteId !== undefined) requireSite(principal, siteId, access);
    else requireScope(principal, access);
    await next();
  };
};
