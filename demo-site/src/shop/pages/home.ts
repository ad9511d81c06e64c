import { products } from '../../catalog.ts';
import { productPath } from '../../routes.ts';
import { icons } from '../art/icons.ts';
import { sailingScene } from '../art/scene.ts';
import { html } from '../html.ts';
import type { Page, PageContext } from '../page.ts';
import { art, card, promises } from '../parts/product.ts';

/** The front page: a promise, four products, why a ribbon, the way to the finder. */
export const homePage = (context: PageContext): Page => {
  const { t, link } = context;
  return {
    path: '',
    title: t.home.title,
    description: t.home.text,
    name: 'home',
    main: html`
    <section class="hero" data-tt-feature="hero">
      <div class="hero-words">
        <p class="eyebrow">${t.claim}</p>
        <h1>${t.home.heading}</h1>
        <p class="lead">${t.home.text}</p>
        <p class="actions">
          <a class="button strong" id="hero-shop" href="${link('products/')}">${t.home.action}${icons.arrow}</a>
          <a class="button quiet" id="hero-finder" href="${link('finder/')}">${t.home.second}</a>
        </p>
      </div>
      <div class="hero-picture">${sailingScene}</div>
    </section>
    ${promises(context)}
    <section aria-labelledby="featured">
      <h2 id="featured">${t.home.featured}</h2>
      <ul class="cards">${products.slice(0, 4).map((product) => card(product, context))}</ul>
    </section>
    <section class="band tell">
      <div class="band-picture tint-instruments">${art('telltale-ribbons', 'coral', 'close')}</div>
      <div>
        <h2>${t.home.tellTitle}</h2>
        <p>${t.home.tellText}</p>
        <a class="text-link" href="${link(productPath('telltale-ribbons'))}">${t.home.tellAction}${icons.arrow}</a>
      </div>
    </section>
    <section class="band finder-band">
      <div>
        <h2>${t.home.finderTitle}</h2>
        <p>${t.home.finderText}</p>
      </div>
      <a class="button strong" id="band-finder" href="${link('finder/')}">${t.home.finderAction}${icons.arrow}</a>
    </section>`,
  };
};
