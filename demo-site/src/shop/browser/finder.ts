import { all, byId } from './dom.ts';
import { keep } from './keep.ts';
import { language } from './page-language.ts';
import { tell } from './telltale.ts';

const base = `/demo/${language}/finder/`;

/** The answers given so far, for as long as the tab is open. */
const answers = keep<Record<string, string>>(sessionStorage, 'ribbon.finder', () => ({}));

/** What to bring, by what somebody answered; the three best are shown. */
const packing: Record<string, readonly string[]> = {
  dinghy: ['sailing-gloves', 'automatic-lifejacket', 'dry-bag'],
  coast: ['automatic-lifejacket', 'deck-shoes', 'telltale-ribbons'],
  ocean: ['automatic-lifejacket', 'offshore-jacket', 'bearing-compass'],
  mild: ['telltale-ribbons', 'deck-shoes', 'sailing-gloves'],
  fresh: ['sailing-gloves', 'telltale-ribbons', 'dry-bag'],
  rough: ['offshore-jacket', 'automatic-lifejacket', 'wind-meter'],
};

const bestThree = (given: readonly string[]): string[] => {
  const scores = new Map<string, number>();
  for (const answer of given)
    for (const [index, slug] of (packing[answer] ?? []).entries())
      scores.set(slug, (scores.get(slug) ?? 0) + 3 - index);
  return [...scores]
    .sort(([, a], [, b]) => b - a)
    .map(([slug]) => slug)
    .slice(0, 3);
};

const showResult = (): void => {
  const list = byId('finder-result', HTMLElement);
  const { water = 'coast', weather = 'fresh' } = answers.get();
  const best = bestThree([water, weather]);
  for (const card of all('.card', HTMLElement, list)) card.hidden = !best.includes(card.dataset.product ?? '');
  for (const slug of best) list.append(...all(`[data-product="${slug}"]`, HTMLElement, list));
};

/** Shows the view that belongs to the address. */
const showView = (isMovingFocus: boolean): void => {
  const name = location.pathname.slice(base.length);
  for (const view of all('.finder-view', HTMLElement)) {
    view.hidden = view.dataset.view !== name;
    if (!view.hidden && isMovingFocus) all('h1', HTMLElement, view)[0]?.focus();
  }
  if (name === 'result/') showResult();
};

const go = (view: string): void => {
  history.pushState(null, '', base + view);
  showView(true);
  scrollTo(0, 0);
};

/** The finder: a single-page corner whose views have addresses of their own. */
export const startFinder = (): void => {
  for (const button of all('[data-go]', HTMLButtonElement))
    button.addEventListener('click', () => go(button.dataset.go ?? ''));
  for (const button of all('[data-back]', HTMLButtonElement)) button.addEventListener('click', () => history.back());
  for (const button of all('[data-answer]', HTMLButtonElement))
    button.addEventListener('click', () => {
      const { question = '', answer = '' } = button.dataset;
      answers.set({ ...answers.get(), [question]: answer });
      if (question === 'water') return go('weather/');
      go('result/');
      const { water = '', weather = '' } = answers.get();
      tell('track', 'finder_completed', { sailing: water, weather });
    });
  addEventListener('popstate', () => showView(true));
  showView(false);
};
