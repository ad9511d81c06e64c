import { demoExperiments } from './demo-config.ts';

/** Which button somebody sees who sees the same one in any case: an experiment of nothing, which must find nothing. */
export const sameVariants = ['control', 'same'] as const;

/** The experiment of nothing. */
export const SAME = 'cta-twice';

/** Even chances by all digits of the id, whatever the person is like. */
export const sameVariantOf = (visitorId: string): (typeof sameVariants)[number] =>
  [...visitorId].reduce((sum, digit) => sum + Number.parseInt(digit, 16), 0) % 2 === 0 ? 'control' : 'same';

const event = (name: string) => ({
  kind: 'custom',
  filters: [{ property: 'name', operator: 'is' as const, values: [name] }],
});
const addsToCart = {
  type: 'conversion' as const,
  title: 'Put something into the cart',
  events: [event('add_to_cart')],
};
const buys = { type: 'conversion' as const, title: 'Bought', events: [{ kind: 'purchase' }] };

/** The demo site's experiments, as the collector keeps them. */
export const demoExperimentDocuments = [
  ...demoExperiments.map((experiment) => ({
    ...experiment,
    name: 'Free returns on the button',
    hypothesis:
      'Whoever reads on the button that returns are free puts a product into the cart sooner, because the risk is gone.',
    primary: addsToCart,
    secondary: [
      buys,
      { type: 'revenue' as const, title: 'Revenue per visitor', currency: 'EUR', capPercentile: 99 },
      { type: 'order_value' as const, title: 'Order value', currency: 'EUR' },
    ],
    guardrails: [
      { type: 'web_vital' as const, title: 'Main content shown fast', vital: 'LCP' as const },
      { type: 'conversion' as const, title: 'Saw an error', events: [{ kind: 'error' }], isLessBetter: true },
    ],
  })),
  {
    id: SAME,
    name: 'A/A: the same button twice',
    hypothesis: 'Both variants are the same: whatever is found here is chance.',
    variants: sameVariants.map((id) => ({ id, weight: 1 })),
    primary: addsToCart,
    secondary: [buys],
  },
];
