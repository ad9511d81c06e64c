/** What a secret key may be allowed to do; all but `metrics:read` on its own site only. */
export const scopes = [
  'sites:read',
  'sites:write',
  'questions:read',
  'events:read',
  'events:write',
  'events:delete',
  'keys:write',
  'metrics:read',
] as const;

/** What a secret key may be allowed to do. */
export type Scope = (typeof scopes)[number];
