import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { type ClientAddressRules, clientAddress } from '../lib/client-address.ts';
import { Refusal } from '../lib/refusal.ts';
import type { GuessLimit } from '../limits/guess-limit.ts';
import type { Access } from './access.ts';
import type { Principal } from './principal.ts';
import { isFromOurPages } from './same-origin.ts';
import { readSessionCookie } from './session-cookie.ts';

/** What a route behind `authenticate` knows. */
export interface PrincipalVariables {
  principal: Principal;
  /**
   * Who asks as it is now: what goes on for long asks again. Nobody once the key or the session was removed or ended.
   * @throws while the store is away
   */
  principalNow: () => Promise<Principal | undefined>;
}

export interface AuthenticateOptions {
  access: Access;
  isSecure: boolean;
  baseUrl: string;
  guessLimit: GuessLimit;
  addressRules: ClientAddressRules;
}

const signInFirst = () =>
  new Refusal(401, 'sign_in_required', 'Sign in, or send a secret key as "Authorization: Bearer tt_sk_…".');

const isRead = (method: string) => method === 'GET' || method === 'HEAD';

/** Finds out who asks. @throws Refusal 401, 429 for whoever guesses keys, or 403 for a write that another site's page made the browser send. */
export const authenticate = ({
  access,
  isSecure,
  baseUrl,
  guessLimit,
  addressRules,
}: AuthenticateOptions): MiddlewareHandler<{ Bindings: HttpBindings; Variables: PrincipalVariables }> => {
  return async (c, next) => {
    const authorization = c.req.header('authorization');
    if (authorization !== undefined) {
      const secret = /^Bearer (.+)$/i.exec(authorization)?.[1] ?? '';
      const find = async (beforeAsking?: () => void): Promise<Principal | undefined> => {
        const key = await access.findKey(secret, beforeAsking);
        return key && { type: 'key', key };
      };
      const principal = await find(() => guessLimit.take(clientAddress(c.env.incoming, addressRules)));
      if (!principal) throw new Refusal(401, 'unknown_key', 'This secret key does not exist or was removed.');
      c.set('principal', principal);
      c.set('principalNow', find);
    } else {
      const token = readSessionCookie(c, isSecure);
      const find = async (): Promise<Principal | undefined> => {
        const person = token ? await access.personOfSession(token) : undefined;
        return person && { type: 'person', person };
      };
      const principal = await find();
      if (!principal) throw signInFirst();
      if (!isRead(c.req.method) && !isFromOurPages(c, baseUrl))
        throw new Refusal(403, 'cross_site', 'This request does not come from a page of this collector.');
      c.set('principal', principal);
      c.set('principalNow', find);
    }
    await next();
  };
};
