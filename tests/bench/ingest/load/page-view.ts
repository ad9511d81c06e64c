import type { Batch, EventKindName, PropertiesOf } from '@telltale/protocol';
import type { Browser } from './browsers.ts';
import type { Random } from './random.ts';

/** One page view as the tag sends it. */
export type PageViewEnvelope = Batch['envelopes'][number];

/** Who looks at the page. */
export interface Looking {
  browser: Browser;
  /** Absent before consent: the collector then makes a hash that lasts a day. */
  visitorId?: string;
  sessionId?: string;
  /** Epoch ms of the first event. */
  at: number;
}

type Properties = { [Kind in EventKindName]?: (random: Random) => PropertiesOf<Kind> };

const ratio = (random: Random) => random.whole(10_000) / 10_000;
const durationMs = (random: Random) => random.whole(30_000) + random.whole(10) / 10;
const name = (random: Random, word: string, count: number) => `${word}-${random.whole(count)}`;
const price = (random: Random) => `${5 + random.whole(200)}.${random.whole(10)}0`;
/** As the tag names elements; up to 256 characters. */
const anchorOf = (random: Random) =>
  random.pick([
    `main[role="main"]>section>:nth-child(${random.whole(9)} of div)>ul[role="list"]>:nth-child(${random.whole(24)} of li)>article>a[data-testid="product-card"]`,
    `[data-tt-feature="cart-summary"]>form>:nth-child(${random.whole(4)} of div)>fieldset>:nth-child(${random.whole(9)} of label)>button[name="quantity-increase"]`,
    'body>header[role="banner"]>nav[role="navigation"]>ul[role="menubar"]>:nth-child(3 of li)>ul[role="menu"]>:nth-child(7 of li)>a[role="menuitem"]',
    `[data-testid="recommendations"]>div[role="region"]>:nth-child(${random.whole(8)} of div)>a[role="link"]>picture>img`,
  ]);

/** What a shop's visitors do, as often as the kinds stand in `mix`. */
const properties = {
  page_view: (random) => ({ navigation: random.pick(['load', 'push', 'push', 'back_forward']) }),
  click: (random) => ({
    anchor: anchorOf(random),
    xRatio: ratio(random),
    yRatio: ratio(random),
    pageXPx: random.whole(1500),
    pageYPx: random.whole(6000),
    viewportWidthPx: 1440,
    input: 'pointer',
    text: random.pick(['Add to cart', 'Free delivery from 50 €', 'أضف إلى السلة', 'Read all 128 reviews']),
  }),
  web_vital: (random) => ({
    metric: random.pick(['LCP', 'INP', 'FCP', 'TTFB']),
    rating: random.pick(['good', 'good', 'needs-improvement', 'poor']),
    durationMs: durationMs(random),
    target: anchorOf(random),
  }),
  feature_inspection: (random) => ({
    feature: name(random, 'product-configurator', 40),
    visibleMs: durationMs(random),
    hoveredMs: durationMs(random),
    focusedMs: durationMs(random),
    uses: random.whole(5),
  }),
  page_engagement: (random) => ({ engagedMs: durationMs(random), scrollDepthRatio: ratio(random) }),
  custom: (random) => ({
    name: name(random, 'filter_applied', 12),
    props: {
      list: name(random, 'summer-collection', 30),
      color: random.pick(['midnight blue', 'sand', 'olive green']),
      material: random.pick(['organic cotton', 'linen and cotton', 'merino wool']),
      shown_from: random.pick(['search results', 'collection page', 'recommendations']),
      size: random.pick(['S', 'M', 'L', 'XL']),
      position: random.whole(48),
      results: random.whole(400),
      sorted_by: random.pick(['price ascending', 'newest first', 'recommended']),
    },
  }),
  cart_add: (random) => ({
    product: name(random, 'linen-shirt', 500),
    value: { amount: price(random), currency: 'EUR' },
    items: 1 + random.whole(3),
  }),
  checkout_step: (random) => ({
    checkoutId: name(random, 'checkout', 1_000_000),
    step: random.pick(['address', 'delivery', 'payment']),
    stepNumber: 1 + random.whole(3),
    value: { amount: price(random), currency: 'EUR' },
  }),
  purchase: (random) => ({
    orderId: name(random, 'order-2026', 1_000_000_000),
    value: { amount: price(random), currency: 'EUR' },
    items: 1 + random.whole(5),
  }),
  error: (random) => ({
    fingerprint: name(random, 'renderConfigurator', 9),
    origin: 'exception',
    message: `TypeError: Cannot read properties of undefined (reading 'variants') at renderConfigurator, line ${random.whole(900)}`,
  }),
} satisfies Properties as Properties;

/** Of 100 events, so many of each kind. */
const mix: readonly [kind: EventKindName, count: number][] = [
  ['page_view', 16],
  ['click', 30],
  ['web_vital', 20],
  ['feature_inspection', 10],
  ['page_engagement', 6],
  ['custom', 13],
  ['cart_add', 2],
  ['checkout_step', 1],
  ['purchase', 1],
  ['error', 1],
];
const [firstKind, ...otherKinds] = mix.flatMap(([kind, count]) => Array.from({ length: count }, () => kind));
if (!firstKind) throw new Error('The mix holds no kind.');
const kinds: readonly [EventKindName, ...EventKindName[]] = [firstKind, ...otherKinds];

const addressOf = (random: Random) => {
  const page = `https://shop.example.com/${random.pick(['en', 'ar', 'de'])}/collections/${name(random, 'summer', 40)}/products/${name(random, 'linen-shirt-regular-fit', 500)}`;
  return random.whole(4) === 0
    ? `${page}?utm_source=newsletter&utm_medium=email&utm_campaign=${name(random, 'spring-sale', 9)}&utm_content=hero`
    : page;
};

const referrers = [
  undefined,
  'https://www.google.com/',
  'https://www.instagram.com/',
  'https://chatgpt.com/',
  'https://shop.example.com/en/collections/summer',
  'https://news.ycombinator.com/item?id=44123456',
] as const;

/** A page view with so many events, in the tag's wire format. Its ids are placeholders until the request is freshened. */
export const pageViewOf = (random: Random, { browser, at, ...who }: Looking, eventCount: number): PageViewEnvelope => {
  const referrer = random.pick(referrers);
  return {
    ...who,
    pageId: '0'.repeat(16),
    url: addressOf(random),
    ...(referrer && { referrer }),
    language: browser.acceptLanguage.slice(0, 5),
    viewport: browser.viewport,
    events: Array.from({ length: eventCount }, (_, seq) => {
      const kind = random.pick(kinds);
      return { kind, at: at + seq * 40 + random.whole(40), seq, properties: properties[kind]?.(random) ?? {} };
    }) as PageViewEnvelope['events'],
  };
};
