import type { DayRange } from './range.ts';

/** The days that a card asks about, and those it compares them with. */
export interface CardDays {
  days: DayRange;
  compared: DayRange | undefined;
}

const DAYS = { board: 'days' } as const;
const COMPARED_DAYS = { board: 'compared_days' } as const;

const replaced = (value: unknown, replace: (value: object) => unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((entry) => replaced(entry, replace));
  const other = replace(value);
  if (other !== value) return other;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, replaced(entry, replace)]));
};

const isSame = (one: object, other: object | undefined) => JSON.stringify(one) === JSON.stringify(other);

/** A definition for a board: the days that are looked at now are left open, because a board goes on with the days. */
export const withoutDays = (definition: object, { days, compared }: CardDays): object =>
  Object(
    replaced(definition, (value) => {
      if (isSame(value, days)) return DAYS;
      return isSame(value, compared) ? COMPARED_DAYS : value;
    }),
  );

/** A card's definition with the days that it means today. */
export const withDays = (definition: object, { days, compared }: CardDays): object =>
  Object(
    replaced(definition, (value) => {
      if (isSame(value, DAYS)) return days;
      return isSame(value, COMPARED_DAYS) ? compared : value;
    }),
  );
