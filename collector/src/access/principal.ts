import { Refusal } from '../lib/refusal.ts';
import type { Person } from './people.ts';
import { permissionsOn } from './roles.ts';
import { isScope, type Permission, type Scope, scopes } from './scopes.ts';
import type { KeyDescription } from './secret-keys.ts';

/** Who asks: a person who signed in, or a program with a secret key. */
export type Principal = { type: 'person'; person: Person } | { type: 'key'; key: KeyDescription };

/** How an author is named in a document's history. */
export const authorOf = (principal: Principal): string =>
  principal.type === 'person' ? `person:${principal.person.id}` : `key:${principal.key.id}`;

/** Keys made before saved segments had a scope of their own changed them with that of the settings. */
const scopesOf = ({ scopes: granted }: KeyDescription): readonly Scope[] =>
  granted.includes('sites:write') ? [...granted, 'segments:write'] : granted;

/** What whoever asks may do with a site. */
export const permissionsFor = (principal: Principal, siteId: string): readonly Permission[] => {
  if (principal.type === 'person') return permissionsOn(principal.person.roles, siteId);
  return principal.key.siteId === siteId ? scopes.filter((scope) => scopesOf(principal.key).includes(scope)) : [];
};

/** Whether a site exists for whoever asks: people with any role on it, a key its own. */
export const maySee = (principal: Principal, siteId: string): boolean =>
  principal.type === 'key' ? principal.key.siteId === siteId : permissionsFor(principal, siteId).length > 0;

/** Whether whoever asks may do that with a site. */
export const may = (principal: Principal, permission: Permission, siteId: string): boolean =>
  permissionsFor(principal, siteId).includes(permission);

const mayAnywhere = (principal: Principal, permission: Permission): boolean => {
  if (principal.type === 'key') return isScope(permission) && scopesOf(principal.key).includes(permission);
  return Object.keys(principal.person.roles).some((siteId) => may(principal, permission, siteId));
};

const personRequired = () => new Refusal(403, 'person_required', 'Only a person who signed in may do that, not a key.');

const refusalOf = (principal: Principal, permission: Permission): Refusal => {
  if (principal.type === 'person')
    return new Refusal(403, 'missing_role', `Your role does not allow this (${permission}): ask an owner.`);
  if (!isScope(permission)) return personRequired();
  return new Refusal(403, 'missing_scope', `This key may not do that: it needs the scope "${permission}".`, {
    known: principal.key.scopes,
  });
};

/**
 * Checks that whoever asks may do that: with this site, or with any where no site is named.
 * @throws Refusal 403 `missing_scope` for a key, `missing_role` for a person, `person_required` for a key that asks for what keys cannot have
 */
export const requireScope = (principal: Principal, permission: Permission, siteId?: string): void => {
  const isAllowed = siteId === undefined ? mayAnywhere(principal, permission) : may(principal, permission, siteId);
  if (!isAllowed) throw refusalOf(principal, permission);
};

/** @returns the person who asks. @throws Refusal 403 when a program asks for what only people may do. */
export const requirePerson = (principal: Principal): Person => {
  if (principal.type !== 'person') throw personRequired();
  return principal.person;
};
