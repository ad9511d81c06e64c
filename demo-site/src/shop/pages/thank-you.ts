import { icons } from '../art/icons.ts';
import { harbourScene } from '../art/scene.ts';
import { html } from '../html.ts';
import type { Page, PageContext } from '../page.ts';

/** After the payment: the order's number, and thanks. */
export const thankYouPage = ({ t, link }: PageContext): Page => ({
  path: 'thank-you/',
  title: t.thanks.title,
  description: t.thanks.title,
  name: 'thank-you',
  main: html`
    <section class="empty thanks" id="order-done" hidden>
      ${harbourScene}
      <h1 id="order-heading" data-words="${t.thanks.heading}" tabindex="-1">${t.thanks.title}</h1>
      <p class="lead" id="order-words" data-words="${t.thanks.text}"></p>
      <p class="paid">${t.thanks.paid}: <strong class="price" id="order-total"></strong></p>
      <a class="button strong" id="next-shop" href="${link('')}">${t.thanks.next}${icons.arrow}</a>
    </section>
    <section class="empty" id="order-none" hidden>
      ${harbourScene}
      <h1>${t.thanks.none}</h1>
      <p>${t.thanks.noneText}</p>
      <a class="button strong" id="none-cart" href="${link('cart/')}">${t.nav.cart}${icons.arrow}</a>
    </section>`,
});
