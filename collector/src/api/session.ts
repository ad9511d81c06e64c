import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
import { triedPasswordSchema } from '../access/passwords.ts';
import { emailSchema } from '../access/people.ts';
import { isFromOtherPages } from '../access/same-origin.ts';
import { clearSessionCookie, readSessionCookie } from '../access/session-cookie.ts';
import { Refusal } from '../lib/refusal.ts';
import type { ApiParts } from './api-env.ts';
import { jsonBody } from './json-body.ts';
import type { Operation } from './operation.ts';
import { createSessionOpening } from './session-opening.ts';
import { personAnswer, shownPerson } from './shown-person.ts';

const withPassword = z.strictObject({ email: emailSchema, password: triedPasswordSchema });
const withLink = z.strictObject({ token: z.string().min(1).max(200) });
const signIn = z.union([withPassword, withLink]);
const sessionAnswer = z.object({ person: personAnswer });

/** What the description of the API says about this resource. */
export const sessionOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/session',
    id: 'getSession',
    summary: 'Who is signed in with this browser.',
    access: 'public',
    answer: sessionAnswer,
    status: 200,
  },
  {
    method: 'post',
    path: '/session',
    id: 'signIn',
    summary:
      'Trades e-mail and password, or the token of a one-time sign-in link, for a session cookie. Ten tries a minute for an account, thirty from an address.',
    access: 'public',
    body: signIn,
    answer: sessionAnswer,
    status: 201,
  },
  {
    method: 'delete',
    path: '/session',
    id: 'signOut',
    summary: 'Signs this browser out.',
    access: 'public',
    status: 204,
  },
];

/** The same for an address that nobody has, a wrong password, and an account without one: nothing is told of who is here. */
const wrongPair = () =>
  new Refusal(
    401,
    'wrong_password',
    'E-mail and password do not belong together. Try again, or ask an owner for a link.',
  );

const unknownLink = () =>
  new Refusal(401, 'unknown_token', 'This sign-in link was used already, or it expired.', { path: 'token' });

/** Signing in and out. */
export const sessionRoutes = (parts: ApiParts) => {
  const { access, audit, config, publicUrl, signInLimit } = parts;
  const isSecure = publicUrl.startsWith('https:');
  const opening = createSessionOpening(parts);
  return new Hono<{ Bindings: HttpBindings }>()
    .get('/session', async (c) => {
      const token = readSessionCookie(c, isSecure);
      const person = token ? await access.personOfSession(token) : undefined;
      if (!person) throw new Refusal(401, 'sign_in_required', 'Nobody is signed in with this browser.');
      return c.json({ person: shownPerson(person) });
    })
    .post('/session', jsonBody(signIn), async (c) => {
      opening.admit(c);
      const tried = c.req.valid('json');
      if ('token' in tried) {
        const token = await access.redeemSignInToken(tried.token, opening.originOf(c));
        const person = token ? await access.personOfSession(token) : undefined;
        if (!token || !person) throw unknownLink();
        await opening.begin(c, person, token);
        return c.json({ person: shownPerson(person) }, 201);
      }
      signInLimit.takeAccount(tried.email);
      const person = await access.checkPassword(tried.email, tried.password);
      if (!person) throw wrongPair();
      await opening.begin(c, person);
      return c.json({ person: shownPerson(person) }, 201);
    })
    .delete('/session', async (c) => {
      if (isFromOtherPages(c, config.baseUrl))
        throw new Refusal(403, 'cross_site', 'This request does not come from a page of this collector.');
      const token = readSessionCookie(c, isSecure);
      const person = token ? await access.personOfSession(token) : undefined;
      if (token) await access.closeSession(token);
      if (person)
        await audit(
          { env: c.env, var: { principal: { type: 'person', person } } },
          { action: 'session.close', object: person.id },
        );
      clearSessionCookie(c, isSecure);
      return c.body(null, 204);
    });
};
