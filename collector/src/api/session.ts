import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from '../access/session-cookie.ts';
import { Refusal } from '../lib/refusal.ts';
import type { ApiParts } from './api-env.ts';
import { jsonBody } from './json-body.ts';
import type { Operation } from './operation.ts';

const signIn = z.strictObject({ token: z.string().min(1).max(200) });
const sessionAnswer = z.object({ person: z.object({ id: z.string(), name: z.string() }) });

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
    summary: 'Trades the token of a one-time sign-in link for a session cookie. The token works once.',
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

/** Signing in and out. */
export const sessionRoutes = ({ access, audit, publicUrl }: ApiParts) => {
  const isSecure = publicUrl.startsWith('https:');
  return new Hono<{ Bindings: HttpBindings }>()
    .get('/session', async (c) => {
      const token = readSessionCookie(c, isSecure);
      const person = token ? await access.personOfSession(token) : undefined;
      if (!person) throw new Refusal(401, 'sign_in_required', 'Nobody is signed in with this browser.');
      return c.json({ person });
    })
    .post('/session', jsonBody(signIn), async (c) => {
      const token = await access.redeemSignInToken(c.req.valid('json').token);
      const person = token ? await access.personOfSession(token) : undefined;
      if (!token || !person)
        throw new Refusal(401, 'unknown_token', 'This sign-in link was used already, or it expired.', {
          path: 'token',
        });
      await audit(
        { env: c.env, var: { principal: { type: 'person', person } } },
        { action: 'session.open', object: person.id },
      );
      setSessionCookie(c, token, isSecure);
      return c.json({ person }, 201);
    })
    .delete('/session', async (c) => {
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
