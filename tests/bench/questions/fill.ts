import type { ClickHouseClient } from '@clickhouse/client';

/** What a set of events is made of. */
export interface EventSet {
  events: number;
  visitors: number;
  days: number;
  /** Local midnight in UTC after the last day, epoch ms. */
  endAt: number;
}

/** Shares of the sites, the largest first, added up: the last bound is 1. */
const SITE_BOUNDS = [0.6, 0.8, 0.9, 0.97, 1] as const;

/** The site that questions are asked of: three in five events are its. */
export const ASKED_SITE = 'site-1';

/** Mean events of a session, as the crowd below makes them. */
const EVENTS_PER_SESSION = 7.5;

const SESSIONS_PER_INSERT = 200_000;

/** A number in [0, 1) that a session, or an event of it, always has. */
const chance = (...of: readonly (string | number)[]) => `(sipHash64(${of.join(', ')}) / 18446744073709551616.)`;

/** One of a list, the first ones by far the most often. */
const skewed = (values: readonly string[], roll: string) =>
  `[${values.map((value) => `'${value}'`).join(', ')}][1 + toUInt32(floor(${values.length} * pow(${roll}, 2)))]`;

const number = (value: number) => value.toFixed(0);

/**
 * Sessions `from` to `to`, a row for each event: a function of the session's number and nothing else, so that every run makes
 * the same set. A tenth of the visitors makes a third of the sessions; pages, features and products are visited as unevenly. One
 * session in eight puts something into the cart, one in twenty begins a checkout, one in ninety buys.
 */
