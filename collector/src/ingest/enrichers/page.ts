import { scrubPath, scrubSearch } from '../../lib/scrub.ts';
import type { Enricher } from './enricher.ts';

/** The page's address: host, path, query. The tag scrubs it before it leaves the page; other senders may not have. */
export const page: Enricher = {
  name: 'page',
  enrich: ({ page: { hostname, pathname, search } }) => ({
    hostname,
    path: scrubPath(pathname),
    search: scrubSearch(search),
  }),
};
