import { Hono } from 'hono';
import { z } from 'zod';
import { authorOf, requirePerson } from '../access/principal.ts';
import { Refusal } from '../lib/refusal.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import { jsonBody } from './json-body.ts';
import type { Operation } from './operation.ts';

const newPerson = z.strictObject({ name: z.string().trim().min(1).max(120) });
const person = z.object({ id: z.string(), name: z.string() });

/** What the description of the API says about this resource. */
export const peopleOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/people',
    id: 'listPeople',
    summary: 'Everyone who may sign in.',
    access: 'person',
    answer: z.object({ people: z.array(person) }),
    status: 200,
  },
  {
    method: 'post',
    path: '/people',
    id: 'addPerson',
    summary:
      'Adds someone and answers with a one-time sign-in link to hand over. Refused when DISABLE_REGISTRATION is set.',
    access: 'person',
    body: newPerson,
    answer: z.object({ person, signInLink: z.string() }),
    status: 201,
  },
  {
    method: 'delete',
    path: '/people/{person}',
    id: 'removePerson',
    summary:
      'Removes someone: signed out everywhere, in other collectors within 5 s. What they did stays in the audit log; the last person cannot be removed.',
    access: 'person',
    status: 204,
  },
];

/** People who may sign in: list, add, remove. */
export const peopleRoutes = ({ access, audit, config, publicUrl }: ApiParts) =>
  new Hono<ApiEnv>()
    .get('/people', async (c) => {
      requirePerson(c.var.principal);
      return c.json({ people: await access.people() });
    })
    .post('/people', jsonBody(newPerson), async (c) => {
      requirePerson(c.var.principal);
      if (config.isRegistrationDisabled)
        throw new Refusal(403, 'registration_disabled', 'Nobody can be added: the setting DISABLE_REGISTRATION is on.');
      const added = await access.addPerson(c.req.valid('json').name, authorOf(c.var.principal));
      await audit(c, { action: 'person.add', object: added.id, changes: [{ field: 'name', to: added.name }] });
      const token = await access.createSignInToken(added.id);
      return c.json({ person: added, signInLink: `${publicUrl}/sign-in?token=${token}` }, 201);
    })
    .delete('/people/:person', async (c) => {
      requirePerson(c.var.principal);
      const id = c.req.param('person');
      const others = (await access.people()).filter((one) => one.id !== id);
      if (others.length === 0)
        throw new Refusal(409, 'last_person', 'Nobody else could sign in: add someone first.', { path: 'person' });
      const removed = await access.removePerson(id, authorOf(c.var.principal));
      if (!removed) throw new Refusal(404, 'unknown_person', 'There is no such person.', { path: 'person' });
      await audit(c, { action: 'person.remove', object: id, changes: [{ field: 'name', from: removed.name }] });
      return c.body(null, 204);
    });
