import { type Html, html } from '../html.ts';

const icon = (name: string, path: Html): Html =>
  html`<svg class="icon icon-${name}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${path}</svg>`;

/** Line icons, 24 × 24; `arrow` is mirrored in right-to-left pages by the stylesheet. */
export const icons = {
  arrow: icon('arrow', html`<path d="M5 12h14m-6-6 6 6-6 6"/>`),
  bag: icon('bag', html`<path d="M5 8h14l1 12H4zM9 8V6a3 3 0 0 1 6 0v2"/>`),
  check: icon('check', html`<path d="m5 12.5 4.5 4.5L19 7.5"/>`),
  chevron: icon('chevron', html`<path d="m6 9 6 6 6-6"/>`),
  delivery: icon(
    'delivery',
    html`<path d="M3 7h11v9H3zm11 3h4l3 3v3h-7M7.5 19a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6Zm9.5 0a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6Z"/>`,
  ),
  globe: icon(
    'globe',
    html`<path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0 0c3-3 3-15 0-18-3 3-3 15 0 18ZM3.5 9h17m-17 6h17"/>`,
  ),
  lock: icon('lock', html`<path d="M6 11h12v9H6zm2.5 0V8a3.5 3.5 0 0 1 7 0v3"/>`),
  minus: icon('minus', html`<path d="M6 12h12"/>`),
  plus: icon('plus', html`<path d="M6 12h12M12 6v12"/>`),
  returns: icon('returns', html`<path d="M4 9h11a5 5 0 0 1 0 10h-4M8 5 4 9l4 4"/>`),
  shield: icon('shield', html`<path d="M12 3 5 6v6c0 4 3 7 7 9 4-2 7-5 7-9V6zm-3 9 2.2 2.2L15.5 10"/>`),
  trash: icon('trash', html`<path d="M5 7h14M10 7V5h4v2m-7 0 1 13h8l1-13"/>`),
} as const;

/** One of five stars. */
export const star = html`<svg class="star" viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d="m10 1.8 2.5 5.300 5.700.7-4.200 4 1.100 5.800L10 14.800l-5.100 2.800L6 11.8l-4.200-4 5.700-.7z"/></svg>`;
