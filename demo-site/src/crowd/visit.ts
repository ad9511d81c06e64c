import type { CallToAction } from '../call-to-action.ts';
import { currencyOf, type ProductSlug, products } from '../catalog.ts';
import type { CtaVariant } from '../demo-config.ts';
import { SAME, sameVariantOf } from '../demo-experiments.ts';
import { productPath } from '../routes.ts';
import type { Arrival } from './acquisition.ts';
import { type CheckoutScene, tryToBuy } from './checkout.ts';
import { productOf } from './memory.ts';

/**
 * The truth about the experiment: how likely an average person puts a product into the cart when its page shows this
 * variant. The answer to "which one wins?" must find it again.
 */
export const ctaEffect: Record<CtaVariant, number> = { control: 0.12, 'free-returns': 0.21 };

/** The demo's own experiment. */
export const demoCallToAction: CallToAction = { experiment: 'cta', effects: ctaEffect };

/** A person on a visit: what a checkout touches, and how good the visit is. */
interface VisitScene extends CheckoutScene {
  quality: number;
  callToAction: CallToAction;
  /** True once this visit has shown the experiment. */
  isExposed: boolean;
}

const sailing = ['dinghy', 'coast', 'ocean'] as const;
const weather = ['mild', 'fresh', 'rough'] as const;

const someProduct = ({ random }: VisitScene): ProductSlug =>
  random.weighted(products.map(({ slug, appeal }) => [slug, appeal] as const));

const isInspected = ({ random, person }: VisitScene, onDesktop: number, onMobile: number): boolean =>
  random.chance(person.device.isMobile ? onMobile : onDesktop);

/** Looks at what the product page offers; returns by how much that raises or lowers the wish to buy. */
const inspectProduct = (slug: ProductSlug, scene: VisitScene): number => {
  const { browsing, random } = scene;
  const { sizes } = productOf(slug);
  let wish = 1;
  if (isInspected(scene, 0.72, 0.8)) {
    const looks = random.between(0, 3);
    if (looks > 0) browsing.click('thumbnail');
    browsing.inspect('gallery', looks);
    // Some click on the picture, or on the small one that is shown already, and wait for something to happen.
    if (random.chance(0.06)) browsing.click('picture');
    if (random.chance(0.05)) browsing.click('thumbnail', 'dead');
  }
  if (sizes.length > 0 && isInspected(scene, 0.42, 0.3)) {
    browsing.click('size-guide');
    browsing.inspect('size-guide', 1);
    wish *= 1.35;
  }
  if (isInspected(scene, 0.5, 0.36)) {
    const isSorted = random.chance(0.3);
    if (isSorted) browsing.click('reviews');
    browsing.inspect('reviews', isSorted ? 1 : 0);
    wish *= 1.25;
  }
  if (isInspected(scene, 0.26, 0.2)) {
    browsing.inspect('delivery-calculator', 1);
    if (!browsing.calculateDelivery()) {
      scene.memory.frictionCount++;
      return 0.15;
    }
    wish *= 0.95;
  }
  if (isInspected(scene, 0.3, 0.15)) browsing.inspect('specifications');
  if (isInspected(scene, 0.28, 0.14)) browsing.inspect('comparison');
  return wish;
};

const viewProduct = (slug: ProductSlug, scene: VisitScene): void => {
  const { browsing, recording, person, memory, random } = scene;
  browsing.view(productPath(slug), 26_000, () => {
    const { experiment, effects } = scene.callToAction;
    if (!scene.isExposed) {
      recording.emit('exposure', { experiment, variant: person.variant });
      recording.emit('exposure', { experiment: SAME, variant: sameVariantOf(person.visitorId) });
    }
    scene.isExposed = true;
    const wish = inspectProduct(slug, scene) * (0.3 + 1.4 * person.intent) * scene.quality;
    if (!random.chance(Math.min(0.95, (effects[person.variant] ?? 0) * wish))) return;
    browsing.click('add-to-cart');
    memory.cart.push(slug);
    const { category, price } = productOf(slug);
    const { language } = person.place;
    recording.emit('custom', {
      name: 'add_to_cart',
      props: { product: slug, category, price: price[currencyOf[language]] },
    });
  });
};

