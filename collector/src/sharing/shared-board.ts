import type { QuestionContext } from '@telltale/query';
import { Temporal } from 'temporal-polyfill';
import { type CardDays, type CardDaysOptions, cardDays, type Days, withDays } from '../boards/card-days.ts';
import { cardKinds } from '../boards/card-kinds.ts';
import type { KeptBoard } from '../boards/saved-boards.ts';

type Card = KeptBoard['cards'][number];

/** A card as whoever has the link sees it: what is asked, of which days. Where it is shown whole is nobody's business there. */
export interface SharedCard {
  id: string;
  title: string;
  kind: string;
  /** With the days filled in, and without anything that lists people. */
  definition: object;
  days: Days;
  /** False for what is not answered to people without an account: lists of people, and kinds that boards do not show. */
  isAnswered: boolean;
}

/** A breakdown by one of these is a list of people, or of what single ones did. */
const identifying = ['customerId', 'visitorId', 'sessionId', 'pageId'];

/** Whether it is answered to those who are not signed in. */
const isShared = (kind: string, definition: object): boolean => {
  const { property, properties, breakdown, explain } = definition as {
    property?: unknown;
    properties?: unknown;
    breakdown?: { property?: unknown } | null;
    explain?: { properties?: unknown } | null;
  };
  const by = [property, breakdown?.property, properties, explain?.properties].flat();
  return Object.hasOwn(cardKinds, kind) && !identifying.some((name) => by.includes(name));
};

/** Figures may be shared, the people behind them are not. */
const withoutPeople = (
  kind: string,
  { people: _, members: __, list: ___, ...rest }: Record<string, unknown>,
): object => (kind === 'segment' ? { ...rest, members: { limit: 0 } } : rest);

/** Days that somebody else chose may be too many for the card's own buckets: a size over time has at most a hundred. */
const MOST_DAYS_BY_DAY = 100;

const withInterval = (kind: string, definition: object, { from, to }: Days): object => {
  if (!cardKinds[kind]?.isCutByDays) return definition;
  const isLong = Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days >= MOST_DAYS_BY_DAY;
  return { ...definition, interval: isLong ? 'week' : from === to && kind === 'trend' ? 'hour' : 'day' };
};

/** The definition, compared with what whoever looks chose. */
const withComparison = (kind: string, definition: object, { compared }: CardDays): object => {
  if (!cardKinds[kind]?.isCompared) return definition;
  const { comparison: _, ...rest } = { comparison: undefined, ...definition };
  return compared ? { ...rest, comparison: compared } : rest;
};

/** What a card asks at a moment, for people without an account. */
export const sharedCardOf = ({ id, title, kind, definition, view }: Card, options: CardDaysOptions): SharedCard => {
  const days = cardDays(view, options);
  const filled = withDays(definition, days);
  const cut = options.range ? withInterval(kind, filled, days.days) : filled;
  const asked = options.comparison ? withComparison(kind, cut, days) : cut;
  const shared = withoutPeople(kind, { ...asked });
  return { id, title, kind, definition: shared, days: days.days, isAnswered: isShared(kind, shared) };
};

const textsIn = (value: unknown, found: Set<string>): Set<string> => {
  if (typeof value === 'string') found.add(value);
  else if (typeof value === 'object' && value !== null) for (const entry of Object.values(value)) textsIn(entry, found);
  return found;
};

type Kinds = QuestionContext['catalog'];

/** Of what a site's questions may name only what these cards do: the rest says what else the site records. */
export const namedIn = <Property extends { name: string }>(
  cards: readonly SharedCard[],
  { kinds, properties }: { kinds: Kinds; properties: readonly Property[] },
) => {
  const named = textsIn(
    cards.map(({ definition }) => definition),
    new Set(),
  );
  return {
    kinds: kinds
      .filter(({ kind }) => named.has(kind))
      .map((kind) => ({ ...kind, properties: kind.properties.filter(({ name }) => named.has(name)) })),
    properties: properties.filter(({ name }) => named.has(name)),
  };
};
