import { z } from 'zod';
import { defineEventKind } from '../event-kind.ts';

/** The page that the visitor saw said that it is none. Which address led nowhere, and from where, stands in the envelope. */
export const pageNotFound = defineEventKind({
  kind: 'page_not_found',
  title: 'Page not found',
  object: 'path',
  properties: z.strictObject({}),
});
