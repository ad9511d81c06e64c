import type { EventReference, Filter } from '../../filter/definition.ts';
import { type QuestionContext, QuestionError } from '../../question.ts';
import { durationMs } from '../../time/duration.ts';
import { resolveRange, type Span } from '../../time/range.ts';
import type { ExperimentDefinition } from './definition.ts';
import type { MetricDefinition } from './metrics.ts';

/** Which part a metric has in the experiment. */
export type MetricRole = 'primary' | 'secondary' | 'guardrail';

/** Events that a metric looks for, and their bit in an event's mask. */
export interface PlannedEvents {
  bit: number;
  events: readonly EventReference[];
  /** Where they stand in the definition. */
  path: string;
}

/** A metric as the evaluator needs it. */
export interface PlannedMetric {
  definition: MetricDefinition;
  role: MetricRole;
  /** Where it stands in the definition. */
  path: string;
  windowMs: number;
  /** What it looks for: of a funnel the steps in order, of a web vital all measurements and then the good ones. */
  looked: readonly PlannedEvents[];
  /** The number among the answer's values of the one that it adds up; null where it adds up none. */
  value: number | null;
}

/** An experiment as the evaluator needs it. */
export interface ExperimentPlan {
  range: Span;
  /** All that is read lies in it. */
  read: Span;
  nowMs: number;
  covariateMs: number;
  metrics: readonly PlannedMetric[];
  /** How many values each event of the answer has. */
  valueCount: number;
}

/** Bits of an event's mask; those of the metrics follow. */
export const BITS = { exposure: 0, redirect: 1, bot: 2, metrics: 3 } as const;
const MAX_BITS = 32;

const is = (property: string, ...values: string[]): Filter => ({ property, operator: 'is', values });

/** The events of which each has a bit, with the path at which they stand below the metric's. */
const lookedFor = (metric: MetricDefinition): { events: readonly EventReference[]; below: string }[] => {
  if (metric.type === 'funnel')
    return metric.steps.map(({ events }, step) => ({ events, below: `steps.${step}.events` }));
  if (metric.type === 'survey_score') {
    const filters = [is('surveyId', metric.survey), ...(metric.question ? [is('questionId', metric.question)] : [])];
    return [{ events: [{ kind: 'survey_answer', filters }], below: 'survey' }];
  }
  if (metric.type === 'web_vital') {
    const measured = is('metric', metric.vital);
    return [[measured], [measured, is('rating', 'good')]].map((filters) => ({
      events: [{ kind: 'web_vital', filters }],
      below: 'vital',
    }));
  }
  return [{ events: metric.events, below: 'events' }];
};

/** Whether a metric adds up a value that events carry. */
export const hasValue = ({ type }: MetricDefinition): boolean =>
  type === 'revenue' || type === 'order_value' || type === 'survey_score';

/** Reads off a definition what the evaluator needs. @throws QuestionError `too_many_events` */
export const planOf = (definition: ExperimentDefinition, context: QuestionContext): ExperimentPlan => {
  const { primary, secondary, guardrails, covariate } = definition;
  const listed: { metric: MetricDefinition; role: MetricRole; path: string }[] = [
    { metric: primary, role: 'primary', path: 'primary' },
    ...secondary.map((metric, at) => ({ metric, role: 'secondary' as const, path: `secondary.${at}` })),
    ...guardrails.map((metric, at) => ({ metric, role: 'guardrail' as const, path: `guardrails.${at}` })),
  ];
  let bit: number = BITS.metrics;
  let valueCount = 0;
  const metrics = listed.map(({ metric, role, path }): PlannedMetric => {
    const looked = lookedFor(metric).map(({ events, below }) => ({ bit: bit++, events, path: `${path}.${below}` }));
    return {
      definition: metric,
      role,
      path,
      windowMs: durationMs(metric.window),
      looked,
      value: hasValue(metric) ? valueCount++ : null,
    };
  });
  if (bit > MAX_BITS)
    throw new QuestionError(
      'too_many_events',
      'secondary',
      `The metrics look for ${bit - BITS.metrics} events, steps of funnels counted each: at most ${MAX_BITS - BITS.metrics} are expected.`,
    );
  const range = resolveRange(definition.range, context);
  const covariateMs = covariate ? durationMs(covariate) : 0;
  const longestMs = Math.max(...metrics.map(({ windowMs }) => windowMs));
  return {
    range,
    read: { startAt: range.startAt - covariateMs, endAt: range.endAt + longestMs },
    nowMs: context.nowMs,
    covariateMs,
    metrics,
    valueCount,
  };
};
