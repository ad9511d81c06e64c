import { describe, expect, it } from 'vitest';
import { eventually, mark, type TagWindow, useBrowser, visit } from './visit.ts';

useBrowser();

const customs = (pages: Awaited<ReturnType<typeof visit>>['pages']) =>
  pages.events('custom').map(({ properties }) => properties);

describe('custom events by attributes', () => {
  it('are recorded on a click with their properties, numbers as numbers, in Arabic too', async () => {
    const { pages, page } = await visit({
      pages: {
        '/': `<button data-tt-event="plan_chosen" data-tt-prop-plan="pro" data-tt-prop-seats="3" data-tt-prop-zip="01234" data-tt-prop-الخطة="ذهبية"><b>choose</b></button>`,
      },
    });
    await page.click('b');
    await eventually(() =>
      expect(customs(pages)).toEqual([
        { name: 'plan_chosen', props: { plan: 'pro', seats: 3, zip: '01234', الخطة: 'ذهبية' } },
      ]),
    );
  });

  it('are recorded however long their names and properties are, as everything is that the page names, by code too', async () => {
    const long = 'name'.repeat(50);
    const { pages, page } = await visit({
      pages: {
        '/': `<form data-tt-checkout="${long}"><input name="${long}"></form>
          <button data-tt-event="${long}" data-tt-prop-words="${long.repeat(3)}" data-tt-feature="${long}">choose</button>`,
      },
    });
    await eventually(() => expect(pages.events('checkout_step')).toHaveLength(1));
    await page.fill('input', '1');
    await page.click('button');
    await page.evaluate((named) => {
      const { telltale } = window as unknown as TagWindow;
      telltale.track(named);
      telltale.checkout.failure(named);
      telltale.checkout.step(`second ${named}`);
      history.pushState(null, '', '/next');
    }, long);
    const name = long.slice(0, 120);
    await eventually(() => {
      expect(customs(pages)).toEqual([{ name, props: { words: long.repeat(3).slice(0, 512) } }, { name }]);
      expect(pages.events('feature_inspection')).toMatchObject([{ properties: { feature: name } }]);
      expect(pages.events('checkout_step').map(({ properties }) => properties.step)).toEqual([
        name,
        `second ${name}`.slice(0, 120),
      ]);
      expect(pages.events('checkout_field')).toMatchObject([{ properties: { step: name, field: name, failures: 1 } }]);
    });
  });

  it('of a form are recorded when it is submitted, not when it is clicked', async () => {
    const { pages, page } = await visit({
      pages: {
        '/': `<form data-tt-event="signed_up" onsubmit="return false"><input name="words"><button>go</button></form>`,
      },
    });
    await page.click('input');
    await mark(pages, page, 'clicked');
    expect(customs(pages).map(({ name }) => name)).toEqual(['clicked']);
    await page.click('button');
    await eventually(() => expect(customs(pages).map(({ name }) => name)).toContain('signed_up'));
  });
});
