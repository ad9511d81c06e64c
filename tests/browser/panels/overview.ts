import type { BreakdownResult } from '@telltale/query';
import { describe, expect, it } from 'vitest';
import { cellsOf, type DemoDashboard, lastDays, numberFor, percentFor, readers } from '../demo-dashboard.ts';

const words = {
  en: {
    pages: 'Pages: Page',
    campaigns: 'Campaigns: UTM campaign',
    media: 'Campaigns: UTM medium',
    medium: 'UTM medium',
  },
  ar: { pages: 'الصفحات: الصفحة', campaigns: 'الحملات: حملة UTM', media: 'الحملات: وسيط UTM', medium: 'وسيط UTM' },
} as const;

/** The overview's tables against the API. */
export const describeOverview = (demo: () => DemoDashboard) =>
  describe('the overview', () => {
    const asked = (property: string, filters: object[] = []) =>
      demo().ask<BreakdownResult>('breakdown', {
        range: lastDays,
        events: [{ kind: 'page_view' }],
        property,
        filters,
        sort: { by: 'visitors' },
        limit: 8,
      });

    it.each(readers)("breaks visitors down, a question each, with the API's figures ($language)", async (reader) => {
      const text = words[reader.language];
      const page = await demo().openPanel('overview', reader);
      const pages = await asked('path');
      const share = (visitors: number) => percentFor(reader, visitors / pages.total.visitors);
      const expected = pages.rows.map(({ value, visitors }) => [value, numberFor(reader, visitors), share(visitors)]);
      expect((await cellsOf(page, text.pages)).slice(0, expected.length)).toEqual(expected);

      const campaigns = await asked('utmCampaign', [{ property: 'utmCampaign', operator: 'is_set' }]);
      expect((await cellsOf(page, text.campaigns)).map(([name]) => name)).toEqual(
        campaigns.rows.map(({ value }) => value),
      );
      await page.getByRole('radio', { name: text.medium, exact: true }).check({ force: true });
      await page.getByRole('table', { name: text.media, exact: true }).waitFor();
      await page.reload();
      const media = await asked('utmMedium', [{ property: 'utmMedium', operator: 'is_set' }]);
      expect((await cellsOf(page, text.media)).map(([name]) => name)).toEqual(media.rows.map(({ value }) => value));
      await page.close();
    });
  });
