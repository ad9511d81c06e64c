import type { MetricDefinition } from './metrics.ts';
import type { PlannedMetric } from './plan.ts';
import type { VisitorEvents } from './read-visitors.ts';

/** What one visitor contributes to a metric. */
export interface Contribution {
  /** What the metric is about. */
  y: number;
  /** Of a ratio what it is divided by; otherwise what the visitor did before the exposure (the covariate). */
  x: number;
}

/** Which events of a visitor count: those from the first to before the last index, none later than the time. */
interface Stretch {
  from: number;
  to: number;
  /** Epoch ms. */
  until: number;
}

/** What events of a stretch amount to. Exact whole numbers where money is meant: ten thousandths of the currency's unit. */
type Amount = (events: VisitorEvents, metric: PlannedMetric, stretch: Stretch) => number;

const has = (mask: number, bit: number) => ((mask >>> bit) & 1) === 1;

const bitAt = ({ looked }: PlannedMetric, nth: number): number => looked[nth]?.bit ?? 0;

const count =
  (nth: number): Amount =>
  (events, metric, { from, to, until }) => {
    const bit = bitAt(metric, nth);
    let found = 0;
    for (let event = from; event < to && (events.times[event] ?? 0) <= until; event++)
      if (has(events.mask(event), bit)) found++;
    return found;
  };

const first = (events: VisitorEvents, metric: PlannedMetric, { from, to, until }: Stretch): number => {
  const bit = bitAt(metric, 0);
  for (let event = from; event < to && (events.times[event] ?? 0) <= until; event++)
    if (has(events.mask(event), bit)) return event;
  return -1;
};

const once: Amount = (events, metric, stretch) => (first(events, metric, stretch) < 0 ? 0 : 1);

const sum =
  (points: (value: number) => number): Amount =>
  (events, metric, { from, to, until }) => {
    const bit = bitAt(metric, 0);
    let all = 0;
    for (let event = from; event < to && (events.times[event] ?? 0) <= until; event++)
      if (has(events.mask(event), bit)) all += points(events.value(event, metric.value ?? 0));
    return all;
  };

const allSteps: Amount = (events, { looked }, { from, to, until }) => {
  let step = 0;
  for (let event = from; event < to && step < looked.length && (events.times[event] ?? 0) <= until; event++)
    if (has(events.mask(event), looked[step]?.bit ?? 0)) step++;
  return step === looked.length ? 1 : 0;
};

/** Times the amounts in the answer, for whole numbers. */
export const MONEY_SCALE = 10_000;
const money = sum((amount) => Math.round(amount * MONEY_SCALE));

/** Source: F. Reichheld, "The one number you need to grow", Harvard Business Review, December 2003. */
const npsPoints = (score: number): number => (score >= 9 ? 100 : score >= 7 ? 0 : -100);

/** What a metric's visitors do: the amount it is about, what that is divided by, and whether what was done before tells about it. */
interface Measure {
  y: Amount;
  x: Amount | null;
  /** binary: 0 or 1; mean: any amount of each visitor; ratio: one amount of another. */
  family: 'binary' | 'mean' | 'ratio';
  hasCovariate: boolean;
}

/** How a metric is measured. */
export const measureOf = (definition: MetricDefinition): Measure => {
  switch (definition.type) {
    case 'conversion':
      return { y: once, x: null, family: 'binary', hasCovariate: true };
    case 'count':
      return { y: count(0), x: null, family: 'mean', hasCovariate: true };
    case 'revenue':
      return { y: money, x: null, family: 'mean', hasCovariate: true };
    case 'order_value':
      return { y: money, x: count(0), family: 'ratio', hasCovariate: false };
    case 'time_to_convert':
      return {
        y: (events, metric, stretch) => {
          const event = first(events, metric, stretch);
          return event < 0 ? 0 : (events.times[event] ?? 0) - (events.times[stretch.from - 1] ?? 0);
        },
        x: once,
        family: 'ratio',
        hasCovariate: false,
      };
    case 'funnel':
      return { y: allSteps, x: null, family: 'binary', hasCovariate: false };
    case 'survey_score':
      return {
        y: sum(definition.score === 'nps' ? npsPoints : (score) => score),
        x: count(0),
        family: 'ratio',
        hasCovariate: false,
      };
    case 'web_vital':
      return { y: count(1), x: count(0), family: 'ratio', hasCovariate: false };
  }
};

/** What a visitor whose first exposure is the event at `exposed` contributes; into `to`, for a million visitors share it. */
export type Contribute = (events: VisitorEvents, exposed: number, to: Contribution) => void;

/** Makes what measures visitors for one metric. */
export const createContribute = (metric: PlannedMetric, covariateMs: number): Contribute => {
  const { y, x, hasCovariate } = measureOf(metric.definition);
  return (events, exposed, to) => {
    const at = events.times[exposed] ?? 0;
    const after = { from: exposed + 1, to: events.count, until: at + metric.windowMs };
    to.y = y(events, metric, after);
    if (x) to.x = x(events, metric, after);
    else if (hasCovariate && covariateMs > 0) {
      let from = exposed;
      while (from > 0 && (events.times[from - 1] ?? 0) >= at - covariateMs) from--;
      to.x = y(events, metric, { from, to: exposed, until: at });
    } else to.x = 0;
  };
};
