import type { GeoDatabase } from '../../geo/geo-database.ts';
import type { Enricher } from './enricher.ts';

/**
 * Country and region, by the visitor's address and nothing else: a language (`ar-EG`) tells what somebody reads, not where they are.
 * The address goes no further.
 */
export const createPlaceEnricher = ({ placeOf }: Pick<GeoDatabase, 'placeOf'>): Enricher => ({
  name: 'place',
  enrich: ({ arrival: { ip } }) => placeOf(ip),
});
