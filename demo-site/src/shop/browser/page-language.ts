import type { Language } from '../../catalog.ts';
import { createFormat } from '../format.ts';

/** The language of the page. */
export const language: Language = document.documentElement.lang === 'ar' ? 'ar' : 'en';

/** Writers of money, numbers and dates in the page's language. */
export const format = createFormat(language);

/** The name of a product or colour in the page's language, as the page carries it. */
export const nameOf = (key: string): string => {
  const names = document.getElementById('names');
  const found = names instanceof HTMLTemplateElement && names.content.querySelector(`[data-name="${key}"]`);
  return (found || undefined)?.textContent || key;
};
