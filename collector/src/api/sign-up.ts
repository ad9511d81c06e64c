import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
import type { LinkPurpose } from '../access/links.ts';
import { newPasswordSchema } from '../access/passwords.ts';
import { emailSchema, type Person } from '../access/people.ts';
import { EVERY_SITE, roles } from '../access/roles.ts';
import { Refusal } from '../lib/refusal.ts';
import type { ApiParts } from './api-env.ts';
import { jsonBody } from './json-body.ts';
import type { Operation } from './operation.ts';
import { createSessionOpening } from './session-opening.ts';
import { personAnswer, shownPerson } from './shown-person.ts';

const token = z.string().min(1).max(200);
const lookUp = z.strictObject({ token });
const signUp = z.strictObject({
  token,
  name: z.string().trim().min(1).max(120),
  email: emailSchema,
  password: newPasswordSchema,
});

const linkAnswer = z.object({
  purpose: z.enum(['owner', 'invitation', 'reset']).describe('The first owner, somebody invited, a lost password.'),
  name: z.string(),
  email: z.string().nullable(),
  sites: z.array(z.object({ name: z.string().nullable().describe('Null: every site.'), role: z.enum(roles) })),
});

/** What the description of the API says about this resource. */
export const signUpOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/ways-in',
    id: 'getWaysIn',
    summary:
      'How people get in: whether an owner has an account yet, or the link on the console is to make one; whether a provider of identities is set.',
    access: 'public',
    answer: z.object({ hasOwnerAccount: z.boolean(), hasOidc: z.boolean() }),
    status: 200,
  },
  {
    method: 'post',
    path: '/account-links',
    id: 'lookUpAccountLink',
    summary: 'Whose account a link is for, and what it will see. The link is not used up.',
    access: 'public',
    body: lookUp,
    answer: linkAnswer,
    status: 200,
  },
  {
    method: 'post',
    path: '/accounts',
    id: 'signUp',
    summary:
      'Uses up a link from the console, of an invitation or for a lost password: sets name, e-mail and password of its account, ends its other sessions, and signs in.',
    access: 'public',
    body: signUp,
    answer: z.object({ person: personAnswer }),
    status: 201,
  },
];

const unknownLink = () =>
  new Refusal(401, 'unknown_token', 'This link was used already, or it expired. Ask for another one.', {
    path: 'token',
  });

interface Opened {
  purpose: LinkPurpose;
  person: Person;
}

/** Making an account with a link. */
export const signUpRoutes = (parts: ApiParts) => {
  const { access, audit, config, sites } = parts;
  const opening = createSessionOpening(parts);

  /** @throws Refusal 401. A link that signs in also makes an account, for who has none: that is the link on the console. */
  const open = async (given: string): Promise<Opened> => {
    for (const purpose of ['account', 'sign-in'] as const) {
      const link = await access.lookUpLink(purpose, given);
      const person = link && (await access.findPerson(link.personId));
      if (person && (purpose === 'account' || !person.hasPassword)) return { purpose, person };
    }
    throw unknownLink();
  };

  return new Hono<{ Bindings: HttpBindings }>()
    .get('/ways-in', async (c) => {
      const [owner] = await access.owners();
      return c.json({ hasOwnerAccount: owner?.hasPassword ?? false, hasOidc: config.oidcIssuer !== '' });
    })
    .post('/account-links', jsonBody(lookUp), async (c) => {
      opening.admit(c);
      const { purpose, person } = await open(c.req.valid('json').token);
      const nameOf = (siteId: string) => (siteId === EVERY_SITE ? null : sites.byId(siteId)?.name);
      const shown = Object.entries(person.roles).flatMap(([siteId, role]) => {
        const name = nameOf(siteId);
        return name === undefined ? [] : [{ name, role }];
      });
      const reason = person.hasPassword ? 'reset' : purpose === 'account' ? 'invitation' : 'owner';
      const answer: z.infer<typeof linkAnswer> = {
        purpose: reason,
        // What the first start called the owner is nobody's name.
        name: reason === 'owner' ? '' : person.name,
        email: person.email,
        sites: shown,
      };
      return c.json(answer);
    })
    .post('/accounts', jsonBody(signUp), async (c) => {
      opening.admit(c);
      const { token: given, ...account } = c.req.valid('json');
      const { purpose, person } = await open(given);
      await access.requireFreeEmail(account.email, person.id);
      if (!(await access.redeemLink(purpose, given))) throw unknownLink();
      const changed = await access.changeAccount(person.id, account, `person:${person.id}`);
      if (!changed) throw unknownLink();
      await access.removeLinksOf(changed.id);
      await access.closeSessionsOf(changed.id);
      await audit(
        { env: c.env, var: { principal: { type: 'person', person: changed } } },
        { action: person.hasPassword ? 'password.reset' : 'account.create', object: changed.id },
      );
      await opening.begin(c, changed);
      return c.json({ person: shownPerson(changed) }, 201);
    });
};
