import { Refusal } from '../lib/refusal.ts';
import type { Scope } from './scopes.ts';
import type { KeyDescription } from './secret-keys.ts';
import type { Person } from './sessions.ts';

/** Who asks: a person who signed in, or a program with a secret key. */
export type Principal = { type: 'person'; person: Person } | { type: 'key'; key: KeyDescription };

/** How an author is named in a document's history. */
export const authorOf = (principal: Principal): string =>
  principal.type === 'person' ? `person:${principal.person.id}` : `key:${principal.key.id}`;

/** People see every site, a key its own. */
export const maySee = (principal: Principal, siteId: string): boolean =>
  principal.type === 'person' || principal.key.siteId === siteId;

/** @throws Refusal 403 when a key lacks the scope. */
export const requireScope = (principal: Principal, scope: Scope): void => {
  if (principal.type === 'key' && !principal.key.scopes.includes(scope))
    throw new Refusal(403, 'missing_scope', `This key may not do that: it needs the scope "${scope}".`, {
      known: principal.key.scopes,
    });
};

/** @throws Refusal 403 when a program asks for what only people may do. */
export const requirePerson = (principal: Principal): void => {
  if (principal.type !== 'person')
    throw new Refusal(403, 'person_required', 'Only a person who signed in may do that, not a key.');
};
