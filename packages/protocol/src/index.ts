export {
  type Batch,
  batchSchema,
  type Envelope,
  envelopeSchema,
  filledEnvelopeSchema,
  type UnjudgedBatch,
  wireSchema,
} from './batch.ts';
export { type CatalogKind, type CatalogProperty, catalog, catalogKindOf, type PropertyValueType } from './catalog.ts';
export { type Event, type EventKindName, epochMs, eventSchema, id64, type PropertiesOf } from './event.ts';
export { defineEventKind, type EventKind, type ObjectSource } from './event-kind.ts';
export { eventKinds } from './events/index.ts';
export { questionKinds } from './events/survey-answer.ts';
export { surveyTriggers } from './events/survey-moment.ts';
export { type Change, changeSchema } from './experiments/change.ts';
export {
  audienceSchema,
  type ExperimentConfig,
  experimentConfigSchema,
  experimentPagesSchema,
  type VariantConfig,
} from './experiments/experiment-config.ts';
export { isSafeAddress, isSafeAttribute, safeElements } from './experiments/safe-html.ts';
export { jsonSchema } from './json-schema.ts';
export * from './limits.ts';
export {
  type Money,
  moneySchema,
  openKey,
  openValue,
  type PropertyDeclaration,
  type PropertyRole,
  type PropertyUnit,
} from './property.ts';
export { type ServerEvent, serverEventSchema, serverEventsSchema, unjudgedServerEventsSchema } from './server-event.ts';
export {
  defaultRecording,
  MAX_LIVE_SURVEYS,
  type Recording,
  recorderNames,
  recordingSchema,
  type SiteConfig,
  siteConfigSchema,
  surveyCapDays,
} from './site-config.ts';
export * from './surveys/index.ts';
export { type Rejection, rejectionSchema, type Verdict, verdictSchema } from './verdict.ts';
