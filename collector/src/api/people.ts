import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { emailSchema, type Person } from '../access/people.ts';
import { authorOf, requirePerson } from '../access/principal.ts';
import { EVERY_SITE, mayDecideAbout, mayGrantOn, type Role, type Roles, roles } from '../access/roles.ts';
import { Refusal } from '../lib/refusal.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import { jsonBody } from './json-body.ts';
import type { Operation } from './operation.ts';
import { rolesSchema } from './shown-person.ts';

/** More sites than that are managed through "every site". */
const MOST_ROLES = 200;

const atMost = <Value>(given: Readonly<Record<string, Value>>) => Object.keys(given).length <= MOST_ROLES;
const tooMany = `at most ${MOST_ROLES} sites; "*" is all of them`;

const newPerson = z
  .strictObject({
    name: z.string().trim().max(120).default(''),
    email: emailSchema.nullable().default(null),
    roles: rolesSchema
      .refine(atMost, tooMany)
      .refine((given) => Object.keys(given).length > 0, 'at least one site, or "*" for every site')
      .describe('By site\'s id; "*" is every site, those to come included.'),
  })
  .refine(({ name, email }) => name !== '' || email !== null, {
    message: 'give a name or an e-mail address',
    path: ['name'],
  });
const rolesChange = z.strictObject({
  roles: z
    .record(z.string().max(40), z.enum(roles).nullable())
    .refine(atMost, tooMany)
    .describe('What changes, by site\'s id or "*"; null takes the role away. Whoever is left with none is removed.'),
});

const memberAnswer = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  roles: rolesSchema.describe('On the sites whose people the asker may see; "*" is every site.'),
  hasPassword: z.boolean(),
  linkEndsAt: z.number().nullable().describe('Epoch ms; until then the link that was made for them works once.'),
  isYou: z.boolean(),
  isYours: z.boolean().describe('True when the asker decides about all that this person may do.'),
});
const linkAnswer = z.object({
  link: z.string().describe('To hand over: it works once, and is shown only now.'),
  linkEndsAt: z.number(),
});
const invitationAnswer = z.object({
  person: memberAnswer,
  link: z
    .string()
    .nullable()
    .describe("As in a link's answer; null for who has an account already: it sees the sites now."),
  linkEndsAt: z.number().nullable(),
});

/** What the description of the API says about this resource. */
export const peopleOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/people',
    id: 'listPeople',
    summary: 'Everyone who may sign in and see a site that the asker owns, with those who are invited.',
    access: 'people:write',
    answer: z.object({ people: z.array(memberAnswer) }),
    status: 200,
  },
  {
    method: 'post',
    path: '/people',
    id: 'invitePerson',
    summary:
      'Invites somebody and answers with a link to hand over: for seven days, once, it lets them choose name and password. Whose e-mail address has an account already gets the roles at once. Refused when DISABLE_REGISTRATION is set.',
    access: 'people:write',
    body: newPerson,
    answer: invitationAnswer,
    status: 201,
  },
  {
    method: 'patch',
    path: '/people/{person}',
    id: 'changeRoles',
    summary: 'Gives and takes roles on sites that the asker owns. The last owner of every site stays one.',
    access: 'people:write',
    body: rolesChange,
    answer: memberAnswer,
    status: 200,
  },
  {
    method: 'post',
    path: '/people/{person}/link',
    id: 'createAccountLink',
    summary:
      'Makes another link for somebody, for an invitation or a lost password; the one before ends. Only by who decides about all that this person may do.',
    access: 'people:write',
    answer: linkAnswer,
    status: 201,
  },
  {
    method: 'delete',
    path: '/people/{person}',
    id: 'removePerson',
    summary:
      'Removes somebody: signed out everywhere, in other collectors within 5 s. What they did stays in the audit log; the last owner cannot be removed.',
    access: 'people:write',
    status: 204,
  },
];

const unknownPerson = () =>
  new Refusal(404, 'unknown_person', 'There is no such person on your sites.', { path: 'person' });

const notYours = () =>
  new Refusal(403, 'missing_role', 'This person has roles on sites that you do not own: take away the role on yours.', {
    path: 'person',
  });

