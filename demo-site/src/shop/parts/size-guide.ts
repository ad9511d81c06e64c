import { icons } from '../art/icons.ts';
import { type Html, html } from '../html.ts';
import { fillIn } from '../locales/texts.ts';
import type { PageContext } from '../page.ts';
import type { CatalogProduct } from './product.ts';

/** Measures in centimetres by size label. */
const measures = {
  wear: { XS: [86, 60], S: [92, 62], M: [98, 64], L: [106, 66], XL: [114, 68] },
  shoes: {
    38: [24, 9.2],
    39: [24.7, 9.4],
    40: [25.3, 9.6],
    41: [26, 9.8],
    42: [26.7, 10],
    43: [27.3, 10.2],
    44: [28, 10.4],
  },
  gloves: { S: [8, 7.4], M: [8.8, 7.9], L: [9.6, 8.4], XL: [10.4, 8.9] },
} as const satisfies Record<string, Record<string, readonly number[]>>;

const chartOf = (slug: string): keyof typeof measures =>
  slug === 'deck-shoes' ? 'shoes' : slug === 'sailing-gloves' ? 'gloves' : 'wear';

/** The size guide of a product that has sizes: folded until somebody wants to know. */
export const sizeGuide = ({ slug }: CatalogProduct, { t, format }: PageContext): Html => {
  const chart = chartOf(slug);
  const [sizeLabel, ...columns] = t.product.sizeColumns[chart];
  return html`
  <details class="box size-guide" id="size-guide" data-tt-feature="size-guide">
    <summary id="size-guide-open"><h2>${t.product.sizeGuide}</h2>${icons.chevron}</summary>
    <p>${t.product.sizeGuideText}</p>
    <table>
      <thead><tr><th scope="col">${sizeLabel}</th>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
      <tbody>
        ${Object.entries<readonly number[]>(measures[chart]).map(
          ([size, values]) =>
            html`<tr><th scope="row">${format.size(size)}</th>${values.map((value) => html`<td>${fillIn(t.product.centimetres, { value: format.number(value) })}</td>`)}</tr>`,
        )}
      </tbody>
    </table>
  </details>`;
};
