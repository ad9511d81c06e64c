import { compileAnyEvent } from '../../filter/any-event.ts';
import { begunConditions } from '../../filter/begun.ts';
import { createFilterCompiler } from '../../filter/create-filter-compiler.ts';
import { resolveCustomer } from '../../filter/customer.ts';
import type { EventReference } from '../../filter/definition.ts';
import { resolveProperty } from '../../filter/property.ts';
import { compilePeople } from '../../people.ts';
import type { CompiledQuery, QuestionContext } from '../../question.ts';
import { and, bind, type Fragment, join, render, sql } from '../../sql/fragment.ts';
import { moment } from '../../sql/moment.ts';
import { eventsOf } from '../../sql/source.ts';
import { resolveComparison } from '../../time/comparison.ts';
import { resolveRange, type Span } from '../../time/range.ts';
import type { EngagementDefinition, engagedGroups } from './definition.ts';

/** What a row of the answer is about. */
export const PARTS = {
  sessions: 0,
  visitors: 1,
  orders: 2,
  currency: 3,
  firstVisits: 4,
  newsletter: 5,
  answers: 6,
  people: 7,
} as const;

const VIEW = { kind: 'page_view' };
const ORDER = { kind: 'purchase' };
const ENGAGEMENT = 'page_engagement';
const ANSWER = 'survey_answer';

/** Where the scale of the Net Promoter Score is cut: 9 and 10 promote, 0 to 6 detract. */
const groupOfScore = {
  promoters: sql`score >= 9`,
  passives: sql`score > 6 AND score < 9`,
  detractors: sql`score <= 6`,
};

const noPeople = sql`0 AS people_count, [] AS people_page`;

const kindsOf = (events: readonly EventReference[]) => events.map(({ kind }) => kind);

/** Makes the rows that the figures are counted from, each as `(SELECT …)` without parentheses. */
const createSources = (definition: EngagementDefinition, context: QuestionContext) => {
  const { filters, bounce, goal, newsletter, survey } = definition;
  const { siteId, catalog } = context;
  const compiler = createFilterCompiler(context);
  const own = (kind: string, name: string, prefer: 'text' | 'number') =>
    resolveProperty(name, { kinds: [kind], catalog, path: 'catalog', prefer }).sql;
  // What only goes on with an event is no further one.
  const meant = (events: readonly EventReference[], path: string) =>
    and([compileAnyEvent(events, { path, filters }, compiler), ...begunConditions(kindsOf(events), catalog)]);
  const events = (references: readonly EventReference[], during: Span, path = 'catalog') =>
    eventsOf({ siteId, during, where: meant(references, path) });
  const person = (kinds: readonly string[]) => {
    const customer = resolveCustomer(kinds, catalog);
    return sql`if(${customer} != '', concat('c', ${customer}), concat('v', toString(visitor_id)))`;
  };
  const isView = sql`kind = ${bind('String', VIEW.kind)}`;
  const converted = (during: Span) =>
    sql`SELECT visitor_id, session_id FROM ${events(goal.events, during, 'goal.events')}`;
  const about = survey === undefined ? [] : [{ property: 'surveyId', operator: 'is' as const, values: [survey] }];
  const askedForScore = [{ property: 'questionKind', operator: 'is' as const, values: ['nps'] }, ...about];

  return {
    /** A row for each session with a page view. */
    sessions: (during: Span): Fragment => sql`SELECT visitor_id, countIf(${isView}) AS views,
      sum(if(${isView}, 0, ifNull(${own(ENGAGEMENT, 'engagedMs', 'number')}, 0))) AS engaged,
      views = 1 AND engaged < ${bind('UInt32', bounce.engagedBelowMs)} AS is_bounced
    FROM ${events([VIEW, { kind: ENGAGEMENT }], during)} AND session_id != 0
    GROUP BY visitor_id, session_id HAVING views > 0`,
    /** A row for each event that makes its visitor one of those among whom revenue is shared out. */
    visits: (during: Span): Fragment => sql`SELECT visitor_id FROM ${events([VIEW, ORDER], during)}`,
    /** A row for each order. */
    orders: (during: Span): Fragment =>
      sql`SELECT visitor_id, ${person([ORDER.kind])} AS buyer, time, toString(currency) AS money_currency, amount FROM ${events([ORDER], during)}`,
    /** A row for each visitor who is new in the range, with what their first session came to. */
    firstVisits: (during: Span): Fragment => {
      const before = eventsOf({ siteId, where: and([isView, sql`time < ${moment(during.startAt)}`]) });
      return sql`SELECT visitor_id, materialize((visitor_id, first_session) GLOBAL IN (${converted(during)})) AS is_converted
    FROM (SELECT visitor_id, argMin(session_id, (time, seq, event_id)) AS first_session
      FROM ${events([VIEW], during)} AND session_id != 0 GROUP BY visitor_id)
    WHERE visitor_id GLOBAL NOT IN (SELECT visitor_id FROM ${before})`;
    },
    sentTo: (during: Span): Fragment =>
      sql`SELECT ${person(kindsOf(newsletter.sent))} AS person FROM ${events(newsletter.sent, during, 'newsletter.sent')}`,
    openedBy: (during: Span): Fragment =>
      sql`SELECT ${person(kindsOf(newsletter.opened))} AS person FROM ${events(newsletter.opened, during, 'newsletter.opened')}`,
    /** A row for each answer on the scale from 0 to 10. */
    answers: (during: Span): Fragment =>
      sql`SELECT visitor_id, ${own(ANSWER, 'score', 'number')} AS score FROM ${events([{ kind: ANSWER, filters: askedForScore }], during)} AND isNotNull(score)`,
  };
};

