import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { type BenchRow, benchRow } from '../lib/bench-row.ts';
import { type ScriptTrace, traceScript } from '../lib/read-trace.ts';
import { type Rounds, roundsOf } from '../lib/rounds.ts';
import { spreadOf } from '../lib/spread.ts';
import type { BenchPages } from './open-bench-pages.ts';

const CLICKS = 10;

/** A task this long delays what the visitor does next: https://www.w3.org/TR/longtasks-1/ */
const LONG_TASK_MS = 50;

/** A visitor who looks, scrolls, types and clicks things that change the layout while they are pressed. */
const behave = async (page: Page, url: string): Promise<void> => {
  await page.goto(url, { waitUntil: 'load' });
  await page.evaluate('bench.pressVisibly()');
  await wait(300);
  const places = await page.locator('main button').evaluateAll((buttons) =>
    buttons.map((button) => {
      const { x, y } = button.getBoundingClientRect();
      return { x: x + 5, y: y + 5 };
    }),
  );
  for (const { x, y } of places.slice(0, CLICKS)) {
    await page.mouse.click(x, y);
    await wait(50);
  }
  await page.mouse.wheel(0, 600);
  await page.evaluate("document.querySelector('[name=street]').focus()");
  await page.keyboard.type('12 Harbour Road', { delay: 20 });
  // Dead clicks are known after 2.5 s.
  await wait(3000);
  await page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))");
  await wait(300);
};

/** What the tag's own code makes the page's main thread wait for, on a machine four times slower. */
export const measureBlocking = async (
  browser: Browser,
  { url, tagUrl }: BenchPages,
  rounds: Rounds,
): Promise<BenchRow[]> => {
  const traces: ScriptTrace[] = [];
  for (const _ of roundsOf(rounds)) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    traces.push(await traceScript(browser, page, { scriptUrl: tagUrl, visit: () => behave(page, url) }));
    await context.close();
  }
  if (traces.some(({ taskMs }) => taskMs.length === 0)) throw new Error('The trace shows no task of the tag.');
  const spread = (figure: (trace: ScriptTrace) => number) => spreadOf(traces.map(figure));
  return [
    benchRow({
      what: 'forced layouts, 4×',
      value: spread(({ forcedLayouts }) => forcedLayouts),
      unit: '',
      atMost: 0,
      note: `${CLICKS} clicks on buttons whose press changes the layout`,
    }),
    benchRow({ what: '  forced styles', value: spread(({ forcedStyles }) => forcedStyles), unit: '' }),
    benchRow({
      what: 'long tasks, 4×',
      value: spread(({ taskMs }) => taskMs.filter((ms) => ms > LONG_TASK_MS).length),
      unit: '',
      atMost: 0,
      note: 'tasks in which the tag ran, over 50 ms of CPU',
    }),
    benchRow({
      what: '  longest task',
      value: spread(({ taskMs }) => Math.max(...taskMs)),
      unit: 'ms',
      digits: 1,
    }),
  ];
};
