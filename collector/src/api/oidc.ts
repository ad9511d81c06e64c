import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { createOidc } from '../access/oidc.ts';
import { Refusal } from '../lib/refusal.ts';
import type { ApiParts } from './api-env.ts';
import type { Operation } from './operation.ts';
import { createSessionOpening } from './session-opening.ts';

/** What the description of the API says about this resource. */
export const oidcOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/oidc/start',
    id: 'startOidc',
    summary: 'Sends the browser to the provider of identities (OIDC_ISSUER). 404 where none is set.',
    access: 'public',
    status: 302,
  },
  {
    method: 'get',
    path: '/oidc/callback',
    id: 'finishOidc',
    summary:
      'Where the provider sends the browser back to: signs in who is invited with the e-mail address that the provider has verified. A failure leads to the page that signs in, with the reason.',
    access: 'public',
    status: 302,
  },
];

/** Long enough for a password manager, a second factor and a telephone call. */
const TICKET_LASTS_S = 900;

/** Signing in through a provider of identities. */
export const oidcRoutes = (parts: ApiParts) => {
  const { access, config, publicUrl } = parts;
  const isSecure = publicUrl.startsWith('https:');
  const opening = createSessionOpening(parts);
  const cookie = isSecure ? '__Host-tt_oidc' : 'tt_oidc';
  const oidc =
    config.oidcIssuer === ''
      ? undefined
      : createOidc({
          issuer: config.oidcIssuer,
          clientId: config.oidcClientId,
          clientSecret: config.oidcClientSecret,
          redirectUri: `${publicUrl}/api/v1/oidc/callback`,
        });
  const required = () => {
    if (!oidc) throw new Refusal(404, 'not_found', 'No provider of identities is set: OIDC_ISSUER.');
    return oidc;
  };
  // Only ever to a page of our own, whatever came back.
  const toSignIn = (c: Context, problem: string) => c.redirect(`${publicUrl}/#problem=${problem}`);

  return new Hono<{ Bindings: HttpBindings }>()
    .get('/oidc/start', async (c) => {
      opening.limit(c);
      try {
        const { url, ticket } = await required().begin();
        setCookie(c, cookie, ticket, {
          httpOnly: true,
          sameSite: 'Lax',
          secure: isSecure,
          path: '/',
          maxAge: TICKET_LASTS_S,
        });
        return c.redirect(url.href);
      } catch (error) {
        if (error instanceof Refusal && error.code === 'oidc_unavailable') return toSignIn(c, error.code);
        throw error;
      }
    })
    .get('/oidc/callback', async (c) => {
      opening.limit(c);
      const ticket = getCookie(c, cookie) ?? '';
      // It is good for one answer.
      deleteCookie(c, cookie, { path: '/', secure: isSecure });
      try {
        const { email, name } = await required().finish(new URL(c.req.url), ticket);
        const person = await access.findPersonByEmail(email);
        if (!person) return toSignIn(c, 'not_invited');
        if (person.name === '' && name !== '') await access.changeAccount(person.id, { name }, `person:${person.id}`);
        // Who came in this way needs no invitation any more.
        await access.removeLinksOf(person.id);
        await opening.begin(c, person);
        return c.redirect(`${publicUrl}/`);
      } catch (error) {
        if (error instanceof Refusal && /^oidc_/.test(error.code)) return toSignIn(c, error.code);
        throw error;
      }
    });
};
