import { checkoutSteps, currencyOf } from '../../catalog.ts';
import { pathOf } from '../../routes.ts';
import { choiceOf } from './cart.ts';
import { cart, deliveryChoice, sumsOfCart } from './cart-store.ts';
import { all, byId, onSubmit } from './dom.ts';
import { keep } from './keep.ts';
import { format, language, nameOf } from './page-language.ts';
import { showSums } from './sums.ts';
import { latinDigits, problemOf } from './validate.ts';

type Control = HTMLInputElement | HTMLSelectElement;

/** What was typed in earlier steps, for as long as the tab is open; the card is never kept. */
const draft = keep<Record<string, string>>(sessionStorage, 'ribbon.draft', () => ({}));

/** An order that has just been paid, on its way to the thank-you page. */
export interface PlacedOrder {
  orderId: string;
  customerId: string;
  firstName: string;
  total: number;
  items: number;
  country: string;
  coupon?: string;
}
export const placedOrder = keep<PlacedOrder | null>(sessionStorage, 'ribbon.order', () => null);

/** A customer's number in this browser, as a shop with accounts would have one. */
const customer = keep<string>(localStorage, 'ribbon.customer', () => '');

/** `randomUUID` would need TLS, and the shop is also looked at over plain HTTP in a local network. */
const randomLetters = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(5)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Shows or takes away what is wrong with a control. */
const judge = (control: Control): boolean => {
  const isWrong = problemOf(control);
  const error = document.getElementById(`${control.name}-error`);
  if (error) error.hidden = !isWrong;
  // Written only when it changes: each writing of "true" would be told as another refusal.
  if (control.getAttribute('aria-invalid') !== String(isWrong)) control.setAttribute('aria-invalid', String(isWrong));
  control.setCustomValidity(isWrong ? (error?.textContent ?? ' ') : '');
  return isWrong;
};

const place = (): void => {
  const { total } = sumsOfCart();
  const { lines, coupon } = cart.get();
  const { name = '', country = '' } = draft.get();
  const customerId = customer.get() || `c-${randomLetters()}`;
  customer.set(customerId);
  placedOrder.set({
    orderId: `RS-${randomLetters().toUpperCase()}`,
    customerId,
    firstName: name.trim().split(/\s+/)[0] ?? '',
    total,
    items: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    country,
    ...(coupon && { coupon }),
  });
};

const showOrder = (): void => {
  const items = cart.get().lines.map((line) => {
    const item = document.createElement('li');
    item.textContent = `${format.number(line.quantity)} × ${nameOf(line.slug)} (${choiceOf(line)})`;
    return item;
  });
  byId('order-lines', HTMLElement).replaceChildren(...items);
  showSums();
  const button = byId('continue', HTMLButtonElement);
  button.textContent = (button.dataset.words ?? '').replace('{amount}', format.money(sumsOfCart().total));
};

/** The money of an order on the wire: decimal text and its currency. */
export const moneyOf = (amount: number) => ({ amount: amount.toFixed(2), currency: currencyOf[language] });

/** A step of the checkout: fills in what is known, judges what is typed, goes on. */
export const startCheckout = (): void => {
  const form = byId('checkout', HTMLFormElement);
  const { step = '', next = '' } = form.dataset;
  const isLast = step === checkoutSteps.at(-1);
  const controls: Control[] = [...all('input', HTMLInputElement, form), ...all('select', HTMLSelectElement, form)];
  const known = draft.get();

  for (const control of controls) {
    const value = known[control.name];
    if (control instanceof HTMLInputElement && control.type === 'radio') {
      if (value !== undefined) control.checked = control.value === value;
      control.addEventListener('change', () => {
        deliveryChoice.set(control.value === 'express' ? 'express' : 'standard');
        showOrder();
      });
    } else {
      if (value !== undefined && !isLast) control.value = value;
      control.addEventListener('input', () => {
        if (control.getAttribute('aria-invalid') === 'true') judge(control);
      });
    }
  }

  onSubmit(form, () => {
    const wrong = controls.filter((control) => judge(control));
    // The browser's own word for it: whoever listens to `invalid` hears of each refusal once.
    for (const control of wrong) control.checkValidity();
    if (wrong[0]) return wrong[0].focus();
    if (isLast) place();
    else {
      const typed = [...new FormData(form)].map(([name, value]) => [name, latinDigits(String(value))]);
      draft.set({ ...known, ...Object.fromEntries(typed) });
    }
    location.assign(next);
  });

  if (cart.get().lines.length === 0) {
    location.replace(pathOf(language, 'cart/'));
    return;
  }
  const { amount, currency } = moneyOf(sumsOfCart().total);
  form.setAttribute('data-tt-checkout-value', `${amount} ${currency}`);
  showOrder();
};

/** Forgets the checkout and the cart. */
export const endCheckout = (): void => {
  draft.clear();
  placedOrder.clear();
  deliveryChoice.clear();
  cart.clear();
};
