import { setTimeout as wait } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { type BenchRow, benchRow } from '../lib/bench-row.ts';
import { spreadOf } from '../lib/spread.ts';
import type { BuiltTag } from './compose-tag.ts';
import { openBenchPages } from './open-bench-pages.ts';
import { openVisit } from './open-visit.ts';

const FIRST_MS = 5000;

/** What one visit asks of the network in its first seconds, beside page and tag. */
const watchVisit = async (browser: Browser, built: BuiltTag) => {
  const pages = await openBenchPages(built);
  try {
    const visit = await openVisit(browser, pages.url);
    await wait(FIRST_MS);
    await visit.close();
    const begin = pages.requests.find(({ path }) => path === '/t.js')?.atMs ?? 0;
    const others = pages.requests.filter(({ path, atMs }) => path !== '/t.js' && atMs - begin <= FIRST_MS);
    const view = others.find(({ body }) => body.includes('"page_view"'));
    if (!view) throw new Error('No page view arrived in the first 5 s.');
    return {
      requests: others.length,
      preflights: pages.requests.filter(({ method }) => method === 'OPTIONS').length,
      bytes: Buffer.byteLength(view.body),
      urlLength: pages.url.length,
    };
  } finally {
    await pages.close();
  }
};

/** Counts what travels in the first 5 s of a visit that just looks. */
export const measureNetwork = async (browser: Browser, built: BuiltTag, visits: number): Promise<BenchRow[]> => {
  const seen = await Promise.all(Array.from({ length: visits }, () => watchVisit(browser, built)));
  const spread = (name: 'requests' | 'preflights' | 'bytes') => spreadOf(seen.map((one) => one[name]));
  return [
    benchRow({ what: 'requests in the first 5 s, beside the tag', value: spread('requests'), unit: '', atMost: 1 }),
    benchRow({ what: 'preflights', value: spread('preflights'), unit: '', atMost: 0 }),
    benchRow({
      what: 'first page view, body',
      value: spread('bytes'),
      unit: 'bytes',
      atMost: 400,
      note: `the page's address is part of it, here ${seen[0]?.urlLength} characters`,
    }),
  ];
};
