import { cart } from './cart-store.ts';
import { byId, show } from './dom.ts';
import { showCartCount } from './frame.ts';
import { keep } from './keep.ts';
import { tell } from './telltale.ts';

/** What the switch says; the tag keeps the visitor's choice itself. */
const isMeasured = keep<boolean>(localStorage, 'ribbon.measured', () => true);

/** The privacy page: the switch that ends measuring, and forgetting. */
export const startPrivacy = (): void => {
  const control = byId('consent', HTMLButtonElement);
  const words = byId('consent-words', HTMLElement);
  const update = (): void => {
    control.setAttribute('aria-checked', String(isMeasured.get()));
    words.textContent = (isMeasured.get() ? words.dataset.on : words.dataset.off) ?? '';
  };
  control.addEventListener('click', () => {
    isMeasured.set(!isMeasured.get());
    tell('consent', isMeasured.get() ? 'granted' : 'denied');
    update();
  });
  show('consent-signal', 'globalPrivacyControl' in navigator && navigator.globalPrivacyControl === true);
  update();

  byId('forget', HTMLButtonElement).addEventListener('click', () => {
    tell('reset');
    cart.clear();
    showCartCount();
    show('forgotten', true);
  });
};
