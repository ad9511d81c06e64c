import { coupons, currencyOf, deliveryMethods } from '../../catalog.ts';
import { type CartLine, cart, changeQuantity, priceOf, sumsOfCart } from './cart-store.ts';
import { byId, onSubmit, show } from './dom.ts';
import { showCartCount } from './frame.ts';
import { format, language, nameOf } from './page-language.ts';
import { showSums } from './sums.ts';
import { tell } from './telltale.ts';

/** Colour and size of a line, as people read them. */
export const choiceOf = ({ colour, size }: CartLine): string =>
  [nameOf(colour), size && format.size(size)].filter(Boolean).join(' · ');

const createLine = (line: CartLine): Node => {
  const template = byId(`line-${line.slug}`, HTMLTemplateElement);
  const copy = document.importNode(template.content, true);
  const write = (place: string, text: string) => {
    const target = copy.querySelector(`[data-place="${place}"]`);
    if (target) target.textContent = text;
  };
  copy.querySelector('.art')?.setAttribute('data-colour', line.colour);
  write('choice', choiceOf(line));
  write('quantity', format.number(line.quantity));
  write('price', format.money(priceOf(line.slug) * line.quantity));
  const on = (act: string, quantity: number) => {
    const button = copy.querySelector(`[data-act="${act}"]`);
    button?.addEventListener('click', () => {
      const focusKey = `[data-product="${line.slug}"] [data-act="${act}"]`;
      changeQuantity(line, quantity);
      showCart();
      // The line was drawn anew: give the focus back to where it was, or to the next line's, or to the heading when no line is left.
      const again =
        document.querySelector(focusKey) ??
        document.querySelector(`[data-act="${act}"]`) ??
        document.querySelector('h1');
      if (again instanceof HTMLElement) again.focus();
    });
  };
  on('less', line.quantity - 1);
  on('more', Math.min(99, line.quantity + 1));
  on('remove', 0);
  return copy;
};

const showFreeDelivery = (): void => {
  const [standard] = deliveryMethods;
  const threshold = standard.freeFrom[currencyOf[language]];
  const { goods, discount } = sumsOfCart();
  const rest = Math.max(0, threshold - (goods - discount));
  const words = byId('free-delivery-words', HTMLElement);
  words.textContent =
    (rest > 0 ? words.dataset.rest?.replace('{amount}', format.money(rest)) : words.dataset.reached) ?? '';
  byId('free-delivery', HTMLProgressElement).value = 100 * (1 - rest / threshold);
};

const showCart = (): void => {
  const { lines } = cart.get();
  show('cart-empty', lines.length === 0);
  show('cart-full', lines.length > 0);
  byId('lines', HTMLElement).replaceChildren(...lines.map((line) => createLine(line)));
  showSums();
  showFreeDelivery();
  showCartCount();
};

const startCoupon = (): void => {
  const code = byId('coupon-code', HTMLInputElement);
  const answer = byId('coupon-answer', HTMLElement);
  const showAnswer = (coupon: string) => {
    const reduction = coupons[coupon];
    answer.textContent =
      (reduction ? answer.dataset.done?.replace('{percent}', format.percent(reduction)) : answer.dataset.wrong) ?? '';
    answer.classList.toggle('error', !reduction);
  };
  const { coupon } = cart.get();
  if (coupon) {
    code.value = coupon;
    showAnswer(coupon);
  }
  onSubmit(byId('coupon', HTMLFormElement), () => {
    const typed = code.value.trim().toUpperCase();
    const { coupon: _, ...rest } = cart.get();
    cart.set(coupons[typed] ? { ...rest, coupon: typed } : rest);
    showAnswer(typed);
    showCart();
    tell('track', 'coupon_tried', { isKnown: typed in coupons });
  });
};

/** The cart page. */
export const startCart = (): void => {
  startCoupon();
  showCart();
  // A page from the back/forward cache may show a cart that another page has changed.
  addEventListener('pageshow', ({ persisted }) => persisted && showCart());
};
