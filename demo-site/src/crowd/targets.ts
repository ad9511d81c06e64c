import type { PagePath } from '../routes.ts';

/** Where an element lies: left edge and width as shares of the viewport, top edge and height in CSS pixels. */
type Box = readonly [left: number, topPx: number, width: number, heightPx: number];

/** Something people click on: where it is, by which anchor the tag names it, and where it lies in the left-to-right page. */
interface ClickTarget {
  page: PagePath;
  anchor: string;
  mobile: Box;
  desktop: Box;
}

/** What the crowd clicks on. A browser test holds these anchors against those that the tag makes in the real shop. */
export const targets = {
  hero: { page: '', anchor: '#hero-shop', mobile: [0.05, 520, 0.45, 48], desktop: [0.06, 470, 0.14, 52] },
  card: {
    page: 'products/',
    anchor: '#card-offshore-jacket',
    mobile: [0.04, 430, 0.44, 300],
    desktop: [0.06, 420, 0.21, 380],
  },
  filter: {
    page: 'products/',
    anchor: '#filter-wear',
    mobile: [0.25, 300, 0.2, 44],
    desktop: [0.13, 300, 0.06, 44],
  },
  thumbnail: {
    page: 'products/offshore-jacket/',
    anchor: '#view-2',
    mobile: [0.3, 500, 0.2, 76],
    desktop: [0.2, 690, 0.08, 92],
  },
  'size-guide': {
    page: 'products/offshore-jacket/',
    anchor: '#size-guide-open',
    mobile: [0.04, 1300, 0.92, 56],
    desktop: [0.06, 860, 0.5, 56],
  },
  reviews: {
    page: 'products/offshore-jacket/',
    anchor: '#reviews-order',
    mobile: [0.5, 2300, 0.46, 44],
    desktop: [0.75, 1500, 0.14, 44],
  },
  'delivery-calculate': {
    page: 'products/offshore-jacket/',
    anchor: '#delivery-calculate',
    mobile: [0.04, 1700, 0.92, 48],
    desktop: [0.5, 1180, 0.12, 48],
  },
  'add-to-cart': {
    page: 'products/offshore-jacket/',
    anchor: '#add-to-cart',
    mobile: [0.04, 960, 0.92, 56],
    desktop: [0.57, 590, 0.36, 56],
  },
  picture: {
    page: 'products/offshore-jacket/',
    anchor: '[data-tt-feature="gallery"]',
    mobile: [0.04, 140, 0.92, 340],
    desktop: [0.06, 150, 0.44, 520],
  },
  'begin-checkout': {
    page: 'cart/',
    anchor: '#begin-checkout',
    mobile: [0.04, 700, 0.92, 56],
    desktop: [0.68, 430, 0.25, 56],
  },
  'coupon-apply': {
    page: 'cart/',
    anchor: '#coupon-apply',
    mobile: [0.65, 620, 0.3, 48],
    desktop: [0.85, 360, 0.08, 48],
  },
  continue: {
    page: 'checkout/',
    anchor: '#continue',
    mobile: [0.04, 780, 0.92, 56],
    desktop: [0.06, 640, 0.2, 56],
  },
  'finder-start': {
    page: 'finder/',
    anchor: '#finder-start',
    mobile: [0.04, 420, 0.92, 96],
    desktop: [0.36, 380, 0.28, 180],
  },
  'finder-water': {
    page: 'finder/water/',
    anchor: '#choose-coast',
    mobile: [0.04, 420, 0.92, 96],
    desktop: [0.36, 380, 0.28, 180],
  },
  'finder-weather': {
    page: 'finder/weather/',
    anchor: '#choose-fresh',
    mobile: [0.04, 420, 0.92, 96],
    desktop: [0.36, 380, 0.28, 180],
  },
} as const satisfies Record<string, ClickTarget>;

/** The name of something people click on. */
export type Target = keyof typeof targets;
