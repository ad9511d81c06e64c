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
});
