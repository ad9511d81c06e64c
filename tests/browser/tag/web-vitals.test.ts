import { describe, expect, it } from 'vitest';
import { eventually, leave, mark, useBrowser, visit } from './visit.ts';

useBrowser();

describe('web vitals', () => {
  it('are measured by a piece that is loaded after five seconds, and told when the page is left', async () => {
    const { pages, page } = await visit({
      pages: { '/': '<h1 id="title">A large heading</h1><button id="go">go</button>' },
      config: { recorders: ['page-view', 'web-vitals', 'custom'] },
    });
    const pieces = () => pages.requests.filter(({ path }) => path === '/t-vitals.js');
    await mark(pages, page);
    expect(pieces()).toEqual([]);
    await eventually(() => expect(pieces()).toHaveLength(1));
    await page.waitForLoadState('networkidle');
    await page.click('#go');
    await mark(pages, page, 'clicked');
    await leave(page);
    await eventually(() => {
      const metrics = pages.events('web_vital').map(({ properties }) => properties.metric);
      expect(metrics).toEqual(expect.arrayContaining(['TTFB', 'FCP', 'LCP', 'CLS']));
    });
    const vitals = Object.fromEntries(
      pages.events('web_vital').map(({ properties }) => [properties.metric, properties]),
    );
    expect(vitals.LCP).toMatchObject({ rating: 'good', durationMs: expect.any(Number), target: '#title' });
    expect(vitals.CLS).toMatchObject({ shiftScore: 0 });
    expect(vitals.LCP).not.toHaveProperty('shiftScore');
  });
});
