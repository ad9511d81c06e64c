import { compileAnyEvent } from '../../filter/any-event.ts';
import { begunConditions } from '../../filter/begun.ts';
import type { FilterCompiler } from '../../filter/compiler.ts';
import { createFilterCompiler } from '../../filter/create-filter-compiler.ts';
import { inCurrency } from '../../filter/currency.ts';
import type { EventReference } from '../../filter/definition.ts';
import { resolveDimension } from '../../filter/dimension.ts';
import { narrowedTo } from '../../filter/event.ts';
import { ANY_KIND } from '../../filter/kind.ts';
import { resolveMeasure } from '../../filter/measure.ts';
import type { CompiledQuery, QuestionContext } from '../../question.ts';
import { and, bind, type Fragment, join, or, render, sql } from '../../sql/fragment.ts';
import { moment } from '../../sql/moment.ts';
import { type Bots, eventsOf } from '../../sql/source.ts';
import { asText, asUInt32, unitRowColumns } from '../../sql/unit-rows.ts';
import { checkExperiment } from './check.ts';
import type { ExperimentDefinition } from './definition.ts';
import { profileProperties } from './health.ts';
import { BITS, type PlannedMetric, planOf } from './plan.ts';

const EXPOSURE = 'exposure';
const REDIRECT = 'variant_redirect';

/** Events of a kind that tell of the experiment: one contiguous range. */
const ofExperiment = (kind: string, experiment: string): EventReference => ({
  kind,
  filters: [{ property: 'experiment', operator: 'is', values: [experiment] }],
});

const bitIf = (bit: number, condition: Fragment): Fragment =>
  sql`bitShiftLeft(toUInt32(${condition}), ${bind('UInt8', bit)})`;

/** The number that a metric adds up; NULL where an event has none. */
const addedBy = ({ definition, path, looked }: PlannedMetric, { context }: FilterCompiler): Fragment | null => {
  const kinds = looked.flatMap(({ events }) => events.map(({ kind }) => kind));
  if (definition.type === 'survey_score')
    return resolveMeasure('score', 'score', { kinds, catalog: context.catalog, path }).sql;
  if (definition.type !== 'revenue' && definition.type !== 'order_value') return null;
  const { property, currency } = definition;
  const place = { kinds, catalog: context.catalog, path: `${path}.property` };
  return inCurrency(resolveMeasure(property, 'sum', place), { property, currency, path }).sql;
};

/** What rows tell of the metrics: the bits of what each is, and the values that are added up. */
interface Told {
  bits: Fragment[];
  values: Fragment[];
}

/**
 * What rows tell of the metrics, where all are of one kind, or of any. The condition of each bit: the event is one that the metric looks for,
 * and begins no further back than here. What rows of the kind cannot be is not asked of them: an order counts once, and to know that
 * costs two readings of all orders.
 */
const toldBy = (
  metrics: readonly PlannedMetric[],
  kind: string | null,
  { compiler, values }: { compiler: FilterCompiler; values: readonly (Fragment | null)[] },
): Told => {
  const told: Told = { bits: [], values: [] };
  for (const [index, metric] of metrics.entries()) {
    const value = values[index] ?? null;
    const bits = metric.looked.flatMap(({ bit, events: all, path }) => {
      const events = all.filter((event) => kind === null || event.kind === kind || event.kind === ANY_KIND);
      if (events.length === 0) return [];
      const isMeant = compileAnyEvent(events, { path, filters: [] }, compiler);
      const begun = begunConditions(
        events.map((event) => event.kind),
        compiler.context.catalog,
      );
      return [bitIf(bit, and([isMeant, ...begun, ...(value ? [sql`isNotNull(${value})`] : [])]))];
    });
    told.bits.push(...bits);
    if (value) told.values.push(bits.length > 0 ? sql`toFloat64(ifNull(${value}, 0))` : sql`toFloat64(0)`);
  }
  return told;
};

/** By what the visitors are told apart beside the variant; '' where they are not. */
const partOf = ({ breakdown }: ExperimentDefinition, compiler: FilterCompiler): Fragment => {
  if (!breakdown) return sql`''`;
  if ('segment' in breakdown)
    return sql`if(${compiler.visitor({ segment: breakdown.segment }, 'breakdown')}, 'in', 'out')`;
  const place = { kinds: [EXPOSURE], catalog: compiler.context.catalog, path: 'breakdown.property' };
  return sql`toString(${resolveDimension(breakdown.property, place)})`;
};

