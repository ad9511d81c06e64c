import type { EngagementDefinition } from './definition.ts';

/** What the value is in: `money` of the figure's currency, `days` of 24 hours, `points` from −100 to 100. */
export type EngagementUnit = 'count' | 'ratio' | 'ms' | 'days' | 'points' | 'money';

/** What the figures are made of, of one range. */
export interface EngagementCounts {
  visitors: number;
  sessions: number;
  pageViews: number;
  engagedMs: number;
  bounced: number;
  orders: number;
  customers: number;
  repeatCustomers: number;
  /** Between the orders of each customer, added up. */
  betweenOrdersMs: number;
  gaps: number;
  newVisitors: number;
  convertedOnFirstVisit: number;
  sentTo: number;
  openedBy: number;
  promoters: number;
  detractors: number;
  answers: number;
  /** Length of the range up to now, in months of 30 days. */
  months: number;
}

/** The orders in one currency. */
export interface CurrencyCounts {
  revenue: number;
  orders: number;
  customers: number;
}

interface FigureOf<Counts> {
  unit: EngagementUnit;
  formula: string | ((definition: EngagementDefinition) => string);
  numerator(counts: Counts): number;
  denominator?(counts: Counts): number;
  /** What the quotient is multiplied by. Default: 1. */
  scale?: number;
}

const DAY_MS = 86_400_000;

/** Figures of money: one for each currency. */
export const moneyFigures = {
  revenue: {
    unit: 'money',
    formula: 'sum of the order values; refunds are not taken off',
    numerator: ({ revenue }) => revenue,
  },
  averageOrderValue: {
    unit: 'money',
    formula: 'revenue ÷ orders in this currency',
    numerator: ({ revenue }) => revenue,
    denominator: ({ orders }) => orders,
  },
  revenuePerVisitor: {
    unit: 'money',
    formula: 'revenue ÷ visitors who saw a page or ordered',
    numerator: ({ revenue }) => revenue,
    denominator: ({ visitors }) => visitors,
  },
  revenuePerCustomer: {
    unit: 'money',
    formula: 'revenue ÷ customers who ordered in this currency',
    numerator: ({ revenue }) => revenue,
    denominator: ({ customers }) => customers,
  },
} as const satisfies Record<string, FigureOf<CurrencyCounts & { visitors: number }>>;

/** All other figures. */
export const countFigures = {
  orders: {
    unit: 'count',
    formula: 'orders, each once, by their order id',
    numerator: ({ orders }) => orders,
  },
  ordersPerCustomer: {
    unit: 'count',
    formula: 'orders ÷ customers; a customer is a customer id, or a visitor where an order has none',
    numerator: ({ orders }) => orders,
    denominator: ({ customers }) => customers,
  },
  repeatPurchaseRate: {
    unit: 'ratio',
    formula: 'customers with two or more orders in the range ÷ customers',
    numerator: ({ repeatCustomers }) => repeatCustomers,
    denominator: ({ customers }) => customers,
  },
  purchaseFrequency: {
    unit: 'count',
    formula: 'orders ÷ (customers × months): orders of a customer in 30 days; months is the range up to now ÷ 30 days',
    numerator: ({ orders }) => orders,
    denominator: ({ customers, months }) => customers * months,
  },
  daysBetweenOrders: {
    unit: 'days',
    formula:
      'days from each order of a customer to the next, added up ÷ orders that followed another of their customer',
    numerator: ({ betweenOrdersMs }) => betweenOrdersMs / DAY_MS,
    denominator: ({ gaps }) => gaps,
  },
  pagesPerSession: {
    unit: 'count',
    formula: 'page views ÷ sessions with a page view',
    numerator: ({ pageViews }) => pageViews,
    denominator: ({ sessions }) => sessions,
  },
  engagedTimePerSession: {
    unit: 'ms',
    formula: 'engaged time ÷ sessions with a page view',
    numerator: ({ engagedMs }) => engagedMs,
    denominator: ({ sessions }) => sessions,
  },
  bounceRate: {
    unit: 'ratio',
    formula: ({ bounce }) =>
      `sessions of one page view that were engaged for less than ${bounce.engagedBelowMs / 1000} s ÷ sessions with a page view`,
    numerator: ({ bounced }) => bounced,
    denominator: ({ sessions }) => sessions,
  },
  firstVisitConversion: {
    unit: 'ratio',
    formula: 'new visitors who converted in their first session ÷ visitors without a page view before the range',
    numerator: ({ convertedOnFirstVisit }) => convertedOnFirstVisit,
    denominator: ({ newVisitors }) => newVisitors,
  },
  newsletterOpenRate: {
    unit: 'ratio',
    formula: 'people who were sent a letter and opened one ÷ people who were sent one; by customer id, else by visitor',
    numerator: ({ openedBy }) => openedBy,
    denominator: ({ sentTo }) => sentTo,
  },
  netPromoterScore: {
    unit: 'points',
    formula: '100 × (answers of 9 or 10 − answers of 0 to 6) ÷ answers',
    numerator: ({ promoters, detractors }) => promoters - detractors,
    denominator: ({ answers }) => answers,
    scale: 100,
  },
} as const satisfies Record<string, FigureOf<EngagementCounts>>;

/** The figures' names. */
export type EngagementName = keyof typeof moneyFigures | keyof typeof countFigures;

/** A figure's value of one range. */
export const valueOfFigure = <Counts>({ numerator, denominator, scale = 1 }: FigureOf<Counts>, counts: Counts) => {
  const above = numerator(counts);
  const below = denominator ? denominator(counts) : null;
  return { numerator: above, denominator: below, value: below === 0 ? null : (above / (below ?? 1)) * scale };
};
