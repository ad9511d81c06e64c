import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import {
  clickTargets,
  demoExperiments,
  demoSurveys,
  languages,
  openShop,
  pagePaths,
  pathOf,
  visit,
} from '@telltale/demo-site';
import { type Event, type EventKindName, surveySchema } from '@telltale/protocol';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openBrowser } from '../fixtures/browser.ts';
import { serveShop } from './demo-site-server.ts';

type Shop = Awaited<ReturnType<typeof serveShop>>;

let browser: Browser;
let axeSource: string;
let shop: Shop;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});
afterAll(() => browser?.close());
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const startShop = async (config?: Parameters<typeof serveShop>[0]): Promise<Shop> => {
  shop = await serveShop(config);
  closers.push(shop.close);
  return shop;
};

/** A visitor's page; whatever the browser complains about fails the test that opened it. */
const openPage = async (options: BrowserContextOptions = {}): Promise<Page> => {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const complaints: string[] = [];
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  closers.push(async () => {
    await context.close();
    expect(complaints).toEqual([]);
    expect(shop.missing).toEqual([]);
  });
  return page;
};

/** One page of each kind: the other products' pages are written by the same template. */
const pageKinds = pagePaths.filter((path) => !/^products\/./.test(path) || path === 'products/offshore-jacket/');

const fillCart = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const line = { slug: 'offshore-jacket', colour: 'coral', size: 'M', quantity: 1 };
    localStorage.setItem('ribbon.cart', JSON.stringify({ lines: [line] }));
  });

const eventsOf = <Kind extends EventKindName>(kind: Kind): Extract<Event, { kind: Kind }>[] =>
  shop.events().filter((event): event is Extract<Event, { kind: Kind }> => event.kind === kind);

/** Presses Tab until the focus is on an element that matches: what cannot be reached so cannot be used by keyboard. */
const tabTo = async (page: Page, selector: string): Promise<void> => {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  throw new Error(`The keyboard does not reach "${selector}" on ${page.url()}.`);
};

const violationsOf = async (page: Page): Promise<string[]> => {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  });
};

