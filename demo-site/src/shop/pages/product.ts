import { deliveryMethods, products } from '../../catalog.ts';
import { ctaVariants } from '../../demo-config.ts';
import { productPath } from '../../routes.ts';
import { icons } from '../art/icons.ts';
import { type Html, html } from '../html.ts';
import { fillIn } from '../locales/texts.ts';
import type { Page, PageContext } from '../page.ts';
import { countryOptions, methodOptions } from '../parts/delivery.ts';
import {
  art,
  type CatalogProduct,
  card,
  promises,
  ratingOf,
  specificationsOf,
  stars,
  type View,
} from '../parts/product.ts';
import { sizeGuide } from '../parts/size-guide.ts';

const views: readonly View[] = ['whole', 'close', 'water'];

const gallery = ({ slug, category, colours }: CatalogProduct, { t }: PageContext): Html => html`
  <section class="gallery" data-tt-feature="gallery" aria-label="${t.product.gallery}">
    <figure class="stage tint-${category}" id="stage">
      ${views.map((view, index) => html`<div class="stage-view" data-view="${index}"${index > 0 && html` hidden`}>${art(slug, colours[0], view)}</div>`)}
    </figure>
    <div class="thumbnails">
      ${views.map(
        (view, index) =>
          html`<button class="thumbnail tint-${category}" type="button" id="view-${index + 1}" data-show="${index}" aria-pressed="${index === 0 ? 'true' : 'false'}" aria-label="${t.product.views[index] ?? ''}">${art(slug, colours[0], view)}</button>`,
      )}
    </div>
  </section>`;

const choices = ({ colours, sizes }: CatalogProduct, { t, format }: PageContext): Html => html`
  <fieldset class="choice">
    <legend>${t.product.colour}: <output id="colour-name">${t.colours[colours[0]]}</output></legend>
    <div class="swatches">
      ${colours.map(
        (colour, index) =>
          html`<label class="swatch"><input type="radio" name="colour" id="colour-${colour}" value="${colour}"${index === 0 && html` checked`}><span data-colour="${colour}"></span><span class="hidden-words">${t.colours[colour]}</span></label>`,
      )}
    </div>
  </fieldset>
  ${
    sizes.length > 0 &&
    html`<fieldset class="choice" aria-describedby="size-error">
    <legend>${t.product.size}</legend>
    <div class="sizes">
      ${sizes.map((size) => html`<label class="size"><input type="radio" name="size" id="size-${size}" value="${size}" required><span>${format.size(size)}</span></label>`)}
    </div>
    <p class="error" id="size-error" role="alert" hidden>${t.product.sizeMissing}</p>
  </fieldset>`
  }`;

const buy = (product: CatalogProduct, context: PageContext): Html => {
  const { t, format, link } = context;
  const [standard] = deliveryMethods;
  return html`
  <form id="buy" class="buy" method="dialog" novalidate data-product="${product.slug}">
    ${choices(product, context)}
    <div class="buy-row">
      <label class="quantity">${t.product.quantity}
        <select name="quantity" id="quantity">${[1, 2, 3, 4, 5].map((count) => html`<option value="${count}">${format.number(count)}</option>`)}</select>
      </label>
      <button class="button cta" id="add-to-cart" type="submit" data-variant="control">
        ${ctaVariants.map((variant) => html`<span class="cta-words" data-words="${variant}">${t.product.cta[variant]}</span>`)}
      </button>
    </div>
    <p class="fine">${fillIn(t.product.tax, { amount: format.money(standard.cost[format.currency]) })}</p>
    <p class="done" id="added" role="status" hidden>${icons.check}<span>${t.product.added}</span> <a href="${link('cart/')}" id="added-cart">${t.product.toCart}</a></p>
  </form>`;
};

