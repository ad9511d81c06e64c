import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Envelope, Event } from '@telltale/protocol';
import type { EventRow } from '@telltale/store';
import { openGeoDatabase } from '../../geo/geo-database.ts';
import { defaultSiteSettings, type SiteSettings } from '../../sites/site.ts';
import type { Arrival } from '../arrival.ts';
import { openDailySalt } from '../daily-salt.ts';
import { enrich, rowsOf } from '../enrich.ts';
import { createEnrichers } from '../enrichers/index.ts';
import { readPageUrl } from '../page-url.ts';

/** When what is enriched arrives, epoch ms. */
export const now = Date.UTC(2025, 10, 20, 12);

/** User agents of an ordinary desktop and an ordinary phone. */
export const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
export const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';

/** A page view as a tag sends it. */
export const pageView: Event = { id: '00000000000000ff', kind: 'page_view', at: now - 5, seq: 3, properties: {} };

/** What an event of one envelope becomes; what is not said is that of an ordinary browser. */
type RowOf = (
  envelope?: Partial<Envelope>,
  arrival?: Partial<Arrival>,
  settings?: { events?: Event[] } & Partial<SiteSettings>,
) => EventRow;

/** Opens all enrichers, as a collector does. */
export const openEnriching = async (): Promise<{ rowOf: RowOf; end(): Promise<void> }> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'salt-'));
  const salt = openDailySalt(folder, () => now);
  const enrichers = createEnrichers(salt, await openGeoDatabase(''));
  return {
    rowOf: (envelope = {}, arrival = {}, { events = [pageView], ...settings } = {}) => {
      const full: Envelope = { pageId: '0000000000000010', url: 'https://shop.example/', ...envelope };
      const page = readPageUrl(full.url);
      if (!page) throw new Error(`${full.url} is no address.`);
      const site = {
        ...defaultSiteSettings,
        ...settings,
        name: 'S',
        timeZone: 'UTC',
        id: 'site',
        publicKeys: ['k'],
        createdAt: 0,
      };
      const complete: Arrival = {
        site,
        receivedAt: now,
        ip: '203.0.113.7',
        userAgent: CHROME,
        acceptLanguage: '',
        ...arrival,
      };
      const [row] = enrich(enrichers, complete, [{ envelope: full, page, events }]).flatMap(rowsOf);
      if (!row) throw new Error('There is no row.');
      return row;
    },
    end: async () => {
      salt.close();
      await rm(folder, { recursive: true });
    },
  };
};
