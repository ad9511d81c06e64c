import { Hono } from 'hono';
import { z } from 'zod';
import { may } from '../access/principal.ts';
import { EVERY_SITE } from '../access/roles.ts';
import { statuses } from '../diagnosis/check.ts';
import { checks } from '../diagnosis/checks/index.ts';
import { CSP_REPORT_PATH } from '../diagnosis/csp-report-route.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import type { Operation } from './operation.ts';
import { queryParams } from './query-params.ts';
import { siteOf } from './site-of.ts';

const diagnosisQuery = z.strictObject({
  fresh: z.enum(['true', 'false']).default('false').describe('"true": measured now, not in the last half minute.'),
});

const diagnosis = z.object({
  measuredAt: z.number().describe('Epoch ms; it is measured at most once in half a minute.'),
  cspReportUrl: z.string().describe("What the site's pages may name as report-uri in their Content-Security-Policy."),
  scriptName: z.string().describe('File name of the tag, a setting of the collector.'),
  collectPath: z.string().describe('Where the tag posts to, a setting of the collector.'),
  findings: z.array(
    z.object({
      check: z.enum(checks.map(({ name }) => name)),
      status: z.enum(statuses).describe('"unknown": nobody can know, yet or at all; "cause" says why.'),
      cause: z.string().describe('Which of the check\'s sentences holds; "unmeasured" when the store does not answer.'),
      figures: z.record(z.string(), z.number()).describe('The evidence, by name; units end the names.'),
      names: z.array(z.string()).describe('What it is about: hosts, paths, headers.'),
    }),
  ),
});

/** What the description of the API says about this resource. */
export const diagnosisOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/sites/{site}/diagnosis',
    id: 'getDiagnosis',
    summary:
      'What is well and what is wrong with how a site is recorded, with the evidence. What is about the whole collector (spool, store, disk) is told to those only who may read its metrics.',
    access: 'events:read',
    query: diagnosisQuery,
    answer: diagnosis,
    status: 200,
  },
];

const collectorsOwn = new Set<string>(checks.filter(({ about }) => about === 'collector').map(({ name }) => name));

/** The diagnosis of a site. */
export const diagnosisRoutes = ({ sites, diagnosis, publicUrl, config }: ApiParts) =>
  new Hono<ApiEnv>().get('/sites/:site/diagnosis', queryParams(diagnosisQuery), async (c) => {
    const { principal } = c.var;
    const site = siteOf(sites, principal, c.req.param('site'), 'events:read');
    const { measuredAt, findings } = await diagnosis.of(site, { isFresh: c.req.valid('query').fresh === 'true' });
    const seesAll = may(principal, 'metrics:read', principal.type === 'key' ? site.id : EVERY_SITE);
    return c.json({
      measuredAt,
      cspReportUrl: `${publicUrl}${CSP_REPORT_PATH}/${site.publicKeys[0] ?? ''}`,
      scriptName: config.trackerScriptName,
      collectPath: config.collectPath,
      findings: findings.filter(({ check }) => seesAll || !collectorsOwn.has(check)),
    });
  });