const viewList = ({ browsing, random }: VisitScene): void =>
  browsing.view('products/', 14_000, () => {
    if (random.chance(0.3)) {
      browsing.click('filter');
      browsing.inspect('filters', 1);
    }
    browsing.click('card');
  });

const useFinder = ({ browsing, recording, random }: VisitScene, hasLanded: boolean): void => {
  if (!hasLanded) browsing.view('finder/', 8000, () => browsing.click('finder-start'));
  const answers = { sailing: random.pick(sailing), weather: random.pick(weather) };
  browsing.push('finder/water/', 6000, () => browsing.click('finder-water'));
  if (random.chance(0.2)) return;
  browsing.push('finder/weather/', 6000, () => browsing.click('finder-weather'));
  if (random.chance(0.15)) return;
  browsing.push('finder/result/', 11_000, () => {
    recording.emit('custom', { name: 'finder_completed', props: answers });
    browsing.inspect('finder-result', 1);
  });
};

const viewCart = ({ browsing, memory, random }: VisitScene): boolean => {
  let isDetermined = false;
  browsing.view('cart/', 12_000, () => {
    if (!memory.coupon && random.chance(0.12)) {
      browsing.click('coupon-apply');
      browsing.inspect('coupon', 1);
      memory.coupon = 'FAIRWIND';
    }
    isDetermined = random.chance(memory.isCheckoutOpen ? 0.85 : 0.72);
    if (isDetermined) browsing.click('begin-checkout');
  });
  return isDetermined;
};

/** The first page, and what the person does on it before going on or leaving at once. */
const land = (arrival: Arrival, scene: VisitScene): void => {
  const { browsing, random } = scene;
  const slug = products.find((product) => productPath(product.slug) === arrival.landing)?.slug;
  if (slug) viewProduct(slug, scene);
  else if (arrival.landing === 'products/') viewList(scene);
  else
    browsing.view(arrival.landing, 11_000, () => {
      if (random.chance(0.5)) browsing.click(arrival.landing === '' ? 'hero' : 'finder-start');
      if (arrival.landing === '' && random.chance(0.3)) browsing.inspect('hero');
    });
};

/** What one visit brings: landing, looking round, and perhaps the cart and the checkout. */
export const visit = (arrival: Arrival, base: CheckoutScene, callToAction: CallToAction): void => {
  const scene: VisitScene = { ...base, callToAction, quality: arrival.quality, isExposed: false };
  const { person, memory, random, recording, browsing } = scene;
  // Who left a checkout open often goes straight back to it.
  const isReturningToCart = memory.cart.length > 0 && random.chance(0.6);
  land(arrival, scene);
  const bounceProbability = 0.42 * (1.3 - person.intent) * (0.6 + 0.4 * person.slowness);
  if (!isReturningToCart && memory.cart.length === 0 && random.chance(bounceProbability)) return;
  if (arrival.landing === 'finder/') useFinder(scene, true);

  let rounds = isReturningToCart ? 0 : Math.min(9, Math.floor(random.exponential(1.6 + 2.2 * person.intent)));
  while (rounds-- > 0) {
    const next = random.weighted([
      ['product', 58],
      ['list', 24],
      ['finder', 6],
      ['compare', 9],
      ['privacy', 1],
    ] as const);
    if (next === 'product') viewProduct(someProduct(scene), scene);
    else if (next === 'list') viewList(scene);
    else if (next === 'finder') useFinder(scene, false);
    else if (next === 'compare')
      browsing.view('compare/', 19_000, () => browsing.inspect('comparison-table', random.between(0, 2)));
    else browsing.view('privacy/', 15_000);
  }
  if (person.isSubscriber && !memory.isSubscribed) {
    memory.isSubscribed = true;
    recording.emit('custom', { name: 'newsletter_signup' });
  }
  if (memory.cart.length > 0 && random.chance(0.86) && viewCart(scene)) tryToBuy(scene);
};
