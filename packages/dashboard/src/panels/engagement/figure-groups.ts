import type { EngagementDefinitionInput, EngagementFigure, EngagementName } from '@telltale/query';

/** Whose visitors can be listed. */
export type EngagedGroup = NonNullable<EngagementDefinitionInput['people']>['who'];

/** Every group whose visitors can be listed. */
export const engagedGroups = [
  'customers',
  'repeat_customers',
  'bounced',
  'converted_on_first_visit',
  'promoters',
  'passives',
  'detractors',
] as const satisfies readonly EngagedGroup[];

/** What stands together on one card; money stands by currency. */
export const countGroups = {
  orders: ['orders', 'ordersPerCustomer', 'repeatPurchaseRate', 'purchaseFrequency', 'daysBetweenOrders'],
  visits: ['pagesPerSession', 'engagedTimePerSession', 'bounceRate', 'firstVisitConversion'],
  voices: ['newsletterOpenRate', 'netPromoterScore'],
} as const satisfies Record<string, readonly EngagementName[]>;

const groupsBehind: Partial<Record<EngagementName, readonly EngagedGroup[]>> = {
  ordersPerCustomer: ['customers'],
  repeatPurchaseRate: ['repeat_customers'],
  bounceRate: ['bounced'],
  firstVisitConversion: ['converted_on_first_visit'],
  netPromoterScore: ['promoters', 'passives', 'detractors'],
};

/** The people behind a figure; none where it counted nobody. */
export const peopleBehind = ({ name, numerator, denominator }: EngagementFigure): readonly EngagedGroup[] => {
  // As many promoters as detractors make a score of 0, too.
  const hasAny = name === 'netPromoterScore' ? denominator !== 0 : numerator !== 0;
  return hasAny ? (groupsBehind[name] ?? []) : [];
};