const deliveryCalculator = ({ slug }: CatalogProduct, context: PageContext): Html => {
  const { t } = context;
  return html`
  <section class="box" data-tt-feature="delivery-calculator" aria-labelledby="delivery-title">
    <h2 id="delivery-title">${t.product.delivery}</h2>
    <form id="delivery" class="fields three" method="dialog" data-product="${slug}" data-result="${t.product.deliveryResult}" data-free="${t.product.deliveryFree}">
      <div class="field"><label for="delivery-country">${t.product.deliveryCountry}</label><select id="delivery-country" name="delivery-country">${countryOptions(context)}</select></div>
      <div class="field"><label for="delivery-speed">${t.product.deliveryMethod}</label><select id="delivery-speed" name="delivery-speed">${methodOptions(context)}</select></div>
      <button class="button quiet" id="delivery-calculate" type="submit">${icons.delivery}${t.product.deliveryCalculate}</button>
    </form>
    <p class="answer" id="delivery-answer" role="status">${t.product.deliveryHint}</p>
  </section>`;
};

const reviews = (product: CatalogProduct, context: PageContext): Html => {
  const { t, format } = context;
  return html`
  <section class="reviews" data-tt-feature="reviews" aria-labelledby="reviews-title">
    <div class="reviews-head">
      <h2 id="reviews-title">${t.product.reviews}</h2>
      <label class="inline">${t.product.reviewsOrder}
        <select id="reviews-order"><option value="best">${t.product.reviewsOrders.best}</option><option value="worst">${t.product.reviewsOrders.worst}</option></select>
      </label>
    </div>
    <ol class="review-list" id="reviews-list">
      ${t.products[product.slug].reviews.map(
        ({ author, stars: count, title, text }) => html`
      <li class="review" data-stars="${count}">
        ${stars(count, fillIn(t.list.from, { rating: format.number(count) }))}
        <h3>${title}</h3>
        <p>${text}</p>
        <p class="fine">${author}</p>
      </li>`,
      )}
    </ol>
  </section>`;
};

const similarTo = ({ slug, category }: CatalogProduct): CatalogProduct[] => {
  const others = products.filter((item) => item.slug !== slug);
  return [
    ...others.filter((item) => item.category === category),
    ...others.filter((item) => item.category !== category),
  ].slice(0, 4);
};

/** A product: pictures, choices, the call to action, and everything that can be inspected before buying. */
export const productPage = (product: CatalogProduct, context: PageContext): Page => {
  const { t, format, link } = context;
  const { slug, price, sizes } = product;
  const { name, tagline, story, reviews: some } = t.products[slug];
  const rating = ratingOf(slug, context);
  const ratingWords = fillIn(t.product.rating, { rating: format.number(rating), count: format.number(some.length) });
  return {
    path: productPath(slug),
    title: name,
    description: tagline,
    name: 'product',
    main: html`
    <div class="product">
      ${gallery(product, context)}
      <div class="product-words">
        <h1>${name}</h1>
        <p class="lead">${tagline}</p>
        <p class="rating">${stars(rating, ratingWords)} <a href="#reviews-title">${ratingWords}</a></p>
        <p class="price big">${format.money(price[format.currency])}</p>
        ${buy(product, context)}
        ${promises(context)}
      </div>
    </div>
    <div class="details">
      <div class="details-column">
        <section class="story" aria-labelledby="about"><h2 id="about">${t.product.about}</h2>${story.map((text) => html`<p>${text}</p>`)}</section>
        ${sizes.length > 0 && sizeGuide(product, context)}
        ${reviews(product, context)}
      </div>
      <div class="details-column">
        <section class="specifications" data-tt-feature="specifications" aria-labelledby="specifications">
          <h2 id="specifications">${t.product.specifications}</h2>
          <dl>${specificationsOf(product, context).map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>
        </section>
        ${deliveryCalculator(product, context)}
      </div>
      <section class="comparison" data-tt-feature="comparison" aria-labelledby="comparison-title">
        <h2 id="comparison-title">${t.product.comparison}</h2>
        <ul class="cards">${similarTo(product).map((item) => card(item, context))}</ul>
        <a class="text-link" id="compare-open" href="${link('compare/')}?with=${slug}">${t.product.comparisonAction}${icons.arrow}</a>
      </section>
    </div>`,
  };
};
