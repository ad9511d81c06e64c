import { describe, expect, it } from 'vitest';
import { markAndWait, useBrowser, visit } from './visit.ts';

useBrowser();

describe('page views', () => {
  it('counts the page that was loaded, once', async () => {
    const { pages, page } = await visit({ pages: { '/': 'hello' } });
    await markAndWait({ pages }, page);
    expect(pages.events('page_view')).toMatchObject([
      { properties: { navigation: 'load' }, envelope: { url: `${pages.url}/`, language: 'en-US' } },
    ]);
  });
});
