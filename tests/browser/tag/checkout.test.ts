import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Pages } from '../../fixtures/pages.ts';
import {
  eventually,
  leave,
  letTimePass,
  mark,
  settle,
  type TagWindow,
  useBrowser,
  type VisitOptions,
  visit,
} from './visit.ts';

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

/** The clock stands still, and the tag has seen which steps the page has. */
const visitStopped = async (site: VisitOptions) => {
  const visited = await visit({ ...site, isClockStopped: true });
  await visited.page.clock.runFor(1);
  await settle(visited.page);
  return visited;
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
    const { pages, page } = await visitStopped({ pages: { '/': form('contact') } });
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
    const { pages, page } = await visitStopped({ pages: { '/': form('contact', 'novalidate') } });
    await page.click('[name=city]');
    await page.evaluate(() => document.querySelector('[name=city]')?.setAttribute('aria-invalid', 'true'));
    await letTimePass(page, 1000);
    await page.evaluate(() => (window as unknown as TagWindow).telltale.checkout.failure('city'));
    await end(pages, page);
    expect(fields(pages)).toMatchObject([{ field: 'city', failures: 2 }]);
  });

  it('says nothing of fields that nobody touched, nor of forms that are no checkout', async () => {
    const { pages, page } = await visitStopped({
      pages: { '/': `${form('contact')}<form><input name="newsletter"></form>` },
    });
    await page.click('[name=newsletter]');
    await page.keyboard.type('secret');
    await letTimePass(page, 1000);
    await end(pages, page);
    expect(fields(pages)).toEqual([]);
  });

  it('knows steps and their fields by the selectors of the settings, a wrong one disables no other', async () => {
    const { pages, page } = await visitStopped({
      pages: { '/': '<form id="pay" onsubmit="return false"><input name="card"></form><p class="done" hidden>-</p>' },
      config: {
        checkoutSteps: [
          { step: 'broken', selector: 'a[' },
          { step: 'payment', selector: '#pay', stepNumber: 3 },
          { step: 'done', selector: '.done' },
        ],
      },
    });
    await page.click('input');
    await page.keyboard.type('4111');
    // The browser tells in its own time what is to be seen; until then the stopped clock is moved.
    await expect
      .poll(async () => {
        await letTimePass(page, 1000);
        return steps(pages).length;
      })
      .toBe(1);
    await end(pages, page);
    expect(steps(pages)).toEqual([{ checkoutId: expect.any(String), step: 'payment', stepNumber: 3 }]);
    expect(fields(pages)).toMatchObject([{ step: 'payment', field: 'card', checkoutId: steps(pages)[0]?.checkoutId }]);
    expect(JSON.stringify(pages.batches)).not.toContain('4111');
  });

  it('tells a step of which the name changes in place, and each step once on a page view', async () => {
    const { pages, page } = await visit({ pages: { '/': `${form('contact')}<p data-tt-checkout="cart">cart</p>` } });
    await eventually(() => expect(steps(pages)).toHaveLength(2));
    await page.evaluate(() => document.querySelector('form')?.setAttribute('data-tt-checkout', 'payment'));
    await eventually(() => expect(steps(pages)).toHaveLength(3));
    await mark(pages, page);
    expect(steps(pages).map(({ step }) => step)).toEqual(['contact', 'cart', 'payment']);
  });

  it('goes on when the visitor comes back from where they paid', async () => {
    const { pages, page } = await visit({
      pages: {
        '/': form('payment'),
        '/bank': '<!doctype html><title>Bank</title><p>another site, without the tag</p>',
        '/thanks': '<p>thank you</p>',
      },
    });
    await eventually(() => expect(steps(pages)).toHaveLength(1));
    await page.goto(`${pages.tagOrigin}/bank`);
    await page.goto(`${pages.url}/thanks`);
    await page.evaluate(() =>
      (window as unknown as TagWindow).telltale.purchase({ orderId: 'o-1', value: { amount: '5', currency: 'EUR' } }),
    );
    await eventually(() => expect(pages.events('purchase')).toHaveLength(1));
    expect(pages.events('purchase')[0]?.properties.checkoutId).toBe(steps(pages)[0]?.checkoutId);
    expect(steps(pages)).toHaveLength(1);
  });

  it('begins no other checkout by what is still typed in another tab after the purchase', async () => {
    const { pages, page, openTab } = await visit({ pages: { '/': form('payment'), '/thanks': '' } });
    await eventually(() => expect(steps(pages)).toHaveLength(1));
    const tab = await openTab('/thanks');
    const buy = (orderId: string) =>
      tab.evaluate(
        (id) =>
          (window as unknown as TagWindow).telltale.purchase({ orderId: id, value: { amount: '5', currency: 'EUR' } }),
        orderId,
      );
    await buy('o-1');
    await page.fill('[name=city]', 'Tunis');
    await leave(page);
    await buy('o-2');
    await eventually(() => expect(fields(pages)).toHaveLength(1));
    await eventually(() => expect(pages.events('purchase')).toHaveLength(2));
    const [{ checkoutId } = {}] = steps(pages);
    expect(fields(pages)[0]?.checkoutId).toBe(checkoutId);
    // The second order came without a checkout.
    expect(pages.events('purchase').map(({ properties }) => properties.checkoutId)).toEqual([checkoutId, undefined]);
  });

  it('sees that the browser filled a field in, and nothing of ignored ones', async () => {
    const { pages, page } = await visitStopped({
      pages: {
        '/': `<form data-tt-checkout="contact"><input name="email"><input name="note" data-tt-ignore>
          <p class="private"><input name="secret"></p></form>`,
      },
      config: { ignoredSelectors: ['.private'] },
    });
    await page.evaluate(() => {
      // No browser fills in for a test: what it says about a filled field is played.
      const { matches } = Element.prototype;
      Element.prototype.matches = function (this: Element, selector: string) {
        return selector === ':autofill' || matches.call(this, selector);
      } as typeof matches;
      for (const input of document.querySelectorAll('input'))
        input.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await leave(page);
    await eventually(() => expect(fields(pages).length).toBeGreaterThan(0));
    expect(fields(pages)).toMatchObject([{ field: 'email', isAutofilled: true, focusedMs: 0, refills: 0 }]);
  });

  it('begins another checkout after a reset', async () => {
    const { pages, page } = await visit({ pages: { '/': '' } });
    await page.evaluate(() => {
      const { checkout, reset } = (window as unknown as TagWindow).telltale;
      checkout.step('cart');
      reset();
      checkout.step('cart');
    });
    await mark(pages, page);
    const [first, second] = steps(pages);
    expect(second?.step).toBe('cart');
    expect(second?.checkoutId).not.toBe(first?.checkoutId);
  });
});
