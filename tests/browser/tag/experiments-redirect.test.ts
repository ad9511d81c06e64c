import type { ExperimentConfig } from '@telltale/protocol';
import { describe, expect, it } from 'vitest';
import { exposures, page } from './experiment-pages.ts';
import { eventually, mark, useBrowser, visit } from './visit.ts';

useBrowser();

/** `REDIRECT_VISITORS=500` takes about a minute more. */
const VISITORS = Number(process.env.REDIRECT_VISITORS ?? 60);

describe('a variant that is a page of its own', () => {
  const redirect: ExperimentConfig = {
    id: 'landing',
    pages: { include: ['/a', '/loop'], exclude: [] },
    variants: [
      { id: 'control', weight: 0 },
      { id: 'b', weight: 1, redirect: '/b' },
    ],
  };
  const pages = {
    '/a': page('A'),
    '/b': page('B'),
    '/from': '<!doctype html><a href="/a?utm_source=mail&x=1#top">A</a>',
  };

  it('keeps query, hash and referrer, is one page view, and leaves no page behind that leads back to it', async () => {
    const seen = await visit({ pages, path: '/from', config: { experiments: [redirect] } });
    await seen.page.click('a');
    await seen.page.waitForURL('**/b?utm_source=mail&x=1#top');
    await eventually(() => expect(exposures(seen)).toEqual([{ experiment: 'landing', variant: 'b' }]));
    await mark(seen.pages, seen.page);
    const views = seen.pages.events('page_view');
    expect(
      views.map(({ envelope }) => [new URL(envelope.url).pathname, new URL(envelope.referrer ?? '').pathname]),
    ).toEqual([['/b', '/from']]);
    expect(seen.pages.events('variant_redirect').map(({ properties }) => properties)).toEqual(exposures(seen));
    await seen.page.goBack();
    expect(new URL(seen.page.url()).pathname).toBe('/from');
  });

  it('stays where it is when the other page leads back', async () => {
    const seen = await visit({ pages, path: '/blank', config: { experiments: [redirect] } });
    await seen.context.route('**/b', (route) => route.fulfill({ status: 302, headers: { location: '/a' } }));
    await seen.page.goto(`${seen.pages.url}/a`);
    await seen.page.waitForURL('**/a');
    await mark(seen.pages, seen.page);
    expect(exposures(seen)).toEqual([]);
  });

  it(
    'loses no exposure of many visitors, whenever they leave',
    async () => {
      const told = '<script>addEventListener("load", () => parent.postMessage("there", "*"))</script>';
      // One in three leaves before the tag is there and reads on; one in three leaves at some moment; the others stay until all is loaded.
      const landing = `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>B</title>
      <script src="{origin}/t-ab.js?site=site-key"></script></head><body>B<template>{tag}</template><script>
      const visitor = Number(/\\d+/.exec(location.hostname));
      if (visitor % 3 > 0) document.body.append(document.querySelector('template').content);
      if (visitor % 3 > 1) addEventListener('load', () => parent.postMessage('there', '*'));
      else setTimeout(() => location.assign('/next'), visitor % 3 && visitor % 50);
      </script></body></html>`;
      const seen = await visit({
        pages: {
          '/a': page('A'),
          '/b': landing,
          '/next': page(`Next${told}`),
          '/crowd': '<!doctype html><title>Crowd</title>',
        },
        path: '/crowd',
        config: { experiments: [redirect] },
      });
      const { port } = new URL(seen.pages.url);
      // A visitor is a frame with an origin, and so a storage, of their own; all are of one site, as the page itself.
      await seen.page.goto(`http://shop.localhost:${port}/crowd`);
      await seen.page.evaluate(
        async ({ visitors, at }) => {
          let next = 0;
          const come = async () => {
            while (next < visitors) {
              const frame = document.createElement('iframe');
              const isThere = new Promise<void>((resolve) => {
                addEventListener('message', function hear({ source }) {
                  if (source !== frame.contentWindow) return;
                  removeEventListener('message', hear);
                  resolve();
                });
              });
              frame.src = `http://visitor-${next++}.shop.localhost:${at}/a?utm_source=mail`;
              document.body.append(frame);
              await isThere;
              frame.remove();
            }
          };
          await Promise.all(Array.from({ length: 8 }, come));
        },
        { visitors: VISITORS, at: port },
      );
      const exposed = () => seen.pages.events('exposure').map(({ envelope }) => envelope.visitorId);
      await eventually(() => expect(new Set(exposed()).size).toBe(VISITORS));
      expect(exposed()).toHaveLength(VISITORS);
    },
    30_000 + VISITORS * 500,
  );
});
