import { describe, expect, it } from 'vitest';
import { eventually, mark, useBrowser, visit } from './visit.ts';

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
