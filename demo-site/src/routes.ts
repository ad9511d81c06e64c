import { type Language, type ProductSlug, products } from './catalog.ts';

/** Where the collector serves the shop. */
export const BASE = '/demo';

/** The finder's views: a single-page corner, each with an address of its own. */
export const finderViews = ['', 'water/', 'weather/', 'result/'] as const;

/** Every page of the shop below its language, as in `/demo/en/` + path. */
export const pagePaths = [
  '',
  'products/',
  ...products.map(({ slug }) => `products/${slug}/` as const),
  'compare/',
  ...finderViews.map((view) => `finder/${view}` as const),
  'cart/',
  'checkout/',
  'checkout/delivery/',
  'checkout/payment/',
  'thank-you/',
  'privacy/',
] as const;

/** A page's address below its language. */
export type PagePath = (typeof pagePaths)[number];

/** The path of a page on the host, such as `/demo/ar/cart/`. */
export const pathOf = (language: Language, page: PagePath): string => `${BASE}/${language}/${page}`;

/** A product page's address below its language. */
export const productPath = (slug: ProductSlug): PagePath => `products/${slug}/`;
