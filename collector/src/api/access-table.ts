import type { RouteAccess } from '../access/authorize.ts';
import type { Operation } from './operation.ts';

/** How the router writes an operation's path. Every kind of question is asked on one route. */
export const routeOf = (path: string): string =>
  path.replace(/\{(\w+)\}/g, ':$1').replace(/\/questions\/\w+$/, '/questions/:kind');

/** What each route behind sign-in asks for, by method and path: the list of operations as `authorize` reads it. */
export const accessTable = (operations: readonly Operation[], basePath: string): ReadonlyMap<string, RouteAccess> =>
  new Map(
    operations.flatMap(({ method, path, access }) =>
      access === 'public' ? [] : [[`${method.toUpperCase()} ${basePath}${routeOf(path)}`, access] as const],
    ),
  );
