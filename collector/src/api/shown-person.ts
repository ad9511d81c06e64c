import { z } from 'zod';
import type { Person } from '../access/people.ts';
import { roles } from '../access/roles.ts';

/** Roles by site's id; `*` is every site. */
export const rolesSchema = z.record(z.string().max(40), z.enum(roles));

/** Somebody as they see themselves. */
export const personAnswer = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  roles: rolesSchema.describe('By site\'s id; "*" is every site, those to come included.'),
  hasPassword: z.boolean().describe('False for who signs in by links only.'),
});

/** Makes what the API shows of the person who asks. */
export const shownPerson = ({ id, name, email, roles: held, hasPassword }: Person): z.infer<typeof personAnswer> => ({
  id,
  name,
  email,
  roles: held,
  hasPassword,
});
