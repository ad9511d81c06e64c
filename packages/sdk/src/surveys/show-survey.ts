import { MAX_LONG_TEXT_LENGTH } from '@telltale/protocol/limits';
import { textsFor } from '../lib/texts-for.ts';
import type { SurveySettings } from '../settings.ts';
import { scaleOf } from './scale.ts';
import type { SurveyOutcome } from './survey-piece.ts';
import { surveyStyle } from './survey-style.ts';

/** Thanks stay long enough to be read, then make room. */
const THANKED_MS = 5000;

/** Makes an element; text is text, never markup, so nothing here needs a Trusted Types policy. */
const make = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string> = {},
  ...content: (Node | string)[]
): HTMLElementTagNameMap[Name] => {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...content);
  return element;
};

/**
 * Shows one survey in a corner of the window. It moves nothing on the page, takes no focus, can be answered and closed by
 * keyboard alone, and speaks the page's language in its direction.
 */
export const showSurvey = (survey: SurveySettings, { onShown, onAnswered, onDismissed }: SurveyOutcome): void => {
  const { language, direction, texts } = textsFor(survey.texts);
  const host = make('div', { 'data-tt-ignore': '', lang: language, dir: direction });
  const root = host.attachShadow({ mode: 'open' });
  // A constructed style sheet is no inline style: it works under the strictest content security policy.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(surveyStyle);
  root.adoptedStyleSheets = [sheet];

  const close = (): void => {
    removeEventListener('keydown', closeOnEscape);
    host.remove();
  };
  const dismiss = (): void => {
    close();
    onDismissed();
  };
  const closeOnEscape = (event: KeyboardEvent): void => {
    // A dialog of the page that reacts to the same key comes first.
    if (event.key === 'Escape' && !event.defaultPrevented) dismiss();
  };

  const words = make('textarea', { id: 'words', rows: '3', maxlength: `${MAX_LONG_TEXT_LENGTH}` });
  const followUp = make('div', { class: 'follow-up', hidden: '' });
  if (texts.followUp) followUp.append(make('label', { for: 'words' }, texts.followUp), words);
  const submit = make('button', { type: 'submit', class: 'submit', hidden: '' }, texts.submit);
  const scale = scaleOf({ language, direction, labelledBy: 'question' }, () => {
    followUp.hidden = !texts.followUp;
    submit.hidden = false;
  });
  const closer = make('button', { type: 'button', class: 'close', 'aria-label': texts.dismiss }, '×');
  closer.addEventListener('click', dismiss);
  const form = make(
    'form',
    { novalidate: '' },
    scale.element,
    make(
      'div',
      { class: 'labels', 'aria-hidden': 'true' },
      make('span', {}, texts.lowLabel),
      make('span', {}, texts.highLabel),
    ),
    followUp,
    submit,
  );
  const card = make(
    'section',
    { 'aria-labelledby': 'question' },
    make('p', { id: 'question' }, texts.question),
    closer,
    form,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const score = scale.score();
    if (score === undefined) return;
    removeEventListener('keydown', closeOnEscape);
    onAnswered(score, words.value.trim());
    const thanks = make('p', { role: 'status', tabindex: '-1' }, texts.thanks);
    const hadFocus = root.activeElement;
    card.replaceChildren(thanks);
    if (hadFocus) thanks.focus();
    setTimeout(close, THANKED_MS);
  });

  // What is typed here is none of the page's shortcuts.
  for (const type of ['keydown', 'keyup', 'keypress'] as const)
    root.addEventListener(type, (event) => {
      if ((event as KeyboardEvent).key !== 'Escape') event.stopPropagation();
    });
  addEventListener('keydown', closeOnEscape);
  // Screen readers hear of it when they are done; an empty live region must be there first.
  const live = make('div', { 'aria-live': 'polite' });
  root.append(live);
  document.documentElement.append(host);
  requestAnimationFrame(() => {
    live.append(card);
    onShown();
  });
};
