import { z } from 'zod';
import { openKey } from './property.ts';

/** Behaviours the tag can watch; a site switches each on or off. Names are the recorders' folder names. */
export const recorderNames = [
  'page-view',
  'engagement',
  'inspection',
  'click',
  'checkout',
  'error',
  'web-vitals',
  'custom',
] as const;

const textsByLanguage = <Schema extends z.ZodType>(texts: Schema) =>
  z
    .record(z.string().min(2).max(35), texts)
    .refine((map) => Object.keys(map).length > 0, 'texts in at least one language');

/** One micro-survey as the tag needs it: one question, its texts per language, the moment it is due. */
export const surveyConfigSchema = z.strictObject({
  id: openKey,
  version: z.int().min(1),
  questionId: openKey,
  questionKind: z.enum(['nps']),
  /** By language ("en", "ar"); the first is the fall-back. */
  texts: textsByLanguage(
    z.strictObject({
      question: z.string().max(300),
      lowLabel: z.string().max(60),
      highLabel: z.string().max(60),
      followUp: z.string().max(300).optional(),
      thanks: z.string().max(300),
      submit: z.string().max(60),
      dismiss: z.string().max(60),
    }),
  ),
  /** Due after an event of this kind on this page, then `delayMs` later. */
  trigger: z.strictObject({ kind: z.string().max(60), delayMs: z.int().min(0).max(600_000) }),
});

/** One experiment as the tag needs it: which variants, in which weights. */
export const experimentConfigSchema = z.strictObject({
  id: openKey,
  variants: z
    .array(z.strictObject({ id: openKey, weight: z.number().min(0).max(1_000_000) }))
    .min(2)
    .max(20),
});

/** A site's settings as they travel inside the tag: one request brings code and configuration. */
export const siteConfigSchema = z.strictObject({
  /** The site's public key. */
  site: z.string().min(1).max(64),
  /** Where batches go: absolute, or relative to the tag's own address. */
  collectUrl: z.string().min(1).max(2048),
  recorders: z.array(z.enum(recorderNames)),
  /** True when no visitor id is stored until the visitor consents. */
  isCookieless: z.boolean(),
  surveys: z.array(surveyConfigSchema).max(50),
  experiments: z.array(experimentConfigSchema).max(100),
});

/** A site's settings as they travel inside the tag. */
export type SiteConfig = z.infer<typeof siteConfigSchema>;
export type SurveyConfig = z.infer<typeof surveyConfigSchema>;
export type ExperimentConfig = z.infer<typeof experimentConfigSchema>;
