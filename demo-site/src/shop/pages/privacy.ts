import { icons } from '../art/icons.ts';
import { type Html, html } from '../html.ts';
import type { Page, PageContext } from '../page.ts';

const list = (items: readonly string[], icon: Html): Html =>
  html`<ul class="ticks">${items.map((item) => html`<li>${icon}<span>${item}</span></li>`)}</ul>`;

/** What is measured, and the switch that ends it. */
export const privacyPage = ({ t }: PageContext): Page => ({
  path: 'privacy/',
  title: t.privacy.title,
  description: t.privacy.intro,
  name: 'privacy',
  main: html`
    <div class="prose">
      <h1>${t.privacy.title}</h1>
      <p class="lead">${t.privacy.intro}</p>
      <div class="box consent" data-tt-feature="opt-out">
        <button class="switch" type="button" role="switch" id="consent" aria-checked="true"><span class="knob"></span><strong>${t.privacy.switch}</strong></button>
        <p id="consent-words" role="status" data-on="${t.privacy.on}" data-off="${t.privacy.off}">${t.privacy.on}</p>
        <p class="notice" id="consent-signal" hidden>${t.privacy.signal}</p>
      </div>
      <h2>${t.privacy.recordedTitle}</h2>
      ${list(t.privacy.recorded, icons.check)}
      <h2>${t.privacy.neverTitle}</h2>
      ${list(t.privacy.never, icons.lock)}
      <div class="box forget">
        <p>${t.privacy.forgetText}</p>
        <button class="button quiet" type="button" id="forget">${t.privacy.forget}</button>
        <p class="done" id="forgotten" role="status" hidden>${icons.check}${t.privacy.forgotten}</p>
      </div>
    </div>`,
});
