import type { ExperimentDefinitionInput, ExperimentResult } from '@telltale/query';
import { describe, expect, it } from 'vitest';
import { settled, violations } from '../axe.ts';
import { cellsOf, DEMO, type DemoDashboard, numberFor, percentFor, readers } from '../demo-dashboard.ts';

const words = {
  en: { who: /Who saw “free-returns” and converted/, see: /saw “free-returns”; who of them converted$/ },
  ar: { who: /من رأى «free-returns» وتحوّل/, see: /رأوا «free-returns»؛ من منهم تحوّل$/ },
} as const;

interface Told {
  id: string;
  state: string;
  version: number;
  question: ExperimentDefinitionInput | null;
}

/** The panel of experiments against the API. */
export const describeExperiments = (demo: () => DemoDashboard) =>
  describe('experiments', () => {
    const list = async () =>
      ((await (await demo().collector.owner(`/sites/${DEMO}/experiments`)).json()) as { experiments: Told[] })
        .experiments;

    it.each(readers)(
      "tell the verdict and every metric with the API's figures, and who converted ($language)",
      async (reader) => {
        const text = words[reader.language];
        const page = await demo().openPanel('experiments', reader, { own: { experiment: 'cta' } });
        const question = (await list()).find(({ id }) => id === 'cta')?.question;
        const result = await demo().ask<ExperimentResult>('experiment', { ...question });
        const [primary] = result.metrics;
        expect(primary?.variants.every(({ visitors }) => visitors > 30)).toBe(true);
        const rows = await cellsOf(page, primary?.title ?? '');
        expect(rows.map((cells) => cells.slice(1, 3))).toEqual(
          primary?.variants.map(({ visitors, value }) => [numberFor(reader, visitors), percentFor(reader, value ?? 0)]),
        );
        expect(await page.locator('.metric').count()).toBe(result.metrics.length);
        await page.locator(`.verdict-${result.verdict.code}`).waitFor();
        await settled(page);
        expect(await violations(page)).toEqual([]);

        const { people } = await demo().ask<ExperimentResult>('experiment', {
          ...question,
          people: { variant: 'free-returns', outcome: 'converted', limit: 1000 },
        });
        expect(people?.count).toBe(primary?.variants[1]?.sums.y);
        await page.getByRole('button', { name: text.see }).click();
        const dialog = page.getByRole('dialog', { name: text.who });
        await expect.poll(() => dialog.getByRole('rowheader').count()).toBe(people?.count);
        await page.close();
      },
    );

    it('are made, planned, started, stopped, decided and archived', async () => {
      const page = await demo().openPanel('experiments', readers[0]);
      await page.getByRole('button', { name: 'Make an experiment' }).click();
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Shorter words');
      await page.getByRole('textbox', { name: 'Hypothesis' }).fill('Fewer words are read by more people.');
      await page.getByRole('button', { name: 'Add a change' }).click();
      await page.getByRole('textbox', { name: 'Where (CSS selector)' }).fill('h1');
      await page.getByRole('textbox', { name: 'Text in English' }).fill('Sail');
      await page.getByText(/to find a change of 5%, 4 times in 5/).waitFor();
      await settled(page);
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Save as a draft' }).click();
      await page.getByRole('button', { name: 'Start', exact: true }).click();
      await page.getByText('Too little was seen to say how long it takes.').waitFor();
      await page.getByRole('button', { name: 'Stop', exact: true }).click();
      await page.getByRole('button', { name: 'Decide', exact: true }).click();
      await page.getByRole('textbox', { name: 'Why' }).fill('It was only to try.');
      await page.getByRole('button', { name: 'Decide and archive' }).click();
      await page.getByText('Archived', { exact: true }).first().waitFor();
      expect((await list()).find(({ id }) => id === 'shorter-words')).toMatchObject({
        state: 'archived',
        variants: [{ id: 'control' }, { id: 'variant', changes: [{ kind: 'text', selector: 'h1' }] }],
        decision: { variant: null, reason: 'It was only to try.' },
      });
      await page.close();
    });
  });
