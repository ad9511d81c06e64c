import {
  defaultRecording,
  MAX_LIVE_SURVEYS,
  recorderNames,
  recordingSchema,
  surveyCapDays,
  surveySchema,
} from '@telltale/protocol';
import { weekStartSchema } from '@telltale/query';
import { z } from 'zod';
import { mendSurveys } from './mend-surveys.ts';

const timeZone = z.string().refine((zone) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}, 'an IANA time zone, such as "Asia/Riyadh"');

const hostname = z
  .string()
  .max(253)
  .regex(
    /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*$/u,
    'a host name, such as "shop.example.com", without "https://" and path',
  );

/** A century: whoever wants to keep everything says so. */
const MOST_RETENTION_DAYS = 36_525;
/** 25 months: a month can be compared with the same one two years before. */
const DEFAULT_RETENTION_DAYS = 762;

/** What an owner may change about a site. */
export const siteSettingsSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  /** IANA name; questions cut their days in it. */
  timeZone,
  weekStartsOn: weekStartSchema.describe("The day on which the weeks of questions begin, in the site's time zone."),
  /** Host names the site is served from, subdomains included; empty takes events from anywhere. */
  domains: z.array(hostname).max(100),
  /** What is watched. The others are not in the site's tag. */
  recorders: z.array(z.enum(recorderNames)).max(recorderNames.length),
  /** True when no visitor id is stored until the visitor consents. */
  isCookieless: z.boolean(),
  /** Events are erased when they are this many days old. */
  retentionDays: z.int().min(1).max(MOST_RETENTION_DAYS),
  scriptName: z
    .string()
    .regex(/^(\w{1,60}\.js)?$/, 'a file name such as "shop.js" (letters, digits, "_"), or "" for the collector\'s own')
    .describe(
      'What the tag\'s file is called for this site, so that no list of trackers knows it; "" is the collector\'s own name, which goes on working.',
    ),
  surveys: z.array(surveySchema).max(MAX_LIVE_SURVEYS),
  surveyCapDays,
  ...recordingSchema.shape,
});

/** What an owner may change about a site. */
export type SiteSettings = z.infer<typeof siteSettingsSchema>;

/** A site as it is kept: a versioned document of the store. */
const siteSchema = siteSettingsSchema.extend({
  /** Names the site in the API and in stored events; never changes. */
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  /** Keys the tag may carry. The first is handed out; the others still work, so that a key can be rotated. */
  publicKeys: z.array(z.string().min(1).max(64)).min(1),
  /** When keys that were replaced end, epoch ms; those that are not named stand until they are removed. */
  publicKeyEnds: z.record(z.string(), z.number()).optional(),
  /** Epoch ms. */
  createdAt: z.number(),
});

/** A site as it is kept. */
export type Site = z.infer<typeof siteSchema>;

/** Whether tags that carry this key of the site's are still taken. */
export const isKeyValid = ({ publicKeyEnds = {} }: Pick<Site, 'publicKeyEnds'>, key: string, nowMs: number): boolean =>
  (publicKeyEnds[key] ?? Number.POSITIVE_INFINITY) > nowMs;

/** What a new site starts with, its name and time zone aside. */
export const defaultSiteSettings: Omit<SiteSettings, 'name' | 'timeZone'> = {
  weekStartsOn: 'monday',
  domains: [],
  // A page's own data layer is read only where the owner says so.
  recorders: recorderNames.filter((recorder) => recorder !== 'data-layer'),
  isCookieless: false,
  retentionDays: DEFAULT_RETENTION_DAYS,
  scriptName: '',
  surveys: [],
  surveyCapDays: 7,
  ...defaultRecording,
};

/** Reads a kept site. One that was kept before a setting existed has that at its default. @throws ZodError */
export const readSite = (kept: unknown): Site => {
  // Experiments were settings once; they are documents of their own now.
  const { experiments: _, ...settings } = Object(kept);
  return siteSchema.parse(mendSurveys({ ...defaultSiteSettings, ...settings }));
};
