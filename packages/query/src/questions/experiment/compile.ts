import { compileAnyEvent } from '../../filter/any-event.ts';
import { begunConditions } from '../../filter/begun.ts';
import type { FilterCompiler } from '../../filter/compiler.ts';
import { createFilterCompiler } from '../../filter/create-filter-compiler.ts';
import { inCurrency } from '../../filter/currency.ts';
import type { EventReference } from '../../filter/definition.ts';
import { resolveDimension } from '../../filter/dimension.ts';
import { narrowedTo } from '../../filter/event.ts';
import { resolveMeasure } from '../../filter/measure.ts';
import type { CompiledQuery, QuestionContext } from '../../question.ts';
import { and, bind, type Fragment, join, or, render, sql } from '../../sql/fragment.ts';
import { moment } from '../../sql/moment.ts';
import { type Bots, eventsOf } from '../../sql/source.ts';
import { asText, asUInt32, unitRowColumns } from '../../sql/unit-rows.ts';
import { checkExperiment } from './check.ts';
import type { ExperimentDefinition } from './definition.ts';
import { profileProperties, SEPARATOR } from './health.ts';
import { BITS, type ExperimentPlan, type PlannedMetric, planOf } from './plan.ts';

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

/** The condition of each bit of a metric: the event is one that it looks for, and begins no further back than here. */
const bitsOf = (metric: PlannedMetric, value: Fragment | null, compiler: FilterCompiler): Fragment[] =>
  metric.looked.map(({ bit, events, path }) => {
    const isMeant = compileAnyEvent(events, { path, filters: [] }, compiler);
    const begun = begunConditions(
      events.map(({ kind }) => kind),
      compiler.context.catalog,
    );
    return bitIf(bit, and([isMeant, ...begun, ...(value ? [sql`isNotNull(${value})`] : [])]));
  });

/** By what the visitors are told apart beside the variant; '' where they are not. */
const partOf = ({ breakdown }: ExperimentDefinition, compiler: FilterCompiler): Fragment => {
  if (!breakdown) return sql`''`;
  if ('segment' in breakdown)
    return sql`if(${compiler.visitor({ segment: breakdown.segment }, 'breakdown')}, 'in', 'out')`;
  const place = { kinds: [EXPOSURE], catalog: compiler.context.catalog, path: 'breakdown.property' };
  return sql`toString(${resolveDimension(breakdown.property, place)})`;
};

const longest = ({ metrics }: ExperimentPlan) => Math.max(...metrics.map(({ windowMs }) => windowMs));

/**
 * Compiles an experiment into a query that only narrows: exposures, redirects and what the metrics look for, each with the mask of what
 * it is. Who saw what first, and what they did then, is decided where the answer is decoded.
 *
 * The columns are those of `unitRowColumns`; then mask UInt32; then, as texts, the variant, the part of the breakdown and the profile, each '' for what
 * is no exposure; then a Float64 for each value.
 */
export const compileExperiment = (definition: ExperimentDefinition, context: QuestionContext): CompiledQuery => {
  checkExperiment(definition);
  const plan = planOf(definition, context);
  const { range, covariateMs, metrics } = plan;
  const { experiment, filters } = definition;
  const { siteId, catalog } = context;
  const compiler = createFilterCompiler(context);
  const seen = [ofExperiment(EXPOSURE, experiment)];
  const sent = [ofExperiment(REDIRECT, experiment)];
  const isExposure = compileAnyEvent(seen, { path: 'experiment', filters }, compiler);
  const isRedirect = compileAnyEvent(sent, { path: 'experiment', filters: [] }, compiler);

  const values = metrics.map((metric) => addedBy(metric, compiler));
  const metricBits = metrics.flatMap((metric, index) => bitsOf(metric, values[index] ?? null, compiler));
  const added = values.flatMap((value) => (value ? [sql`toFloat64(ifNull(${value}, 0))`] : []));
  const place = { kinds: [EXPOSURE], catalog, path: 'experiment' };
  const variant = (kind: string) => resolveDimension('variant', { ...place, kinds: [kind] });
  const profile = join(
    profileProperties.map((property) => sql`toString(${resolveDimension(property, place)})`),
    sql`, ${bind('String', SEPARATOR)}, `,
  );
  const nothing = sql`''`;

  /** One part of the answer: its mask, its texts, whether it has values. */
  const part = (source: Fragment, mask: Fragment, { told = nothing, group = nothing, seenBy = nothing }) => sql`
SELECT ${unitRowColumns(sql`visitor_id`)}, ${asUInt32(mask)} AS mask, ${asText(told)} AS told, ${asText(group)} AS part_told, ${asText(seenBy)} AS seen_by${join(
    added.map((value) => sql`, ${value}`),
    sql``,
  )}
FROM ${source}`;
  const during = (where: Fragment, bots: Bots = 'excluded') => eventsOf({ siteId, during: range, bots, where });
  const all = (bits: Fragment[]) => join(bits, sql` + `);

  const looked = metrics.flatMap((metric) => metric.looked.flatMap(({ events }) => events));
  const isInRange = and([sql`time >= ${moment(range.startAt)}`, sql`time < ${moment(range.endAt)}`]);
  const isTold = and([or([isExposure, isRedirect]), isInRange]);
  const done = eventsOf({
    siteId,
    during: { startAt: range.startAt - covariateMs, endAt: range.endAt + longest(plan) },
    where: and([
      narrowedTo(looked, catalog),
      sql`visitor_id GLOBAL IN (SELECT visitor_id FROM ${during(isExposure)})`,
      sql`NOT ${isTold}`,
    ]),
  });
  const parts = [
    part(during(isExposure), all([bitIf(BITS.exposure, sql`1`), ...metricBits]), {
      told: variant(EXPOSURE),
      group: partOf(definition, compiler),
      seenBy: sql`concat(${profile})`,
    }),
    part(during(isRedirect), all([bitIf(BITS.redirect, sql`1`), ...metricBits]), { told: variant(REDIRECT) }),
    part(during(isExposure, 'only'), bitIf(BITS.bot, sql`1`), { told: variant(EXPOSURE) }),
    sql`${part(done, all(metricBits), {})} AND mask != 0`,
  ];
  return { ...render(join(parts, sql`\nUNION ALL`)), answer: 'columns' };
};
