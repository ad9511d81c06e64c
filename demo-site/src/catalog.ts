/** The languages the shop speaks. */
export const languages = ['en', 'ar'] as const;
export type Language = (typeof languages)[number];

/** What a language is paid in. */
export const currencyOf = { en: 'EUR', ar: 'SAR' } as const satisfies Record<Language, string>;
export type Currency = (typeof currencyOf)[Language];

export const categories = ['wear', 'aboard', 'instruments'] as const;
export type Category = (typeof categories)[number];

/** One article of the shop, without words: those stand in the locales. */
export interface Product {
  slug: string;
  category: Category;
  /** In the currency's main unit; whole or with two decimals. */
  price: Record<Currency, number>;
  /** Size labels; empty when one size fits all. */
  sizes: readonly string[];
  /** Names of colours in the stylesheet; the first is preselected. */
  colours: readonly Colour[];
  weightG: number;
  warrantyYears: number;
  /** 0 (no protection) to 3 (may go overboard). */
  waterproofLevel: 0 | 1 | 2 | 3;
  /** How gladly people look at it and buy it in the crowd; 1 is the average. */
  appeal: number;
}

export type Colour = 'coral' | 'navy' | 'teal' | 'sun' | 'sand';

export const products = [
  {
    slug: 'offshore-jacket',
    category: 'wear',
    price: { EUR: 289, SAR: 1190 },
    sizes: ['XS', 'S', 'M', 'L', 'XL'],
    colours: ['coral', 'navy', 'sun'],
    weightG: 980,
    warrantyYears: 5,
    waterproofLevel: 3,
    appeal: 1.5,
  },
  {
    slug: 'telltale-ribbons',
    category: 'instruments',
    price: { EUR: 12.5, SAR: 49 },
    sizes: [],
    colours: ['coral', 'teal'],
    weightG: 18,
    warrantyYears: 1,
    waterproofLevel: 3,
    appeal: 1.2,
  },
  {
    slug: 'dry-bag',
    category: 'aboard',
    price: { EUR: 59, SAR: 245 },
    sizes: [],
    colours: ['sun', 'teal', 'navy'],
    weightG: 640,
    warrantyYears: 3,
    waterproofLevel: 3,
    appeal: 1.1,
  },
  {
    slug: 'bearing-compass',
    category: 'instruments',
    price: { EUR: 89, SAR: 365 },
    sizes: [],
    colours: ['navy', 'coral'],
    weightG: 210,
    warrantyYears: 10,
    waterproofLevel: 2,
    appeal: 0.8,
  },
  {
    slug: 'deck-shoes',
    category: 'wear',
    price: { EUR: 119, SAR: 489 },
    sizes: ['38', '39', '40', '41', '42', '43', '44'],
    colours: ['navy', 'sand', 'coral'],
    weightG: 540,
    warrantyYears: 2,
    waterproofLevel: 1,
    appeal: 1.3,
  },
  {
    slug: 'automatic-lifejacket',
    category: 'aboard',
    price: { EUR: 149, SAR: 615 },
    sizes: [],
    colours: ['coral', 'navy'],
    weightG: 1100,
    warrantyYears: 5,
    waterproofLevel: 3,
    appeal: 1,
  },
  {
    slug: 'wind-meter',
    category: 'instruments',
    price: { EUR: 75, SAR: 309 },
    sizes: [],
    colours: ['teal', 'navy'],
    weightG: 96,
    warrantyYears: 2,
    waterproofLevel: 2,
    appeal: 0.7,
  },
  {
    slug: 'sailing-gloves',
    category: 'wear',
    price: { EUR: 39, SAR: 159 },
    sizes: ['S', 'M', 'L', 'XL'],
    colours: ['navy', 'coral', 'teal'],
    weightG: 85,
    warrantyYears: 1,
    waterproofLevel: 1,
    appeal: 0.9,
  },
] as const satisfies readonly Product[];

/** A product's name in addresses. */
export type ProductSlug = (typeof products)[number]['slug'];

/** Ways to have an order brought; free from the threshold on. */
export const deliveryMethods = [
  { id: 'standard', days: 4, cost: { EUR: 6, SAR: 25 }, freeFrom: { EUR: 100, SAR: 400 } },
  { id: 'express', days: 1, cost: { EUR: 15, SAR: 60 }, freeFrom: undefined },
] as const;

/** Coupons the cart takes: the share of the goods' price that is taken off. */
export const coupons: Readonly<Record<string, number>> = { FAIRWIND: 0.1 };

/** The checkout's steps, in order, as they are named to Telltale. */
export const checkoutSteps = ['contact', 'delivery', 'payment'] as const;
export type CheckoutStep = (typeof checkoutSteps)[number];

/** The fields of each step, in tab order, as they are named to Telltale. */
export const checkoutFields = {
  contact: ['email', 'name', 'phone'],
  delivery: ['country', 'street', 'city', 'postal-code', 'delivery-method'],
  payment: ['card-name', 'card-number', 'card-expiry', 'card-code'],
} as const satisfies Record<CheckoutStep, readonly string[]>;
