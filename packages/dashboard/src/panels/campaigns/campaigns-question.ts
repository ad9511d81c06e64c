import type { CampaignsDefinitionInput, EventReference, Filter } from '@telltale/query';
import { ownEvent } from '../../builder/own-event.ts';
import { ownChoice, ownText, ownValues } from '../../state/own.ts';
import type { DayRange } from '../../state/range.ts';

/** What of a touch can be asked for. */
export const dimensions = [
  'channel',
  'source',
  'utmCampaign',
  'utmMedium',
  'utmTerm',
  'utmContent',
  'referrerHost',
  'referrerPage',
  'landingPage',
] as const satisfies readonly CampaignsDefinitionInput['by'][];

/** What of a touch is asked for. */
export type Dimension = (typeof dimensions)[number];

/** Which of the touches counts. */
export const attributions = ['last_touch', 'first_touch'] as const;

/** Since when touches count, in days before an arrival or a conversion; `range` is since the first day asked about. */
export const lookBacks = ['range', '7', '30', '90'] as const;

/** By what the rows are ordered; amounts have an order in one currency only, and are asked for as `revenue-EUR`. */
export const orders = ['visitors', 'sessions', 'conversions', 'conversion', 'orders'] as const;

const REVENUE = /^revenue-([A-Z]{3})$/;

const LISTED_ROWS = 50;

/** What the panel's part of the address chooses. */
export interface CampaignsChoice {
  by: Dimension;
  attribution: (typeof attributions)[number];
  lookBack: (typeof lookBacks)[number];
  goal: EventReference;
  /** One of `orders`, or `revenue-` and a currency. */
  order: string;
}

const readOrder = (): string => {
  const order = ownText('order');
  return REVENUE.test(order) ? order : ownChoice('order', orders, 'visitors');
};

/** Reads the panel's part of the address: channels, by the last touch, if it says nothing. */
export const readChoice = (): CampaignsChoice => ({
  by: ownChoice('by', dimensions, 'channel'),
  attribution: ownChoice('attribution', attributions, 'last_touch'),
  lookBack: ownChoice('lookBack', lookBacks, 'range'),
  goal: ownEvent('goal', { kind: 'purchase' }),
  order: readOrder(),
});

interface Asked {
  range: DayRange;
  comparison: DayRange | undefined;
  filters: Filter[];
}

const sortOf = (order: string): CampaignsDefinitionInput['sort'] => {
  const currency = REVENUE.exec(order)?.[1];
  return currency ? { by: 'revenue', currency } : { by: orders.find((known) => known === order) ?? 'visitors' };
};

/** The question that a choice means. */
export const campaignsQuestion = (
  { by, attribution, lookBack, goal, order }: CampaignsChoice,
  { range, comparison, filters }: Asked,
): CampaignsDefinitionInput => ({
  range,
  by,
  attribution,
  ...(lookBack !== 'range' && { lookBack: { amount: Number(lookBack), unit: 'day' } }),
  goal: { events: [goal] },
  filters,
  sort: sortOf(order),
  limit: LISTED_ROWS,
  ...(comparison && { comparison }),
});

/** Whose people can be listed of a value: all, or those who did the goal. */
export const outcomes = ['all', 'converted'] as const;

/** The people that the address asks for; a value may be empty. */
export interface ListedTouch {
  value: string;
  outcome: (typeof outcomes)[number];
}

/** Reads whose people the address asks for; undefined where it asks for none. */
export const readListed = (): ListedTouch | undefined => {
  const { listed } = ownValues();
  if (typeof listed !== 'object' || listed === null || !('value' in listed) || typeof listed.value !== 'string')
    return undefined;
  const outcome = 'outcome' in listed ? outcomes.find((known) => known === listed.outcome) : undefined;
  return { value: listed.value, outcome: outcome ?? 'all' };
};
