export type { CrowdOptions, Journey } from './crowd/journeys.ts';
export type { GroundTruth } from './crowd/truth.ts';
export { ctaEffect } from './crowd/visit.ts';
export { type CtaVariant, ctaVariants, demoExperiments, demoSurveys } from './demo-config.ts';
export { type DrivenJourney, type DrivenShop, type DriveOptions, openShop, visit } from './drive.ts';
export { DEFAULT_FILL, type FillOptions, type FillProgress, type FillResult, fill } from './fill.ts';
export { createTraffic, type Delivery, type Traffic } from './traffic.ts';
