import type { ProductSlug } from '../catalog.ts';
import { type PagePath, productPath } from '../routes.ts';
import type { Random } from './random.ts';

/** How a visit came about: what stands in the first page's address and referrer, and how good such visitors are. */
export interface Arrival {
  referrer?: string;
  /** Query of the landing page's address, without the "?". */
  search?: string;
  landing: PagePath;
  /** Multiplies the wish to buy: some campaigns send buyers, some send lookers. */
  quality: number;
}

interface Source {
  name: string;
  share: number;
  quality: number;
  arrive(random: Random): Omit<Arrival, 'quality'>;
}

const tagged = (source: string, medium: string, campaign: string): string =>
  new URLSearchParams({ utm_source: source, utm_medium: medium, utm_campaign: campaign }).toString();

const someProduct = (random: Random): PagePath =>
  productPath(
    random.weighted<ProductSlug>([
      ['offshore-jacket', 5],
      ['deck-shoes', 4],
      ['dry-bag', 3],
      ['telltale-ribbons', 3],
      ['automatic-lifejacket', 2],
    ]),
  );

const sources: readonly Source[] = [
  {
    name: 'direct',
    share: 24,
    quality: 1.1,
    arrive: (random) => ({
      landing: random.weighted<PagePath>([
        ['', 8],
        ['products/', 2],
      ]),
    }),
  },
  {
    name: 'google',
    share: 25,
    quality: 1,
    arrive: (random) => ({
      referrer: 'https://www.google.com/',
      landing: random.chance(0.45) ? '' : someProduct(random),
    }),
  },
  { name: 'bing', share: 4, quality: 1, arrive: () => ({ referrer: 'https://www.bing.com/', landing: '' }) },
  {
    name: 'search advertisement',
    share: 12,
    quality: 1.25,
    arrive: (random) => ({
      referrer: 'https://www.google.com/',
      search: `${tagged('google', 'cpc', 'offshore-jackets')}&gclid=${random.id()}`,
      landing: productPath('offshore-jacket'),
    }),
  },
  {
    name: 'instagram',
    share: 14,
    // Many lookers, few buyers: the campaign that the owner should notice.
    quality: 0.45,
    arrive: (random) => ({
      referrer: 'https://l.instagram.com/',
      search: tagged('instagram', 'paid-social', 'summer-on-deck'),
      landing: random.chance(0.5) ? 'finder/' : productPath('deck-shoes'),
    }),
  },
  {
    name: 'blog',
    share: 8,
    // The influencer who sends buyers.
    quality: 1.9,
    arrive: (random) => ({ referrer: 'https://logbook-under-sail.example/gear/', landing: someProduct(random) }),
  },
  {
    name: 'forum',
    share: 5,
    quality: 1.2,
    arrive: (random) => ({ referrer: 'https://harbour-talk.example/t/4711', landing: someProduct(random) }),
  },
  { name: 'youtube', share: 3, quality: 0.8, arrive: () => ({ referrer: 'https://www.youtube.com/', landing: '' }) },
  {
    name: 'assistant',
    share: 3,
    quality: 1.4,
    arrive: (random) => ({
      referrer: 'https://chatgpt.com/',
      search: 'utm_source=chatgpt.com',
      landing: someProduct(random),
    }),
  },
];

/** How a person comes for the first time. */
export const arriveFirst = (random: Random): Arrival => {
  const source = random.weighted(sources.map((item) => [item, item.share] as const));
  return { ...source.arrive(random), quality: source.quality };
};

/** How a person comes again: by heart, by a search for the shop's name, or by the newsletter. */
export const arriveAgain = (random: Random, isSubscriber: boolean): Arrival => {
  if (isSubscriber && random.chance(0.55))
    return { search: tagged('newsletter', 'email', 'spring-regatta'), landing: 'products/', quality: 1.3 };
  if (random.chance(0.3)) return { referrer: 'https://www.google.com/', landing: '', quality: 1.1 };
  return { landing: random.chance(0.7) ? '' : 'products/', quality: 1.1 };
};
