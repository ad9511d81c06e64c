import { z } from 'zod';
import { type Principal, permissionsFor } from '../access/principal.ts';
import { permissions } from '../access/scopes.ts';
import { type Site, siteSettingsSchema } from '../sites/site.ts';
import { tagSnippet } from '../sites/tag-snippet.ts';

/** A site as the API shows it. */
export const siteAnswer = siteSettingsSchema.extend({
  id: z.string(),
  publicKey: z.string().describe('The key that new tags carry.'),
  publicKeys: z
    .array(z.object({ key: z.string(), endsAt: z.number().nullable() }))
    .describe('Every key that tags may carry, the newest first; from "endsAt" (epoch ms) on one is refused.'),
  /** The tag as it is pasted into a page. */
  snippet: z.string(),
  /** Epoch ms. */
  createdAt: z.number(),
  /** What whoever asks may do with the site. */
  scopes: z.array(z.enum(permissions)),
});

/** Makes what the API shows of a site. */
export const shownSite = (
  { publicKeys, publicKeyEnds = {}, ...site }: Site,
  principal: Principal,
  { publicUrl, scriptName }: { publicUrl: string; scriptName: string },
): z.infer<typeof siteAnswer> => {
  const publicKey = publicKeys[0] ?? '';
  return {
    ...site,
    publicKey,
    publicKeys: publicKeys.map((key) => ({ key, endsAt: publicKeyEnds[key] ?? null })),
    snippet: tagSnippet(publicUrl, site.scriptName || scriptName, publicKey),
    scopes: [...permissionsFor(principal, site.id)],
  };
};
