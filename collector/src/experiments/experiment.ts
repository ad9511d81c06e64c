import { audienceSchema, type ExperimentConfig, experimentConfigSchema } from '@telltale/protocol';
import { metricSchema } from '@telltale/query';
import { z } from 'zod';

/** draft: being made; running: in the tag; stopped: read, not decided; archived: decided. */
export const experimentStates = ['draft', 'running', 'stopped', 'archived'] as const;
export type ExperimentState = (typeof experimentStates)[number];

const { id, pages, trafficShare, group, holdOut, salt, variants } = experimentConfigSchema.shape;
const epochMs = z.int().min(0).max(10_413_792_000_000);
const text = (longest: number) => z.string().trim().max(longest);

/** Who takes part. Which segment it is stays here: the tag is told only that there is one. */
const audience = audienceSchema
  .omit({ hasSegment: true })
  .extend({
    segment: z
      .string()
      .min(1)
      .max(60)
      .optional()
      .describe(
        'A saved segment, by its id: who is known to be in it takes part, from the page view after that on which the tag asked.',
      ),
  })
  .optional();

/** What people decide about an experiment, and what of it is looked at. */
export const experimentSettingsSchema = z.strictObject({
  name: text(120).min(1),
  hypothesis: text(2000).describe('What is changed, for whom, what it will do, and why.'),
  pages,
  audience,
  trafficShare,
  group: group.nullable(),
  holdOut: holdOut.nullable(),
  salt,
  variants: variants.describe('The first one is the control.'),
  primary: metricSchema.describe('What decides.'),
  secondary: metricSchema.array().max(8),
  guardrails: metricSchema.array().max(8),
  reading: z
    .enum(['fixed', 'sequential'])
    .describe('sequential: may be looked at at any time; fixed: is read once, after `endAt`.'),
  plannedVisitors: z.int().min(100).max(1_000_000_000),
  covariateDays: z
    .int()
    .min(0)
    .max(90)
    .describe('Days before the exposure whose behaviour makes the effect less uncertain; 0: none.'),
  startAt: epochMs.nullable().describe('Epoch ms: not before. Null: as soon as it runs.'),
  endAt: epochMs
    .nullable()
    .default(null)
    .describe('Epoch ms: nobody takes part from then on. Null: until it is stopped.'),
});

/** What people decide about an experiment. */
export type ExperimentSettings = z.output<typeof experimentSettingsSchema>;

const { hypothesis, secondary, guardrails, reading, plannedVisitors, covariateDays, startAt, endAt } =
  experimentSettingsSchema.shape;

/** An experiment as it is made: what is left out is at its default. */
export const newExperimentSchema = experimentSettingsSchema.extend({
  id: id.describe('By which the tag, events and questions name it; it never changes.'),
  hypothesis: hypothesis.default(''),
  secondary: secondary.default([]),
  guardrails: guardrails.default([]),
  reading: reading.default('sequential'),
  plannedVisitors: plannedVisitors.default(5000),
  covariateDays: covariateDays.default(14),
  startAt: startAt.default(null),
  endAt: endAt.default(null),
});

const decisionSchema = z.strictObject({
  variant: z.string().min(1).max(120).nullable().describe('The variant that stays; null where none does.'),
  reason: text(2000).min(1),
});

/** What was decided, and why. */
export const decidedSchema = decisionSchema;

/** An experiment as it is kept: a versioned document of its site. */
export const experimentSchema = experimentSettingsSchema.extend({
  id,
  state: z.enum(experimentStates),
  /** Epoch ms; null before. */
  startedAt: epochMs.nullable(),
  stoppedAt: epochMs.nullable(),
  /** The weights, in the order of the variants, since when (epoch ms); the first when it was started. */
  weightHistory: z.array(z.strictObject({ at: epochMs, weights: z.array(z.number()) })).max(51),
  decision: decisionSchema.extend({ decidedAt: epochMs }).nullable(),
});

/** An experiment as it is kept. */
export type Experiment = z.output<typeof experimentSchema>;

/** What travels in the tag: what is at its default does not. */
export const tagFormOf = (experiment: Experiment): ExperimentConfig => {
  const { pages, trafficShare, group, holdOut, salt } = experiment;
  const { segment, ...rest } = experiment.audience ?? {};
  const audience = { ...rest, ...(segment !== undefined && { hasSegment: true as const }) };
  const isEverywhere = !pages || (pages.include.length === 0 && pages.exclude.length === 0);
  const isEverybody = Object.values(audience).every((part) => part === undefined);
  return {
    id: experiment.id,
    ...(!isEverywhere && { pages }),
    ...(!isEverybody && { audience }),
    ...(trafficShare !== undefined && trafficShare < 1 && { trafficShare }),
    ...(group && { group }),
    ...(holdOut && { holdOut }),
    ...(salt !== undefined && salt !== experiment.id && { salt }),
    variants: experiment.variants.map(({ id, weight, changes, redirect }) => ({
      id,
      weight,
      ...(changes?.length && { changes }),
      ...(redirect && { redirect }),
    })),
  };
};

/** Whether visitors take part now. */
export const isRunning = ({ state, startAt, endAt }: Experiment, nowMs: number): boolean =>
  state === 'running' && (startAt ?? 0) <= nowMs && nowMs < (endAt ?? Number.POSITIVE_INFINITY);
