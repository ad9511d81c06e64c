import { products } from '../../catalog.ts';
import { productPath } from '../../routes.ts';
import { icons } from '../art/icons.ts';
import { harbourScene } from '../art/scene.ts';
import { type Html, html } from '../html.ts';
import { fillIn } from '../locales/texts.ts';
import type { Page, PageContext } from '../page.ts';
import { art, type CatalogProduct, promises } from '../parts/product.ts';
import { namesForScript, summary } from '../parts/summary.ts';

/** A line of the cart for one product; the shop's script copies it and fills in colour, size, quantity and price. */
const line = ({ slug, category, colours }: CatalogProduct, { t, link }: PageContext): Html => {
  const { name } = t.products[slug];
  return html`
  <template id="line-${slug}">
    <li class="line" data-product="${slug}">
      <span class="panel tint-${category}">${art(slug, colours[0])}</span>
      <div class="line-words">
        <a href="${link(productPath(slug))}">${name}</a>
        <p class="fine" data-place="choice"></p>
      </div>
      <div class="stepper" role="group" aria-label="${fillIn(t.cart.quantityOf, { name })}">
        <button type="button" data-act="less" aria-label="${fillIn(t.cart.less, { name })}">${icons.minus}</button>
        <output data-place="quantity"></output>
        <button type="button" data-act="more" aria-label="${fillIn(t.cart.more, { name })}">${icons.plus}</button>
      </div>
      <p class="price" data-place="price"></p>
      <button class="remove" type="button" data-act="remove" aria-label="${fillIn(t.cart.remove, { name })}">${icons.trash}</button>
    </li>
  </template>`;
};

/** The cart: lines, coupon, what is missing to free delivery, and the way to the checkout. */
export const cartPage = (context: PageContext): Page => {
  const { t, link } = context;
  return {
    path: 'cart/',
    title: t.cart.title,
    description: t.cart.title,
    name: 'cart',
    main: html`
    <header class="page-head"><h1 tabindex="-1">${t.cart.title}</h1></header>
    <section class="empty" id="cart-empty" hidden>
      ${harbourScene}
      <h2>${t.cart.empty}</h2>
      <p>${t.cart.emptyText}</p>
      <a class="button strong" id="empty-shop" href="${link('products/')}">${t.cart.emptyAction}${icons.arrow}</a>
    </section>
    <div class="two-columns" id="cart-full" hidden>
      <div>
        <ul class="lines" id="lines"></ul>
        ${promises(context)}
      </div>
      <aside class="box summary" aria-labelledby="summary-title">
        <h2 id="summary-title">${t.cart.summary}</h2>
        <div class="free-delivery" data-tt-feature="free-delivery">
          <p id="free-delivery-words" data-rest="${t.cart.freeDeliveryRest}" data-reached="${t.cart.freeDeliveryReached}"></p>
          <progress id="free-delivery" max="100" value="0" aria-labelledby="free-delivery-words"></progress>
        </div>
        <form id="coupon" method="dialog" data-tt-feature="coupon">
          <label for="coupon-code">${t.cart.coupon} <span class="fine">${t.cart.couponHint}</span></label>
          <div class="inline-field">
            <input id="coupon-code" name="coupon-code" autocomplete="off" autocapitalize="characters" dir="ltr">
            <button class="button quiet" id="coupon-apply" type="submit">${t.cart.couponApply}</button>
          </div>
          <p class="fine" id="coupon-answer" role="status" data-done="${t.cart.couponDone}" data-wrong="${t.cart.couponWrong}"></p>
        </form>
        ${summary(context)}
        <a class="button strong wide-button" id="begin-checkout" href="${link('checkout/')}">${t.cart.checkout}${icons.arrow}</a>
      </aside>
    </div>
    ${products.map((product) => line(product, context))}
    ${namesForScript(context)}`,
  };
};
