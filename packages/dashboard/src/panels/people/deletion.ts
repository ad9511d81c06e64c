import { computed } from '@preact/signals';
import { api } from '../../api/client.ts';
import { readJson } from '../../api/problem.ts';
import { site } from '../../state/site.ts';
import type { Person } from './person.ts';

const route = api.sites[':site'].deletions;

/** Whether whoever looks may delete what somebody did. */
export const mayDeletePeople = computed(() => site.value?.scopes.includes('events:delete') ?? false);

const request = (siteId: string, person: Person, dryRun: boolean) =>
  readJson(
    route.$post({
      param: { site: siteId },
      json: {
        target: 'customerId' in person ? { type: 'customer', ...person } : { type: 'visitor', ...person },
        dryRun,
      },
    }),
  );

const read = (deletion: string) => readJson(api.deletions[':deletion'].$get({ param: { deletion } }));

/** A deletion and how far it is. */
export type Deletion = Awaited<ReturnType<typeof read>>;

/** What a deletion would erase. */
export interface Erasable {
  events: number;
  /** Browsers. */
  visitors: number;
}

/** Counts what would be erased; erases nothing. @throws ApiProblem */
export const countErasable = (siteId: string, person: Person): Promise<Erasable> => request(siteId, person, true);

/** Erases all that somebody did, for good; it goes on by itself. @throws ApiProblem */
export const requestDeletion = async (siteId: string, person: Person): Promise<Deletion | null> =>
  (await request(siteId, person, false)).deletion;

/** How far a deletion is. @throws ApiProblem */
export const readDeletion = (id: string): Promise<Deletion> => read(id);
