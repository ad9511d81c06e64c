import { BASE, pathOf } from '../../routes.ts';
import { html } from '../html.ts';
import { texts } from '../locales/texts.ts';

/**
 * `/demo/`: sends on to the visitor's language. It carries no tag, because a page that nobody sees is not a page
 * view; without script it offers the two languages.
 */
export const entrance = (): string =>
  html`<!doctype html>
<html lang="en" dir="ltr">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${texts.en.shop} · ${texts.ar.shop}</title>
  <link rel="icon" href="${BASE}/favicon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="${BASE}/shop.css">
  <script src="${BASE}/entrance.js"></script>
</head>
<body data-page="entrance">
  <main class="entrance">
    <a class="button strong" lang="en" hreflang="en" href="${pathOf('en', '')}">${texts.en.shop}</a>
    <a class="button strong" lang="ar" dir="rtl" hreflang="ar" href="${pathOf('ar', '')}">${texts.ar.shop}</a>
  </main>
</body>
</html>
`.source;
