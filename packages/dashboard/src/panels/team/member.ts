import { api } from '../../api/client.ts';
import { readJson } from '../../api/problem.ts';
import type { Role } from '../../state/session.ts';

const fetchMembers = async () => (await readJson(api.people.$get())).people;

/** Everyone whom the reader may see. */
export const listMembers = fetchMembers;

/** Somebody as an owner sees them. */
export type Member = Awaited<ReturnType<typeof fetchMembers>>[number];

/** Every role, the least first. */
export const roles = ['viewer', 'analyst', 'editor', 'owner'] as const satisfies readonly Role[];

/** In the place of a site's id: every site. */
export const EVERY_SITE = '*';

/** What somebody is called. */
export const nameOf = ({ name, email }: Pick<Member, 'name' | 'email'>): string => name || email || '…';

/** Gives a role on a site, or with null takes it. */
export const changeRole = async (id: string, siteId: string, role: Role | null): Promise<void> => {
  await readJson(api.people[':person'].$patch({ param: { person: id }, json: { roles: { [siteId]: role } } }));
};
