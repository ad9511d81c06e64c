import { describe, expect, it } from 'vitest';
import type { Pages } from '../../fixtures/pages.ts';
import { questions, surveyOf } from './survey-pages.ts';
import { eventually, leave, mark, type TagWindow, useBrowser, visit } from './visit.ts';

useBrowser();

const kinds = (pages: Pages) => pages.events().map(({ kind }) => kind);

describe('on a hostile page', () => {
  it('works under a strict content security policy with Trusted Types, the survey too', async () => {
    const violations: string[] = [];
    const { pages, page } = await visit({
      pages: {
        '/': '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Strict</title>{tag}<button>press</button>',
      },
      tagAttributes: 'defer nonce="abc"',
      headers: {
        'content-security-policy':
          "default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; style-src 'none'; img-src data:; connect-src http://127.0.0.1:*; require-trusted-types-for 'script'; trusted-types 'none'",
      },
      config: { surveys: [surveyOf([questions.nps], { rules: { triggers: [{ on: 'event', kind: 'custom' }] } })] },
    });
    page.on('console', (message) => violations.push(message.text()));
    await page.click('button');
    await mark(pages, page);
    await eventually(() => expect(pages.events('survey_shown')).toHaveLength(1));
    const style = await page.getByRole('radiogroup').evaluate((element) => getComputedStyle(element).display);
    expect(style).toBe('grid');
    expect(violations).toEqual([]);
  });

  it('works when the page replaces what it needs after it has loaded', async () => {
    const { pages, page } = await visit({ pages: { '/': '<button>press</button>' } });
    const box = await page.locator('button').boundingBox();
    await page.evaluate(() => {
      const track = () => (window as unknown as TagWindow).telltale.track('after');
      addEventListener('click', track);
      const broken = () => {
        throw new Error('replaced');
      };
      Object.assign(window, { fetch: broken, XMLHttpRequest: broken });
      for (const name of ['map', 'filter', 'forEach', 'includes', 'indexOf', 'join', 'push', 'some', 'find', 'reduce'])
        Object.defineProperty(Array.prototype, name, { value: broken });
      JSON.stringify = broken;
      JSON.parse = broken;
      navigator.sendBeacon = broken;
    });
    // The driver needs what was replaced too, so it only moves the mouse.
    await page.mouse.click((box?.x ?? 0) + 5, (box?.y ?? 0) + 5);
    await eventually(() => expect(kinds(pages)).toEqual(expect.arrayContaining(['page_view', 'click', 'custom'])));
  });

  it('sends a valid batch when the page has given arrays and objects more than they had', async () => {
    const { pages, page } = await visit({
      pages: { '/': '<button>press</button>' },
      before: () => {
        Object.assign(Array.prototype, { toJSON: () => 'an array', extra: () => 'extra' });
        Object.assign(Object.prototype, { added: 'to every object' });
      },
    });
    await page.click('button');
    await eventually(() => expect(kinds(pages)).toEqual(expect.arrayContaining(['page_view', 'click'])));
  });

  it('records what a page keeps from bubbling', async () => {
    const { pages, page } = await visit({
      pages: { '/': '<button onclick="event.stopImmediatePropagation(); event.preventDefault()">press</button>' },
    });
    await page.click('button');
    await eventually(() => expect(pages.events('click')).toHaveLength(1));
  });

  it('leaves nothing on the window but its own name, and no cookie', async () => {
    const { pages, page } = await visit({
      pages: { '/': '<script>before = Object.keys(window)</script>' },
    });
    await mark(pages, page);
    const added = await page.evaluate(() => {
      const { before } = window as unknown as { before: string[] };
      return Object.keys(window).filter((key) => !before.includes(key) && key !== 'before');
    });
    expect(added).toEqual(['__telltale', 'telltale']);
    expect(await page.evaluate(() => document.cookie)).toBe('');
  });

  it('keeps what a site in Arabic says', async () => {
    const { pages, page } = await visit({
      pages: {
        '/متجر/منتج':
          '<!doctype html><html lang="ar" dir="rtl"><link rel="icon" href="data:,"><title>منتج</title>{tag}<button id="شراء" data-tt-feature="السعر">شراء</button>',
      },
      path: '/متجر/منتج?لون=أزرق',
    });
    await page.click('button');
    await page.evaluate(() => (window as unknown as TagWindow).telltale.track('اشتراك', { الخطة: 'ذهبية' }));
    await mark(pages, page);
    await leave(page);
    await eventually(() => expect(kinds(pages)).toEqual(expect.arrayContaining(['click', 'feature_inspection'])));
    expect(decodeURI(pages.events('page_view')[0]?.envelope.url ?? '')).toBe(`${pages.url}/متجر/منتج?لون=أزرق`);
    expect(pages.events('custom')[0]?.properties).toEqual({ name: 'اشتراك', props: { الخطة: 'ذهبية' } });
    expect(pages.events('feature_inspection')[0]?.properties.feature).toBe('السعر');
    expect(pages.events('click')[0]?.properties.anchor).toBe('[data-tt-feature="السعر"]');
  });
});
