import { endCheckout, moneyOf, placedOrder } from './checkout.ts';
import { byId, show } from './dom.ts';
import { showCartCount } from './frame.ts';
import { format } from './page-language.ts';
import { tell } from './telltale.ts';

/** The thank-you page: tells Telltale of the order once, and the customer its number. */
export const startThankYou = (): void => {
  const order = placedOrder.get();
  show('order-done', order !== null);
  show('order-none', order === null);
  if (!order) return;
  const { orderId, customerId, firstName, total, items, country, coupon } = order;
  tell('purchase', { orderId, value: moneyOf(total), items, ...(coupon && { coupon }) });
  tell('identify', customerId, { country });
  endCheckout();
  showCartCount();

  const heading = byId('order-heading', HTMLElement);
  heading.textContent = (heading.dataset.words ?? '').replace('{name}', firstName);
  const words = byId('order-words', HTMLElement);
  words.textContent = (words.dataset.words ?? '').replace('{order}', orderId);
  byId('order-total', HTMLElement).textContent = format.money(total);
};
