import { z } from 'zod';
import { eventReferencesSchema } from '../../filter/definition.ts';
import { durationSchema } from '../../time/duration.ts';

/** Steps of a funnel, each a bit of an event's mask. */
const MAX_STEPS = 6;

const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'an ISO 4217 currency code, such as "EUR"')
  .describe('Only amounts in it count: amounts of different currencies are never added.');

const orders = eventReferencesSchema.default([{ kind: 'purchase' }]).describe('What an order is.');
const property = z.string().min(1).max(300).default('value').describe('The property that holds the money.');
const name = z.string().min(1).max(300);

const shared = {
  title: z.string().max(200).optional().describe('What people read; the question does not use it.'),
  window: durationSchema
    .default({ amount: 7, unit: 'day' })
    .describe("What a visitor does counts from the visitor's first exposure on, for so long."),
  leastEffect: z
    .union([
      z.strictObject({ ratio: z.number().min(0.0001).max(10).describe("Of the control's value: 0.05 is 5 %.") }),
      z.strictObject({ absolute: z.number().min(0.000_001).max(1_000_000_000).describe('In the unit of the metric.') }),
    ])
    .default({ ratio: 0.05 })
    .describe('The least effect worth having: smaller ones are called no difference.'),
};

const capPercentile = z
  .number()
  .min(50)
  .max(100)
  .optional()
  .describe(
    "Visitors' values above this percentile of those that are not 0, all variants together, are cut down to it (winsorized). Without it nothing is cut.",
  );

const isLessBetter = z.boolean().default(false).describe('True where less is better, such as errors.');

/** What an experiment is judged by. */
export const metricSchema = z
  .discriminatedUnion('type', [
    z
      .strictObject({ type: z.literal('conversion'), events: eventReferencesSchema, isLessBetter, ...shared })
      .describe('The share of visitors who did any of these events.'),
    z
      .strictObject({
        type: z.literal('count'),
        events: eventReferencesSchema,
        isLessBetter,
        capPercentile,
        ...shared,
      })
      .describe('How many of these events a visitor did, on average.'),
    z
      .strictObject({ type: z.literal('revenue'), events: orders, property, currency, capPercentile, ...shared })
      .describe('Revenue per visitor, those who bought nothing included.'),
    z
      .strictObject({ type: z.literal('order_value'), events: orders, property, currency, ...shared })
      .describe('Revenue per order.'),
    z
      .strictObject({ type: z.literal('time_to_convert'), events: eventReferencesSchema, ...shared })
      .describe(
        'Time from the exposure to the first of these events, in ms, of those who did one. Less is better. A variant that makes more people convert may make the slow ones convert.',
      ),
    z
      .strictObject({
        type: z.literal('funnel'),
        steps: z
          .strictObject({ title: z.string().max(200).optional(), events: eventReferencesSchema })
          .array()
          .min(2)
          .max(MAX_STEPS),
        ...shared,
      })
      .describe('The share of visitors who did all the steps in their order; other events may lie between them.'),
    z
      .strictObject({
        type: z.literal('survey_score'),
        survey: name.describe('Its id.'),
        question: name.optional().describe('Its id; without it, all questions with a score.'),
        score: z
          .enum(['nps', 'mean'])
          .default('nps')
          .describe('nps: the share of scores 9 and 10 less that of 0 to 6, −100 to 100; mean: the mean score.'),
        ...shared,
      })
      .describe("The score of a survey's answers."),
    z
      .strictObject({ type: z.literal('web_vital'), vital: z.enum(['LCP', 'INP', 'CLS', 'FCP', 'TTFB']), ...shared })
      .describe('The share of measurements that are good.'),
  ])
  .meta({ id: 'ExperimentMetric', description: 'What an experiment is judged by.' });

/** What an experiment is judged by, defaults filled in. */
export type MetricDefinition = z.output<typeof metricSchema>;
/** The types of metrics. */
export type MetricType = MetricDefinition['type'];

/** Whether less is better. */
export const isLessBetterOf = (metric: MetricDefinition): boolean =>
  metric.type === 'time_to_convert' || ('isLessBetter' in metric && metric.isLessBetter);
