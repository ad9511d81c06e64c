import { countArticles } from './cart-store.ts';
import { byId, onSubmit, show } from './dom.ts';
import { format } from './page-language.ts';
import { tell } from './telltale.ts';

/** Writes how many articles lie in the cart beside the bag. */
export const showCartCount = (): void => {
  const count = countArticles();
  const badge = byId('cart-count', HTMLElement);
  badge.hidden = count === 0;
  badge.textContent = format.number(count);
};

/** What every page has: the cart's badge and the newsletter. */
export const startFrame = (): void => {
  showCartCount();
  addEventListener('pageshow', showCartCount);
  addEventListener('storage', showCartCount);

  const form = byId('newsletter', HTMLFormElement);
  const email = byId('newsletter-email', HTMLInputElement);
  onSubmit(form, () => {
    const isValid = email.checkValidity();
    email.setAttribute('aria-invalid', String(!isValid));
    show('newsletter-error', !isValid);
    if (!isValid) return email.focus();
    form.hidden = true;
    show('newsletter-done', true);
    tell('track', 'newsletter_signup');
  });
};
