import { startCart } from './cart.ts';
import { startCheckout } from './checkout.ts';
import { startCompare } from './compare.ts';
import { startFinder } from './finder.ts';
import { startFrame } from './frame.ts';
import { startPrivacy } from './privacy.ts';
import { startProduct } from './product.ts';
import { startProducts } from './products.ts';
import { startThankYou } from './thank-you.ts';

/** What each page needs beside the frame. */
const starts: Readonly<Record<string, () => void>> = {
  cart: startCart,
  checkout: startCheckout,
  compare: startCompare,
  finder: startFinder,
  privacy: startPrivacy,
  product: startProduct,
  products: startProducts,
  'thank-you': startThankYou,
};

startFrame();
starts[document.body.dataset.page ?? '']?.();
