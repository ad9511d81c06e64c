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
  hero: { page: '', anchor: '#hero-shop', mobile: [0.041, 479, 0.447, 48], desktop: [0.097, 548, 0.121, 48] },
  card: {
    page: 'products/',
    anchor: '#card-offshore-jacket',
    mobile: [0.041, 382, 0.444, 308],
    desktop: [0.097, 309, 0.189, 385],
  },
  filter: {
    page: 'products/',
    anchor: '#filter-wear',
    mobile: [0.374, 261, 0.2, 44],
    desktop: [0.187, 241, 0.054, 44],
  },
  thumbnail: {
    page: 'products/offshore-jacket/',
    anchor: '#view-2',
    mobile: [0.338, 503, 0.267, 104],
    desktop: [0.178, 707, 0.072, 104],
  },
  'size-guide': {
    page: 'products/offshore-jacket/',
    anchor: '#size-guide-open',
    mobile: [0.089, 1739, 0.823, 52],
    desktop: [0.117, 1181, 0.338, 52],
  },
  reviews: {
    page: 'products/offshore-jacket/',
    anchor: '#reviews-order',
    mobile: [0.166, 1860, 0.442, 44],
    desktop: [0.355, 1285, 0.12, 44],
  },
  'delivery-calculate': {
    page: 'products/offshore-jacket/',
    anchor: '#delivery-calculate',
    mobile: [0.089, 2672, 0.388, 48],
    desktop: [0.779, 1310, 0.104, 48],
  },
  'add-to-cart': {
    page: 'products/offshore-jacket/',
    anchor: '#add-to-cart',
    mobile: [0.318, 1083, 0.641, 56],
    desktop: [0.622, 542, 0.281, 56],
  },
  picture: {
    page: 'products/offshore-jacket/',
    anchor: '#stage>div',
    mobile: [0.041, 133, 0.918, 474],
    desktop: [0.097, 105, 0.409, 706],
  },
  'begin-checkout': {
    page: 'cart/',
    anchor: '#begin-checkout',
    mobile: [0.089, 953, 0.823, 48],
    desktop: [0.628, 602, 0.255, 48],
  },
  'coupon-apply': {
    page: 'cart/',
    anchor: '#coupon-apply',
    mobile: [0.667, 720, 0.244, 48],
    desktop: [0.817, 369, 0.066, 48],
  },
  continue: {
    page: 'checkout/',
    anchor: '#continue',
    mobile: [0.041, 637, 0.918, 48],
    desktop: [0.424, 647, 0.145, 48],
  },
  'finder-start': {
    page: 'finder/',
    anchor: '#finder-start',
    mobile: [0.338, 531, 0.325, 48],
    desktop: [0.456, 595, 0.088, 48],
  },
  'finder-water': {
    page: 'finder/water/',
    anchor: '#choose-coast',
    mobile: [0.041, 394, 0.918, 116],
    desktop: [0.393, 288, 0.215, 234],
  },
  'finder-weather': {
    page: 'finder/weather/',
    anchor: '#choose-fresh',
    mobile: [0.041, 416, 0.918, 101],
    desktop: [0.393, 288, 0.215, 234],
  },
} as const satisfies Record<string, ClickTarget>;

/** The name of something people click on. */
export type Target = keyof typeof targets;
