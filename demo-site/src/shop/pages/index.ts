import { checkoutSteps, products } from '../../catalog.ts';
import { finderViews } from '../../routes.ts';
import type { Page, PageContext } from '../page.ts';
import { cartPage } from './cart.ts';
import { checkoutPage } from './checkout.ts';
import { comparePage } from './compare.ts';
import { finderPage } from './finder.ts';
import { homePage } from './home.ts';
import { privacyPage } from './privacy.ts';
import { productPage } from './product.ts';
import { productListPage } from './product-list.ts';
import { thankYouPage } from './thank-you.ts';

/** Every page of the shop in one language. */
export const pages = (context: PageContext): Page[] => [
  homePage(context),
  productListPage(context),
  ...products.map((product) => productPage(product, context)),
  comparePage(context),
  ...finderViews.map((view) => finderPage(`finder/${view}`, context)),
  cartPage(context),
  ...checkoutSteps.map((step) => checkoutPage(step, context)),
  thankYouPage(context),
  privacyPage(context),
];
