import { randomBytes } from 'node:crypto';
import type { Documents } from '@telltale/store';
import { z } from 'zod';
import { hashToken } from '../access/tokens.ts';

/** What somebody may do over the owner's real page: see its heatmap, look at a variant, or change one. */
export const overlayPurposes = ['heatmap', 'preview', 'editor'] as const;
export type OverlayPurpose = (typeof overlayPurposes)[number];

/** Devices that a heatmap can be of. */
export const overlayDevices = ['desktop', 'mobile', 'tablet'] as const;

const MINUTE_MS = 60_000;

/** Long enough to look and to work; a preview is shown to others. */
const lastsMs: Readonly<Record<OverlayPurpose, number>> = {
  heatmap: 30 * MINUTE_MS,
  editor: 60 * MINUTE_MS,
  preview: 7 * 24 * 60 * MINUTE_MS,
};

const grantSchema = z.object({
  siteId: z.string(),
  purpose: z.enum(overlayPurposes),
  /** The experiment and its variant that a preview shows or an editor changes; of a heatmap, whose clicks are shown first: null for all. */
  experiment: z.string().nullable(),
  variant: z.string().nullable(),
  /** Whose clicks a heatmap shows first: those of a saved segment, on one kind of device. Null for all. */
  segment: z.string().nullable().default(null),
  device: z.enum(overlayDevices).nullable().default(null),
  /** In which the overlay speaks. */
  language: z.enum(['en', 'ar']),
  author: z.string(),
  /** Epoch ms. */
  endsAt: z.number(),
});

/** What a token allows, and to whom it was given. */
export type OverlayGrant = z.infer<typeof grantSchema>;

/** Tokens that open an overlay. Only their hashes are kept; every collector knows them. */
export interface OverlayTokens {
  create(grant: Omit<OverlayGrant, 'endsAt'>): Promise<{ token: string; endsAt: number }>;
  /** What a token allows; undefined when it is unknown, has ended, or is for another purpose. @throws StoreError */
  find(token: string, purposes: readonly OverlayPurpose[]): Promise<OverlayGrant | undefined>;
}

interface OverlayTokensOptions {
  /** @throws Refusal while the store cannot be reached. */
  documents: () => Documents;
  nowMs: () => number;
}

const KIND = 'overlay_token';
const TOKEN_BYTES = 32;
const SHAPE = /^[0-9a-f]{64}$/;

/** Keeps the tokens as documents of the store. */
export const createOverlayTokens = ({ documents, nowMs }: OverlayTokensOptions): OverlayTokens => ({
  async create(grant) {
    // Hex digits: what looks like that leaves no page in an address that the tag records.
    const token = randomBytes(TOKEN_BYTES).toString('hex');
    const endsAt = nowMs() + lastsMs[grant.purpose];
    await documents().put({
      kind: KIND,
      siteId: '',
      id: hashToken(token),
      body: { ...grant, endsAt },
      author: grant.author,
    });
    await documents().purge({ kind: KIND, before: nowMs() - lastsMs.preview });
    return { token, endsAt };
  },
  async find(token, purposes) {
    if (!SHAPE.test(token)) return undefined;
    const kept = await documents().get({ kind: KIND, siteId: '', id: hashToken(token) });
    const grant = grantSchema.safeParse(kept?.body).data;
    return grant && grant.endsAt > nowMs() && purposes.includes(grant.purpose) ? grant : undefined;
  },
});
