import { BASE, type PagePath, pathOf } from '../../routes.ts';
import { icons } from '../art/icons.ts';
import { mark } from '../art/scene.ts';
import { type Html, html } from '../html.ts';
import type { Page, PageContext } from '../page.ts';

/** The collector writes the demo site's public key over this when it serves a page. */
const SITE_KEY = '__TELLTALE_SITE_KEY__';

/**
 * Deferred scripts run in this order. The shop's comes before the tag: it works while the tag is still on its way, what it
 * tells meanwhile waits in the queue, and what it writes into the page is there when the tag looks.
 */
const head = ({ title, description, path }: Page, { language, t }: PageContext): Html => html`
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f6f2e9">
  <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#0b1722">
  <meta name="description" content="${description}">
  <title>${title === t.shop ? t.shop : `${title} · ${t.shop}`}</title>
  <link rel="icon" href="${BASE}/favicon.svg" type="image/svg+xml">
  <link rel="alternate" hreflang="${t.otherLanguage.code}" href="${pathOf(language === 'en' ? 'ar' : 'en', path)}">
  <link rel="stylesheet" href="${BASE}/shop.css">
  <script defer src="${BASE}/queue.js"></script>
  <script defer src="${BASE}/shop.js"></script>
  <script defer src="/t.js?site=${SITE_KEY}" data-site="${SITE_KEY}"></script>`;

const header = ({ path }: Page, { language, t, link }: PageContext): Html => {
  const item = (target: PagePath, label: string) =>
    html`<a href="${link(target)}"${path === target && html` aria-current="page"`}>${label}</a>`;
  return html`
  <a class="skip" href="#main">${t.skip}</a>
  <header class="header">
    <div class="wide header-row">
      <a class="brand" href="${link('')}">${mark}<span>${t.shop}</span></a>
      <nav class="nav" aria-label="${t.nav.label}">
        ${item('products/', t.nav.products)}
        ${item('finder/', t.nav.finder)}
        ${item('compare/', t.nav.compare)}
      </nav>
      <a class="language" id="language" lang="${t.otherLanguage.code}" hreflang="${t.otherLanguage.code}" href="${pathOf(language === 'en' ? 'ar' : 'en', path)}">${icons.globe}<span>${t.otherLanguage.name}</span></a>
      <a class="cart-link" id="cart-open" href="${link('cart/')}"${path === 'cart/' && html` aria-current="page"`}>${icons.bag}<span class="cart-word">${t.nav.cart}</span><span class="badge" id="cart-count" hidden></span></a>
    </div>
  </header>`;
};

const footer = ({ t, link }: PageContext): Html => html`
  <footer class="footer">
    <div class="wide footer-row">
      <section class="newsletter" data-tt-feature="newsletter" aria-labelledby="newsletter-title">
        <h2 id="newsletter-title">${t.footer.newsletterTitle}</h2>
        <p>${t.footer.newsletterText}</p>
        <form id="newsletter" method="dialog" novalidate>
          <label for="newsletter-email">${t.footer.newsletterLabel}</label>
          <div class="inline-field">
            <input id="newsletter-email" name="newsletter-email" type="email" autocomplete="email" dir="ltr" required aria-describedby="newsletter-error">
            <button class="button quiet" id="newsletter-submit" type="submit">${t.footer.newsletterSubmit}</button>
          </div>
          <p class="error" id="newsletter-error" hidden>${t.footer.newsletterError}</p>
        </form>
        <p class="done" id="newsletter-done" role="status" hidden>${t.footer.newsletterDone}</p>
      </section>
      <nav class="footer-links" aria-label="${t.footer.help}">
        <h2>${t.footer.help}</h2>
        <a href="${link('privacy/')}">${t.footer.privacy}</a>
        <a href="${link('finder/')}">${t.nav.finder}</a>
        <a href="${link('compare/')}">${t.nav.compare}</a>
      </nav>
      <p class="footer-note">${t.footer.note}</p>
    </div>
  </footer>`;

/** A whole page, frame included. */
export const layout = (page: Page, context: PageContext): string =>
  html`<!doctype html>
<html lang="${context.language}" dir="${context.t.dir}">
<head>${head(page, context)}
</head>
<body data-page="${page.name}">${header(page, context)}
  <main id="main" class="wide">
    <noscript><p class="notice">${context.t.needsScript}</p></noscript>${page.main}
  </main>${footer(context)}
</body>
</html>
`.source;
