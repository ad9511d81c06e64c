import type { Emit } from '../../emit.ts';
import { cutText } from '../../lib/cut-text.ts';
import { guard } from '../../lib/guard.ts';
import { moneyOf } from '../../lib/money-of.ts';
import type { Recorder } from '../../recorder.ts';
import type { Order, Telltale } from '../../telltale.ts';

/** https://developers.google.com/analytics/devguides/collection/ga4/ecommerce, as far as it is read. */
interface Ecommerce {
  transaction_id?: unknown;
  value?: unknown;
  currency?: unknown;
  coupon?: unknown;
  items?: Iterable<{ item_id?: unknown; item_name?: unknown; quantity?: unknown }>;
}

/** `{ event: 'purchase', ecommerce: {…} }`, or the arguments of `gtag('event', 'purchase', {…})`. */
type Entry = { event?: unknown; ecommerce?: Ecommerce } & Partial<Record<number, unknown>>;

interface DataLayer extends Iterable<Entry> {
  push(...entries: Entry[]): unknown;
}

/** The steps of a checkout, in their order. */
const steps = ['begin_checkout', 'add_shipping_info', 'add_payment_info'];

const nameOf = (value: unknown): string => cutText(String(value ?? ''));

/** Reads GA4-style e-commerce events from the page's `dataLayer`: what it holds already and what is pushed later. */
export const dataLayer: Recorder = (emit: Emit) => {
  const page = window as { dataLayer?: DataLayer; __telltale?: Telltale };

  const read = (entry: Entry): void => {
    const [name, told] =
      entry[0] === 'event' ? [entry[1], entry[2] as Ecommerce | undefined] : [entry.event, entry.ecommerce];
    const { transaction_id, value: amount, currency, coupon, items = [] }: Ecommerce = told ?? {};
    // A number that was reckoned with is rarely whole cents: 0.1 + 0.2.
    const value = moneyOf(`${typeof amount === 'number' ? Number(amount.toFixed(4)) : amount} ${currency}`);
    const orderId = nameOf(transaction_id);
    let count = 0;
    let product = '';
    for (const { item_id, item_name, quantity = 1 } of items) {
      count += Number(quantity);
      product ||= nameOf(item_name ?? item_id);
    }
    const quantity = { value, items: Math.round(count) || undefined };
    const stepNumber = steps.indexOf(name as string) + 1;
    // By the page's one API, so that the checkout's recorder, if the site has it, knows of the step and of its end.
    if (stepNumber) page.__telltale?.checkout.step(name as string, { stepNumber, ...(value && { value }) });
    if (name === 'add_to_cart' && product) emit('cart_add', { product, ...quantity });
    if (!orderId) return;
    if (name === 'refund') emit('refund', { orderId, ...quantity });
    const order = { orderId, ...quantity, coupon: nameOf(coupon) || undefined };
    if (name === 'purchase' && value) page.__telltale?.purchase(order as Order);
  };

  const readAll = (entries: Iterable<Entry>): void => {
    guard(() => {
      for (const entry of entries) guard(() => read(entry));
    });
  };

  // When every recorder has started.
  queueMicrotask(() =>
    guard(() => {
      page.dataLayer ??= [] as Entry[];
      const layer = page.dataLayer;
      const { push } = layer;
      // Tag managers replace it as well, and call the one before.
      layer.push = (...entries) => {
        const answer = push.apply(layer, entries);
        readAll(entries);
        return answer;
      };
      readAll(layer);
    }),
  );
  return undefined;
};
