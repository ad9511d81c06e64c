import type { SurveySettings } from '../survey-settings.ts';
import { make } from './make.ts';
import type { Speech } from './speech.ts';
import { style } from './style.ts';

/** Makes the element that a survey, or its tab, is in: apart from the page's styles and recorders, in its language and colours. */
export const openHost = ({ theme, isAtStart, colours }: SurveySettings, place: string, speech: Speech): ShadowRoot => {
  const host = make('div', {
    'data-tt-ignore': '',
    'data-place': place,
    lang: speech.language,
    dir: speech.direction,
    ...(theme && { 'data-theme': theme }),
    ...(isAtStart && { 'data-start': '' }),
  });
  const root = host.attachShadow({ mode: 'open' });
  // A constructed style sheet is no inline style: it works under the strictest content security policy.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${style}:host{${colours ?? ''}}`);
  root.adoptedStyleSheets = [sheet];
  // What is typed here is none of the page's shortcuts.
  for (const type of ['keydown', 'keyup', 'keypress'] as const)
    root.addEventListener(type, (event) => {
      if ((event as KeyboardEvent).key !== 'Escape') event.stopPropagation();
    });
  return root;
};
