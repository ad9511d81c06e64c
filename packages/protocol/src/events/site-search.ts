import { z } from 'zod';
import { defineEventKind } from '../event-kind.ts';
import { nameDimension } from '../property.ts';

/** The visitor searched the site: the term as it stands in the page's address, in lower case. */
export const siteSearch = defineEventKind({
  kind: 'site_search',
  title: 'Site search',
  object: { property: 'term' },
  properties: z.strictObject({
    term: nameDimension('Search term'),
  }),
});