/**
 * Compiles an experiment into a query that only narrows: exposures, redirects and what the metrics look for, each with the mask of what
 * it is. Who saw what first, and what they did then, is decided where the answer is decoded.
 *
 * The columns are those of `unitRowColumns`; then mask UInt32; then, as texts, the variant, the part of the breakdown and each property of the
 * profile, '' for what is no exposure; then a Float64 for each value.
 */
export const compileExperiment = (definition: ExperimentDefinition, context: QuestionContext): CompiledQuery => {
  checkExperiment(definition);
  const plan = planOf(definition, context);
  const { range, read, metrics } = plan;
  const { experiment, filters } = definition;
  const { siteId, catalog } = context;
  const compiler = createFilterCompiler(context);
  const seen = [ofExperiment(EXPOSURE, experiment)];
  const sent = [ofExperiment(REDIRECT, experiment)];
  const isExposure = compileAnyEvent(seen, { path: 'experiment', filters }, compiler);
  const isRedirect = compileAnyEvent(sent, { path: 'experiment', filters: [] }, compiler);

  const values = metrics.map((metric) => addedBy(metric, compiler));
  // First of any kind: what is wrong with an event is said by its place among all.
  const toldIn = (kind: string | null) => toldBy(metrics, kind, { compiler, values });
  const [inAny, inExposures, inRedirects] = [toldIn(null), toldIn(EXPOSURE), toldIn(REDIRECT)];
  const place = { kinds: [EXPOSURE], catalog, path: 'experiment' };
  const variant = (kind: string) => resolveDimension('variant', { ...place, kinds: [kind] });
  // Each by itself: a column with few values goes as it is, a text made of five is made for each row.
  const profile = profileProperties.map((property) => resolveDimension(property, place));
  const nothing = sql`''`;

  /** One part of the answer: its bits and values, its texts. */
  const part = (
    source: Fragment,
    { bits, values: added }: Told,
    texts: { variant?: Fragment; group?: Fragment; profile?: readonly Fragment[] },
  ) => {
    const { variant: told = nothing, group = nothing, profile: values = profile.map(() => nothing) } = texts;
    const own = [...[told, group, ...values].map(asText), ...added];
    return sql`
SELECT ${unitRowColumns(sql`visitor_id`, read)}, ${asUInt32(join(bits, sql` + `))} AS mask, ${join(own, sql`, `)}
FROM ${source}`;
  };
  const marked = (bit: number, { bits, values: added }: Told): Told => ({
    bits: [bitIf(bit, sql`1`), ...bits],
    values: added,
  });
  const during = (where: Fragment, bots: Bots = 'excluded') => eventsOf({ siteId, during: range, bots, where });

  const looked = metrics.flatMap((metric) => metric.looked.flatMap(({ events }) => events));
  const isInRange = and([sql`time >= ${moment(range.startAt)}`, sql`time < ${moment(range.endAt)}`]);
  const isTold = and([or([isExposure, isRedirect]), isInRange]);
  const done = eventsOf({
    siteId,
    during: read,
    where: and([
      narrowedTo(looked, catalog),
      sql`visitor_id GLOBAL IN (SELECT visitor_id FROM ${during(isExposure)})`,
      sql`NOT ${isTold}`,
    ]),
  });
  const ofNone = inAny.values.map(() => sql`toFloat64(0)`);
  const parts = [
    part(during(isExposure), marked(BITS.exposure, inExposures), {
      variant: variant(EXPOSURE),
      group: partOf(definition, compiler),
      profile,
    }),
    part(during(isRedirect), marked(BITS.redirect, inRedirects), { variant: variant(REDIRECT) }),
    part(during(isExposure, 'only'), marked(BITS.bot, { bits: [], values: ofNone }), { variant: variant(EXPOSURE) }),
    sql`${part(done, inAny, {})} AND mask != 0`,
  ];
  return { ...render(join(parts, sql`\nUNION ALL`)), answer: 'columns' };
};