describe.each(languages)('every page of the shop in "%s"', (language) => {
  it('fits phones and wide screens, without a word on the console', async () => {
    await startShop();
    const page = await openPage();
    await fillCart(page);
    for (const path of pageKinds) {
      await page.goto(shop.origin + pathOf(language, path));
      await page.evaluate(() => document.fonts.ready);
      for (const width of [320, 390, 1440]) {
        await page.setViewportSize({ width, height: 844 });
        const overflowPx = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflowPx, `${path} at ${width} px`).toBeLessThanOrEqual(0);
      }
    }
  });

  it.each(['light', 'dark'] as const)('has no accessibility violation, %s', async (colorScheme) => {
    await startShop();
    const page = await openPage({ colorScheme, viewport: { width: 390, height: 844 } });
    await fillCart(page);
    for (const path of pageKinds) {
      await page.goto(shop.origin + pathOf(language, path));
      expect(await violationsOf(page), path).toEqual([]);
    }
  });

  it('says its language and direction, and links to the same page in the other language', async () => {
    await startShop();
    const page = await openPage();
    await page.goto(shop.origin + pathOf(language, 'products/dry-bag/'));
    expect(await page.locator('html').getAttribute('dir')).toBe(language === 'ar' ? 'rtl' : 'ltr');
    const price = await page.locator('.price.big').textContent();
    expect(price).toMatch(language === 'ar' ? /[٠-٩]/ : /€\d/);
    await page.locator('#language').click();
    await page.waitForURL(shop.origin + pathOf(language === 'ar' ? 'en' : 'ar', 'products/dry-bag/'));
  });

  it('sells by keyboard alone; the tag sees every step and nothing that was typed', async () => {
    await startShop();
    const page = await openPage();
    const { keyboard } = page;
    const press = async (selector: string, path: (typeof pagePaths)[number]) => {
      await tabTo(page, selector);
      await keyboard.press('Enter');
      await page.waitForURL(shop.origin + pathOf(language, path));
    };
    const type = async (selector: string, text: string) => {
      await tabTo(page, selector);
      await keyboard.type(text);
    };

    await page.goto(shop.origin + pathOf(language, 'products/'));
    await press('#card-deck-shoes', 'products/deck-shoes/');
    await tabTo(page, '[name="size"]');
    await keyboard.press('Space');
    await tabTo(page, '#add-to-cart');
    await keyboard.press('Enter');
    await page.locator('#added').waitFor();
    await press('#added-cart', 'cart/');
    await press('#begin-checkout', 'checkout/');
    await type('#email', 'secret.address@example.com');
    await type('#name', 'Wordless Secret');
    await press('#continue', 'checkout/delivery/');
    await type('#street', 'Secret Street 1');
    await type('#city', 'Secretville');
    await type('#postal-code', '12345');
    await press('#continue', 'checkout/payment/');
    await type('#card-name', 'Wordless Secret');
    await type('#card-number', '4242424242424242');
    await type('#card-expiry', '0829');
    await type('#card-code', '987');
    await press('#continue', 'thank-you/');
    const orderId = /RS-\w+/.exec((await page.locator('#order-words').textContent()) ?? '')?.[0];

    await page.goto(shop.origin + pathOf(language, ''));
    await vi.waitFor(() => expect(eventsOf('purchase')).toHaveLength(1), 45_000);
    const value = language === 'en' ? { amount: '119.00', currency: 'EUR' } : { amount: '489.00', currency: 'SAR' };
    const [purchase] = eventsOf('purchase');
    expect(purchase?.properties).toMatchObject({ orderId, value, items: 1 });
    const steps = eventsOf('checkout_step').map(({ properties }) => properties);
    expect(steps).toMatchObject([
      { step: 'contact', stepNumber: 1, value },
      { step: 'delivery', stepNumber: 2, value },
      { step: 'payment', stepNumber: 3, value },
    ]);
    expect(new Set([purchase?.properties.checkoutId, ...steps.map(({ checkoutId }) => checkoutId)]).size).toBe(1);
    expect(eventsOf('checkout_field').map(({ properties }) => properties.field)).toEqual(
      expect.arrayContaining(['email', 'name', 'street', 'city', 'postal-code', 'card-number']),
    );
    for (const { properties } of eventsOf('click')) expect(properties.input).toBe('keyboard');
    expect(eventsOf('identify')).toHaveLength(1);
    expect(JSON.stringify(shop.batches)).not.toMatch(/secret|424242|987"/i);
  });

  it('is driven through a whole journey, survey included', async () => {
    await startShop({ surveys: demoSurveys.map((survey) => surveySchema.parse(survey)), experiments: demoExperiments });
    const page = await openPage();
    const orderId = await visit(page, shop.origin, {
      language,
      product: 'offshore-jacket',
      inspects: ['gallery', 'size-guide'],
      score: 9,
    });
    await page.goto(shop.origin + pathOf(language, ''));
    await vi.waitFor(() => expect(eventsOf('survey_completed')).toHaveLength(1), 45_000);
    expect(eventsOf('survey_answer')[0]?.properties).toMatchObject({ surveyId: 'after_purchase', score: 9 });
    expect(eventsOf('purchase')[0]?.properties.orderId).toBe(orderId);
    expect(eventsOf('exposure')[0]?.properties.experiment).toBe('cta');
    expect(eventsOf('feature_inspection').map(({ properties }) => properties.feature)).toEqual(
      expect.arrayContaining(['gallery', 'size-guide']),
    );
  });

  it('asks whoever leaves the checkout what stopped them', async () => {
    await startShop({ surveys: demoSurveys.map((survey) => surveySchema.parse(survey)) });
    const page = await openPage();
    const driven = openShop(page, { origin: shop.origin, language });
    await driven.product('wind-meter');
    await driven.addToCart();
    await driven.beginCheckout();
    await vi.waitFor(() => expect(eventsOf('checkout_step')).toHaveLength(1), 45_000);
    await driven.open('');
    await page.getByRole('radiogroup').getByRole('radio').first().click();
    await page.locator('[data-tt-ignore] button[type="submit"]').click();
    await vi.waitFor(() => expect(eventsOf('survey_completed')).toHaveLength(1), 45_000);
    expect(eventsOf('survey_answer').map(({ properties }) => properties)).toMatchObject([
      {
        surveyId: 'left_checkout',
        surveyLanguage: language,
        choice: 'price',
        checkoutId: eventsOf('checkout_step')[0]?.properties.checkoutId,
      },
    ]);
  });
});

