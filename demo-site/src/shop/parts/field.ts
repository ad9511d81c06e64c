import { type Html, html } from '../html.ts';
import type { Texts } from '../locales/texts.ts';
import type { PageContext } from '../page.ts';

/** A checkout field's name. */
export type FieldName = keyof Texts['checkout']['fields'];

/** How a text field differs from a plain, required one. */
export interface FieldOptions {
  type?: 'text' | 'email' | 'tel';
  autocomplete: string;
  inputmode?: 'numeric';
  /** Written from left to right in every language: addresses of mail, numbers, codes. */
  isLatin?: boolean;
  isOptional?: boolean;
}

/** A control with its label, its hint and the sentence that is shown when it is refused. */
export const wrapField = (name: FieldName, { t }: PageContext, control: Html, isOptional = false): Html => {
  const { label, hint, error } = t.checkout.fields[name];
  return html`
  <div class="field">
    <label for="${name}">${label}${isOptional && html` <span class="fine">${t.checkout.optional}</span>`}</label>
    ${control}
    ${hint && html`<p class="fine" id="${name}-hint">${hint}</p>`}
    <p class="error" id="${name}-error" hidden>${error}</p>
  </div>`;
};

/** A text field of the checkout. */
export const textField = (name: FieldName, context: PageContext, options: FieldOptions): Html => {
  const { type = 'text', autocomplete, inputmode, isLatin = false, isOptional = false } = options;
  const hasHint = context.t.checkout.fields[name].hint !== '';
  return wrapField(
    name,
    context,
    html`<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}"${inputmode && html` inputmode="${inputmode}"`}${isLatin && html` dir="ltr"`}${!isOptional && html` required`} aria-describedby="${hasHint && `${name}-hint `}${name}-error">`,
    isOptional,
  );
};
