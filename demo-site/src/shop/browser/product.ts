import { currencyOf, deliveryMethods, products } from '../../catalog.ts';
import { ctaVariants } from '../../demo-config.ts';
import { addToCart, priceOf } from './cart-store.ts';
import { all, byId, onSubmit, show } from './dom.ts';
import { showCartCount } from './frame.ts';
import { format, language } from './page-language.ts';
import { onVariant, tell } from './telltale.ts';

const startGallery = (): void => {
  const views = all('[data-view]', HTMLElement, byId('stage', HTMLElement));
  const thumbnails = all('[data-show]', HTMLButtonElement);
  for (const thumbnail of thumbnails)
    thumbnail.addEventListener('click', () => {
      if (thumbnail.getAttribute('aria-pressed') === 'true') return;
      for (const view of views) view.hidden = view.dataset.view !== thumbnail.dataset.show;
      for (const other of thumbnails) other.setAttribute('aria-pressed', String(other === thumbnail));
    });
};

const startColours = (): void => {
  for (const input of all('input[name="colour"]', HTMLInputElement))
    input.addEventListener('change', () => {
      const words = input.closest('label')?.querySelector('.hidden-words')?.textContent ?? '';
      byId('colour-name', HTMLElement).textContent = words;
      for (const art of document.querySelectorAll('.gallery .art')) art.setAttribute('data-colour', input.value);
    });
};

const entryOf = (form: HTMLFormElement, name: string): string => String(new FormData(form).get(name) ?? '');

const startBuying = (): void => {
  const form = byId('buy', HTMLFormElement);
  const button = byId('add-to-cart', HTMLButtonElement);
  const slug = form.dataset.product ?? '';
  // The experiment: the tag says which wording this visitor sees, and records when the button is really seen.
  onVariant('cta', button, (variant) => {
    button.dataset.variant = ctaVariants.find((known) => known === variant) ?? 'control';
  });

  const sizes = all('input[name="size"]', HTMLInputElement, form);
  for (const size of sizes) size.addEventListener('change', () => show('size-error', false));
  onSubmit(form, () => {
    const size = entryOf(form, 'size');
    if (sizes.length > 0 && !size) {
      show('size-error', true);
      return sizes[0]?.focus();
    }
    const quantity = Number(entryOf(form, 'quantity'));
    addToCart({ slug, colour: entryOf(form, 'colour'), ...(size && { size }), quantity });
    showCartCount();
    show('added', true);
    const category = products.find((product) => product.slug === slug)?.category ?? '';
    tell('track', 'add_to_cart', { product: slug, category, price: priceOf(slug), quantity });
  });
};

/** Moves a date over working days, Saturday and Sunday off. */
const afterWorkingDays = (days: number): number => {
  const date = new Date();
  for (let rest = days; rest > 0; ) {
    date.setUTCDate(date.getUTCDate() + 1);
    if (date.getUTCDay() !== 0 && date.getUTCDay() !== 6) rest--;
  }
  return date.getTime();
};

/** Where a parcel takes two days longer than to the neighbours. */
const farFrom: Record<string, ReadonlySet<string>> = {
  en: new Set(['SA', 'AE', 'EG', 'KW']),
  ar: new Set(['IE', 'GB', 'DE', 'NL']),
};

const startDeliveryCalculator = (): void => {
  const form = byId('delivery', HTMLFormElement);
  onSubmit(form, () => {
    const currency = currencyOf[language];
    const method = deliveryMethods.find(({ id }) => id === entryOf(form, 'delivery-speed')) ?? deliveryMethods[0];
    const isFree = method.freeFrom !== undefined && priceOf(form.dataset.product ?? '') >= method.freeFrom[currency];
    const extraDays = farFrom[language]?.has(entryOf(form, 'delivery-country')) ? 2 : 0;
    const amount = isFree ? (form.dataset.free ?? '') : format.money(method.cost[currency]);
    byId('delivery-answer', HTMLElement).textContent = (form.dataset.result ?? '')
      .replace('{date}', format.date(afterWorkingDays(method.days + extraDays)))
      .replace('{amount}', amount);
  });
};

const startReviews = (): void => {
  const order = byId('reviews-order', HTMLSelectElement);
  const list = byId('reviews-list', HTMLElement);
  order.addEventListener('change', () => {
    const sign = order.value === 'best' ? -1 : 1;
    const sorted = all('.review', HTMLElement, list).sort(
      (a, b) => sign * (Number(a.dataset.stars) - Number(b.dataset.stars)),
    );
    list.append(...sorted);
  });
};

/** The product page: pictures, choices, the experiment on its button, calculator and reviews. */
export const startProduct = (): void => {
  startGallery();
  startColours();
  startBuying();
  startDeliveryCalculator();
  startReviews();
};
