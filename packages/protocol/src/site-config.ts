import { z } from 'zod';
import { experimentConfigSchema } from './experiments/experiment-config.ts';
import { MAX_NAME_LENGTH } from './limits.ts';
import { tagSurveySchema } from './surveys/tag-survey.ts';

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
  'outbound',
  'download',
  'site-search',
  'not-found',
  'data-layer',
] as const;

/** A CSS selector, as the site's pages know it. Whether a browser understands it shows in the page. */
const selector = z
  .string()
  .trim()
  .min(1, 'a CSS selector, such as "#size-guide"; it is empty')
  .max(512, 'a CSS selector of at most 512 characters, such as "#size-guide"');

/** What the owner calls a feature or a step; it stands in events. */
const givenName = z
  .string()
  .trim()
  .min(1, 'a name, such as "size-guide"; it is empty')
  .max(MAX_NAME_LENGTH, `a name of at most ${MAX_NAME_LENGTH} characters`);

/** The name of a parameter in an address. */
const parameter = z
  .string()
  .trim()
  .min(1, 'the name of a parameter, such as "token"; it is empty')
  .max(120, 'the name of a parameter, at most 120 characters');

/** A host name of the site's own, such as `shop.example.com`. */
const domain = z
  .string()
  .max(253)
  .regex(
    /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*$/u,
    'a host name, such as "shop.example.com", without "https://" and path',
  );

/** What the owner decides about how the tag records, beside which recorders are on. */
export const recordingSchema = z.strictObject({
  /** True when another query makes another page. Default: only the path does. */
  isQueryCounted: z.boolean(),
  /** True when another hash makes another page. Default: only the path does. */
  isHashCounted: z.boolean(),
  /** True (default) when unsent events outlive the page in the browser's storage; otherwise they live as long as the page. */
  isQueuePersistent: z.boolean(),
  /** Features by selector, beside those that pages name with `data-tt-feature`. */
  features: z.array(z.strictObject({ feature: givenName, selector })).max(100),
  /** From where on a feature counts as inspected: seen or hovered this long, or used this often. One is enough. */
  inspectionFrom: z.strictObject({
    visibleMs: z.int().min(0).max(600_000),
    hoveredMs: z.int().min(0).max(600_000),
    uses: z.int().min(1).max(1000),
  }),
  /** Steps of the checkout by selector, beside those that pages name with `data-tt-checkout`. */
  checkoutSteps: z
    .array(z.strictObject({ step: givenName, selector, stepNumber: z.int().min(1).max(100).optional() }))
    .max(50),
  /** Nothing that happens in these elements is recorded; like `data-tt-ignore`. */
  ignoredSelectors: z.array(selector).max(100),
  /** What these elements say is never recorded, nor made into a name; like `data-tt-mask`. */
  maskedSelectors: z.array(selector).max(100),
  /** Clicks in these elements record the element's text; like `data-tt-text`. */
  textSelectors: z.array(selector).max(100),
  /** Query and hash parameters whose values never leave the page, beside those that look like secrets. */
  scrubbedParameters: z.array(parameter).max(100),
  /** Query parameters that hold what a visitor searched for on the site. */
  searchParameters: z.array(parameter).max(20),
  /** The domain whose subdomains share one visitor, such as `example.com`; empty when each has its own. */
  cookieDomain: z.union([z.literal(''), domain], {
    error:
      'a domain, such as "example.com", without "https://" and path; empty when each subdomain has visitors of its own',
  }),
  /** Other domains of the owner's: links to them carry the visitor's id, so that it is the same visitor there. */
  linkedDomains: z.array(domain).max(50),
});

/** What the owner decides about how the tag records. */
export type Recording = z.infer<typeof recordingSchema>;

/** How a site records whose owner has not decided anything. What is at its default does not travel in the tag. */
export const defaultRecording: Recording = {
  isQueryCounted: false,
  isHashCounted: false,
  isQueuePersistent: true,
  features: [],
  inspectionFrom: { visibleMs: 1000, hoveredMs: 300, uses: 1 },
  checkoutSteps: [],
  ignoredSelectors: [],
  maskedSelectors: [],
  textSelectors: [],
  scrubbedParameters: [],
  searchParameters: ['q', 'query', 'search', 's', 'keyword'],
  cookieDomain: '',
  linkedDomains: [],
};

/** Surveys of one site that are live at the same time. */
export const MAX_LIVE_SURVEYS = 50;

/** A visitor who saw any survey is left in peace for so many days; 0: never held back by another survey. Default: 7. */
export const surveyCapDays = z.int().min(0).max(365);

/**
 * A site's settings as they travel inside the tag: one request brings code and configuration. Which recorders are on does not
 * travel: the others are not in the file. Whatever is absent is at its default.
 */
export const siteConfigSchema = z.strictObject({
  /** The site's public key. */
  site: z.string().min(1).max(64),
  /** Where batches go: absolute, or relative to the tag's own address. Default: `e`. */
  collectUrl: z.string().min(1).max(2048).optional(),
  /** True when no visitor id is stored until the visitor consents. Default: false. */
  isCookieless: z.boolean().optional(),
  surveys: z.array(tagSurveySchema).max(MAX_LIVE_SURVEYS).optional(),
  surveyCapDays: surveyCapDays.optional(),
  experiments: z.array(experimentConfigSchema).max(100).optional(),
  ...recordingSchema.partial().shape,
});

/** A site's settings as they travel inside the tag. */
export type SiteConfig = z.infer<typeof siteConfigSchema>;
