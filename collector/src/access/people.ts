import { randomUUID } from 'node:crypto';
import type { Documents } from '@telltale/store';
import { z } from 'zod';
import { Refusal } from '../lib/refusal.ts';
import type { Passwords } from './passwords.ts';
import type { RememberedDocuments } from './remembered-documents.ts';
import { EVERY_SITE, ownsEverything, type Role, type Roles, roles } from './roles.ts';

/** Someone who may sign in. */
export interface Person {
  id: string;
  /** Empty for who was invited by e-mail and did not say yet. */
  name: string;
  /** In small letters; null for who signs in by links only. */
  email: string | null;
  roles: Roles;
  /** False for who has not chosen one yet. */
  hasPassword: boolean;
}

/** What somebody may set about themselves; what is left out stays. */
export interface AccountChange {
  name?: string | undefined;
  email?: string | undefined;
  password?: string | undefined;
}

/** Everyone who may sign in. Of passwords only hashes are kept. */
export interface People {
  people(): Promise<Person[]>;
  findPersonByEmail(email: string): Promise<Person | undefined>;
  findPerson(id: string): Promise<Person | undefined>;
  /** @throws Refusal 409 `email_taken`, `too_many_people` */
  addPerson(person: { name: string; email: string | null; roles: Roles; author: string }): Promise<Person>;
  /** @throws Refusal 409 `email_taken` when anybody but this person signs in with it */
  requireFreeEmail(email: string, ownId: string): Promise<void>;
  /** @throws Refusal 409 `email_taken` */
  changeAccount(id: string, change: AccountChange, author: string): Promise<Person | undefined>;
  /**
   * Gives and takes roles: null takes one. Whoever is left with none is removed.
   * @returns nothing when there is no such person. @throws Refusal 409 `last_owner`
   */
  changeRoles(
    id: string,
    change: Readonly<Record<string, Role | null>>,
    author: string,
  ): Promise<{ before: Person; after: Person } | undefined>;
  /** From now on this person is signed in nowhere. @returns nothing when there is no such person. @throws Refusal 409 `last_owner` */
  removePerson(id: string, author: string): Promise<Person | undefined>;
  /** Takes as long for an e-mail address that nobody has. @returns nothing when the two do not belong together. */
  checkPassword(email: string, password: string): Promise<Person | undefined>;
  /** @returns false for a wrong one, and for who has none. */
  isPasswordOf(id: string, password: string): Promise<boolean>;
}

export interface PeopleOptions {
  documents: () => Documents;
  remembered: RememberedDocuments;
  passwords: Passwords;
}

const KIND = 'person';
/** All of them are read when somebody signs in. */
const MOST_PEOPLE = 1_000;

const personSchema = z.object({
  name: z.string(),
  email: z.string().nullable().default(null),
  // Whoever was kept before there were roles might do everything.
  roles: z.record(z.string(), z.enum(roles)).default({ [EVERY_SITE]: 'owner' }),
  passwordHash: z.string().nullable().default(null),
});
type KeptPerson = z.infer<typeof personSchema>;

const shown = (id: string, { passwordHash, ...kept }: KeptPerson): Person => ({
  id,
  ...kept,
  hasPassword: passwordHash !== null,
});

/** E-mail addresses that differ in case alone are one person's. */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'at most 254 characters')
  .pipe(z.email('an e-mail address, such as "ada@example.com"'));

