import type { Colour, Product, ProductSlug, products } from '../../catalog.ts';
import { productPath } from '../../routes.ts';
import { icons, star } from '../art/icons.ts';
import { productArt } from '../art/products.ts';
import { type Html, html } from '../html.ts';
import { fillIn } from '../locales/texts.ts';
import type { PageContext } from '../page.ts';

/** A catalog entry under the name of its slug. */
export type CatalogProduct = (typeof products)[number];

/** How near a drawing is looked at: the whole, its upper middle, or the whole out on the water. */
export type View = 'whole' | 'close' | 'water';

const boxes: Record<View, string> = { whole: '0 0 240 240', close: '62 30 130 130', water: '-50 -70 340 340' };

/** A product's drawing in one of its colours. */
export const art = (slug: ProductSlug, colour: Colour, view: View = 'whole'): Html => html`
  <svg class="art ${view}" data-colour="${colour}" viewBox="${boxes[view]}" aria-hidden="true" focusable="false">
    ${view === 'water' && html`<path class="water" d="M-60 196q26-14 50 0t50 0 50 0 50 0 50 0 50 0 50 0 50 0v120H-60Z"/>`}
    ${productArt[slug]}
    ${view === 'water' && html`<path class="water front" d="M-80 232q26-14 50 0t50 0 50 0 50 0 50 0 50 0 50 0 50 0v120H-80Z"/>`}
  </svg>`;

/** The mean of a product's reviews. */
export const ratingOf = (slug: ProductSlug, { t }: PageContext): number => {
  const { reviews } = t.products[slug];
  return reviews.reduce((sum, { stars }) => sum + stars, 0) / reviews.length;
};

/** Five stars, `stars` of them lit; said in words by `label`. */
export const stars = (count: number, label: string): Html => html`
  <span class="stars" role="img" aria-label="${label}" data-stars="${Math.round(count)}">${[star, star, star, star, star]}</span>`;

/** A product in a list: the whole card is one link. */
export const card = ({ slug, category, price, colours }: CatalogProduct, context: PageContext): Html => {
  const { t, format, link } = context;
  const { name, tagline } = t.products[slug];
  const rating = ratingOf(slug, context);
  return html`
  <li class="card" data-category="${category}" data-product="${slug}">
    <a id="card-${slug}" href="${link(productPath(slug))}">
      <span class="panel tint-${category}">${art(slug, colours[0])}</span>
      <span class="card-name">${name}</span>
      <span class="card-tagline">${tagline}</span>
      <span class="card-foot"><span class="price">${format.money(price[format.currency])}</span>${stars(rating, fillIn(t.list.from, { rating: format.number(rating) }))}</span>
    </a>
  </li>`;
};

/** The promises below the hero and beside the cart. */
export const promises = ({ t, format }: PageContext): Html => {
  const amount = format.money(format.currency === 'EUR' ? 100 : 400);
  const items = [
    { icon: icons.delivery, ...t.promises.delivery },
    { icon: icons.returns, ...t.promises.returns },
    { icon: icons.shield, ...t.promises.repair },
  ];
  return html`
  <ul class="promises">
    ${items.map(({ icon, title, text }) => html`<li>${icon}<strong>${title}</strong> <span>${fillIn(text, { amount })}</span></li>`)}
  </ul>`;
};

/** Rows of a specification table: label and value. */
export const specificationsOf = (product: CatalogProduct, { language, t, format }: PageContext): [string, string][] => {
  const { slug, weightG, waterproofLevel, warrantyYears }: Product & { slug: ProductSlug } = product;
  const years = t.product.years[new Intl.PluralRules(language).select(warrantyYears)];
  return [
    [t.product.material, t.products[slug].material],
    [t.product.weight, format.weight(weightG)],
    [t.product.waterproof, t.product.waterproofLevels[waterproofLevel] ?? ''],
    [t.product.warranty, fillIn(years, { count: format.number(warrantyYears) })],
  ];
};
