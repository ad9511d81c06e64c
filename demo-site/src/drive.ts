import type { Page } from 'playwright-core';
import type { CheckoutStep, Language, ProductSlug } from './catalog.ts';
import { afterPurchase } from './demo-surveys.ts';
import { type PagePath, pathOf, productPath } from './routes.ts';

/** Where the shop is, and in which language it is visited. */
export interface DriveOptions {
  /** Origin of whoever serves the shop, such as `http://localhost:3000`. */
  origin: string;
  language: Language;
}

/** What is typed into the checkout. */
const typed: Record<Language, Record<string, string>> = {
  en: {
    email: 'ada@example.com',
    name: 'Ada Lovelace',
    phone: '+353 1 234 5678',
    street: '12 Quay Street',
    city: 'Galway',
    'postal-code': 'H91 AB12',
    'card-name': 'Ada Lovelace',
  },
  ar: {
    email: 'huda@example.com',
    name: 'هدى السالم',
    phone: '٠٥٠١٢٣٤٥٦٧',
    street: 'شارع الكورنيش ١٢',
    city: 'جدة',
    'postal-code': '٢٣٤١٢',
    'card-name': 'هدى السالم',
  },
};

const card = { 'card-number': '4242 4242 4242 4242', 'card-expiry': '08/29', 'card-code': '123' };

/** Something of a feature that can be used: a button, a fold, a list of choices. */
const usable = 'button:visible, summary:visible, select:visible, a:visible';

/** A visitor's hands on the shop in a real browser; each act ends when the page shows its effect. */
export interface DrivenShop {
  open(page: PagePath): Promise<void>;
  /** Goes to a product by its card in the list. */
  product(slug: ProductSlug): Promise<void>;
  /** Brings a feature into view, rests the pointer on it for `dwellMs`, and uses it once if asked. */
  inspect(feature: string, options?: { dwellMs?: number; isUsed?: boolean }): Promise<void>;
  /** Chooses the first size where there are sizes, and puts the product into the cart. */
  addToCart(): Promise<void>;
  /** From the cart to the first step of the checkout. */
  beginCheckout(): Promise<void>;
  /** Fills in the step that is open, without leaving it. */
  fillStep(step: CheckoutStep): Promise<void>;
  /** Sends the step that is open; the next one, or the thank-you page, is open afterwards. */
  sendStep(step: CheckoutStep): Promise<void>;
  /** The order's number as the thank-you page says it. */
  orderId(): Promise<string>;
  /** Answers the survey on the thank-you page with a score from 0 to 10. */
  answerSurvey(score: number): Promise<void>;
}

const pageAfter: Record<CheckoutStep, PagePath> = {
  contact: 'checkout/delivery/',
  delivery: 'checkout/payment/',
  payment: 'thank-you/',
};

/** Takes hold of the shop in a page of a real browser. */
export const openShop = (page: Page, { origin, language }: DriveOptions): DrivenShop => {
  const addressOf = (path: PagePath) => origin + pathOf(language, path);
  const follow = async (selector: string, path: PagePath) => {
    await page.locator(selector).click();
    await page.waitForURL(addressOf(path));
  };
  const open = async (path: PagePath) => {
    await page.goto(addressOf(path));
  };
  return {
    open,
    async product(slug) {
      await open('products/');
      await follow(`#card-${slug}`, productPath(slug));
    },
    async inspect(feature, { dwellMs = 1300, isUsed = false } = {}) {
      const element = page.locator(`[data-tt-feature="${feature}"]`);
      await element.scrollIntoViewIfNeeded();
      if (isUsed) await element.locator(usable).first().click();
      await element.hover();
      // Dwelling is time that passes; there is nothing to wait for.
      await page.waitForTimeout(dwellMs);
    },
    async addToCart() {
      const sizes = page.locator('input[name="size"]');
      if ((await sizes.count()) > 0) await sizes.first().check();
      await page.locator('#add-to-cart').click();
      await page.locator('#added').waitFor();
    },
    async beginCheckout() {
      await open('cart/');
      await follow('#begin-checkout', 'checkout/');
    },
    async fillStep(step) {
      const values = step === 'payment' ? { ...typed[language], ...card } : typed[language];
      for (const [name, value] of Object.entries(values)) {
        const field = page.locator(`#checkout [name="${name}"]`);
        if ((await field.count()) > 0) await field.fill(value);
      }
      if (step === 'delivery') await page.locator('#delivery-method-standard').check();
    },
    sendStep: (step) => follow('#continue', pageAfter[step]),
    async orderId() {
      const words = await page.locator('#order-words').textContent();
      const orderId = /RS-\w+/.exec(words ?? '')?.[0];
      if (!orderId) throw new Error(`The thank-you page names no order: ${words}`);
      return orderId;
    },
    async answerSurvey(score) {
      const { questions, thanks } = afterPurchase;
      const [recommend, reason] = questions;
      // By place, not by name: the scores are written in the language's own digits.
      await page.getByRole('radiogroup', { name: recommend.text[language] }).getByRole('radio').nth(score).click();
      const goOn = page.locator('[data-tt-ignore] button[type="submit"]');
      await goOn.click();
      await page.getByRole('textbox', { name: reason.text[language] }).waitFor();
      await goOn.click();
      await page.getByText(thanks[language]).waitFor();
    },
  };
};

/** A visit as it is told: from the list to a product, and as far as the visitor goes. */
export interface DrivenJourney {
  language: Language;
  product: ProductSlug;
  /** Features of the product page, by their names. */
  inspects?: readonly string[];
  /** Where the visitor gives up; absent: buys. */
  leavesAt?: 'product' | 'cart' | CheckoutStep;
  /** The survey's answer after a purchase; absent: none. */
  score?: number;
}

/** Plays a journey in a real browser; returns the order's number when the visitor bought. */
export const visit = async (page: Page, origin: string, journey: DrivenJourney): Promise<string | undefined> => {
  const { language, product, inspects = [], leavesAt, score } = journey;
  const shop = openShop(page, { origin, language });
  await shop.product(product);
  for (const feature of inspects) await shop.inspect(feature, { isUsed: true });
  if (leavesAt === 'product') return undefined;
  await shop.addToCart();
  await shop.open('cart/');
  if (leavesAt === 'cart') return undefined;
  await shop.beginCheckout();
  for (const step of ['contact', 'delivery', 'payment'] as const) {
    await shop.fillStep(step);
    if (leavesAt === step) return undefined;
    await shop.sendStep(step);
  }
  const orderId = await shop.orderId();
  if (score !== undefined) await shop.answerSurvey(score);
  return orderId;
};
