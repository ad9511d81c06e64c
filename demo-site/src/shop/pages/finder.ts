import { products } from '../../catalog.ts';
import type { PagePath } from '../../routes.ts';
import { icons } from '../art/icons.ts';
import { harbourScene } from '../art/scene.ts';
import { type Html, html } from '../html.ts';
import { fillIn } from '../locales/texts.ts';
import type { Page, PageContext } from '../page.ts';
import { card } from '../parts/product.ts';

type Question = 'water' | 'weather';
const questions: readonly Question[] = ['water', 'weather'];

/** Small pictures of the answers. */
const drawings: Record<string, Html> = {
  dinghy: html`<path class="fill-sail" d="M60 12v44H30Z"/><path class="fill-hull" d="M24 60h72q-8 16-22 16H46q-14 0-22-16Z"/><path class="stroke-sea" d="M8 84q13-8 26 0t26 0 26 0 26 0"/>`,
  coast: html`<path class="fill-far" d="M4 70q24-40 44-14 16-22 30-4 16-20 38 18Z"/><path class="fill-sail" d="M66 22v32H46Zm4 6 16 26H70Z"/><path class="fill-hull" d="M42 58h52q-6 12-18 12H58q-12 0-16-12Z"/><path class="stroke-sea" d="M8 82q13-8 26 0t26 0 26 0 26 0"/>`,
  ocean: html`<path class="fill-sail" d="M58 8v42H30Zm5 4 26 38H63Z"/><path class="fill-hull" d="M22 54h76q-8 14-22 14H44q-16 0-22-14Z"/><path class="stroke-sea" d="M4 78q14-18 28 0t28 0 28 0 28 0M4 92q14-12 28 0t28 0 28 0 28 0"/>`,
  mild: html`<circle class="fill-sun" cx="60" cy="48" r="22"/><path class="stroke-wind" d="M20 84h52q10 0 10-8"/>`,
  fresh: html`<circle class="fill-sun" cx="82" cy="32" r="15"/><path class="stroke-wind" d="M14 48h58q12 0 12-11t-12-9M14 64h76q12 0 12 11t-12 9M14 80h40"/>`,
  rough: html`<path class="fill-far" d="M26 52q-4-22 18-24 8-18 28-8 20-2 20 18 14 2 10 14Z"/><path class="stroke-wind" d="m42 62-8 20m26-20-8 20m26-20-8 20m26-20-8 20"/>`,
};

const choice = (question: Question, id: string, label: string, text: string): Html => html`
  <button class="choice-card" type="button" id="choose-${id}" data-question="${question}" data-answer="${id}">
    <svg class="drawing" viewBox="0 0 120 100" aria-hidden="true" focusable="false">${drawings[id]}</svg>
    <strong>${label}</strong> <span>${text}</span>
  </button>`;

const questionView = (question: Question, index: number, { t, format }: PageContext): Html => {
  const { question: words, ...answers } = t.finder[question];
  return html`
  <section class="finder-view" data-view="${question}/" hidden>
    <p class="eyebrow">${fillIn(t.finder.progress, { step: format.number(index + 1), steps: format.number(questions.length) })}</p>
    <h1 tabindex="-1">${words}</h1>
    <div class="choice-cards" data-tt-feature="finder-${question}">
      ${Object.entries(answers).map(([id, { label, text }]) => choice(question, id, label, text))}
    </div>
    <button class="text-link back" type="button" data-back>${icons.arrow}${t.finder.back}</button>
  </section>`;
};

/**
 * The single-page corner. Each address is served with the same views, so that a reload stays where it was; the
 * shop's script shows the one that belongs to the address.
 */
export const finderPage = (path: PagePath, context: PageContext): Page => {
  const { t } = context;
  return {
    path,
    title: t.finder.title,
    description: t.finder.text,
    name: 'finder',
    main: html`
    <section class="finder-view first" data-view="" hidden>
      ${harbourScene}
      <h1 tabindex="-1">${t.finder.heading}</h1>
      <p class="lead">${t.finder.text}</p>
      <button class="button strong" type="button" id="finder-start" data-go="water/">${t.finder.start}${icons.arrow}</button>
    </section>
    ${questions.map((question, index) => questionView(question, index, context))}
    <section class="finder-view" data-view="result/" hidden>
      <h1 tabindex="-1">${t.finder.result}</h1>
      <p class="lead">${t.finder.resultText}</p>
      <ol class="cards three" id="finder-result" data-tt-feature="finder-result">${products.map((product) => card(product, context))}</ol>
      <button class="button quiet" type="button" id="finder-again" data-go="">${t.finder.again}</button>
    </section>`,
  };
};
