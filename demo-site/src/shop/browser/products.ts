import { all, byId } from './dom.ts';
import { format, language } from './page-language.ts';

/** The list: a filter by category that says how many remain. */
export const startProducts = (): void => {
  const buttons = all('[data-filter]', HTMLButtonElement);
  const cards = all('.card', HTMLElement, byId('list', HTMLElement));
  const words = byId('count-forms', HTMLTemplateElement).content;
  const forms = new Intl.PluralRules(language);
  for (const button of buttons)
    button.addEventListener('click', () => {
      const { filter } = button.dataset;
      for (const other of buttons) other.setAttribute('aria-pressed', String(other === button));
      for (const card of cards) card.hidden = filter !== 'all' && card.dataset.category !== filter;
      const shown = cards.filter(({ hidden }) => !hidden).length;
      const form = words.querySelector(`[data-form="${forms.select(shown)}"]`)?.textContent ?? '';
      byId('list-count', HTMLElement).textContent = form.replace('{count}', format.number(shown));
    });
};