/** People who may sign in: list, invite, change, remove. */
export const peopleRoutes = ({ access, audit, config, publicUrl, sites }: ApiParts) => {
  const linkOf = (token: string) => `${publicUrl}/join#token=${token}`;

  /** What the asker may know of somebody's roles. */
  const rolesSeenBy = (asker: Person, { roles: held }: Person): Roles =>
    Object.fromEntries(
      Object.entries(held).filter(([siteId]) => siteId === EVERY_SITE || mayGrantOn(asker.roles, siteId)),
    );
  const isSeenBy = (asker: Person, person: Person) => Object.keys(rolesSeenBy(asker, person)).length > 0;

  const shown = (asker: Person, person: Person, linkEndsAt: number | null): z.infer<typeof memberAnswer> => ({
    id: person.id,
    name: person.name,
    email: person.email,
    roles: rolesSeenBy(asker, person),
    hasPassword: person.hasPassword,
    linkEndsAt,
    isYou: person.id === asker.id,
    isYours: mayDecideAbout(asker.roles, person.roles),
  });

  /** @throws Refusal 404 for who does not exist, and for who has nothing to do with the asker's sites alike */
  const find = async (asker: Person, id: string): Promise<Person> => {
    const person = await access.findPerson(id);
    if (!person || !isSeenBy(asker, person)) throw unknownPerson();
    return person;
  };

  /** @throws Refusal 404 for a site that does not exist or is not seen, 403 for one that is not the asker's to give */
  const requireGrants = (asker: Person, siteIds: readonly string[], held: Roles = {}) => {
    for (const siteId of siteIds) {
      const isKnown = siteId === EVERY_SITE || sites.byId(siteId) !== undefined || Object.hasOwn(held, siteId);
      if (isKnown && mayGrantOn(asker.roles, siteId)) continue;
      if (siteId === EVERY_SITE)
        throw new Refusal(403, 'missing_role', 'Only an owner of every site gives roles on every site.', {
          path: 'roles.*',
        });
      throw new Refusal(404, 'unknown_site', `You own no site "${siteId}".`, { path: `roles.${siteId}` });
    }
  };

  const asChanges = (before: Roles, after: Roles) =>
    [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .filter((siteId) => before[siteId] !== after[siteId])
      .map((siteId) => ({ field: `roles.${siteId}`, from: before[siteId] ?? null, to: after[siteId] ?? null }));

  const invitation = (
    person: z.infer<typeof memberAnswer>,
    link: string | null = null,
  ): z.infer<typeof invitationAnswer> => ({ person, link, linkEndsAt: person.linkEndsAt });

  const give = async (c: Context<ApiEnv>, id: string, wanted: Readonly<Record<string, Role | null>>) => {
    const changed = await access.changeRoles(id, wanted, authorOf(c.var.principal));
    if (!changed) throw unknownPerson();
    // Whoever made a link for less must not come in by it now that there is more behind it.
    await access.removeLinksOf(id);
    const changes = asChanges(changed.before.roles, changed.after.roles);
    await audit(c, { action: 'person.change', object: id, changes });
    return changed.after;
  };

  return new Hono<ApiEnv>()
    .get('/people', async (c) => {
      const asker = requirePerson(c.var.principal);
      const links = new Map((await access.standingAccountLinks()).map(({ personId, endsAt }) => [personId, endsAt]));
      const seen = (await access.people()).filter((person) => isSeenBy(asker, person));
      return c.json({ people: seen.map((person) => shown(asker, person, links.get(person.id) ?? null)) });
    })
    .post('/people', jsonBody(newPerson), async (c) => {
      const asker = requirePerson(c.var.principal);
      if (config.isRegistrationDisabled)
        throw new Refusal(403, 'registration_disabled', 'Nobody can be added: the setting DISABLE_REGISTRATION is on.');
      const wanted = c.req.valid('json');
      requireGrants(asker, Object.keys(wanted.roles));
      const known = wanted.email === null ? undefined : await access.findPersonByEmail(wanted.email);
      if (known) {
        const changed = await give(c, known.id, wanted.roles);
        return c.json(invitation(shown(asker, changed, null)), 201);
      }
      const added = await access.addPerson({ ...wanted, author: authorOf(c.var.principal) });
      await audit(c, { action: 'person.invite', object: added.id, changes: asChanges({}, added.roles) });
      const { token, endsAt } = await access.createLink('account', added.id);
      return c.json(invitation(shown(asker, added, endsAt), linkOf(token)), 201);
    })
    .patch('/people/:person', jsonBody(rolesChange), async (c) => {
      const asker = requirePerson(c.var.principal);
      const { roles: wanted } = c.req.valid('json');
      const person = await find(asker, c.req.param('person'));
      requireGrants(asker, Object.keys(wanted), person.roles);
      return c.json(shown(asker, await give(c, person.id, wanted), null));
    })
    .post('/people/:person/link', async (c) => {
      const asker = requirePerson(c.var.principal);
      const person = await find(asker, c.req.param('person'));
      if (!mayDecideAbout(asker.roles, person.roles)) throw notYours();
      const { token, endsAt } = await access.createLink('account', person.id);
      await audit(c, { action: 'person.link', object: person.id });
      return c.json({ link: linkOf(token), linkEndsAt: endsAt }, 201);
    })
    .delete('/people/:person', async (c) => {
      const asker = requirePerson(c.var.principal);
      const person = await find(asker, c.req.param('person'));
      if (!mayDecideAbout(asker.roles, person.roles)) throw notYours();
      const removed = await access.removePerson(person.id, authorOf(c.var.principal));
      if (!removed) throw unknownPerson();
      await audit(c, { action: 'person.remove', object: person.id, changes: asChanges(removed.roles, {}) });
      return c.body(null, 204);
    });
};
