/** Where a network is. */
export interface Place {
  /** ISO 3166-1 alpha-2, such as `EG`; empty when unknown. */
  country: string;
  /** ISO 3166-2, such as `GB-ENG`, or the region's English name where the database has no code; empty when unknown. */
  region: string;
}

export const unknownPlace: Place = { country: '', region: '' };

/** Longer than every region's name. */
const MAX_REGION_LENGTH = 80;

const inside = (value: unknown, ...names: readonly (string | number)[]): unknown => {
  let found = value;
  for (const name of names)
    found =
      typeof found === 'object' && found !== null && Object.hasOwn(found, name)
        ? (found as Record<string | number, unknown>)[name]
        : undefined;
  return found;
};

const firstText = (...values: readonly unknown[]): string =>
  values.find((value): value is string => typeof value === 'string' && value !== '') ?? '';

/**
 * Reads a record of any of the usual shapes: MaxMind's and DB-IP's own (`country.iso_code`, `subdivisions`), and the flat ones
 * (`country_code`, `state1`, `region`). Where a network is *registered* is not where its visitor is, and is not taken.
 */
export const placeOfRecord = (record: unknown): Place => {
  const country = firstText(
    inside(record, 'country', 'iso_code'),
    inside(record, 'country_code'),
    inside(record, 'country'),
  ).toUpperCase();
  // ZZ is nowhere by the standard; some databases write it for "unknown".
  if (!/^[A-Z]{2}$/.test(country) || country === 'ZZ') return unknownPlace;
  const code = firstText(inside(record, 'subdivisions', 0, 'iso_code'));
  const name = firstText(
    inside(record, 'subdivisions', 0, 'names', 'en'),
    inside(record, 'state1'),
    inside(record, 'region'),
  );
  return {
    country,
    region: /^[A-Z0-9]{1,3}$/i.test(code)
      ? `${country}-${code.toUpperCase()}`
      : name.trim().slice(0, MAX_REGION_LENGTH),
  };
};