/** Keeps people as documents of the store. */
export const createPeople = ({ documents, remembered, passwords }: PeopleOptions): People => {
  const all = async () =>
    (await documents().list({ kind: KIND })).map(({ id, createdAt, body }) => ({
      id,
      createdAt,
      kept: personSchema.parse(body),
    }));

  /** Changes here wait for each other: two owners who remove one another at the same moment shall not both succeed. */
  let lastChange: Promise<unknown> = Promise.resolve();
  const inTurn = <Value>(act: () => Promise<Value>): Promise<Value> => {
    const made = lastChange.then(act);
    lastChange = made.catch(() => undefined);
    return made;
  };

  /** What somebody was called, and older hashes of passwords, are no history that anybody needs. */
  const forgetOlder = async (id: string) => {
    const latest = await documents().get({ kind: KIND, siteId: '', id });
    if (latest) await documents().purge({ kind: KIND, siteId: '', id, beforeVersion: latest.version });
  };
  const removeForGood = async (id: string, author: string) => {
    await remembered.remove(KIND, id, author);
    await documents().purge({ kind: KIND, siteId: '', id });
  };

  const find = async (id: string) => (await all()).find((one) => one.id === id)?.kept;

  const requireFreeEmail = async (email: string, ownId?: string) => {
    if ((await all()).some(({ id, kept }) => id !== ownId && kept.email === email))
      throw new Refusal(409, 'email_taken', 'Somebody else signs in with this e-mail address.', { path: 'email' });
  };

  const requireOwnerBeside = async (id: string) => {
    if (!(await all()).some((one) => one.id !== id && ownsEverything(one.kept.roles)))
      throw new Refusal(409, 'last_owner', 'Nobody else owns every site: make somebody an owner first.', {
        path: 'person',
      });
  };

  return {
    people: async () => (await all()).map(({ id, kept }) => shown(id, kept)),
    findPersonByEmail: async (email) => {
      const found = (await all()).find(({ kept }) => kept.email === email);
      return found && shown(found.id, found.kept);
    },
    findPerson: async (id) => {
      const kept = personSchema.safeParse(await remembered.read(KIND, id)).data;
      return kept && shown(id, kept);
    },
    addPerson: ({ name, email, roles: given, author }) =>
      inTurn(async () => {
        if ((await all()).length >= MOST_PEOPLE)
          throw new Refusal(409, 'too_many_people', `At most ${MOST_PEOPLE} people can be added: remove some first.`);
        if (email !== null) await requireFreeEmail(email);
        const id = randomUUID();
        const kept = { name, email, roles: given, passwordHash: null };
        await remembered.put(KIND, id, kept, author);
        return shown(id, kept);
      }),
    requireFreeEmail,
    changeAccount: async (id, { name, email, password }, author) => {
      const passwordHash = password === undefined ? undefined : await passwords.hash(password);
      return inTurn(async () => {
        const before = await find(id);
        if (!before) return undefined;
        if (email !== undefined && email !== before.email) await requireFreeEmail(email, id);
        const after = {
          ...before,
          ...(name !== undefined && { name }),
          ...(email !== undefined && { email }),
          ...(passwordHash !== undefined && { passwordHash }),
        };
        await remembered.put(KIND, id, after, author);
        await forgetOlder(id);
        return shown(id, after);
      });
    },
    changeRoles: (id, change, author) =>
      inTurn(async () => {
        const before = await find(id);
        if (!before) return undefined;
        const entries = Object.entries({ ...before.roles, ...change });
        const after = {
          ...before,
          roles: Object.fromEntries(entries.flatMap(([siteId, role]) => (role === null ? [] : [[siteId, role]]))),
        };
        if (ownsEverything(before.roles) && !ownsEverything(after.roles)) await requireOwnerBeside(id);
        if (Object.keys(after.roles).length === 0) await removeForGood(id, author);
        else await remembered.put(KIND, id, after, author);
        return { before: shown(id, before), after: shown(id, after) };
      }),
    removePerson: (id, author) =>
      inTurn(async () => {
        const before = await find(id);
        if (!before) return undefined;
        if (ownsEverything(before.roles)) await requireOwnerBeside(id);
        await removeForGood(id, author);
        return shown(id, before);
      }),
    checkPassword: async (email, password) => {
      const ofEmail = (await all()).filter(({ kept }) => kept.email === email);
      // Two collectors may take the same address at the same moment: then it is the first one's.
      const [found] = ofEmail.toSorted((one, other) => one.createdAt - other.createdAt);
      const isRight = await passwords.isRight(found?.kept.passwordHash ?? null, password);
      return found && isRight ? shown(found.id, found.kept) : undefined;
    },
    isPasswordOf: async (id, password) => passwords.isRight((await find(id))?.passwordHash ?? null, password),
  };
};
