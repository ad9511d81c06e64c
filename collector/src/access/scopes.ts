/** What a secret key may be allowed to do; all but `metrics:read` on its own site only. */
export const scopes = [
  'sites:read',
  'sites:write',
  'segments:write',
  'questions:read',
  'events:read',
  'events:write',
  'events:delete',
  'keys:write',
  'metrics:read',
] as const;

/** What a secret key may be allowed to do. */
export type Scope = (typeof scopes)[number];

/** What only people may be allowed to do: no key has it. */
export const personPermissions = ['people:write', 'audit:read', 'sites:create'] as const;

/** Everything that a route can ask for. */
export const permissions = [...scopes, ...personPermissions] as const;

/** What a route can ask for. */
export type Permission = (typeof permissions)[number];

/** What is about no single site: a person needs it on every site, those to come included. */
const everywhere: readonly Permission[] = ['metrics:read', 'sites:create'];

/** Whether it is about the whole collector. */
export const isAboutEverySite = (permission: Permission): boolean => everywhere.includes(permission);

/** Whether a key can have it at all. */
export const isScope = (permission: Permission): permission is Scope => scopes.some((scope) => scope === permission);
