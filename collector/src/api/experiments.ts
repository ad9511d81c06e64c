import { experimentDefinition } from '@telltale/query';
import { Hono } from 'hono';
import { z } from 'zod';
import { authorOf } from '../access/principal.ts';
import { changesBetween } from '../audit/changes-between.ts';
import { changeSettings, changeState } from '../experiments/change-state.ts';
import {
  decidedSchema,
  type Experiment,
  experimentSchema,
  experimentSettingsSchema,
  experimentStates,
  isRunning,
  newExperimentSchema,
} from '../experiments/experiment.ts';
import type { KeptExperiment } from '../experiments/experiments.ts';
import { planOf } from '../experiments/plan-of.ts';
import { questionOf } from '../experiments/question-of.ts';
import { Refusal } from '../lib/refusal.ts';
import { checkSegment } from '../segments/check-segment.ts';
import type { Site } from '../sites/site.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import { jsonBody } from './json-body.ts';
import type { Operation } from './operation.ts';
import { siteOf } from './site-of.ts';

/** Archived ones included: more are not found again by anyone. */
const MOST_EXPERIMENTS = 500;
/** All of them travel in the tag. */
const MOST_RUNNING = 50;

const version = z.int().min(1).describe('The version that was read before the change.');
const change = experimentSettingsSchema.partial().extend({ version });
const stateChange = z.strictObject({
  state: z.enum(experimentStates),
  decision: decidedSchema.optional().describe('Needed to archive.'),
  version,
});

const planBody = z
  .strictObject({
    value: z
      .number()
      .min(-1_000_000_000)
      .max(1_000_000_000)
      .describe(
        'The share of visitors who convert now; with a standard deviation, the mean of what each visitor does.',
      ),
    standardDeviation: z
      .number()
      .gt(0)
      .max(1_000_000_000)
      .optional()
      .describe('Of what each visitor does, such as the revenue; without it the value is a share of visitors.'),
    leastEffectRatio: z.number().min(0.001).max(10).describe('The least relative change worth finding: 0.05 is 5 %.'),
    variants: z.int().min(2).max(20),
    visitorsPerDay: z.number().gt(0).max(1_000_000_000).describe('Who would take part.'),
    reading: z.enum(['fixed', 'sequential']),
  })
  .refine(({ value, standardDeviation }) => standardDeviation !== undefined || (value > 0 && value < 1), {
    path: ['value'],
    error: 'a share of visitors above 0 and below 1, or a standard deviation beside it',
  })
  .refine(({ value }) => value !== 0, {
    path: ['value'],
    error: 'a mean that is not 0: its change is told as a share of it',
  });
const planAnswer = z.object({
  visitors: z.number().describe('Of all variants.'),
  days: z.number(),
  detectable: z.array(
    z.object({ days: z.number(), effectRatio: z.number().describe('Relative to the value, after so many days.') }),
  ),
});

const experimentAnswer = experimentSchema.extend({
  isRunning: z.boolean().describe('Whether visitors take part now: it is running, has begun and has not ended.'),
  question: experimentDefinition
    .nullable()
    .describe('What to ask for its results: the definition of the question `experiment`; null before it was started.'),
  version: z.number(),
  changedBy: z.string(),
  changedAt: z.number().describe('Epoch ms.'),
});

/** What the description of the API says about this resource. */
export const experimentOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/sites/{site}/experiments',
    id: 'listExperiments',
    summary: "A site's experiments, drafts and archived ones included.",
    access: 'questions:read',
    answer: z.object({ experiments: z.array(experimentAnswer) }),
    status: 200,
  },
  {
    method: 'post',
    path: '/sites/{site}/experiments',
    id: 'createExperiment',
    summary: 'Makes an experiment, a draft that nobody sees yet.',
    access: 'sites:write',
    body: newExperimentSchema,
    answer: experimentAnswer,
    status: 201,
  },
  {
    method: 'patch',
    path: '/sites/{site}/experiments/{experiment}',
    id: 'changeExperiment',
    summary:
      'Changes an experiment. Once it has started, only names, hypothesis, weights, share of traffic, end, secondary metrics and guardrails.',
    access: 'sites:write',
    body: change,
    answer: experimentAnswer,
    status: 200,
  },
  {
    method: 'post',
    path: '/sites/{site}/experiments/{experiment}/state',
    id: 'changeExperimentState',
    summary: 'Starts, stops, goes on with or archives an experiment, the last with what was decided and why.',
    access: 'sites:write',
    body: stateChange,
    answer: experimentAnswer,
    status: 200,
  },
  {
    method: 'delete',
    path: '/sites/{site}/experiments/{experiment}',
    id: 'removeExperiment',
    summary: 'Removes a draft. What was started is archived instead.',
    access: 'sites:write',
    status: 204,
  },
  {
    method: 'post',
    path: '/sites/{site}/experiment-plan',
    id: 'planExperiment',
    summary:
      'How many visitors and days it takes to find a change of a conversion, or of a mean such as revenue per visitor, 4 times in 5.',
    access: 'questions:read',
    body: planBody,
    answer: planAnswer,
    status: 200,
  },
];

