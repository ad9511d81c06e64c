import type { Money } from '@telltale/protocol';
import { currencyOf, type Product, type ProductSlug, products } from '../catalog.ts';
import { orderSums } from '../order.ts';
import type { Person } from './people.ts';

/** What a person carries from visit to visit. */
export interface Memory {
  cart: ProductSlug[];
  coupon: string | undefined;
  checkoutId: string;
  isCheckoutOpen: boolean;
  orderCount: number;
  isSurveyed: boolean;
  isAskedWhyLeft: boolean;
  isSubscribed: boolean;
  /** Failed fields and faults met so far: they cost satisfaction. */
  frictionCount: number;
}

/** A person who has not been here yet. */
export const createMemory = (): Memory => ({
  cart: [],
  coupon: undefined,
  checkoutId: '',
  isCheckoutOpen: false,
  orderCount: 0,
  isSurveyed: false,
  isAskedWhyLeft: false,
  isSubscribed: false,
  frictionCount: 0,
});

/** The product of that name. */
export const productOf = (slug: ProductSlug): Product => {
  const product = products.find((item) => item.slug === slug);
  if (!product) throw new Error(`There is no product "${slug}" in the catalog.`);
  return product;
};

/** What the person's cart costs with standard delivery. */
export const orderValueOf = ({ cart, coupon }: Memory, { place }: Person): Money => {
  const currency = currencyOf[place.language];
  const goods = cart.reduce((sum, slug) => sum + productOf(slug).price[currency], 0);
  return { amount: orderSums({ goods, coupon, method: 'standard', currency }).total.toFixed(2), currency };
};
