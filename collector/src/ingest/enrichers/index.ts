import type { GeoDatabase } from '../../geo/geo-database.ts';
import { createBotEnricher } from './bot.ts';
import { campaign } from './campaign.ts';
import { channel } from './channel.ts';
import { device } from './device.ts';
import type { Enricher } from './enricher.ts';
import { language } from './language.ts';
import { page } from './page.ts';
import { createPlaceEnricher } from './place.ts';
import { viewport } from './viewport.ts';
import { createVisitorEnricher, type DailySalt } from './visitor.ts';

/** Every enricher there is, in order. A new one is a file beside this one and a line here. */
export const createEnrichers = (salt: DailySalt, geoDatabase: Pick<GeoDatabase, 'placeOf'>): readonly Enricher[] => [
  createVisitorEnricher(salt),
  page,
  campaign,
  channel,
  device,
  language,
  createPlaceEnricher(geoDatabase),
  viewport,
  createBotEnricher(),
];
