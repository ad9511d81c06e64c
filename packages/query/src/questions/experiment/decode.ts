import { pageOfPeople } from '../../people.ts';
import { bytesOf, type QuestionContext, type Row } from '../../question.ts';
import { readNative } from '../../sql/native-blocks.ts';
import { assessMetric } from './assess.ts';
import type { ExperimentDefinition } from './definition.ts';
import { createGroups } from './groups.ts';
import { createHealth } from './health.ts';
import { type Contribution, createContribute, measureOf } from './measure.ts';
import { createNovelty } from './novelty.ts';
import { BITS, planOf } from './plan.ts';
import { readVisitors, type VisitorEvents } from './read-visitors.ts';
import { readingOf } from './reading.ts';
import type { ExperimentResult } from './result.ts';
import { createTally } from './tally.ts';
import { verdictOf } from './verdict.ts';

const DAY = 86_400_000;

/** Of no variant of the definition. */
const UNKNOWN = -1;

const has = (events: VisitorEvents, event: number, bit: number) => ((events.mask(event) >>> bit) & 1) === 1;

/** Reads an experiment's rows, decides who saw what first and what they did then, and adds it up. */
export const decodeExperiment = (
  answer: readonly Row[] | Uint8Array,
  definition: ExperimentDefinition,
  context: QuestionContext,
): ExperimentResult => {
  const plan = planOf(definition, context);
  const { range, nowMs, covariateMs } = plan;
  const { variants, people, reading: readingName } = definition;
  const rows = readNative(bytesOf(answer));
  const { texts } = rows;
  const ids = variants.map(({ id }) => id);
  const variantOf = new Map(ids.map((id, variant) => [texts.indexOf(id), variant]));
  const knownVariant = (text: number): number => variantOf.get(text) ?? UNKNOWN;

  const health = createHealth(definition, texts);
  const metrics = plan.metrics.map((metric) => ({
    metric,
    contribute: createContribute(metric, covariateMs),
    tally: createTally(metric.definition, variants.length),
  }));
  const [primary] = plan.metrics;
  const groups = definition.breakdown && primary && createGroups(definition, primary.definition, texts);
  const novelty = definition.hasNovelty && primary ? createNovelty(definition, primary, nowMs) : null;
  const isRatio = primary !== undefined && measureOf(primary.definition).family === 'ratio';
  const listed: string[] = [];
  const contribution: Contribution = { y: 0, x: 0 };
  let [openVisitors, firstAt, lastAt] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

  /** Variants seen, sent to, and shown to the visitor as a bot, as bits of a mask each. */
  const lookAt = (events: VisitorEvents) => {
    let [exposed, seen, isDrifting] = [UNKNOWN, UNKNOWN, false];
    const sent = new Set<number>();
    const exposedTo = new Set<number>();
    const shownAsBot = new Set<number>();
    for (let event = 0; event < events.count; event++) {
      const variant = events.variant(event);
      if (has(events, event, BITS.exposure)) {
        exposedTo.add(variant);
        if (exposed === UNKNOWN) [exposed, seen] = [event, variant];
        else if (variant !== seen) isDrifting = true;
      } else if (has(events, event, BITS.redirect)) sent.add(variant);
      else if (has(events, event, BITS.bot)) shownAsBot.add(variant);
    }
    for (const variant of sent)
      if (knownVariant(variant) !== UNKNOWN) health.addRedirect(knownVariant(variant), !exposedTo.has(variant));
    for (const variant of shownAsBot) if (knownVariant(variant) !== UNKNOWN) health.addBot(knownVariant(variant));
    return { exposed, seen, isDrifting };
  };

  readVisitors(rows, (events) => {
    const { exposed, seen, isDrifting } = lookAt(events);
    if (exposed === UNKNOWN) return;
    if (isDrifting) return health.addDrifted();
    const variant = knownVariant(seen);
    if (variant === UNKNOWN) return health.addUnknown(seen);
    const at = events.times[exposed] ?? 0;
    firstAt = Math.min(firstAt, at);
    lastAt = Math.max(lastAt, at);
    health.addVisitor(variant, at, events.profile(exposed));
    for (const { metric, contribute, tally } of metrics) {
      contribute(events, exposed, contribution);
      tally.add(variant, contribution);
      if (metric !== primary) continue;
      if (at + metric.windowMs > nowMs) openVisitors++;
      groups?.add(events.part(exposed), variant, contribution);
      novelty?.add(events, exposed, variant);
      const { y, x } = contribution;
      // Of a ratio it is what it is divided by: an order of nothing is an order.
      const isConverted = (isRatio ? x : y) !== 0;
      if (!people || (people.variant !== undefined && people.variant !== ids[variant])) continue;
      if (people.outcome === 'all' || isConverted === (people.outcome === 'converted')) listed.push(events.visitorId());
    }
  });

  const visitors = health.visitors();
  const allVisitors = visitors.reduce((sum, some) => sum + some, 0);
  const reading = readingOf(definition, visitors);
  const days = Math.max(1, (Math.min(nowMs, range.endAt) - firstAt) / DAY);
  const visitorsPerDay = allVisitors === 0 ? null : allVisitors / days;
  const overAt = range.endAt + (primary?.windowMs ?? 0);
  const daysToEnd = readingName === 'fixed' ? Math.max(0, Math.ceil((overAt - nowMs) / DAY)) : 0;
  const isAdjusted = covariateMs > 0;
  const figures = metrics.map(({ metric, tally }) =>
    assessMetric(
      { definition: metric.definition, role: metric.role, windowMs: metric.windowMs, ...tally.sums() },
      { ids, reading, isAdjusted, pace: { visitorsPerDay, allVisitors, daysToEnd } },
    ),
  );
  const told = health.figures();
  return {
    range,
    reading: readingName,
    confidence: reading.confidence,
    verdict: verdictOf(figures, told.sampleRatio.isMismatched),
    visitors: allVisitors,
    firstAt: allVisitors === 0 ? null : firstAt,
    lastAt: allVisitors === 0 ? null : lastAt,
    visitorsPerDay,
    openVisitors,
    metrics: figures,
    health: told,
    groups: groups ? groups.figures(reading, isAdjusted) : null,
    novelty: novelty ? novelty.figures(reading) : null,
    people: people ? pageOfPeople(listed, people) : null,
  };
};
