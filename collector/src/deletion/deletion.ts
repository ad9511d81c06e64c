import { createHash } from 'node:crypto';
import type { EventSelection } from '@telltale/store';
import { z } from 'zod';

const epochMs = z.int().min(0).max(8_640_000_000_000_000);

/** Whose events, or which. */
export const deletionTargetSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('visitor'),
    /** 16 hex digits, as everywhere in the API. */
    visitorId: z.string().regex(/^[0-9a-f]{16}$/, '16 hex digits, such as "00c0ffee00c0ffee"'),
  }),
  z.strictObject({
    type: z.literal('customer'),
    /** Events that carry this id, and those that its visitors made before they were known. */
    customerId: z.string().min(1).max(1_000),
  }),
  z
    .strictObject({
      type: z.literal('range'),
      /** Epoch ms, included. */
      from: epochMs,
      /** Epoch ms, not included. */
      to: epochMs,
    })
    .refine(({ from, to }) => from < to, { path: ['to'], message: 'It must be later than "from".' }),
  z.strictObject({
    type: z.literal('site'),
    /** The site's name, as a safeguard. */
    name: z.string(),
  }),
]);

/** Whose events, or which. */
export type DeletionTarget = z.infer<typeof deletionTargetSchema>;

/** A deletion as it is kept: a document of the store. */
export const deletionSchema = z.object({
  id: z.string(),
  siteId: z.string(),
  target: deletionTargetSchema,
  /** Epoch ms. */
  requestedAt: z.number(),
  requestedBy: z.string(),
  status: z.enum(['waiting', 'running', 'done']),
  /** Events that there were when it was requested. */
  events: z.number(),
  /** Events that are gone so far. */
  erased: z.number(),
  monthsDone: z.number(),
  months: z.number(),
  /** Epoch ms. */
  finishedAt: z.number().nullable(),
  /** Why it could not go on; it is tried again. */
  message: z.string(),
  /** Which collector works at it, and when it last said so (epoch ms). */
  worker: z.string(),
  beatAt: z.number(),
  /** The customer's visitors, decimal: what arrives late of them must still be recognised. */
  visitorIds: z.array(z.string()),
});

/** A deletion as it is kept: a document of the store. */
export type Deletion = z.infer<typeof deletionSchema>;

/** A finished deletion still holds for what arrives this much later from a spool or a browser; then it is forgotten itself. */
export const DELETION_STANDS_MS = 90 * 86_400_000;

const decimal = (hex: string) => BigInt(`0x${hex}`).toString();

/**
 * The events that a deletion means. A person's: all that happened or had been received when it was requested, whenever it arrives.
 * A range's: all that had been received, so that the range can be imported anew. A site's: all.
 */
export const selectionsOf = ({
  siteId,
  target,
  requestedAt,
  visitorIds,
}: Pick<Deletion, 'siteId' | 'target' | 'requestedAt' | 'visitorIds'>): EventSelection[] => {
  const until = (person: EventSelection): EventSelection[] => [
    { ...person, receivedUntil: requestedAt },
    { ...person, before: requestedAt },
  ];
  switch (target.type) {
    case 'visitor':
      return until({ siteId, visitorIds: [decimal(target.visitorId)] });
    case 'customer':
      return until({ siteId, customerId: target.customerId, visitorIds });
    case 'range':
      return [{ siteId, from: target.from, before: target.to, receivedUntil: requestedAt }];
    case 'site':
      return [{ siteId }];
  }
};

/** Names a target without naming a person: whoever knows the id can make the digest again. */
export const targetDigest = (target: DeletionTarget): string => {
  const digest = (id: string) => createHash('sha256').update(id).digest('hex').slice(0, 16);
  switch (target.type) {
    case 'visitor':
      return `visitor sha256:${digest(target.visitorId)}`;
    case 'customer':
      return `customer sha256:${digest(target.customerId)}`;
    case 'range':
      return `range ${new Date(target.from).toISOString()} – ${new Date(target.to).toISOString()}`;
    case 'site':
      return `site ${target.name}`;
  }
};
