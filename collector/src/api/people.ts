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
];

/** People who may sign in: list, add. */
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
    });
