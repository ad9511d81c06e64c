import { defaultSiteSettings } from '@telltale/collector';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { mark, useBrowser, visit } from './visit.ts';

useBrowser();

type LayerWindow = Window & { dataLayer: unknown[]; gtag: (...told: unknown[]) => void };

const recorders = [...defaultSiteSettings.recorders.filter((name) => name !== 'web-vitals'), 'data-layer' as const];

const visitShop = (body = '', path = '/') =>
  visit({ pages: { '/': body, '/thanks': body }, config: { recorders }, path });

const push = (page: Page, ...entries: unknown[]) =>
  page.evaluate((told) => (window as unknown as LayerWindow).dataLayer.push(...told), entries);

const purchase = {
  event: 'purchase',
  ecommerce: {
    transaction_id: 'T-1',
    value: 59.97,
    currency: 'EUR',
    coupon: 'SPRING',
    items: [{ item_id: 'sku-1', quantity: 2 }, { item_id: 'sku-2' }],
  },
};

const order = {
  orderId: 'T-1',
  value: { amount: '59.97', currency: 'EUR' },
  items: 3,
  coupon: 'SPRING',
};

describe('the data layer', () => {
  it('tells the steps of a checkout and the purchase that completes it, as one attempt', async () => {
    const { pages, page } = await visitShop();
    const ecommerce = { value: 59.97, currency: 'EUR', items: [{ item_id: 'sku-1' }] };
    await push(page, { event: 'begin_checkout', ecommerce });
    await push(page, { event: 'add_shipping_info', ecommerce }, { event: 'add_payment_info', ecommerce: {} });
    await push(page, { event: 'add_payment_info', ecommerce: {} }, purchase);
    await mark(pages, page);
    const steps = pages.events('checkout_step').map(({ properties }) => properties);
    const checkoutId = steps[0]?.checkoutId;
    const value = { amount: '59.97', currency: 'EUR' };
    expect(steps).toEqual([
      { checkoutId, step: 'begin_checkout', stepNumber: 1, value },
      { checkoutId, step: 'add_shipping_info', stepNumber: 2, value },
      { checkoutId, step: 'add_payment_info', stepNumber: 3 },
    ]);
    expect(pages.events('purchase').map(({ properties }) => properties)).toEqual([{ ...order, checkoutId }]);
  });

  it('tells what was put into the cart, and a refund that is no purchase', async () => {
    const { pages, page } = await visitShop();
    const ecommerce = { value: '19.90', currency: 'USD', items: [{ item_name: 'Wind meter', quantity: 1 }] };
    await push(page, { event: 'add_to_cart', ecommerce });
    await push(page, { event: 'refund', ecommerce: { transaction_id: 17 } });
    await push(page, { event: 'refund', ecommerce: { transaction_id: 'T-2', value: 5, currency: 'USD' } });
    await mark(pages, page);
    expect(pages.events('cart_add').map(({ properties }) => properties)).toEqual([
      { product: 'Wind meter', value: { amount: '19.90', currency: 'USD' }, items: 1 },
    ]);
    expect(pages.events('refund').map(({ properties }) => properties)).toEqual([
      { orderId: '17' },
      { orderId: 'T-2', value: { amount: '5', currency: 'USD' } },
    ]);
    expect(pages.events('purchase')).toEqual([]);
  });

  it('reads the arguments of gtag', async () => {
    const { pages, page } = await visitShop(
      '<script>window.dataLayer = window.dataLayer || []; function gtag() { dataLayer.push(arguments) }</script>',
    );
    await page.evaluate((told) => {
      const { gtag } = window as unknown as LayerWindow;
      gtag('js', new Date());
      gtag('config', 'G-1');
      gtag('event', 'begin_checkout', {});
      gtag('event', 'purchase', told);
      gtag('event', 'login');
    }, purchase.ecommerce);
    await mark(pages, page);
    expect(pages.events('checkout_step')).toHaveLength(1);
    expect(pages.events('purchase')[0]?.properties).toMatchObject(order);
  });

  it('reads what was pushed before the tag was there, once', async () => {
    const { pages, page } = await visitShop(
      `<script>dataLayer = [${JSON.stringify(purchase)}];
        (function () { dataLayer.push(arguments) })('event', 'add_to_cart', { items: [{ item_id: 'sku-1' }] })</script>`,
      '/thanks',
    );
    await mark(pages, page);
    expect(pages.events('purchase').map(({ properties }) => properties)).toEqual([order]);
    expect(pages.events('cart_add').map(({ properties }) => properties)).toEqual([{ product: 'sku-1', items: 1 }]);
  });

  it('goes on when a tag manager wraps the layer, before or after, and gives the page what it expects', async () => {
    const wrap = `var wrap = () => {
      const { push } = dataLayer;
      dataLayer.push = function () {
        const answer = push.apply(dataLayer, [].slice.call(arguments));
        while (dataLayer.length > 2) dataLayer.shift();
        return 'managed ' + answer;
      };
    };`;
    const { pages, page } = await visitShop(`<script>dataLayer = [{ event: 'gtm.js' }]; ${wrap} wrap()</script>`);
    const answers = await page.evaluate(
      ([event]) => {
        const { dataLayer } = window as unknown as LayerWindow;
        const { wrap } = globalThis as unknown as { wrap?: () => void };
        const first: unknown = dataLayer.push({ event: 'begin_checkout' });
        wrap?.();
        return [first, dataLayer.push(event), dataLayer.length];
      },
      [purchase],
    );
    expect(answers).toEqual(['managed 2', 'managed managed 3', 2]);
    await mark(pages, page);
    expect(pages.events('checkout_step')).toHaveLength(1);
    expect(pages.events('purchase')).toHaveLength(1);
  });

  it('takes amounts as exact decimals, and none that it cannot read', async () => {
    const { pages, page } = await visitShop();
    const orders = [
      { value: 0.1 + 0.2, currency: 'EUR' },
      { value: '1299.5', currency: 'SAR' },
      { value: 0, currency: 'JPY' },
      { value: '1,299.50', currency: 'EUR' },
      { value: 12, currency: '€' },
      { value: 12 },
      { value: Number.NaN, currency: 'EUR' },
      { currency: 'EUR' },
    ].map((told, index) => ({ event: 'purchase', ecommerce: { transaction_id: `T-${index}`, ...told } }));
    await push(page, ...orders);
    await mark(pages, page);
    expect(pages.events('purchase').map(({ properties }) => [properties.orderId, properties.value])).toEqual([
      ['T-0', { amount: '0.3', currency: 'EUR' }],
      ['T-1', { amount: '1299.5', currency: 'SAR' }],
      ['T-2', { amount: '0', currency: 'JPY' }],
    ]);
  });

  it('never lets a malformed entry fail the page, nor stop what follows', async () => {
    const { pages, page } = await visitShop();
    const length = await page.evaluate((told) => {
      const { dataLayer } = window as unknown as LayerWindow;
      const trap = {
        get ecommerce(): never {
          throw new Error('of the page');
        },
        event: 'purchase',
      };
      dataLayer.push(null, undefined, 'purchase', 7, [], () => {}, trap);
      dataLayer.push({ event: 'purchase' }, { event: 'purchase', ecommerce: null }, { event: {}, ecommerce: 'x' });
      dataLayer.push({ event: 'add_to_cart', ecommerce: { items: 5 } }, { event: 'add_to_cart', ecommerce: {} });
      dataLayer.push({ event: 'add_to_cart', ecommerce: { items: [null] } }, { event: 'constructor', ecommerce: {} });
      dataLayer.push({ event: 'refund', ecommerce: { items: [] } });
      return dataLayer.push(told);
    }, purchase);
    expect(length).toBe(16);
    await mark(pages, page);
    expect(pages.events('purchase').map(({ properties }) => properties)).toEqual([order]);
    for (const kind of ['refund', 'cart_add', 'checkout_step', 'error'] as const)
      expect(pages.events(kind)).toEqual([]);
  });

  it('tells a purchase again when the thank-you page is loaded again: by the same order', async () => {
    const { pages, page } = await visitShop(`<script>dataLayer = [${JSON.stringify(purchase)}]</script>`, '/thanks');
    await mark(pages, page);
    await page.reload();
    await mark(pages, page, 'again');
    expect(pages.events('purchase').map(({ properties }) => properties.orderId)).toEqual(['T-1', 'T-1']);
  });

  it('is read only where the site has switched it on', async () => {
    const { pages, page } = await visit({
      pages: { '/': `<script>dataLayer = [${JSON.stringify(purchase)}]</script>` },
    });
    await push(page, purchase, { event: 'begin_checkout' });
    await mark(pages, page);
    expect(pages.events('purchase')).toEqual([]);
    expect(pages.events('checkout_step')).toEqual([]);
  });
});
