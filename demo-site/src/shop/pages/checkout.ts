import { type CheckoutStep, checkoutSteps, deliveryMethods } from '../../catalog.ts';
import type { PagePath } from '../../routes.ts';
import { icons } from '../art/icons.ts';
import { type Html, html } from '../html.ts';
import { fillIn } from '../locales/texts.ts';
import type { Page, PageContext } from '../page.ts';
import { countryOptions } from '../parts/delivery.ts';
import { textField, wrapField } from '../parts/field.ts';
import { namesForScript, summary } from '../parts/summary.ts';

const paths: Record<CheckoutStep, PagePath> = {
  contact: 'checkout/',
  delivery: 'checkout/delivery/',
  payment: 'checkout/payment/',
};

const methods = ({ t, format }: PageContext): Html => html`
  <fieldset class="field methods">
    <legend>${t.checkout.methodLegend}</legend>
    ${deliveryMethods.map(
      ({ id, cost }, index) => html`
    <label class="method"><input type="radio" name="delivery-method" id="delivery-method-${id}" value="${id}"${index === 0 && html` checked`} required>
      <span><strong>${t.methods[id].name}</strong> <span>${t.methods[id].text}</span></span>
      <span class="price">${format.money(cost[format.currency])}</span>
    </label>`,
    )}
  </fieldset>`;

/** The fields of each step. Names are what Telltale sees; what is typed it never sees. */
const fieldsOf: Record<CheckoutStep, (context: PageContext) => Html> = {
  contact: (context) => html`
    ${textField('email', context, { type: 'email', autocomplete: 'email', isLatin: true })}
    ${textField('name', context, { autocomplete: 'name' })}
    ${textField('phone', context, { type: 'tel', autocomplete: 'tel', isLatin: true, isOptional: true })}`,
  delivery: (context) => html`
    ${wrapField('country', context, html`<select id="country" name="country" autocomplete="country" required aria-describedby="country-error">${countryOptions(context)}</select>`)}
    ${textField('street', context, { autocomplete: 'street-address' })}
    <div class="fields two">
      ${textField('city', context, { autocomplete: 'address-level2' })}
      ${textField('postal-code', context, { autocomplete: 'postal-code', isLatin: true })}
    </div>
    ${methods(context)}`,
  payment: (context) => html`
    <p class="notice">${icons.lock}<span>${context.t.checkout.demoCard}</span></p>
    ${textField('card-name', context, { autocomplete: 'cc-name' })}
    ${textField('card-number', context, { autocomplete: 'cc-number', inputmode: 'numeric', isLatin: true })}
    <div class="fields two">
      ${textField('card-expiry', context, { autocomplete: 'cc-exp', inputmode: 'numeric', isLatin: true })}
      ${textField('card-code', context, { autocomplete: 'cc-csc', inputmode: 'numeric', isLatin: true })}
    </div>`,
};

const stepList = (current: number, { t, link }: PageContext): Html => html`
  <ol class="steps">
    ${checkoutSteps.map((step, index) => {
      const label = t.checkout.steps[step];
      if (index < current) return html`<li class="past"><a href="${link(paths[step])}">${icons.check}${label}</a></li>`;
      return html`<li${index === current && html` aria-current="step"`}><span>${label}</span></li>`;
    })}
  </ol>`;

/** One of the three steps of the checkout. */
export const checkoutPage = (step: CheckoutStep, context: PageContext): Page => {
  const { t, format, link } = context;
  const index = checkoutSteps.indexOf(step);
  const next = checkoutSteps[index + 1];
  const before = checkoutSteps[index - 1];
  return {
    path: paths[step],
    title: `${t.checkout.title}: ${t.checkout.steps[step]}`,
    description: t.checkout.title,
    name: 'checkout',
    main: html`
    <header class="page-head narrow">
      <p class="eyebrow">${fillIn(t.checkout.stepOf, { step: format.number(index + 1), steps: format.number(checkoutSteps.length) })}</p>
      <h1>${t.checkout.steps[step]}</h1>
      ${stepList(index, context)}
    </header>
    <div class="two-columns">
      <form class="fields checkout-form" id="checkout" method="dialog" novalidate data-tt-checkout="${step}" data-tt-checkout-number="${index + 1}" data-step="${step}" data-next="${link(next ? paths[next] : 'thank-you/')}">
        ${fieldsOf[step](context)}
        <div class="form-foot">
          <a class="text-link back" href="${link(before ? paths[before] : 'cart/')}">${icons.arrow}${t.checkout.back}</a>
          <button class="button strong" id="continue" type="submit" data-words="${t.checkout.continue[step]}">${fillIn(t.checkout.continue[step], { amount: '' })}</button>
        </div>
      </form>
      <aside class="box summary" aria-labelledby="order-title">
        <h2 id="order-title">${t.checkout.summary}</h2>
        <ul class="order-lines" id="order-lines"></ul>
        ${summary(context)}
      </aside>
    </div>
    ${namesForScript(context)}`,
  };
};