const eventsOfSessions = ({ visitors, days, endAt }: EventSet, from: number, to: number) => `
WITH
  ${chance('s', 1)} AS site_roll,
  arrayFirstIndex(bound -> site_roll < bound, [${SITE_BOUNDS.join(', ')}]) AS site,
  toUInt64(floor(${number(visitors)} * pow(${chance('s', 2)}, 2))) AS visitor,
  sipHash64(visitor, site, 'visitor') AS visitor_hash,
  toInt64(${number(endAt - days * 86_400_000)}) + toInt64(${chance('s', 3)} * ${number(days * 86_400_000)}) AS began,
  intDiv(k, 3) AS view,
  toUInt32(floor(400 * pow(${chance('s', 'view', 5)}, 3))) AS page,
  if(page < 40, concat('/', ['pricing', 'features', 'about', 'blog'][1 + page % 4], if(page < 4, '', concat('/', toString(page)))), concat('/products/', toString(page))) AS page_path,
  toUInt32(floor(100 * ${chance('s', 'k', 6)})) AS roll,
  toUInt32(floor(100 * ${chance('s', 29)})) AS intent,
  multiIf(k % 3 = 0, 'page_view', k = 2 AND intent < 20, 'cart_add', k IN (4, 5) AND intent < 8, 'checkout_step', k = 7 AND intent < 3, 'purchase',
    roll < 40, 'page_engagement', roll < 70, 'click', roll < 94, 'feature_inspection', roll < 97, 'exposure', 'site_search') AS event_kind,
  toUInt32(floor(60 * pow(${chance('s', 'k', 7)}, 2))) AS thing,
  ['cta', 'price', 'message'][1 + thing % 3] AS experiment
SELECT
  concat('site-', toString(site)) AS site_id,
  toUInt8(0) AS is_bot,
  event_kind AS kind,
  multiIf(event_kind IN ('page_view', 'page_engagement', 'click'), page_path, event_kind = 'feature_inspection', concat('feature-', toString(thing)),
    event_kind = 'cart_add', concat('product-', toString(page)), event_kind = 'checkout_step', if(k = 4, 'address', 'payment'),
    event_kind = 'exposure', experiment, '') AS object,
  visitor_hash AS visitor_id,
  fromUnixTimestamp64Milli(began + k * 9000 + toInt64(8000 * ${chance('s', 'k', 8)}), 'UTC') AS time,
  toUInt32(k) AS seq,
  sipHash64(s, view, 11) + seq AS event_id,
  sipHash64(s, 10) AS session_id,
  sipHash64(s, view, 11) AS page_id,
  if(visitor_hash % 10 = 0, concat('customer-', toString(visitor)), '') AS customer_id,
  'shop.example' AS hostname,
  page_path AS path,
  '' AS search,
  ${skewed(['', 'www.google.com', 'www.bing.com', 'chatgpt.com', 'facebook.com', 'news.example', 'blog.example', 't.co'], chance('s', 12))} AS referrer_host,
  '' AS referrer_path,
  multiIf(referrer_host = '', 'direct', referrer_host IN ('www.google.com', 'www.bing.com'), 'search', referrer_host = 'chatgpt.com', 'ai', 'social') AS channel,
  referrer_host AS source,
  if(sipHash64(s, 13) % 8 = 0, 'cpc', '') AS utm_medium,
  if(utm_medium = '', '', concat('campaign-', toString(sipHash64(s, 14) % 40))) AS utm_campaign,
  '' AS utm_term, '' AS utm_content,
  ${skewed(['DE', 'EG', 'SA', 'US', 'FR', 'GB', 'AE', 'MA', 'JO', 'IN', 'ES', 'IT'], chance('visitor_hash', 15))} AS country,
  concat(country, '-', toString(visitor_hash % 16)) AS region,
  ${skewed(['Chrome', 'Safari', 'Firefox', 'Edge', 'Samsung Internet'], chance('visitor_hash', 16))} AS browser,
  toString(120 + visitor_hash % 12) AS browser_version,
  ${skewed(['Windows', 'iOS', 'Android', 'macOS', 'Linux'], chance('visitor_hash', 17))} AS os,
  multiIf(os IN ('iOS', 'Android'), 'mobile', visitor_hash % 20 = 0, 'tablet', 'desktop') AS device,
  ${skewed(['de', 'ar', 'en', 'fr'], chance('visitor_hash', 18))} AS language,
  [390, 820, 1280, 1440, 1920][1 + visitor_hash % 5] AS viewport_width,
  [844, 1180, 720, 900, 1080][1 + visitor_hash % 5] AS viewport_height,
  '' AS bot_reason,
  if(event_kind IN ('purchase', 'cart_add', 'checkout_step'), toDecimal64(5 + sipHash64(s, k, 19) % 20000 / 100, 4), toDecimal64(0, 4)) AS amount,
  if(amount = 0, '', if(visitor_hash % 7 = 0, 'SAR', 'EUR')) AS currency,
  CAST(multiIf(
    event_kind = 'page_view', '{"navigation":"load"}',
    event_kind = 'click', concat('{"anchor":"main>a.', toString(thing), '","input":"pointer"', if(roll % 25 = 0, ',"reaction":"dead"', ''), '}'),
    event_kind = 'checkout_step', concat('{"checkoutId":"c', toString(s), '"}'),
    event_kind = 'purchase', concat('{"orderId":"o', toString(s), '-', toString(k), '"}'),
    event_kind = 'exposure', concat('{"variant":"', if(sipHash64(visitor_hash, experiment) % 2 = 0, 'control', 'new'), '"}'),
    '{}') AS JSON) AS dimensions,
  CAST(multiIf(
    event_kind = 'page_engagement', concat('{"engagedMs":', toString(1000 + sipHash64(s, k, 20) % 60000), ',"scrollDepthRatio":0.', toString(sipHash64(s, k, 21) % 100), '}'),
    event_kind = 'click', concat('{"xRatio":0.', toString(sipHash64(s, k, 22) % 100), ',"yRatio":0.', toString(sipHash64(s, k, 23) % 100),
      ',"pageXPx":', toString(sipHash64(s, k, 24) % 1200), ',"pageYPx":', toString(sipHash64(s, k, 25) % 3000), ',"viewportWidthPx":', toString(viewport_width), '}'),
    event_kind = 'feature_inspection', concat('{"visibleMs":', toString(1000 + sipHash64(s, k, 26) % 9000), ',"hoveredMs":', toString(sipHash64(s, k, 27) % 900), ',"focusedMs":0,"uses":', toString(sipHash64(s, k, 28) % 2), '}'),
    event_kind = 'cart_add', '{"items":1}',
    event_kind = 'purchase', '{"items":2}',
    '{}') AS JSON) AS measures,
  time + INTERVAL 1 SECOND AS received_at
FROM (SELECT number AS s, arrayJoin(range(least(60, 1 + toUInt32(floor(-${EVENTS_PER_SESSION - 0.5} * log(1 - ${chance('number', 4)})))))) AS k
  FROM numbers(${from}, ${to - from}))`;

/** The set of about so many events: 60 days, 18 events a visitor. */
export const setOf = (events: number): EventSet => ({
  events: Math.round(events),
  visitors: Math.round(events / 13),
  days: 60,
  endAt: Date.UTC(2026, 2, 1),
});

/** Makes the set in the store's own table, whole sessions at a time. */
export const fill = async (client: ClickHouseClient, set: EventSet): Promise<void> => {
  const sessions = Math.round(set.events / EVENTS_PER_SESSION);
  for (let from = 0; from < sessions; from += SESSIONS_PER_INSERT) {
    const to = Math.min(sessions, from + SESSIONS_PER_INSERT);
    await client.command({
      query: `INSERT INTO events SELECT * FROM (${eventsOfSessions(set, from, to)})`,
      clickhouse_settings: {
        max_insert_threads: '2',
        min_insert_block_size_rows: '1000000',
        type_json_skip_duplicated_paths: true,
      },
    });
  }
};
