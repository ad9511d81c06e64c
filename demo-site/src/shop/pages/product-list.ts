import { categories, products } from '../../catalog.ts';
import { html } from '../html.ts';
import { plural } from '../locales/texts.ts';
import type { Page, PageContext } from '../page.ts';
import { card } from '../parts/product.ts';

/** Every product, with a filter by category. */
export const productListPage = (context: PageContext): Page => {
  const { t, language, format } = context;
  return {
    path: 'products/',
    title: t.list.title,
    description: t.list.text,
    name: 'products',
    main: html`
    <header class="page-head">
      <h1>${t.list.title}</h1>
      <p class="lead">${t.list.text}</p>
    </header>
    <div class="filters" role="group" aria-label="${t.list.filter}" data-tt-feature="filters">
      ${(['all', ...categories] as const).map(
        (category) =>
          html`<button class="chip" type="button" id="filter-${category}" data-filter="${category}" aria-pressed="${category === 'all' ? 'true' : 'false'}">${t.categories[category]}</button>`,
      )}
      <p class="count" id="list-count" role="status">${plural(language, t.list.count, products.length, format.number(products.length))}</p>
    </div>
    <ul class="cards" id="list">${products.map((product) => card(product, context))}</ul>
    <template id="count-forms">${Object.entries(t.list.count).map(([form, words]) => html`<span data-form="${form}">${words}</span>`)}</template>`,
  };
};
