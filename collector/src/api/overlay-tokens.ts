import { Hono } from 'hono';
import { z } from 'zod';
import { authorOf } from '../access/principal.ts';
import { Refusal } from '../lib/refusal.ts';
import { overlayDevices, overlayPurposes } from '../overlay/overlay-tokens.ts';
import type { ApiEnv, ApiParts } from './api-env.ts';
import { jsonBody } from './json-body.ts';
import type { Operation } from './operation.ts';
import { siteOf } from './site-of.ts';

const newToken = z.strictObject({
  purpose: z
    .enum(overlayPurposes)
    .describe(
      'heatmap: clicks over the page, for 30 minutes; editor: changes of a draft, for an hour; preview: a variant shown, for 7 days.',
    ),
  experiment: z
    .string()
    .min(1)
    .max(120)
    .optional()
    .describe(
      'For preview and editor; for a heatmap that begins with the clicks of those who saw a variant, of one that was started.',
    ),
  variant: z
    .string()
    .min(1)
    .max(120)
    .optional()
    .describe('With an experiment. For an editor, one that a draft does not have yet is made.'),
  segment: z
    .string()
    .min(1)
    .max(120)
    .optional()
    .describe('For a heatmap that begins with the clicks of those in a saved segment.'),
  device: z.enum(overlayDevices).optional().describe('For a heatmap that begins with the clicks on such devices.'),
  language: z.enum(['en', 'ar']).default('en').describe('In which the overlay speaks.'),
});

/** What the description of the API says about this resource. */
export const overlayTokenOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/sites/{site}/overlay-tokens',
    id: 'createOverlayToken',
    summary:
      "Makes a token for one purpose over the site's real pages: open a page with `#tt_overlay=TOKEN` behind its address, or with `?tt_preview=EXPERIMENT.VARIANT.TOKEN`. An editor needs `sites:write`.",
    access: 'questions:read',
    body: newToken,
    answer: z.object({ token: z.string(), endsAt: z.number().describe('Epoch ms; from then on it opens nothing.') }),
    status: 201,
  },
];

/** Tokens that open something over a site's real pages. */
export const overlayTokenRoutes = ({ sites, segments, experiments, overlayTokens, audit }: ApiParts) =>
  new Hono<ApiEnv>().post('/sites/:site/overlay-tokens', jsonBody(newToken), async (c) => {
    const { purpose, experiment = null, variant = null, segment = null, device = null, language } = c.req.valid('json');
    const permission = purpose === 'editor' ? 'sites:write' : 'questions:read';
    const site = siteOf(sites, c.var.principal, c.req.param('site'), permission);
    if (purpose !== 'heatmap' || experiment !== null || variant !== null) {
      if (variant === null)
        throw new Refusal(400, 'missing_variant', 'variant: say which variant it is for.', { path: 'variant' });
      // Nobody has seen what never ran.
      const isFit = ({ state }: { state: string }) => purpose !== 'heatmap' || state !== 'draft';
      const kept = await experiments.byId(site.id, experiment ?? '');
      const known = kept && isFit(kept) ? kept : undefined;
      if (!known || (purpose !== 'editor' && !known.variants.some(({ id }) => id === variant)))
        throw new Refusal(404, 'unknown_experiment', 'This site has no such experiment and variant.', {
          path: known ? 'variant' : 'experiment',
          known: known
            ? known.variants.map(({ id }) => id)
            : (await experiments.list(site.id)).filter(isFit).map(({ id }) => id),
        });
    }
    if (segment !== null && !(await segments.list(site.id)).some(({ id }) => id === segment))
      throw new Refusal(404, 'unknown_segment', 'This site has no such segment.', { path: 'segment' });
    const author = authorOf(c.var.principal);
    const about = { purpose, experiment, variant, segment, device, language };
    const made = await overlayTokens.create({ siteId: site.id, author, ...about });
    await audit(c, {
      action: 'overlay_token.create',
      siteId: site.id,
      object: experiment ?? purpose,
      changes: [
        { field: 'purpose', to: purpose },
        { field: 'endsAt', to: made.endsAt },
      ],
    });
    return c.json(made, 201);
  });
