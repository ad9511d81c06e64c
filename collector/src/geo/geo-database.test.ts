import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError } from '../config.ts';
import { type GeoDatabase, NO_GEO_DATABASE, openGeoDatabase } from './geo-database.ts';
import { placeOfRecord } from './place-of-record.ts';
import { type MmdbContents, writeMmdb } from './testing/write-mmdb.ts';

const nowhere = { country: '', region: '' };
const builtAt = Date.UTC(2026, 4, 3);
const england = {
  country: { iso_code: 'GB' },
  registered_country: { iso_code: 'US' },
  subdivisions: [{ iso_code: 'ENG', names: { en: 'England' } }],
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'geo-'));
});
afterAll(() => rm(folder, { recursive: true }));

let files = 0;
const write = async (change: Partial<MmdbContents> = {}) => {
  files += 1;
  const file = path.join(folder, `${files}.mmdb`);
  await writeMmdb(file, {
    type: 'GeoLite2-City',
    ipVersion: 6,
    builtAt,
    networks: {
      '81.2.69.0/24': england,
      '10.0.0.0/8': england,
      '203.0.113.0/24': england,
      '172.16.0.0/12': england,
      '192.168.0.0/16': england,
      '100.64.0.0/10': england,
      '127.0.0.0/8': england,
      '169.254.0.0/16': england,
      '198.51.100.0/24': england,
      '192.0.2.0/24': england,
      'fc00::/7': england,
      'fe80::/10': england,
      '2001:db8::/32': england,
      '2a02::/16': { country: { iso_code: 'SE' }, subdivisions: [{ names: { en: 'Östergötland' } }] },
      '5.0.0.0/8': { registered_country: { iso_code: 'DE' } },
    },
    ...change,
  });
  return file;
};
const refusalOf = async (file: string) => {
  try {
    await openGeoDatabase(file);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'it opened';
};

describe('the database that ships along', () => {
  let shipped: GeoDatabase;
  beforeAll(async () => {
    shipped = await openGeoDatabase('');
  });

  it.each([
    ['8.8.8.8', 'US'],
    ['193.0.6.139', 'NL'],
    ['129.132.19.216', 'CH'],
    ['133.11.0.1', 'JP'],
    ['196.218.0.1', 'EG'],
    ['86.51.0.1', 'SA'],
    ['::ffff:8.8.8.8', 'US'],
    ['2a01:4f8::1', 'DE'],
    ['2001:67c:2e8:22::c100:68b', 'NL'],
  ])('places %s in %s, and in no region', (address, country) => {
    expect(shipped.placeOf(address)).toEqual({ country, region: '' });
  });

  it.each([
    ...['10.1.2.3', '172.20.0.1', '192.168.1.1', '127.0.0.1', '100.64.0.1', '169.254.1.1', '::ffff:10.0.0.1'],
    ...[
      '172.31.255.255',
      '192.0.2.1',
      '198.51.100.1',
      '100.127.0.1',
      '127.255.0.1',
      '0:0:0:0:0:0:0:1',
      'FC00::1',
      '2001:0DB8:1::1',
    ],
    ...['::1', 'fe80::1', 'fd00::1', '::', '0.0.0.0', '255.255.255.255', '203.0.113.7', '2001:db8::1'],
    ...['', 'nonsense', '8.8.8', '8.8.8.8.8', '8.8.8.8:80'],
  ])('places %j nowhere', (address) => {
    expect(shipped.placeOf(address)).toEqual(nowhere);
  });

  it('says its name, its licence, what the licence wants said, and when it was built', () => {
    expect(shipped.facts).toEqual({
      name: 'DB-IP Lite (country)',
      licence: 'CC-BY-4.0',
      attribution: 'IP Geolocation by DB-IP',
      attributionUrl: 'https://db-ip.com',
      builtAt: expect.any(Number),
    });
    expect(shipped.facts.builtAt).toBeGreaterThan(Date.UTC(2026, 0, 1));
  });
});

describe('a file of the owner', () => {
  it('gives regions too: by their code, or by name where it has none', async () => {
    const { placeOf } = await openGeoDatabase(await write());
    expect(placeOf('81.2.69.142')).toEqual({ country: 'GB', region: 'GB-ENG' });
    expect(placeOf('2a02:1::5')).toEqual({ country: 'SE', region: 'Östergötland' });
    expect(placeOf('82.2.69.142')).toEqual(nowhere);
  });

  it('places nobody by where a network is registered', async () => {
    const { placeOf } = await openGeoDatabase(await write());
    expect(placeOf('5.1.2.3')).toEqual(nowhere);
  });

  it.each([
    ...[
      '10.1.2.3',
      '172.31.2.3',
      '192.168.1.1',
      '100.127.0.1',
      '127.9.9.9',
      '169.254.1.1',
      '198.51.100.1',
      '192.0.2.1',
    ],
    ...['203.0.113.7', '::ffff:10.1.2.3', 'fd12::1', 'FC00::1', 'fe80::1', '2001:db8::1', '2001:0DB8:1::1'],
  ])('places %s nowhere, though it holds a place for it', async (address) => {
    const { placeOf } = await openGeoDatabase(await write());
    expect(placeOf(address)).toEqual(nowhere);
  });

  it('of IPv4 alone places IPv4, and no IPv6 address by its first bits', async () => {
    const { placeOf } = await openGeoDatabase(await write({ ipVersion: 4, networks: { '32.0.0.0/4': england } }));
    expect(placeOf('32.1.2.3').country).toBe('GB');
    expect(placeOf('2001:4860::1')).toEqual(nowhere);
  });

  it('with a damaged record places that network nowhere, and the others as ever', async () => {
    const file = await write();
    const bytes = await readFile(file);
    // The map's head becomes a pointer that leads out of the file.
    const start = bytes.indexOf(Buffer.from('iso_code')) - 'country'.length - 4;
    bytes.set([0x3f, 0xff, 0xff, 0xff, 0xff], start);
    await writeFile(file, bytes);
    const { placeOf } = await openGeoDatabase(file);
    expect(placeOf('81.2.69.142')).toEqual(nowhere);
    expect(placeOf('2a02:1::5').country).toBe('SE');
  });

  it('says what it is and when it was built', async () => {
    const { facts } = await openGeoDatabase(await write());
    expect(facts).toMatchObject({ name: 'GeoLite2-City', builtAt, attributionUrl: 'https://www.maxmind.com' });
    expect((await openGeoDatabase(await write({ type: 'Our places City' }))).facts).toMatchObject({
      name: 'Our places City',
      licence: '',
      attribution: '',
    });
  });

  it('that is missing, is a folder, is empty, is no database, is cut short or holds no places stops the start with a sentence', async () => {
    const make = async (name: string, bytes: string | Buffer) => {
      const file = path.join(folder, name);
      await writeFile(file, bytes);
      return file;
    };
    const whole = await readFile(await write());
    const bad = {
      missing: path.join(folder, 'missing.mmdb'),
      folder,
      empty: await make('empty.mmdb', ''),
      text: await make('text.mmdb', 'a,b,c\n'.repeat(1_000)),
      head: await make('head.mmdb', whole.subarray(0, 300)),
      tail: await make('tail.mmdb', whole.subarray(-200)),
      asn: await write({ type: 'GeoLite2-ASN' }),
    };
    for (const [name, file] of Object.entries(bad)) {
      const sentence = await refusalOf(file);
      expect(sentence, name).toContain(`GEO_DATABASE is "${file}", but must be a readable file in MaxMind's format`);
      expect(sentence, name).not.toContain('undefined');
    }
    expect(await refusalOf(bad.missing)).toContain('ENOENT');
    expect(await refusalOf(bad.asn)).toContain('"GeoLite2-ASN" holds no places');
  });
});

it('places nobody when the owner wants none', async () => {
  const { facts, placeOf } = await openGeoDatabase(NO_GEO_DATABASE);
  expect(placeOf('8.8.8.8')).toEqual(nowhere);
  expect(facts).toMatchObject({ name: '', builtAt: 0 });
});

describe('a record', () => {
  it.each([
    [{ country_code: 'eg' }, 'EG', ''],
    [{ country_code: 'US', state1: 'California' }, 'US', 'California'],
    [{ country: 'SA', region: 'Riyadh Region' }, 'SA', 'Riyadh Region'],
    [{ country_code: 'ZZ', state1: 'Nowhere' }, '', ''],
    [{ country: 'Egypt' }, '', ''],
    [{ country: { iso_code: 7 } }, '', ''],
    [null, '', ''],
    ['EG', '', ''],
    [[], '', ''],
  ])('%j is read as "%s", "%s"', (record, country, region) => {
    expect(placeOfRecord(record)).toEqual({ country, region });
  });
});
