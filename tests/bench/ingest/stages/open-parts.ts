import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createRejections } from '../../../../collector/src/delivery/rejections.ts';
import { createSpooledCounts } from '../../../../collector/src/delivery/spooled-counts.ts';
import { createArrivalSigns } from '../../../../collector/src/diagnosis/arrival-signs.ts';
import { openGeoDatabase } from '../../../../collector/src/geo/geo-database.ts';
import type { CollectParts } from '../../../../collector/src/ingest/collect.ts';
import { openDailySalt } from '../../../../collector/src/ingest/daily-salt.ts';
import { createEnrichers } from '../../../../collector/src/ingest/enrichers/index.ts';
import { openSpool } from '../../../../collector/src/ingest/spool.ts';
import { createIngestLimits } from '../../../../collector/src/limits/ingest-limits.ts';
import { createMetrics } from '../../../../collector/src/metrics.ts';
import { createRecentEvents } from '../../../../collector/src/recent-events.ts';
import { openSiteRegistry } from '../../../../collector/src/sites/site-registry.ts';
import { stageSite } from './stage-site.ts';

/** What the stages are made of in the real collector, without its listener and its store. */
export interface StageParts extends CollectParts {
  folder: string;
  close(): Promise<void>;
}

/** Opens everything in a folder of its own. */
export const openParts = async (): Promise<StageParts> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-stages-'));
  await writeFile(path.join(folder, 'sites.json'), JSON.stringify([stageSite]));
  const sites = await openSiteRegistry({
    folder,
    documents: () => {
      throw new Error('The store is not asked for sites here.');
    },
  });
  const salt = openDailySalt(folder);
  const spool = await openSpool({ folder: path.join(folder, 'spool'), maxBytes: 1e12 });
  return {
    folder,
    sites,
    spool,
    enrichers: createEnrichers(salt, await openGeoDatabase('')),
    limits: createIngestLimits({ clientEventsPerMinute: 1e9, siteEventsPerMinute: 1e9 }),
    metrics: createMetrics({ spoolBytes: spool.sizeBytes, oldestUnwrittenSeconds: () => 0 }),
    recentEvents: createRecentEvents(),
    rejections: createRejections(),
    spooledCounts: createSpooledCounts(),
    arrivalSigns: createArrivalSigns(),
    segmentsNow: { of: () => '', refresh: async () => {} },
    close: async () => {
      await spool.close();
      salt.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
