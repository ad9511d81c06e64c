import type { SurveyPiece } from '../survey-piece.ts';
import type { SurveyQuestion } from '../survey-settings.ts';
import { ask, type Given } from './ask.ts';
import { isAsked } from './is-asked.ts';
import { make } from './make.ts';
import { openHost } from './open-host.ts';
import { placeInline } from './place-inline.ts';
import { speechOf } from './speech.ts';

/** Thanks stay long enough to be read, then make room. */
const THANKED_MS = 6000;

/** The element that has the focus, in whichever shadow tree. */
const focused = (): HTMLElement | undefined => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return (element as HTMLElement | null) ?? undefined;
};

/**
 * Shows one survey, a question at a time. It moves nothing on the page and takes no focus unless it was asked for, can be answered and
 * closed by keyboard alone, and speaks the page's language in its direction. Each answer is told at once.
 */
export const showSurvey: SurveyPiece['showSurvey'] = (survey, tell, { signal, isAskedFor } = {}) =>
  new Promise((settle) => {
    const { questions, words, place, selector = '' } = survey;
    const speech = speechOf(survey);
    const { say, show, count } = speech;
    const isInline = place === 'inline' && !isAskedFor;
    // What a tab has opened stands over it.
    const where = { bar: 'bar', tab: 'over', inline: isInline ? place : 'corner' };
    const root = openHost(survey, place ? where[place] : 'corner', speech);
    const host = root.host as HTMLElement;
    const answers = new Map<string, Given | undefined>();
    let before = focused();
    const card = make('section', { 'aria-labelledby': 'question' });
    let at = 0;
    let isOver = false;

    const close = (): void => {
      removeEventListener('keydown', closeOnEscape);
      const hadFocus = root.activeElement;
      host.remove();
      if (hadFocus) before?.focus({ preventScroll: true });
      settle();
    };
    const dismiss = (): void => {
      if (!isOver) tell('survey_dismissed', { questionNumber: at + 1 });
      close();
    };
    const closeOnEscape = (event: KeyboardEvent): void => {
      // A dialog of the page that reacts to the same key comes first; a survey in the page is no dialog.
      if (event.key === 'Escape' && !event.defaultPrevented && (!isInline || root.activeElement)) dismiss();
    };

    const nextAfter = (from: number): number => {
      const next = questions.findIndex((question, index) => index > from && isAsked(question, answers));
      return next < 0 ? questions.length : next;
    };

    const fill = (sentence: HTMLElement, ...parts: Node[]): void => {
      const hadFocus = root.activeElement || isAskedFor;
      const closer = make('button', { type: 'button', class: 'close', 'aria-label': say(words.dismiss) }, '×');
      closer.addEventListener('click', dismiss);
      // What stands below it in the page stays where it is.
      if (isInline) card.style.minBlockSize = `${card.offsetHeight}px`;
      card.replaceChildren(sentence, closer, ...parts);
      // Not while it has no place yet: it is nowhere then.
      if (hadFocus && host.isConnected) sentence.focus();
    };

    const finish = (): void => {
      isOver = true;
      tell('survey_completed', {});
      fill(make('p', { id: 'question', role: 'status', tabindex: '-1' }, show(survey.thanks)));
      // In the page it would leave a hole: there it stays.
      if (isInline) {
        removeEventListener('keydown', closeOnEscape);
        settle();
      } else setTimeout(close, THANKED_MS);
    };

    const tellAnswer = ({ id, kind }: SurveyQuestion, { score, choices, text }: Given): void => {
      const about = { questionId: id, questionKind: kind, questionNumber: at + 1 };
      if (!choices) tell('survey_answer', { ...about, score, text });
      else
        for (const choice of choices)
          tell('survey_answer', { ...about, choice, text: choice === 'other' ? text : undefined });
    };

    const step = (): void => {
      const question = questions[at];
      if (!question) {
        finish();
        return;
      }
      const go = make('button', { type: 'submit', class: 'go' });
      const refresh = (): void => {
        const given = asked.given();
        answers.set(question.id, given);
        const word = !given && question.isOptional ? words.skip : questions[nextAfter(at)] ? words.next : words.send;
        go.replaceChildren(show(word));
        if (given || question.isOptional) go.removeAttribute('aria-disabled');
        else go.setAttribute('aria-disabled', 'true');
      };
      const asked = ask(question, speech, refresh);
      refresh();
      const foot = make('div', { class: 'foot' }, go);
      // Those that may still follow, whatever is answered now.
      const all = questions.filter(
        (one, index) =>
          index <= at ||
          !one.if ||
          isAsked(one, answers) ||
          questions.findIndex(({ id }) => id === one.if?.question) >= at,
      ).length;
      if (all > 1) {
        const place = say(words.progress)
          .replace('{n}', count(at + 1))
          .replace('{all}', count(all));
        foot.append(make('progress', { max: `${all}`, value: `${at + 1}`, 'aria-label': place }));
      }
      // What changes in here is not announced: whoever changes it knows.
      const form = make('form', { novalidate: '', 'aria-live': 'off' }, ...asked.parts, foot);
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        const given = asked.given();
        if (!given && !question.isOptional) return form.querySelector<HTMLElement>('[tabindex="0"],button')?.focus();
        if (given) tellAnswer(question, given);
        at = nextAfter(at);
        step();
      });
      fill(make('p', { id: 'question', tabindex: '-1' }, show(question.text)), form);
    };

    host.addEventListener('focusin', ({ relatedTarget }) => {
      // Who asked for it had the focus by then; out of a shadow tree only its host is told.
      if (!isAskedFor) before = (relatedTarget as HTMLElement | null) ?? before;
    });
    // Screen readers hear of it when they are done; an empty live region must be there first.
    const live = make('div', { 'aria-live': 'polite' });
    root.append(live);
    step();
    const shown = (): void => {
      if (host.isConnected) tell('survey_shown', { surveyLanguage: speech.language });
    };
    if (isInline) {
      live.append(card);
      if (!placeInline(host, selector, shown)) return settle();
    } else {
      document.documentElement.append(host);
      requestAnimationFrame(() => {
        live.append(card);
        if (isAskedFor) card.querySelector('p')?.focus();
        shown();
      });
    }
    addEventListener('keydown', closeOnEscape);
    signal?.addEventListener('abort', close);
  });
