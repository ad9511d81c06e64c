import { api } from '../../api/client.ts';
import { readJson } from '../../api/problem.ts';

/** What of the log is listed. */
export interface AuditSelection {
  /** A site's id; empty: what is about any site and about none. */
  site: string;
  /** Such as `site.change`; empty: all. */
  action: string;
  /** Id of a person or a key; empty: all. */
  actor: string;
}

interface Page {
  /** "next" of the page before. */
  after?: string | undefined;
  limit: number;
}

const fetchEntries = ({ site, action, actor }: AuditSelection, { after, limit }: Page) =>
  readJson(
    api.audit.$get({
      query: {
        limit: String(limit),
        ...(site && { site }),
        ...(action && { action }),
        ...(actor && { actor }),
        ...(after && { after }),
      },
    }),
  );

/** A page of the log, the newest first. @throws ApiProblem */
export const readEntries = fetchEntries;

/** One act. */
export type AuditEntry = Awaited<ReturnType<typeof fetchEntries>>['entries'][number];

/** What the collector gives at once. */
const FILE_PAGE = 1_000;
/** A file with more lines is for a program, through the API. */
const MOST_PAGES = 20;

/** Everything that is listed, for a file: at most 20,000 entries, the newest. @throws ApiProblem */
export const readAllEntries = async (selection: AuditSelection): Promise<AuditEntry[]> => {
  const all: AuditEntry[] = [];
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { entries, next } = await fetchEntries(selection, { after, limit: FILE_PAGE });
    all.push(...entries);
    if (next === null) break;
    after = next;
  }
  return all;
};

/** Somebody who may have acted. */
export interface Actor {
  id: string;
  name: string;
}

/** People and keys that there are now; of whom the log still speaks though they are gone, a line of it tells. @throws ApiProblem */
export const listActors = async (siteId: string): Promise<{ people: Actor[]; keys: Actor[] }> => {
  const [{ people }, { keys }] = await Promise.all([
    readJson(api.people.$get()),
    readJson(api.sites[':site'].keys.$get({ param: { site: siteId } })),
  ]);
  return {
    people: people.map(({ id, name, email }) => ({ id, name: name || email || '…' })),
    keys: keys.map(({ id, name }) => ({ id, name })),
  };
};
