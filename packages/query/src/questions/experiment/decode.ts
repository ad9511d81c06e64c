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

/** Bits of what is no event of a metric's only. */
const TOLD = (1 << BITS.exposure) | (1 << BITS.redirect) | (1 << BITS.bot);

const has = (mask: number, bit: number) => ((mask >>> bit) & 1) === 1;

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
  /** The variant by the number of its text. */
  const variantOf = Int8Array.from(texts, (text) => ids.indexOf(text));
  const knownVariant = (text: number): number => variantOf[text] ?? UNKNOWN;
  /** Of a variant in a mask of variants, of which there are at most 20; 0 for one that the definition has not. */
  const bitOf = (text: number): number => (knownVariant(text) === UNKNOWN ? 0 : 1 << knownVariant(text));

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

  /** What the visitor saw first; shared, for a million visitors have one each. */
  const look = { exposed: UNKNOWN, seen: UNKNOWN, isDrifting: false };
  const lookAt = (events: VisitorEvents): typeof look => {
    Object.assign(look, { exposed: UNKNOWN, seen: UNKNOWN, isDrifting: false });
    let [sent, exposedTo, shownAsBot] = [0, 0, 0];
    for (let event = 0; event < events.count; event++) {
      const mask = events.mask(event);
      if ((mask & TOLD) === 0) continue;
      const variant = events.variant(event);
      if (has(mask, BITS.exposure)) {
        exposedTo |= bitOf(variant);
        if (look.exposed === UNKNOWN) [look.exposed, look.seen] = [event, variant];
        else if (variant !== look.seen) look.isDrifting = true;
      } else if (has(mask, BITS.redirect)) sent |= bitOf(variant);
      else shownAsBot |= bitOf(variant);
    }
    if ((sent | shownAsBot) !== 0)
      for (let variant = 0; variant < ids.length; variant++) {
        if (has(sent, variant)) health.addRedirect(variant, !has(exposedTo, variant));
        if (has(shownAsBot, variant)) health.addBot(variant);
      }
    return look;
  };

  readVisitors(rows, plan, (events) => {
    const { exposed, seen, isDrifting } = lookAt(events);
    if (exposed === UNKNOWN) return;
    if (isDrifting) return health.addDrifted();
    const variant = knownVariant(seen);
    if (variant === UNKNOWN) return health.addUnknown(seen);
    const at = events.times[exposed] ?? 0;
    firstAt = Math.min(firstAt, at);
    lastAt = Math.max(lastAt, at);
    health.addVisitor(variant, at, (nth) => events.profile(exposed, nth));
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
