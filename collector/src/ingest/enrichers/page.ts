import type { Enricher } from './enricher.ts';

/** The page's address: host, path, query. The tag scrubs it before it leaves the page; other senders may not have. */
export const page: Enricher = {
  name: 'page',
  enrich: ({ page: { hostname, keptPath, keptSearch } }) => ({ hostname, path: keptPath, search: keptSearch }),
};
