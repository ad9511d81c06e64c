import type { MiddlewareHandler } from 'hono';
import { Refusal } from '../lib/refusal.ts';
import type { Access } from './access.ts';
import type { Principal } from './principal.ts';
import { isFromOurPages } from './same-origin.ts';
import { readSessionCookie } from './session-cookie.ts';

/** What a route behind `authenticate` knows. */
export interface PrincipalVariables {
  principal: Principal;
}

export interface AuthenticateOptions {
  access: Access;
  isSecure: boolean;
  baseUrl: string;
}

const signInFirst = () =>
  new Refusal(401, 'sign_in_required', 'Sign in, or send a secret key as "Authorization: Bearer tt_sk_…".');

const isRead = (method: string) => method === 'GET' || method === 'HEAD';

/** Finds out who asks. @throws Refusal 401, or 403 for a write that another site's page made the browser send. */
export const authenticate = ({
  access,
  isSecure,
  baseUrl,
}: AuthenticateOptions): MiddlewareHandler<{ Variables: PrincipalVariables }> => {
  return async (c, next) => {
    const authorization = c.req.header('authorization');
    if (authorization !== undefined) {
      const key = await access.findKey(/^Bearer (.+)$/i.exec(authorization)?.[1] ?? '');
      if (!key) throw new Refusal(401, 'unknown_key', 'This secret key does not exist or was removed.');
      c.set('principal', { type: 'key', key });
    } else {
      const token = readSessionCookie(c, isSecure);
      const person = token ? await access.personOfSession(token) : undefined;
      if (!person) throw signInFirst();
      if (!isRead(c.req.method) && !isFromOurPages(c, baseUrl))
        throw new Refusal(403, 'cross_site', 'This request does not come from a page of this collector.');
      c.set('principal', { type: 'person', person });
    }
    await next();
  };
};
