import type { ExperimentConfig } from '@telltale/protocol';

/** The wording and colour of the button that puts a product into the cart. `control` is the plain one. */
export const ctaVariants = ['control', 'free-returns'] as const;
export type CtaVariant = (typeof ctaVariants)[number];

/** The demo site's experiment: does naming the free returns on a warmer button sell more? */
export const demoExperiments: ExperimentConfig[] = [
  { id: 'cta', variants: ctaVariants.map((id) => ({ id, weight: 1 })) },
];

export { demoSurveys } from './demo-surveys.ts';
