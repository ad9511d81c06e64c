import { Hono } from 'hono';
import { z } from 'zod';
import { newPasswordSchema, triedPasswordSchema } from '../access/passwords.ts';
import { emailSchema } from '../access/people.ts';
import { requirePerson } from '../access/principal.ts';
import { readSessionCookie, setSessionCookie } from '../access/session-cookie.ts';
import { sessionIdOf } from '../access/sessions.ts';
import { Refusal } from '../lib/refusal.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import { jsonBody } from './json-body.ts';
import type { Operation } from './operation.ts';
import { createSessionOpening } from './session-opening.ts';
import { personAnswer, shownPerson } from './shown-person.ts';

const change = z.strictObject({
  name: z.string().trim().min(1).max(120).optional(),
  email: emailSchema.optional(),
  password: newPasswordSchema.optional(),
  currentPassword: triedPasswordSchema
    .optional()
    .describe('Needed to change e-mail or password by who has a password.'),
});

const sessionAnswer = z.object({
  id: z.string(),
  openedAt: z.number(),
  endsAt: z.number(),
  network: z.string().describe('Where it was opened: a network, never the address.'),
  browser: z.string(),
  isThis: z.boolean().describe('True for the session that asks.'),
});

/** What the description of the API says about this resource. */
export const accountOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/account',
    id: 'getAccount',
    summary: 'The account of whoever is signed in, and where it is signed in.',
    access: 'person',
    answer: z.object({ person: personAnswer, sessions: z.array(sessionAnswer) }),
    status: 200,
  },
  {
    method: 'patch',
    path: '/account',
    id: 'changeAccount',
    summary:
      'Changes the own name, e-mail or password. Another password ends all other sessions, and this one goes on.',
    access: 'person',
    body: change,
    answer: personAnswer,
    status: 200,
  },
  {
    method: 'delete',
    path: '/account/sessions',
    id: 'closeOtherSessions',
    summary: 'Signs the account out everywhere else; in other collectors within 5 s.',
    access: 'person',
    status: 204,
  },
  {
    method: 'delete',
    path: '/account/sessions/{session}',
    id: 'closeSession',
    summary: 'Ends one of the own sessions; in other collectors within 5 s.',
    access: 'person',
    status: 204,
  },
];

/** The own account: read, change, sessions. */
export const accountRoutes = (parts: ApiParts) => {
  const { access, audit, publicUrl, signInLimit } = parts;
  const isSecure = publicUrl.startsWith('https:');
  const opening = createSessionOpening(parts);
  return new Hono<ApiEnv>()
    .get('/account', async (c) => {
      const person = requirePerson(c.var.principal);
      const own = sessionIdOf(readSessionCookie(c, isSecure));
      const sessions = await access.sessionsOf(person.id);
      return c.json({
        person: shownPerson(person),
        sessions: sessions.map((session) => ({ ...session, isThis: session.id === own })),
      });
    })
    .patch('/account', jsonBody(change), async (c) => {
      const person = requirePerson(c.var.principal);
      const { currentPassword, ...wanted } = c.req.valid('json');
      const changesSecrets = wanted.email !== undefined || wanted.password !== undefined;
      if (person.hasPassword && changesSecrets) {
        // Whoever found a browser signed in must not guess the password here without end.
        signInLimit.takeAccount(person.email ?? person.id);
        if (!(await access.isPasswordOf(person.id, currentPassword ?? '')))
          throw new Refusal(400, 'wrong_password', 'This is not your current password.', { path: 'currentPassword' });
      }
      if (wanted.password !== undefined && (wanted.email ?? person.email) === null)
        throw new Refusal(400, 'email_required', 'email: a password needs an e-mail address to sign in with.', {
          path: 'email',
        });
      const changed = await access.changeAccount(person.id, wanted, `person:${person.id}`);
      if (!changed) throw new Refusal(404, 'unknown_person', 'This account was removed.');
      if (wanted.password !== undefined) {
        await access.removeLinksOf(person.id);
        // The session that asks goes on under a token that nobody else can know.
        const token = await access.openSession(person.id, opening.originOf(c));
        await access.closeSessionsOf(person.id, token);
        setSessionCookie(c, token, isSecure);
      }
      await audit(c, {
        action: 'account.change',
        object: person.id,
        changes: Object.keys(wanted).map((field) => ({ field })),
      });
      return c.json(shownPerson(changed));
    })
    .delete('/account/sessions', async (c) => {
      const person = requirePerson(c.var.principal);
      const closed = await access.closeSessionsOf(person.id, readSessionCookie(c, isSecure));
      await audit(c, { action: 'session.revoke', object: person.id, changes: [{ field: 'sessions', to: closed }] });
      return c.body(null, 204);
    })
    .delete('/account/sessions/:session', async (c) => {
      const person = requirePerson(c.var.principal);
      if (!(await access.closeSessionById(person.id, c.req.param('session'))))
        throw new Refusal(404, 'unknown_session', 'You have no such session; it may have ended.', { path: 'session' });
      await audit(c, { action: 'session.revoke', object: person.id, changes: [{ field: 'sessions', to: 1 }] });
      return c.body(null, 204);
    });
};
