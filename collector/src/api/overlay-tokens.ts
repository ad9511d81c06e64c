import { Hono } from 'hono';
import { z } from 'zod';
import { authorOf } from '../access/principal.ts';
import { Refusal } from '../lib/refusal.ts';
import { overlayPurposes } from '../overlay/overlay-tokens.ts';
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
  experiment: z.string().min(1).max(120).optional().describe('For preview and editor.'),
  variant: z
    .string()
    .min(1)
    .max(120)
    .optional()
    .describe('For preview and editor; one that a draft does not have yet is made.'),
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
export const overlayTokenRoutes = ({ sites, experiments, overlayTokens, audit }: ApiParts) =>
  new Hono<ApiEnv>().post('/sites/:site/overlay-tokens', jsonBody(newToken), async (c) => {
    const { purpose, experiment = null, variant = null, language } = c.req.valid('json');
    const permission = purpose === 'editor' ? 'sites:write' : 'questions:read';
    const site = siteOf(sites, c.var.principal, c.req.param('site'), permission);
    if (purpose !== 'heatmap') {
      if (variant === null)
        throw new Refusal(400, 'missing_variant', 'variant: say which variant it is for.', { path: 'variant' });
      const known = await experiments.byId(site.id, experiment ?? '');
      if (!known || (purpose === 'preview' && !known.variants.some(({ id }) => id === variant)))
        throw new Refusal(404, 'unknown_experiment', 'This site has no such experiment and variant.', {
          path: known ? 'variant' : 'experiment',
          known: known ? known.variants.map(({ id }) => id) : (await experiments.list(site.id)).map(({ id }) => id),
        });
    }
    const author = authorOf(c.var.principal);
    const made = await overlayTokens.create({ siteId: site.id, purpose, experiment, variant, language, author });
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
