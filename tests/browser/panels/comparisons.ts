import type {
  CheckoutsResult,
  Compared,
  ErrorsResult,
  FunnelResult,
  PathsResult,
  RetentionResult,
} from '@telltale/query';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { cellsOf, DEMO, type DemoDashboard, numberFor, percentFor, type Reader, readers } from '../demo-dashboard.ts';

const [english, arabic] = readers;
/** How a change is shown: as a percentage, from tenfold on as a factor. */
const changeFor = (reader: Reader, now: number, before: number): string => {
  const change = now / before - 1;
  return change < 9
    ? new Intl.NumberFormat(reader.locale, {
        style: 'percent',
        maximumFractionDigits: 0,
        signDisplay: 'exceptZero',
      }).format(change)
    : `${numberFor(reader, Math.round(change + 1))}×`;
};

/** What stands as the change below each figure, in their order; the figures that have none are left out. */
const changesOn = async (page: Page): Promise<string[]> => {
  await page.locator('.figures-row .change').first().waitFor();
  return page.locator('.figures-row .change').allInnerTexts();
};

/** Panels that set their figures beside those of other days. */
export const describeComparisons = (demo: () => DemoDashboard) =>
  describe('beside the days before', () => {
    /** Opens a panel, and asks the API what the panel asks: of two ranges. */
    const open = async <Result>(panel: string, kind: string, { reader, own }: { reader: Reader; own?: object }) => {
      const page = await demo().openPanel('account', reader);
      const sent = page.waitForRequest((request) => request.url().endsWith(`/questions/${kind}`));
      const packed = own ? `&own=${Buffer.from(JSON.stringify(own)).toString('base64url')}` : '';
      await page.goto(
        `${demo().collector.url}/sites/${DEMO}/${panel}?lang=${reader.language}&compare=previous${packed}`,
      );
      const definition = (await sent).postDataJSON() as object;
      expect(definition).toHaveProperty('comparison.from');
      return { page, result: await demo().ask<Compared<Result>>(kind, definition) };
    };

    it('stands how many errors there were, with the figures of the API', async () => {
      const { page, result } = await open<ErrorsResult>('errors', 'errors', { reader: english });
      const { count, total, comparison: before } = result;
      const pairs = [
        [count, before?.count],
        [total.occurrences, before?.total.occurrences],
        [total.visitors, before?.total.visitors],
        [total.sessions, before?.total.sessions],
      ] as const;
      expect(await changesOn(page)).toEqual(
        pairs.map(([now, then = 0]) => (then === 0 ? '–' : changeFor(english, now, then))),
      );
      await page.close();
    });

    it('stands what became of checkouts; and why people stopped, as they said it', async () => {
      const { page, result } = await open<CheckoutsResult>('checkouts', 'checkouts', { reader: arabic });
      const { total, comparison: before, reasons } = result;
      const changes = await changesOn(page);
      expect(changes[0]).toBe(changeFor(arabic, total.begun, before?.total.begun ?? 0));
      expect(changes[1]).toBe(changeFor(arabic, total.abandonment?.ratio ?? 0, before?.total.abandonment?.ratio ?? 0));
      if (reasons.length === 0) await page.getByText(/^لم يجب أحد عن استبيان/).waitFor();
      else
        expect((await cellsOf(page, 'ما قالوه')).map(([, , , count]) => count)).toEqual(
          reasons.map(({ checkouts }) => numberFor(arabic, checkouts)),
        );
      await page.close();
    });

    it('stands how many took which way', async () => {
      const { page, result } = await open<PathsResult>('paths', 'paths', { reader: english });
      const { total, comparison: before } = result;
      expect(await changesOn(page)).toEqual(
        (['visits', 'visitors'] as const).map((figure) =>
          changeFor(english, total[figure], before?.total[figure] ?? 0),
        ),
      );
      await page.getByText('Table', { exact: true }).click();
      await page.getByRole('columnheader', { name: 'Paths in the compared days' }).waitFor();
      await page.close();
    });

    it('stands who came back, as a row of its own', async () => {
      const { page, result } = await open<RetentionResult>('retention', 'retention', { reader: arabic });
      const { comparison: before } = result;
      const row = page.getByRole('row', { name: /^الكل في أيام المقارنة/ });
      await row.waitFor();
      const cells = await row.getByRole('cell').allInnerTexts();
      expect(cells[0]).toBe(numberFor(arabic, before?.size ?? 0));
      expect(cells[1]).toBe(percentFor(arabic, before?.totals[0]?.shareRatio ?? 0));
      await page.close();
    });

    it('stands how a funnel converted, step by step', async () => {
      const kinds = ['page_view', 'checkout_step', 'purchase'];
      const own = { steps: kinds.map((kind) => [{ kind }]) };
      const { page, result } = await open<FunnelResult>('funnels', 'funnel', { reader: english, own });
      const { total, comparison: before } = result;
      const changes = await changesOn(page);
      expect(changes).toEqual([
        changeFor(english, total.entered, before?.total.entered ?? 0),
        changeFor(english, total.converted, before?.total.converted ?? 0),
        changeFor(english, total.conversion?.ratio ?? 0, before?.total.conversion?.ratio ?? 0),
      ]);
      await page.getByText('Table', { exact: true }).first().click();
      const column = 'Of all, in the compared days';
      await page.getByRole('columnheader', { name: column }).waitFor();
      const cells = await cellsOf(page, 'The funnel step by step');
      expect(cells.map((texts) => texts[4])).toEqual(
        before?.total.steps.map(({ fromStart }) => (fromStart ? percentFor(english, fromStart.ratio) : '–')),
      );
      await page.close();
    });
  });
