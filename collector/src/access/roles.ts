import { isAboutEverySite, type Permission, permissions } from './scopes.ts';

/** What somebody is on a site, the least first: each may do all that the ones before it may. */
export const roles = ['viewer', 'analyst', 'editor', 'owner'] as const;

/** What somebody is on a site. */
export type Role = (typeof roles)[number];

/** In the place of a site's id: all of them, those to come included. No site is called that. */
export const EVERY_SITE = '*';

/** Somebody's role by site's id, or by `EVERY_SITE`. */
export type Roles = Readonly<Record<string, Role>>;

/** Sees what panels show. */
const viewer: readonly Permission[] = ['sites:read', 'questions:read'];
/** Looks into it: single events, exports, saved segments. */
const analyst: readonly Permission[] = [...viewer, 'segments:write', 'events:read'];
/** Decides what is recorded, and brings events in. */
const editor: readonly Permission[] = [...analyst, 'sites:write', 'events:write'];

/** What each role may do on its site: the one place that says so. */
export const permissionsOfRole: Readonly<Record<Role, readonly Permission[]>> = {
  viewer,
  analyst,
  editor,
  owner: permissions,
};

/** Whether whoever holds them decides about the whole collector. */
export const ownsEverything = (held: Roles): boolean => held[EVERY_SITE] === 'owner';

/** What these roles allow on a site; nothing where there is no role. What is about every site comes only with every site. */
export const permissionsOn = (held: Roles, siteId: string): readonly Permission[] => {
  const ranks = [held[siteId], held[EVERY_SITE]].map((role) => (role ? roles.indexOf(role) : -1));
  const role = roles[Math.max(...ranks)];
  const allowed = role ? permissionsOfRole[role] : [];
  return ownsEverything(held) ? allowed : allowed.filter((permission) => !isAboutEverySite(permission));
};

/** Whether somebody with these roles may give and take a role on a site, or on every site. */
export const mayGrantOn = (held: Roles, siteId: string): boolean =>
  siteId === EVERY_SITE ? ownsEverything(held) : permissionsOn(held, siteId).includes('people:write');

/** Whether somebody with these roles decides about all that another one has. */
export const mayDecideAbout = (held: Roles, others: Roles): boolean =>
  Object.keys(others).every((siteId) => mayGrantOn(held, siteId));
