import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { browserName } from '../access/browser-name.ts';
import type { Person } from '../access/people.ts';
import { isFromOtherPages } from '../access/same-origin.ts';
import { readSessionCookie, setSessionCookie } from '../access/session-cookie.ts';
import type { SessionOrigin } from '../access/sessions.ts';
import { clientAddress } from '../lib/client-address.ts';
import { Refusal } from '../lib/refusal.ts';
import { truncateAddress } from '../lib/truncate-address.ts';
import type { ApiParts } from './api-env.ts';

type SessionContext = Context<{ Bindings: HttpBindings }>;

/** What of a request says where it comes from. */
type Sender = Pick<SessionContext, 'env'> & { req: Pick<SessionContext['req'], 'header'> };

/** How routes open a browser's session, whatever proved who it is. */
export interface SessionOpening {
  /** @throws Refusal 429 for whoever tries too often */
  limit(c: SessionContext): void;
  /** @throws Refusal 403 for another site's page, 429 for whoever tries too often */
  admit(c: SessionContext): void;
  /** Where the session is opened. */
  originOf(c: Sender): SessionOrigin;
  /**
   * Signs the browser in with a session of its own. One that it had before ends: whoever planted it shall not share the new one.
   */
  begin(c: SessionContext, person: Person, token?: string): Promise<void>;
}

/** Makes the ways in which a session begins. */
export const createSessionOpening = ({
  access,
  audit,
  config,
  publicUrl,
  signInLimit,
}: Pick<ApiParts, 'access' | 'audit' | 'config' | 'publicUrl' | 'signInLimit'>): SessionOpening => {
  const isSecure = publicUrl.startsWith('https:');
  const addressOf = (c: Sender) => clientAddress(c.env.incoming, config);
  const originOf = (c: Sender) => ({
    network: truncateAddress(addressOf(c)),
    browser: browserName(c.req.header('user-agent')),
  });
  const limit = (c: SessionContext) => signInLimit.takeAddress(addressOf(c));
  return {
    limit,
    admit: (c) => {
      if (isFromOtherPages(c, config.baseUrl))
        throw new Refusal(403, 'cross_site', 'This request does not come from a page of this collector.');
      limit(c);
    },
    originOf,
    begin: async (c, person, opened) => {
      const token = opened ?? (await access.openSession(person.id, originOf(c)));
      const before = readSessionCookie(c, isSecure);
      if (before) await access.closeSession(before);
      await audit(
        { env: c.env, var: { principal: { type: 'person', person } } },
        { action: 'session.open', object: person.id },
      );
      setSessionCookie(c, token, isSecure);
    },
  };
};
