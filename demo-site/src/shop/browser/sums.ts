import { sumsOfCart } from './cart-store.ts';
import { all } from './dom.ts';
import { format } from './page-language.ts';

/** Writes what the cart costs into the page's summary. */
export const showSums = (): void => {
  const { goods, discount, delivery, total } = sumsOfCart();
  const amounts: Record<string, string> = {
    goods: format.money(goods),
    discount: format.money(-discount),
    delivery: format.money(delivery),
    total: format.money(total),
  };
  for (const place of all('[data-sum]', HTMLElement)) {
    const isFree = place.dataset.sum === 'delivery' && delivery === 0;
    place.textContent = (isFree && place.dataset.free) || (amounts[place.dataset.sum ?? ''] ?? '');
  }
  for (const row of all('[data-row="discount"]', HTMLElement)) row.hidden = discount === 0;
};
