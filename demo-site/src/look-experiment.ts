import type { CallToAction } from './call-to-action.ts';

const button = '#add-to-cart';

/** Three ways to make the button that puts a product into the cart sell more, made without code: its colour, its words, a message below it. */
export const lookExperiment = {
  id: 'cta-look',
  name: 'The button: colour, words or a message',
  hypothesis:
    'Who reads below the button that returns are free puts a product into the cart sooner; another colour alone does nothing.',
  pages: { include: ['/products/*', '*/products/*'], exclude: [] },
  variants: [
    { id: 'control', weight: 1 },
    {
      id: 'colour',
      weight: 1,
      changes: [{ kind: 'style', selector: button, properties: { 'background-color': '#b3261e' } }],
    },
    {
      id: 'wording',
      weight: 1,
      changes: [{ kind: 'text', selector: button, texts: { en: 'Take it aboard', ar: 'خذها معك إلى البحر' } }],
    },
    {
      id: 'message',
      weight: 1,
      changes: [
        {
          kind: 'message',
          selector: button,
          place: 'after',
          texts: { en: 'Free returns for 30 days', ar: 'إرجاع مجاني خلال ٣٠ يومًا' },
        },
      ],
    },
  ],
  primary: {
    type: 'conversion',
    title: 'Put something into the cart',
    events: [{ kind: 'custom', filters: [{ property: 'name', operator: 'is', values: ['add_to_cart'] }] }],
  },
} as const;

/** The truth about it: the colour does nothing, the words a little, the message a lot. */
export const lookCallToAction: CallToAction = {
  experiment: lookExperiment.id,
  effects: { control: 0.12, colour: 0.12, wording: 0.15, message: 0.32 },
};
