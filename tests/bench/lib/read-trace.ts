import type { Browser, Page } from 'playwright-core';

/** A complete event of Chromium's trace; durations in µs, `tdur` of the thread's own clock. */
interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
  args: {
    data?: { url?: string };
    beginData?: { stackTrace?: { url: string; functionName: string }[] };
  };
}

/** What a script did to the page's main thread. */
export interface ScriptTrace {
  /** Styles and layouts that the script made the browser compute at once, because it asked for a size or a place. */
  forcedStyles: number;
  forcedLayouts: number;
  /** CPU of each task in which the script ran, in ms. */
  taskMs: number[];
}

const categories = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-devtools.timeline.stack',
];

/** Records what happens while `visit` runs, and picks out what the script at `scriptUrl` did. */
export const traceScript = async (
  browser: Browser,
  page: Page,
  { scriptUrl, visit }: { scriptUrl: string; visit: () => Promise<void> },
): Promise<ScriptTrace> => {
  await browser.startTracing(page, { categories });
  await visit();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const isOurs = (url = '') => url.startsWith(scriptUrl);
  const forced = (name: string) =>
    traceEvents.filter((event) => event.name === name && isOurs(event.args.beginData?.stackTrace?.[0]?.url)).length;
  const tasks = traceEvents.filter(({ name, ph }) => name === 'RunTask' && ph === 'X');
  const ran = traceEvents.filter(({ args }) => isOurs(args.data?.url));
  const taskOf = ({ pid, tid, ts }: TraceEvent) =>
    tasks.find((task) => task.pid === pid && task.tid === tid && task.ts <= ts && ts < task.ts + (task.dur ?? 0));
  const ours = new Set(ran.map(taskOf).filter((task) => task !== undefined));
  return {
    forcedStyles: forced('UpdateLayoutTree'),
    forcedLayouts: forced('Layout'),
    taskMs: [...ours].map(({ tdur = 0 }) => tdur / 1000),
  };
};
