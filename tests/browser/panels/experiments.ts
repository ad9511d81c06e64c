import type { ExperimentDefinitionInput, ExperimentResult } from '@telltale/query';
import { describe, expect, it } from 'vitest';
import { openVisitorPage } from '../../fixtures/browser.ts';
import { settled, violations } from '../axe.ts';
import { cellsOf, DEMO, type DemoDashboard, numberFor, percentFor, readers } from '../demo-dashboard.ts';

const words = {
  en: { who: /Who saw “free-returns” and converted/, see: /saw “free-returns”; who of them converted$/ },
  ar: { who: /من رأى «free-returns» وتحوّل/, see: /رأوا «free-returns»؛ من منهم تحوّل$/ },
} as const;

/** A product of the shop without sizes to choose. */
const PRODUCT = 'telltale-ribbons';

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

    it('are for some visitors only, drawn over the shop, started, and seen by them', async () => {
      const { collector, context } = demo();
      const page = await demo().openPanel('experiments', readers[0]);
      const fill = (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);
      const add = async (label: string, text: string) => {
        await fill(label, text);
        await page.getByLabel(label, { exact: true }).press('Enter');
      };
      await page.getByRole('button', { name: 'Make an experiment' }).click();
      await fill('Name', 'Aboard');
      await add('Pages', '/demo/en/products/*');
      await add('Pages', '/demo/ar/*');
      await add('But not these pages', '/demo/en/products/old/*');
      await page.getByRole('checkbox', { name: 'Desktop' }).check();
      await add('Languages of the page', 'en');
      await add('Parameters of the address', 'from=letter');
      await fill('Never together with others of the group', 'button');
      await fill('Held out of all that name', 'nobody');
      await fill('Visitors held out, %', '0');
      await fill('Days before, to be surer', '7');
      await page.getByRole('group', { name: 'Control', exact: true }).getByLabel('Weight').fill('0');
      await page.getByLabel('Measures', { exact: true }).selectOption('revenue');
      await fill('Revenue per visitor, now', '2.5');
      await fill('How far it spreads (standard deviation)', '10');
      await page.getByText(/to find a change of 5%, 4 times in 5/).waitFor();
      await settled(page);
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Save as a draft' }).click();
      await page.getByRole('button', { name: 'Start', exact: true }).waitFor();

      // Nobody else's answers change by who comes here: what the shop's tag tells stays here.
      const exposed: object[] = [];
      const shop = await context();
      await shop.route(
        ({ pathname }) => pathname === '/e',
        async (route) => {
          const { envelopes } = route.request().postDataJSON() as {
            envelopes: { events: { kind: string; properties: object }[] }[];
          };
          const events = envelopes.flatMap((envelope) => envelope.events);
          exposed.push(...events.filter(({ kind }) => kind === 'exposure').map(({ properties }) => properties));
          await route.fulfill({ status: 202, json: { accepted: events.length, rejected: [] } });
        },
      );
      const product = `${collector.url}/demo/en/products/${PRODUCT}/?from=letter`;
      await fill('Address of the page', product);
      await page.getByRole('button', { name: 'Edit on the page' }).click();
      const author = await openVisitorPage(shop);
      await author.goto((await page.getByRole('link', { name: 'Open the page' }).getAttribute('href')) ?? '');
      const panel = author.getByRole('region', { name: 'Change this page' });
      await panel.waitFor();
      await author.locator('#add-to-cart').click();
      // The words of both variants of the shop's own experiment stand in the button.
      await panel.getByRole('textbox', { name: 'Content (HTML)', exact: true }).fill('Take it <b>aboard</b>');
      await panel.getByRole('textbox', { name: 'Message to add' }).fill('Free returns for 30 days');
      await panel.getByRole('button', { name: 'Change', exact: true }).click();
      await panel.getByRole('button', { name: 'Save the variant' }).click();
      await panel.getByText('Saved.').waitFor();

      await page.reload();
      await page.getByRole('button', { name: 'Start', exact: true }).click();
      await page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
      expect((await list()).find(({ id }) => id === 'aboard')).toMatchObject({
        state: 'running',
        pages: { include: ['/demo/en/products/*', '/demo/ar/*'], exclude: ['/demo/en/products/old/*'] },
        audience: { devices: ['desktop'], languages: ['en'], parameters: [{ name: 'from', value: 'letter' }] },
        group: { id: 'button', from: 0, to: 1 },
        holdOut: { id: 'nobody', share: 0 },
        covariateDays: 7,
        variants: [{ weight: 0 }, { changes: [{ kind: 'html' }, { kind: 'message' }] }],
      });
      expect(exposed).not.toContainEqual(expect.objectContaining({ experiment: 'aboard' }));
      const visitor = await openVisitorPage(shop);
      await visitor.goto(product);
      await visitor.getByText('Free returns for 30 days', { exact: true }).waitFor();
      expect(await visitor.locator('#add-to-cart').textContent()).toBe('Take it aboard');
      await expect.poll(() => exposed).toContainEqual({ experiment: 'aboard', variant: 'variant' });
      await page.getByRole('button', { name: 'Stop', exact: true }).click();
      await page.getByRole('button', { name: 'Decide', exact: true }).waitFor();
      await shop.close();
      await page.close();
    });

    it('are made, planned, started, stopped, decided and archived', async () => {
      // Another one each time that it is tried.
      const now = Date.now();
      const segment = { id: `readers-${now}`, title: `Readers ${now}`, condition: { did: { kind: 'page_view' } } };
      const { status } = await demo().collector.owner(`/sites/${DEMO}/segments`, { method: 'POST', body: segment });
      expect(status).toBe(201);
      const page = await demo().openPanel('experiments', readers[0]);
      await page.getByRole('button', { name: 'Make an experiment' }).click();
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill(`Shorter words ${now}`);
      await page.getByRole('textbox', { name: 'Hypothesis' }).fill('Fewer words are read by more people.');
      await page.getByRole('button', { name: 'Add a change' }).click();
      await page.getByRole('textbox', { name: 'Where (CSS selector)' }).fill('h1');
      await page.getByRole('textbox', { name: 'Text in English' }).fill('Sail');
      await page.getByRole('button', { name: 'Add a change' }).click();
      await page.getByLabel('What it does', { exact: true }).last().selectOption('Moves something');
      await page.getByLabel('Where (CSS selector)', { exact: true }).last().fill('#order');
      await page.getByLabel('To where (CSS selector)', { exact: true }).fill('h1');
      await page.getByLabel('Place', { exact: true }).selectOption('Before it');
      await page.getByRole('button', { name: 'Add a change' }).click();
      await page.getByLabel('What it does', { exact: true }).last().selectOption('Changes how it looks');
      await page.getByLabel('Where (CSS selector)', { exact: true }).last().fill('#order');
      for (const style of ['color: white', 'background-color: #c00']) {
        await page.getByLabel('Styles (CSS)', { exact: true }).fill(style);
        await page.getByLabel('Styles (CSS)', { exact: true }).press('Enter');
      }
      await page.getByLabel('Only who is in the saved segment', { exact: true }).selectOption(segment.title);
      await page.getByText('the visitor takes part from the next page on').waitFor();
      await page.getByText(/to find a change of 5%, 4 times in 5/).waitFor();
      await settled(page);
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Save as a draft' }).click();
      await page.getByText(`in the segment “${segment.title}”`).waitFor();
      await page.getByRole('button', { name: 'Start', exact: true }).click();
      await page.getByText('Too little was seen to say how long it takes.').waitFor();
      await page.getByRole('button', { name: 'Stop', exact: true }).click();
      await page.getByRole('button', { name: 'Decide', exact: true }).click();
      await page.getByRole('textbox', { name: 'Why' }).fill('It was only to try.');
      await page.getByRole('button', { name: 'Decide and archive' }).click();
      await page.getByText('Archived', { exact: true }).first().waitFor();
      expect((await list()).find(({ id }) => id === `shorter-words-${now}`)).toMatchObject({
        state: 'archived',
        audience: { segment: segment.id },
        variants: [
          { id: 'control' },
          {
            id: 'variant',
            changes: [
              { kind: 'text', selector: 'h1', texts: { en: 'Sail' } },
              { kind: 'move', selector: '#order', to: 'h1', place: 'before' },
              { kind: 'style', selector: '#order', properties: { color: 'white', 'background-color': '#c00' } },
            ],
          },
        ],
        decision: { variant: null, reason: 'It was only to try.' },
      });
      await demo().collector.owner(`/sites/${DEMO}/segments/${segment.id}`, { method: 'DELETE' });
      await page.close();
    });
  });