/** A site's experiments: list, plan, make, change, start, stop, archive, remove. */
export const experimentRoutes = ({ sites, experiments, segments, audit, nowMs }: ApiParts) => {
  const find = async (site: Site, wanted: string): Promise<KeptExperiment> => {
    const found = await experiments.byId(site.id, wanted);
    if (found) return found;
    throw new Refusal(404, 'unknown_experiment', `This site has no experiment "${wanted.slice(0, 60)}".`, {
      path: 'experiment',
      known: (await experiments.list(site.id)).map(({ id }) => id),
    });
  };
  /** @throws Refusal `unknown_segment` */
  const check = (site: Site, audience: Experiment['audience']) =>
    checkSegment(audience?.segment, { segments, site, path: 'audience.segment' });
  /** Others that run, or will. */
  const runningBeside = async (site: Site, { id }: Experiment): Promise<Experiment[]> => {
    const running = (await experiments.list(site.id)).filter((one) => one.id !== id && one.state === 'running');
    return running;
  };
  const bare = ({
    siteId: _,
    version: __,
    changedBy: ___,
    changedAt: ____,
    ...experiment
  }: KeptExperiment): Experiment => experiment;
  const shown = ({ siteId: _, ...kept }: KeptExperiment) => ({
    ...kept,
    isRunning: isRunning(kept, nowMs()),
    question: questionOf(kept, nowMs()),
  });

  return new Hono<ApiEnv>()
    .get('/sites/:site/experiments', async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'questions:read');
      return c.json({ experiments: (await experiments.list(site.id)).map(shown) });
    })
    .post('/sites/:site/experiment-plan', jsonBody(planBody), (c) => {
      siteOf(sites, c.var.principal, c.req.param('site'), 'questions:read');
      return c.json(planOf(c.req.valid('json')));
    })
    .post('/sites/:site/experiments', jsonBody(newExperimentSchema), async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'sites:write');
      const settings = c.req.valid('json');
      const known = await experiments.list(site.id);
      if (known.some(({ id }) => id === settings.id))
        throw new Refusal(409, 'experiment_exists', `There is an experiment "${settings.id}" already.`, { path: 'id' });
      if (known.length >= MOST_EXPERIMENTS)
        throw new Refusal(
          409,
          'too_many_experiments',
          `The site has ${MOST_EXPERIMENTS} experiments: that is the most.`,
        );
      await check(site, settings.audience);
      const kept = await experiments.write(
        { ...settings, state: 'draft', startedAt: null, stoppedAt: null, weightHistory: [], decision: null },
        { siteId: site.id, author: authorOf(c.var.principal) },
      );
      await audit(c, { action: 'experiment.create', siteId: site.id, object: kept.id });
      return c.json(shown(kept), 201);
    })
    .patch('/sites/:site/experiments/:experiment', jsonBody(change), async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'sites:write');
      const { version: expectedVersion, ...settings } = c.req.valid('json');
      const before = await find(site, c.req.param('experiment'));
      await check(site, settings.audience);
      const after = changeSettings(bare(before), settings, {
        running: await runningBeside(site, before),
        nowMs: nowMs(),
      });
      const author = authorOf(c.var.principal);
      const kept = await experiments.write(after, { siteId: site.id, author, expectedVersion });
      await audit(c, {
        action: 'experiment.change',
        siteId: site.id,
        object: before.id,
        changes: changesBetween(bare(before), after),
      });
      return c.json(shown(kept));
    })
    .post('/sites/:site/experiments/:experiment/state', jsonBody(stateChange), async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'sites:write');
      const { version: expectedVersion, state, decision } = c.req.valid('json');
      const before = await find(site, c.req.param('experiment'));
      const running = await runningBeside(site, before);
      // It may have been removed since it was chosen: then nobody would take part.
      if (state === 'running') await check(site, before.audience);
      if (state === 'running' && running.length >= MOST_RUNNING)
        throw new Refusal(
          409,
          'too_many_running',
          `${MOST_RUNNING} experiments run: stop one before you start another.`,
        );
      const after = changeState(bare(before), { state, decision, nowMs: nowMs() }, running);
      const author = authorOf(c.var.principal);
      const kept = await experiments.write(after, { siteId: site.id, author, expectedVersion });
      await audit(c, {
        action: `experiment.${state}`,
        siteId: site.id,
        object: before.id,
        changes: changesBetween({ state: before.state, decision: null }, { state, decision: after.decision }),
      });
      return c.json(shown(kept));
    })
    .delete('/sites/:site/experiments/:experiment', async (c) => {
      const site = siteOf(sites, c.var.principal, c.req.param('site'), 'sites:write');
      const found = await find(site, c.req.param('experiment'));
      if (found.state !== 'draft')
        throw new Refusal(409, 'has_started', `"${found.id}" has started: archive it, so that what it told is kept.`, {
          path: 'state',
        });
      await experiments.remove({ siteId: site.id, id: found.id, author: authorOf(c.var.principal) });
      await audit(c, { action: 'experiment.remove', siteId: site.id, object: found.id });
      return c.body(null, 204);
    });
};
