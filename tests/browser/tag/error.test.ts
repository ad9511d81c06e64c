import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { eventually, mark, useBrowser, visit } from './visit.ts';

useBrowser();

describe('errors', () => {
  it('are recorded by origin, each fault once', async () => {
    const { pages, page } = await visit({ pages: { '/': '' } });
    await page.evaluate(() => {
      const fail = (index: number) =>
        setTimeout(() => {
          throw new TypeError(`item ${index} is undefined`);
        });
      for (let index = 0; index < 5; index++) fail(index);
      Promise.reject(new Error('no answer'));
      const image = new Image();
      image.src = '/missing.png?token=secret';
      document.body.append(image);
    });
    await eventually(() => expect(pages.events('error')).toHaveLength(3));
    await mark(pages, page);
    const errors = pages.events('error').map(({ properties }) => properties);
    expect(errors).toHaveLength(3);
    expect(errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ origin: 'exception', message: 'item 0 is undefined' }),
        expect.objectContaining({ origin: 'rejection', message: 'no answer' }),
        expect.objectContaining({
          origin: 'resource',
          message: 'img did not load',
          source: `${pages.url}/missing.png`,
        }),
      ]),
    );
  });

  it('have the same fingerprint on another visit', async () => {
    const fail = () =>
      setTimeout(() => {
        throw new Error('broken 17');
      });
    const { pages, page, openTab } = await visit({
      pages: { '/': '<script>fail = () => { throw new Error("broken " + Math.random()) }</script>' },
    });
    await page.evaluate('setTimeout(() => fail())');
    const tab = await openTab('/');
    await tab.evaluate('setTimeout(() => fail())');
    await eventually(() => expect(pages.events('error')).toHaveLength(2));
    const [one, other] = pages.events('error').map(({ properties }) => properties.fingerprint);
    expect(one).toBe(other);
    expect(fail).toBeDefined();
  });

  it('stop at ten of a page, and carry no e-mail address', async () => {
    const { pages, page } = await visit({ pages: { '/': '' } });
    await page.evaluate(() => {
      for (const letter of 'abcdefghijklmnop')
        setTimeout(() => {
          throw new Error(`fault ${letter} of zora@example.com`);
        });
    });
    await eventually(() => expect(pages.events('error')).toHaveLength(10));
    await mark(pages, page);
    expect(pages.events('error')).toHaveLength(10);
    expect(JSON.stringify(pages.batches)).not.toContain('zora@');
  });

  /** Throws in a script of an address of its own, as a built file does. */
  const failIn = (page: Page, address: string, message: string, line = 1) =>
    page.evaluate(
      ([url, text, lines]) => {
        const script = `${'\n'.repeat(lines)}setTimeout(() => { throw new TypeError(${JSON.stringify(text)}) })\n//# sourceURL=${url}`;
        document.head.append(Object.assign(document.createElement('script'), { textContent: script }));
      },
      [address, message, line] as const,
    );

  it('are the same fault after a release, on another line and with another value; another property is another fault', async () => {
    const { pages, page, openTab } = await visit({ pages: { '/': '' } });
    const first = 'https://cdn.example/assets/app.3f2a9c.js';
    const next = 'https://cdn.example/assets/app.88d01e.js';
    await failIn(page, first, "Cannot read properties of undefined (reading 'price')");
    await failIn(page, first, 'item 17 "red shirt" is gone');
    const tab = await openTab('/');
    await failIn(tab, next, "Cannot read properties of undefined (reading 'price')", 40);
    await failIn(tab, next, 'item 3 "blue shirt" is gone', 50);
    await failIn(tab, next, "Cannot read properties of undefined (reading 'name')");
    await eventually(() => expect(pages.events('error')).toHaveLength(5));
    const faults = pages.events('error').map(({ properties }) => properties);
    const groupOf = (word: string) =>
      faults.filter(({ message }) => message.includes(word)).map((one) => one.fingerprint);
    for (const word of ['price', 'shirt']) expect(groupOf(word)).toEqual([groupOf(word)[0], groupOf(word)[0]]);
    expect(new Set(faults.map(({ fingerprint }) => fingerprint)).size).toBe(3);
    expect(faults.map(({ source }) => source)).toContainEqual(expect.stringContaining('/assets/app.3f2a9c.js:'));
  });

  it('of extensions and of harmless observers are none of the page', async () => {
    const { pages, page } = await visit({ pages: { '/': '' } });
    for (const scheme of ['chrome', 'moz', 'safari-web'])
      await failIn(page, `${scheme}-extension://abcdef/content.js`, `extension ${scheme}`);
    await page.evaluate(() => {
      const message = 'ResizeObserver loop completed with undelivered notifications.';
      dispatchEvent(new ErrorEvent('error', { message }));
    });
    await failIn(page, 'https://cdn.example/app.js', 'of the page');
    await eventually(() => expect(pages.events('error').length).toBeGreaterThan(0));
    await mark(pages, page);
    expect(pages.events('error').map(({ properties }) => properties.message)).toEqual(['of the page']);
  });

  it('of scripts that hide what failed are told once, as all that is known', async () => {
    const { pages, page } = await visit({ pages: { '/': '' } });
    await page.evaluate(() => {
      for (let index = 0; index < 3; index++) dispatchEvent(new ErrorEvent('error', { message: 'Script error.' }));
    });
    await eventually(() => expect(pages.events('error')).toHaveLength(1));
    await mark(pages, page);
    expect(pages.events('error').map(({ properties }) => properties)).toEqual([
      { fingerprint: expect.any(String), origin: 'exception', message: 'Script error.' },
    ]);
  });

  it('of whatever is thrown or missing reach the collector: nothing, an object, a picture that is no address', async () => {
    const { pages, page } = await visit({ pages: { '/': '' } });
    await page.evaluate(() => {
      Promise.reject();
      Promise.reject({ code: 7 });
      document.body.append(Object.assign(new Image(), { src: `data:image/png;base64,${'A'.repeat(5000)}` }));
    });
    await eventually(() => expect(pages.events('error')).toHaveLength(3));
    expect(new Set(pages.events('error').map(({ properties }) => properties.message))).toEqual(
      new Set(['undefined', '[object Object]', 'img did not load']),
    );
    expect(JSON.stringify(pages.batches)).not.toContain('base64');
  });
});
