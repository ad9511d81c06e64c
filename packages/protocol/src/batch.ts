import { z } from 'zod';
import { epochMs, eventSchema, id64 } from './event.ts';
import { MAX_ENVELOPES_PER_BATCH, MAX_EVENTS_PER_BATCH, MAX_URL_LENGTH, WIRE_VERSION } from './limits.ts';
import { name } from './property.ts';

/** What every event of one page view carries: who, where. Events of one page view share one envelope on the wire. */
export const envelopeSchema = z.strictObject({
  /** Absent before consent or when the site is cookieless: the collector then makes a hash that lasts a day. */
  visitorId: id64.optional(),
  sessionId: id64.optional(),
  /** The page view the events belong to. */
  pageId: id64,
  /** Known since `identify`; events before it do not carry it. */
  customerId: name.optional(),
  url: z.string().min(1).max(MAX_URL_LENGTH),
  /** The page the visitor came from; absent when there is none. */
  referrer: z.string().max(MAX_URL_LENGTH).optional(),
  /** BCP 47, as the browser says it. */
  language: z.string().max(35).optional(),
  /** Viewport width and height in CSS pixels. */
  viewport: z.tuple([z.int().min(0).max(100_000), z.int().min(0).max(100_000)]).optional(),
  /** True when the browser says it is driven by a program (`navigator.webdriver`). */
  isAutomated: z.boolean().optional(),
});

/** Who and where, without the events. */
export type Envelope = z.infer<typeof envelopeSchema>;

/** An envelope with its events. Each event is judged alone: see `eventSchema`. */
export const filledEnvelopeSchema = envelopeSchema.extend({
  events: z.array(z.unknown()).min(1).max(MAX_EVENTS_PER_BATCH),
});

/** What one request carries, before its events are judged one by one. */
export const batchSchema = z.strictObject({
  v: z.literal(WIRE_VERSION),
  /** The site's public key, as pasted in the tag. */
  site: z.string().min(1).max(64),
  /** The browser's clock when it sent the batch; the difference to the collector's clock corrects every `at`. */
  sentAt: epochMs,
  /** Events the tag had to drop since its last delivered batch, by reason, so that the loss is seen. */
  dropped: z.record(z.string().max(40), z.int().min(0).max(1_000_000_000)).optional(),
  /** Names what `dropped` tells: told again, with whatever events, it counts once. Default: made of the batch's first event. */
  droppedId: id64.optional(),
  envelopes: z.array(filledEnvelopeSchema).min(1).max(MAX_ENVELOPES_PER_BATCH),
});

/** A batch whose events are not judged yet. */
export type UnjudgedBatch = z.infer<typeof batchSchema>;

/** The whole wire in one schema, events included: what is published as JSON Schema and what a sender must fulfil. */
export const wireSchema = batchSchema.extend({
  envelopes: z
    .array(envelopeSchema.extend({ events: z.array(eventSchema).min(1).max(MAX_EVENTS_PER_BATCH) }))
    .min(1)
    .max(MAX_ENVELOPES_PER_BATCH),
});

/** A whole batch, typed. */
export type Batch = z.infer<typeof wireSchema>;