const buyersOf = (orders: Fragment) =>
  sql`SELECT buyer, count() AS orders, toUnixTimestamp64Milli(max(time)) - toUnixTimestamp64Milli(min(time)) AS between FROM (${orders}) GROUP BY buyer`;

type Sources = ReturnType<typeof createSources>;

/** Selects the visitors of a group. */
const membersOf = (who: (typeof engagedGroups)[number], sources: Sources, during: Span): Fragment => {
  const orders = sources.orders(during);
  const scored = (isMeant: Fragment) => sql`SELECT visitor_id FROM (${sources.answers(during)}) WHERE ${isMeant}`;
  const groups = {
    customers: sql`SELECT visitor_id FROM (${orders})`,
    repeat_customers: sql`SELECT visitor_id FROM (${orders}) WHERE buyer GLOBAL IN (SELECT buyer FROM (${buyersOf(orders)}) WHERE orders > 1)`,
    bounced: sql`SELECT visitor_id FROM (${sources.sessions(during)}) WHERE is_bounced`,
    converted_on_first_visit: sql`SELECT visitor_id FROM (${sources.firstVisits(during)}) WHERE is_converted`,
    promoters: scored(groupOfScore.promoters),
    passives: scored(groupOfScore.passives),
    detractors: scored(groupOfScore.detractors),
  };
  return groups[who];
};

/** Compiles the question into one query, a part for each thing that is counted and each range. */
export const compileEngagement = (definition: EngagementDefinition, context: QuestionContext): CompiledQuery => {
  const range = resolveRange(definition.range, context);
  const compared = resolveComparison(definition.comparison, definition.range, context);
  const { people } = definition;
  const sources = createSources(definition, context);

  const partsOf = (during: Span, period: number): Fragment[] => {
    const part = (kind: keyof typeof PARTS, figures: Fragment, currency = sql`''`, exact = sql`''`) =>
      sql`SELECT ${bind('UInt8', PARTS[kind])} AS part, ${bind('UInt8', period)} AS period, ${currency} AS money_currency,
    arrayMap(figure -> toFloat64(figure), [${figures}]) AS figures, ${exact} AS exact, ${noPeople}`;
    const orders = sources.orders(during);
    const sentTo = sources.sentTo(during);
    const isOpened = sql`person GLOBAL IN (${sources.openedBy(during)})`;
    return [
      sql`${part('sessions', sql`count(), sum(views), sum(engaged), countIf(is_bounced)`)} FROM (${sources.sessions(during)})`,
      sql`${part('visitors', sql`uniqExact(visitor_id)`)} FROM (${sources.visits(during)})`,
      sql`${part('orders', sql`sum(orders), count(), countIf(orders > 1), sum(between), sum(orders - 1)`)} FROM (${buyersOf(orders)})`,
      sql`${part('currency', sql`count(), uniqExact(buyer)`, sql`money_currency`, sql`toString(sum(amount))`)} FROM (${orders}) GROUP BY money_currency`,
      sql`${part('firstVisits', sql`count(), countIf(is_converted)`)} FROM (${sources.firstVisits(during)})`,
      sql`${part('newsletter', sql`uniqExact(person), uniqExactIf(person, ${isOpened})`)} FROM (${sentTo})`,
      sql`${part('answers', sql`countIf(${groupOfScore.promoters}), countIf(${groupOfScore.detractors}), count()`)} FROM (${sources.answers(during)})`,
    ];
  };

  const parts = [...partsOf(range, 0), ...(compared ? partsOf(compared, 1) : [])];
  if (people) {
    const listed = compilePeople(membersOf(people.who, sources, range), people);
    parts.push(
      sql`SELECT ${bind('UInt8', PARTS.people)} AS part, toUInt8(0) AS period, '' AS money_currency, [] AS figures, '' AS exact, people_count, people_page FROM (${listed})`,
    );
  }
  return { ...render(join(parts, sql`\nUNION ALL\n`)), answer: 'rows' };
};
