import { z } from 'zod';
import { openKey } from '../property.ts';
import { changeSchema } from './change.ts';

/** A path with "*" for any characters, such as "/products/*". */
const pathPattern = z
  .string()
  .max(512)
  .regex(/^[/*]/, 'a path that begins with "/", with "*" for any characters, such as "/products/*"');

const share = z.number().min(0).max(1);

/** Where an experiment runs. Without it, everywhere. */
export const experimentPagesSchema = z.strictObject({
  include: pathPattern.array().max(50).describe('Paths, "*" for any characters; empty means every page.'),
  exclude: pathPattern.array().max(50).default([]),
});

/** Who takes part, by what the browser knows before anything is shown; all of it must hold. */
export const audienceSchema = z.strictObject({
  languages: z
    .string()
    .regex(/^[a-z]{2,3}(-[a-z\d]+)*$/i, 'a language, such as "ar" or "en-GB"')
    .array()
    .max(50)
    .optional()
    .describe('Languages of the page (its `lang`, otherwise the browser\'s); "en" includes "en-GB".'),
  devices: z.enum(['mobile', 'tablet', 'desktop']).array().max(3).optional(),
  visitors: z
    .enum(['new', 'returning'])
    .optional()
    .describe('New: the id of the visitor is at most 30 minutes old where the experiment is met first.'),
  parameters: z
    .strictObject({
      name: z.string().min(1).max(120),
      value: z.string().max(512).optional().describe('Without it any value will do.'),
    })
    .array()
    .max(20)
    .optional()
    .describe('Query parameters of the address on which the visitor meets the experiment first.'),
  hasSegment: z
    .literal(true)
    .optional()
    .describe(
      'Only visitors of whom the collector has said that they are in the saved segment of the experiment; which one that is no browser knows.',
    ),
});

const variantSchema = z
  .strictObject({
    id: openKey,
    weight: z.number().min(0).max(1_000_000),
    changes: changeSchema
      .array()
      .max(100)
      .optional()
      .describe('Made in their order, moves last, and again when the page re-renders.'),
    redirect: z
      .string()
      .max(2048)
      .regex(
        /^\/(?![/\\])[^?#]*$/,
        'a path of the same site, such as "/landing-b"; query and hash are kept from the address',
      )
      .optional()
      .describe('The page that is shown instead, of the same origin.'),
  })
  .refine(({ changes, redirect }) => !redirect || !changes?.length, {
    path: ['redirect'],
    error: 'either changes or a redirect: the page that is led to looks as it does there',
  });

/**
 * One running experiment as the tag needs it. The first variant is the control. Whatever is absent is at its default: everywhere,
 * everybody, all the traffic, no group.
 */
export const experimentConfigSchema = z.strictObject({
  id: openKey,
  pages: experimentPagesSchema.optional(),
  audience: audienceSchema.optional(),
  trafficShare: share.optional().describe('Share of the visitors concerned that take part at all. Default: 1.'),
  group: z
    .strictObject({ id: openKey, from: share, to: share })
    .refine(({ from, to }) => from < to, { path: ['to'], error: 'more than "from"' })
    .optional()
    .describe('Experiments of one group whose ranges do not overlap never meet in one visitor.'),
  holdOut: z
    .strictObject({ id: openKey, share })
    .optional()
    .describe('The share of visitors who see no experiment that names the same hold-out.'),
  salt: openKey
    .optional()
    .describe(
      'Another one shuffles the visitors anew; stored assignments of the old one are forgotten. Default: the id.',
    ),
  variants: variantSchema
    .array()
    .min(2)
    .max(20)
    .refine(
      (variants) => new Set(variants.map(({ id }) => id)).size === variants.length,
      'variants with different ids',
    ),
});

/** One running experiment as the tag needs it. */
export type ExperimentConfig = z.infer<typeof experimentConfigSchema>;
/** One of its variants. */
export type VariantConfig = ExperimentConfig['variants'][number];
