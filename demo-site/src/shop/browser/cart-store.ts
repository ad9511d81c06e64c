import { currencyOf, products } from '../../catalog.ts';
import { type DeliveryMethod, type OrderSums, orderSums } from '../../order.ts';
import { keep } from './keep.ts';
import { language } from './page-language.ts';

/** One line of the cart. */
export interface CartLine {
  slug: string;
  colour: string;
  size?: string;
  quantity: number;
}

interface Cart {
  lines: CartLine[];
  coupon?: string;
}

/** The cart, in this browser only. */
export const cart = keep<Cart>(localStorage, 'ribbon.cart', () => ({ lines: [] }));

/** The chosen way of delivery, for as long as the tab is open. */
export const deliveryChoice = keep<DeliveryMethod>(sessionStorage, 'ribbon.delivery', () => 'standard');

/** A product's price in the page's currency. */
export const priceOf = (slug: string): number =>
  products.find((product) => product.slug === slug)?.price[currencyOf[language]] ?? 0;

/** How many articles lie in the cart. */
export const countArticles = (): number => cart.get().lines.reduce((sum, { quantity }) => sum + quantity, 0);

/** What the cart costs. */
export const sumsOfCart = (): OrderSums => {
  const { lines, coupon } = cart.get();
  const goods = lines.reduce((sum, { slug, quantity }) => sum + priceOf(slug) * quantity, 0);
  return orderSums({ goods, coupon, method: deliveryChoice.get(), currency: currencyOf[language] });
};

const isSame = (a: CartLine, b: CartLine): boolean => a.slug === b.slug && a.colour === b.colour && a.size === b.size;

/** Puts articles into the cart; equal ones share a line. */
export const addToCart = (line: CartLine): void => {
  const current = cart.get();
  const same = current.lines.find((item) => isSame(item, line));
  if (same) same.quantity += line.quantity;
  else current.lines.push(line);
  cart.set(current);
};

/** Changes a line's quantity; at 0 the line goes. */
export const changeQuantity = (line: CartLine, quantity: number): void => {
  const current = cart.get();
  const lines = current.lines.flatMap((item) => (isSame(item, line) ? { ...item, quantity } : item));
  cart.set({ ...current, lines: lines.filter((item) => item.quantity > 0) });
};
