import { Hono } from 'hono';
import { z } from 'zod';
import type { ApiEnv, ApiParts } from './api-env.ts';
import type { Operation } from './operation.ts';

const geoDatabaseAnswer = z.object({
  /** Empty: countries are not looked up. */
  name: z.string(),
  /** Empty when the file does not say. */
  licence: z.string(),
  /** What its licence wants said, with the link, where countries are shown; empty when nothing is known. */
  attribution: z.string(),
  attributionUrl: z.string(),
  /** Epoch ms; 0 when there is none. */
  builtAt: z.number(),
  /** Whole days since it was built; 0 when there is none. */
  ageDays: z.number(),
});

/** What the description of the API says about this resource. */
export const geoDatabaseOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/geo-database',
    id: 'getGeoDatabase',
    summary: 'The database that countries and regions come from: name, licence, attribution, age.',
    access: 'sites:read',
    answer: geoDatabaseAnswer,
    status: 200,
  },
];

const DAY_MS = 86_400_000;

/** Where countries and regions come from. */
export const geoDatabaseRoutes = ({ geoDatabase, nowMs }: ApiParts) =>
  new Hono<ApiEnv>().get('/geo-database', (c) => {
    const { builtAt } = geoDatabase;
    const ageDays = builtAt === 0 ? 0 : Math.max(0, Math.floor((nowMs() - builtAt) / DAY_MS));
    return c.json({ ...geoDatabase, ageDays } satisfies z.infer<typeof geoDatabaseAnswer>);
  });