describe('the checkout', () => {
  it('says at the field what is wrong, moves the focus there, and is told to Telltale once', async () => {
    await startShop();
    const page = await openPage();
    const driven = openShop(page, { origin: shop.origin, language: 'en' });
    await driven.product('wind-meter');
    await driven.addToCart();
    await driven.beginCheckout();
    await page.locator('#email').fill('not an address');
    await page.locator('#name').fill('Ada');
    await page.locator('#continue').click();
    await page.locator('#email-error').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('email');
    expect(await page.locator('#email').getAttribute('aria-invalid')).toBe('true');
    await page.locator('#email').pressSequentially('!', { delay: 0 });
    await page.locator('#email').fill('ada@example.com');
    await page.locator('#email-error').waitFor({ state: 'hidden' });
    await driven.sendStep('contact');
    await vi.waitFor(() => expect(eventsOf('checkout_field').length).toBeGreaterThan(0), 45_000);
    const email = eventsOf('checkout_field').filter(({ properties }) => properties.field === 'email');
    expect(email.reduce((sum, { properties }) => sum + properties.failures, 0)).toBe(1);
  });

  it('keeps what was typed when the visitor leaves at the second step and comes back', async () => {
    await startShop();
    const page = await openPage();
    await visit(page, shop.origin, { language: 'ar', product: 'dry-bag', leavesAt: 'delivery' });
    const driven = openShop(page, { origin: shop.origin, language: 'ar' });
    await driven.open('products/');
    await driven.beginCheckout();
    expect(await page.locator('#email').inputValue()).toBe('huda@example.com');
    for (const step of ['contact', 'delivery', 'payment'] as const) {
      await driven.fillStep(step);
      await driven.sendStep(step);
    }
    const orderId = await driven.orderId();
    await driven.open('');
    await vi.waitFor(() => expect(eventsOf('purchase')).toHaveLength(1), 45_000);
    expect(eventsOf('purchase')[0]?.properties.orderId).toBe(orderId);
    expect(new Set(eventsOf('checkout_step').map(({ properties }) => properties.checkoutId)).size).toBe(1);
  });

  it('sends whoever has an empty cart back to it, and takes the same order once', async () => {
    await startShop();
    const page = await openPage();
    await visit(page, shop.origin, { language: 'en', product: 'telltale-ribbons' });
    await page.reload();
    await page.locator('#order-none').waitFor();
    await page.goto(shop.origin + pathOf('en', 'checkout/payment/'));
    await page.waitForURL(shop.origin + pathOf('en', 'cart/'));
    await page.locator('#cart-empty').waitFor();
    await vi.waitFor(() => expect(eventsOf('purchase')).toHaveLength(1), 45_000);
  });
});

describe('the cart', () => {
  it('reckons quantities, the coupon and free delivery', async () => {
    await startShop();
    const page = await openPage();
    const driven = openShop(page, { origin: shop.origin, language: 'en' });
    await driven.product('bearing-compass');
    await driven.addToCart();
    await driven.open('cart/');
    const total = page.locator('[data-sum="total"]');
    expect(await total.textContent()).toBe('€95.00');
    await page.locator('[data-act="more"]').click();
    expect(await total.textContent()).toBe('€178.00');
    await page.locator('#coupon-code').fill('fairwind');
    await page.locator('#coupon-apply').click();
    expect(await total.textContent()).toBe('€160.20');
    await page.locator('[data-act="remove"]').click();
    await page.locator('#cart-empty').waitFor();
  });
});

