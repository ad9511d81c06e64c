import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const program = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds, in words; the page's strict policy is kept: the checker is evaluated, not added as a script.
 * @param within Only in what this selector finds, shadow roots included. Default: the whole page.
 */
export const violations = async (page: Page, within = 'html'): Promise<string[]> => {
  await page.evaluate(await program);
  const { violations: found } = await page.evaluate(
    (selector): Promise<AxeResults> =>
      (globalThis as unknown as { axe: { run(context: string, options: object): Promise<AxeResults> } }).axe.run(
        selector,
        { resultTypes: ['violations'] },
      ),
    within,
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
};

/** Waits until nothing is asked and nothing moves any more. */
export const settled = async (page: Page) => {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(() => !document.querySelector('.progress') && document.querySelector('.card'));
  // Colours fade in and out: a contrast in between is nobody's.
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    // One that is cut short is over, too.
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
};
