import type { Browser, Page } from 'playwright-core';

/** CPU of the page's main thread since the visit began, in ms. */
export interface MainThread {
  taskMs: number;
  scriptMs: number;
}

/** One page load of a new visitor: nothing cached, nothing compiled before. */
export interface BenchVisit {
  page: Page;
  mainThread(): Promise<MainThread>;
  /** Runs an expression in the page and returns the CPU it took, in ms; what it puts off is not in it. */
  cpuMsOf(expression: string): Promise<number>;
  close(): Promise<void>;
}

/** Opens a page in a profile, and so a process, of its own, slowed down by `throttle`. */
export const openVisit = async (browser: Browser, url: string, throttle = 1): Promise<BenchVisit> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  // The thread's own clock: what other processes of a busy machine take does not count.
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  await page.goto(url, { waitUntil: 'load' });

  const mainThread = async (): Promise<MainThread> => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    const ms = (name: string) => (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1000;
    return { taskMs: ms('TaskDuration'), scriptMs: ms('ScriptDuration') };
  };

  return {
    page,
    mainThread,
    async cpuMsOf(expression) {
      const before = await mainThread();
      const { exceptionDetails } = await devtools.send('Runtime.evaluate', { expression });
      const after = await mainThread();
      if (exceptionDetails) throw new Error(`"${expression}" failed: ${exceptionDetails.exception?.description}`);
      return after.taskMs - before.taskMs;
    },
    close: () => context.close(),
  };
};
