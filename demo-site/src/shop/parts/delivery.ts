import { deliveryMethods } from '../../catalog.ts';
import { type Html, html } from '../html.ts';
import type { PageContext } from '../page.ts';

/** Where the shop delivers to, by the language's own order: near ones first. */
const countries = {
  en: ['IE', 'GB', 'DE', 'NL', 'SA', 'AE', 'EG', 'KW'],
  ar: ['SA', 'AE', 'KW', 'EG', 'IE', 'GB', 'DE', 'NL'],
} as const;

/** Options of a country field. */
export const countryOptions = ({ language, t }: PageContext): Html[] =>
  countries[language].map((country) => html`<option value="${country}">${t.countries[country]}</option>`);

/** Options of a field for the way of delivery. */
export const methodOptions = ({ t }: PageContext): Html[] =>
  deliveryMethods.map(({ id }) => html`<option value="${id}">${t.methods[id].name}</option>`);
