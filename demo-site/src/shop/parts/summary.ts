import { products } from '../../catalog.ts';
import { type Html, html } from '../html.ts';
import type { PageContext } from '../page.ts';

/** What an order costs; the shop's script fills in the amounts. */
export const summary = ({ t }: PageContext): Html => html`
  <dl class="sums">
    <div><dt>${t.cart.goods}</dt><dd data-sum="goods"></dd></div>
    <div data-row="discount" hidden><dt>${t.cart.discount}</dt><dd data-sum="discount"></dd></div>
    <div><dt>${t.cart.delivery}</dt><dd data-sum="delivery" data-free="${t.product.deliveryFree}"></dd></div>
    <div class="total"><dt>${t.cart.total}</dt><dd data-sum="total"></dd></div>
  </dl>`;

/** The names of products and colours for the shop's script, as markup that it copies from. */
export const namesForScript = ({ t }: PageContext): Html => html`
  <template id="names">
    ${products.map(({ slug }) => html`<span data-name="${slug}">${t.products[slug].name}</span>`)}
    ${Object.entries(t.colours).map(([colour, name]) => html`<span data-name="${colour}">${name}</span>`)}
  </template>`;