describe('the experiment', () => {
  it.each([
    { weights: [1, 0], words: 'Add to cart' },
    { weights: [0, 1], words: 'Add to cart · free returns' },
  ])('shows "$words" when its weights are $weights', async ({ weights, words }) => {
    const experiments = demoExperiments.map((experiment) => ({
      ...experiment,
      variants: experiment.variants.map(({ id }, index) => ({ id, weight: weights[index] ?? 0 })),
    }));
    await startShop({ experiments });
    const page = await openPage();
    await page.goto(shop.origin + pathOf('en', 'products/offshore-jacket/'));
    const button = page.getByRole('button', { name: words, exact: true });
    await button.scrollIntoViewIfNeeded();
    await button.waitFor();
    await page.goto(shop.origin + pathOf('en', ''));
    await vi.waitFor(() => expect(eventsOf('exposure')).toHaveLength(1), 45_000);
  });

  it('shows the control and sells when the tag is blocked', async () => {
    await startShop();
    const page = await openPage();
    await page.route('**/t.js*', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
    await page.goto(shop.origin + pathOf('en', 'products/dry-bag/'));
    await page.getByRole('button', { name: 'Add to cart', exact: true }).click();
    await page.locator('#added').waitFor();
    expect(shop.events()).toEqual([]);
  });
});

describe('the gear finder', () => {
  it('is one page with many addresses: back, forward and reload stay where they are', async () => {
    await startShop();
    const page = await openPage();
    await page.goto(shop.origin + pathOf('ar', 'finder/'));
    await page.locator('#finder-start').click();
    await page.locator('#choose-ocean').click();
    await page.locator('#choose-rough').click();
    expect(new URL(page.url()).pathname).toBe(pathOf('ar', 'finder/result/'));
    expect(await page.locator('#finder-result .card:visible').count()).toBe(3);
    await page.goBack();
    await page.locator('#choose-rough').waitFor();
    await page.reload();
    await page.locator('#choose-rough').waitFor();
    await page.goForward();
    await page.locator('#finder-result').waitFor();
    await page.goto(shop.origin + pathOf('ar', ''));
    await vi.waitFor(() => {
      const navigations = eventsOf('page_view').map(({ properties }) => properties.navigation);
      expect(navigations.filter((navigation) => navigation === 'push')).toHaveLength(3);
    }, 45_000);
    const completed = eventsOf('custom').find(({ properties }) => properties.name === 'finder_completed');
    expect(completed?.properties.props).toEqual({ sailing: 'ocean', weather: 'rough' });
  });
});

describe('the privacy page', () => {
  it('ends the measuring, and begins it again', async () => {
    await startShop();
    const page = await openPage();
    await page.goto(shop.origin + pathOf('en', 'privacy/'));
    await page.getByRole('switch', { checked: true }).click();
    await page.getByRole('switch', { checked: false }).waitFor();
    const before = shop.events().length;
    await page.goto(shop.origin + pathOf('en', 'products/'));
    await page.goto(shop.origin + pathOf('en', 'privacy/'));
    expect(shop.events()).toHaveLength(before);
    await page.getByRole('switch', { checked: false }).click();
    await page.goto(shop.origin + pathOf('en', 'compare/'));
    await page.goto(shop.origin + pathOf('en', ''));
    const seen = () => shop.batches.flatMap(({ envelopes }) => envelopes.map(({ url }) => new URL(url).pathname));
    await vi.waitFor(() => expect(seen()).toContain(pathOf('en', 'compare/')), 45_000);
    expect(seen()).not.toContain(pathOf('en', 'products/'));
  });
});

describe('the entrance', () => {
  it.each([
    { locale: 'ar-EG', language: 'ar' },
    { locale: 'en-GB', language: 'en' },
    { locale: 'de-DE', language: 'en' },
  ] as const)('sends a browser in $locale to the shop in "$language"', async ({ locale, language }) => {
    await startShop();
    const page = await openPage({ locale });
    await page.goto(`${shop.origin}/demo/`);
    await page.waitForURL(shop.origin + pathOf(language, ''));
  });
});

describe('the crowd', () => {
  it.each([
    { bucket: 'mobile', viewport: { width: 390, height: 844 } },
    { bucket: 'desktop', viewport: { width: 1440, height: 764 } },
  ] as const)(
    'clicks on elements that the shop has, by the anchors that the tag gives them ($bucket)',
    async (given) => {
      await startShop();
      const page = await openPage({ viewport: given.viewport });
      await fillCart(page);
      for (const [name, target] of Object.entries(clickTargets)) {
        await page.goto(shop.origin + pathOf('en', target.page));
        await page.evaluate(() => document.fonts.ready);
        const [left, top, width, height] = target[given.bucket];
        const point = { x: (left + width / 2) * given.viewport.width, y: top + height / 2 };
        const isInside = await page
          .locator(target.anchor)
          .first()
          .evaluate((element, { x, y }) => {
            const box = element.getBoundingClientRect();
            return x > box.left && x < box.right && y - scrollY > box.top && y - scrollY < box.bottom;
          }, point);
        expect(isInside, `the middle of "${name}" at ${point.x}, ${point.y}`).toBe(true);
        await page.locator(target.anchor).first().click();
      }
      await page.goto(shop.origin + pathOf('en', 'privacy/'));
      const wanted = Object.values(clickTargets).map(({ anchor }) => anchor);
      await vi.waitFor(() => {
        const anchors = eventsOf('click').map(({ properties }) => properties.anchor);
        expect(anchors).toEqual(expect.arrayContaining(wanted));
      }, 45_000);
    },
  );
});
