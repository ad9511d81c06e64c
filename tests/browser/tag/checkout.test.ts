import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Pages } from '../../fixtures/pages.ts';
import { eventually, leave, letTimePass, mark, type TagWindow, useBrowser, visit } from './visit.ts';

useBrowser();

const steps = (pages: Pages) => pages.events('checkout_step').map(({ properties }) => properties);
const fields = (pages: Pages) =>
  pages
    .events('checkout_field')
    .map(({ properties }) => properties)
    .sort((one, other) => one.field.localeCompare(other.field));

const form = (step: string, more = '') => `<form data-tt-checkout="${step}" ${more} onsubmit="return false">
  <input name="email" type="email" required><input name="city"><button>next</button></form>`;

/** Leaves the page and waits for its last words. */
const end = async (pages: Pages, page: Page) => {
  await leave(page);
  await eventually(() => expect(pages.events('page_engagement').length).toBeGreaterThan(0));
};

describe('checkout', () => {
  it('follows the steps over full page loads and tabs as one attempt, until something is bought', async () => {
    const { pages, page, openTab } = await visit({
      pages: {
        '/': form('contact', 'data-tt-checkout-number="1" data-tt-checkout-value="19.90 EUR"'),
        '/pay': form('payment'),
      },
    });
    await eventually(() => expect(steps(pages)).toHaveLength(1));
    await page.goto(`${pages.url}/pay`);
    await eventually(() => expect(steps(pages)).toHaveLength(2));
    const tab = await openTab('/pay');
    await eventually(() => expect(steps(pages)).toHaveLength(3));
    await tab.evaluate(() =>
      (window as unknown as TagWindow).telltale.purchase({
        orderId: 'o-1',
        value: { amount: '19.90', currency: 'EUR' },
        items: 2,
      }),
    );
    await eventually(() => expect(pages.events('purchase')).toHaveLength(1));
    const [contact, payment, again] = steps(pages);
    expect(contact).toMatchObject({ step: 'contact', stepNumber: 1, value: { amount: '19.90', currency: 'EUR' } });
    expect(payment).toEqual({ checkoutId: contact?.checkoutId, step: 'payment' });
    expect(again?.checkoutId).toBe(contact?.checkoutId);
    expect(pages.events('purchase')[0]?.properties).toEqual({
      orderId: 'o-1',
      value: { amount: '19.90', currency: 'EUR' },
      items: 2,
      checkoutId: contact?.checkoutId,
    });

    await tab.reload();
    await eventually(() => expect(steps(pages)).toHaveLength(4));
    expect(steps(pages)[3]?.checkoutId).not.toBe(contact?.checkoutId);
  });

  it('sees a step when it can be seen, not while it is hidden on the same page', async () => {
    const { pages, page } = await visit({
      pages: {
        '/': `<section data-tt-checkout="cart">cart</section><section data-tt-checkout="address" hidden>address</section>`,
      },
    });
    await mark(pages, page, 'before');
    expect(steps(pages).map(({ step }) => step)).toEqual(['cart']);
    await page.evaluate(() => document.querySelector('[hidden]')?.removeAttribute('hidden'));
    await eventually(() => expect(steps(pages).map(({ step }) => step)).toEqual(['cart', 'address']));
  });

  it('is told by code as well', async () => {
    const { pages, page } = await visit({ pages: { '/': '' } });
    await page.evaluate(() => {
      const { checkout } = (window as unknown as TagWindow).telltale;
      checkout.step('cart', { stepNumber: 1, value: { amount: '5', currency: 'USD' } });
      checkout.step('payment');
      checkout.step('payment');
    });
    await mark(pages, page);
    expect(steps(pages)).toEqual([
      { checkoutId: expect.any(String), step: 'cart', stepNumber: 1, value: { amount: '5', currency: 'USD' } },
      { checkoutId: steps(pages)[0]?.checkoutId, step: 'payment' },
    ]);
  });

  it('tells how long each field took, what was refilled, refused and pasted, in the order of the last touch', async () => {
    const { pages, page } = await visit({ pages: { '/': form('contact') }, isClockStopped: true });
    await page.click('[name=email]');
    await page.keyboard.type('secret@');
    await letTimePass(page, 3000);
    await page.click('[name=city]');
    await page.evaluate(() => {
      const paste = new ClipboardEvent('paste', { bubbles: true });
      document.querySelector('[name=city]')?.dispatchEvent(paste);
    });
    await page.keyboard.type('Tunis');
    await letTimePass(page, 1000);
    await page.click('button');
    await page.click('[name=email]');
    await page.keyboard.type('secret.example');
    await letTimePass(page, 1000);
    await end(pages, page);
    const checkoutId = steps(pages)[0]?.checkoutId;
    expect(fields(pages)).toEqual([
      {
        checkoutId,
        step: 'contact',
        field: 'city',
        focusedMs: expect.any(Number),
        refills: 0,
        failures: 0,
        isPasted: true,
      },
      { checkoutId, step: 'contact', field: 'email', focusedMs: expect.any(Number), refills: 1, failures: 1 },
    ]);
    const [city, email] = fields(pages);
    expect(city?.focusedMs).toBeGreaterThanOrEqual(1000);
    expect(city?.focusedMs).toBeLessThan(2500);
    expect(email?.focusedMs).toBeGreaterThanOrEqual(4000);
    const at = Object.fromEntries(pages.events('checkout_field').map((event) => [event.properties.field, event.at]));
    expect(at.email).toBeGreaterThan(at.city ?? 0);
    expect(JSON.stringify(pages.batches)).not.toMatch(/secret|Tunis/);
  });

  it('counts what the site itself refuses: by aria-invalid, and by code', async () => {
    const { pages, page } = await visit({ pages: { '/': form('contact', 'novalidate') }, isClockStopped: true });
    await page.click('[name=city]');
    await page.evaluate(() => document.querySelector('[name=city]')?.setAttribute('aria-invalid', 'true'));
    await letTimePass(page, 1000);
    await page.evaluate(() => (window as unknown as TagWindow).telltale.checkout.failure('city'));
    await end(pages, page);
    expect(fields(pages)).toMatchObject([{ field: 'city', failures: 2 }]);
  });

  it('says nothing of fields that nobody touched, nor of forms that are no checkout', async () => {
    const { pages, page } = await visit({
      pages: { '/': `${form('contact')}<form><input name="newsletter"></form>` },
      isClockStopped: true,
    });
    await page.click('[name=newsletter]');
    await page.keyboard.type('secret');
    await letTimePass(page, 1000);
    await end(pages, page);
    expect(fields(pages)).toEqual([]);
  });
});
