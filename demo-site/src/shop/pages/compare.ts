import { products } from '../../catalog.ts';
import { productPath } from '../../routes.ts';
import { type Html, html } from '../html.ts';
import { fillIn } from '../locales/texts.ts';
import type { Page, PageContext } from '../page.ts';
import { art, ratingOf, specificationsOf, stars } from '../parts/product.ts';

/** The products that stand side by side at first. */
const preselected = new Set<string>(products.slice(0, 3).map(({ slug }) => slug));

/** Up to three products side by side; columns of the others are hidden. */
export const comparePage = (context: PageContext): Page => {
  const { t, format, link } = context;
  const row = (label: string, cell: (product: (typeof products)[number], index: number) => Html | string) => html`
    <tr><th scope="row">${label}</th>${products.map((product, index) => html`<td data-column="${product.slug}"${!preselected.has(product.slug) && html` hidden`}>${cell(product, index)}</td>`)}</tr>`;
  const labels = specificationsOf(products[0], context).map(([label]) => label);
  return {
    path: 'compare/',
    title: t.compare.title,
    description: t.compare.text,
    name: 'compare',
    main: html`
    <header class="page-head">
      <h1>${t.compare.title}</h1>
      <p class="lead">${t.compare.text}</p>
    </header>
    <fieldset class="filters" id="compare-choice" data-tt-feature="comparison-choice">
      <legend class="hidden-words">${t.compare.choose}</legend>
      ${products.map(
        ({ slug }) =>
          html`<label class="chip check"><input type="checkbox" name="with" id="compare-${slug}" value="${slug}"${preselected.has(slug) && html` checked`}><span>${t.products[slug].name}</span></label>`,
      )}
    </fieldset>
    <p class="fine" id="compare-limit" role="status" hidden>${t.compare.limit}</p>
    <div class="scroller" data-tt-feature="comparison-table" tabindex="0" role="region" aria-label="${t.compare.title}">
      <table class="compare">
        <thead><tr><td></td>${products.map(
          ({ slug, category, colours }) =>
            html`<th scope="col" data-column="${slug}"${!preselected.has(slug) && html` hidden`}><span class="panel tint-${category}">${art(slug, colours[0])}</span><a href="${link(productPath(slug))}">${t.products[slug].name}</a></th>`,
        )}</tr></thead>
        <tbody>
          ${row(t.compare.price, ({ price }) => html`<span class="price">${format.money(price[format.currency])}</span>`)}
          ${row(t.compare.rating, ({ slug }) => {
            const rating = ratingOf(slug, context);
            return stars(rating, fillIn(t.list.from, { rating: format.number(rating) }));
          })}
          ${labels.map((label, index) => row(label, (product) => specificationsOf(product, context)[index]?.[1] ?? ''))}
        </tbody>
      </table>
    </div>`,
  };
};
