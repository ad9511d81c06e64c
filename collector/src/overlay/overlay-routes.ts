import type { HttpBindings } from '@hono/node-server';
import { changeSchema } from '@telltale/protocol';
import type { Filter, HeatmapDefinitionInput, HeatmapResult } from '@telltale/query';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { answerQuestion } from '../api/answer-question.ts';
import type { ApiParts } from '../api/api-env.ts';
import { questionContext } from '../api/question-context.ts';
import { questionRefusal } from '../api/questions.ts';
import { tagFormOf } from '../experiments/experiment.ts';
import { clientAddress } from '../lib/client-address.ts';
import { Refusal } from '../lib/refusal.ts';
import type { IngestLimits } from '../limits/ingest-limits.ts';
import { isOfDomain } from '../sites/is-of-domain.ts';
import type { Site } from '../sites/site.ts';
import { type OverlayGrant, type OverlayPurpose, overlayDevices } from './overlay-tokens.ts';

export interface OverlayRouteOptions
  extends Pick<
    ApiParts,
    | 'sites'
    | 'catalogs'
    | 'segments'
    | 'experiments'
    | 'overlayTokens'
    | 'storeLink'
    | 'evaluator'
    | 'audit'
    | 'nowMs'
    | 'config'
  > {
  limits: IngestLimits;
}

/** More than any overlay has to say. */
const MOST_BODY_BYTES = 256 * 1024;
const MOST_ELEMENTS = 200;
const CELLS = 10;

const opened = z.strictObject({ token: z.string().max(200) });
const heatmapAsked = z.strictObject({
  token: z.string().max(200),
  page: z.string().min(1).max(2048),
  days: z.int().min(1).max(366).default(30),
  device: z.enum(overlayDevices).optional(),
  segment: z.string().max(120).optional(),
  /** Only who saw this variant: the experiment's id, a colon, the variant's. */
  variant: z
    .string()
    .max(250)
    .regex(/^[^:]+:[^:]+$/, 'EXPERIMENT:VARIANT')
    .optional(),
});
const changed = z.strictObject({ token: z.string().max(200), changes: changeSchema.array().max(100) });

const refuseToken = () =>
  new Refusal(403, 'invalid_token', 'This link has ended or is for something else: open it anew from the dashboard.', {
    path: 'token',
  });

/** Who saw a variant, EXPERIMENT:VARIANT: a browser tells the exposure once, and shows the variant from then on. */
const sawVariant = (named: string): Filter => {
  const [experiment = '', variant = ''] = named.split(':');
  const filters = [
    { property: 'experiment', operator: 'is' as const, values: [experiment] },
    { property: 'variant', operator: 'is' as const, values: [variant] },
  ];
  return { visitor: { did: { kind: 'exposure', filters } } };
};

type Env = { Bindings: HttpBindings };

/** What a person sees and does over the real page of a site, with a token that is for that alone. Cookies count nothing here. */
export const overlayRoutes = (options: OverlayRouteOptions) => {
  const { sites, segments, experiments, overlayTokens, limits, audit, config, storeLink, evaluator } = options;

  /** Reads a text body, which needs no preflight. */
  const read = async <Schema extends z.ZodType>(c: Context<Env>, schema: Schema): Promise<z.output<Schema>> => {
    const text = await c.req.text();
    if (text.length > MOST_BODY_BYTES) throw new Refusal(413, 'too_large', 'The body is too large.');
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch (cause) {
      throw new Refusal(400, 'invalid_json', 'JSON is expected.', { cause });
    }
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const path = issue?.path.join('.') ?? '';
    throw new Refusal(400, 'invalid_body', `${path}: ${issue?.message}`, { path });
  };

  /** The site's own pages may read the answer; no others. Where the site names no domains, any page may that has the token. */
  const allow = (c: Context<Env>, site: Site): void => {
    const origin = c.req.header('origin') ?? '';
    const host = URL.canParse(origin) ? new URL(origin).hostname : '';
    if (site.domains.length > 0 && !isOfDomain(site.domains, host))
      throw new Refusal(403, 'wrong_origin', `A page on "${host}" asks, which is not among the site's domains.`);
    c.header('access-control-allow-origin', origin || '*');
    c.header('vary', 'origin');
  };

  const grantOf = async (
    c: Context<Env>,
    token: string,
    purposes: readonly OverlayPurpose[],
  ): Promise<{ grant: OverlayGrant; site: Site }> => {
    limits.takeRequest(clientAddress(c.env.incoming, config));
    const grant = await overlayTokens.find(token, purposes);
    const site = grant && sites.byId(grant.siteId);
    if (!grant || !site) throw refuseToken();
    allow(c, site);
    return { grant, site };
  };

  const experimentOf = async ({ siteId, experiment }: OverlayGrant) => {
    const kept = experiment === null ? undefined : await experiments.byId(siteId, experiment);
    return kept && { ...tagFormOf(kept), name: kept.name };
  };

  /** What a heatmap can be of, and what it begins with. */
  const choicesOf = async ({ siteId, experiment, variant, segment, device }: OverlayGrant) => {
    const [saved, known] = await Promise.all([segments.list(siteId), experiments.list(siteId)]);
    return {
      segments: saved.map(({ id, title }) => ({ id, title })),
      variants: known
        .filter(({ state }) => state !== 'draft')
        .flatMap(({ id, name, variants }) =>
          variants.map((one) => ({ id: `${id}:${one.id}`, title: `${name} · ${one.id}` })),
        ),
      chosen: {
        ...(experiment !== null && variant !== null && { variant: `${experiment}:${variant}` }),
        ...(segment !== null && { segment }),
        ...(device !== null && { device }),
      },
    };
  };

  const base = `${config.collectPath}/overlay`;
  return new Hono<Env>()
    .use(`${base}/*`, async (c, next) => {
      await next();
      c.header('cache-control', 'no-store');
      c.header('cross-origin-resource-policy', 'cross-origin');
    })
    .post(`${base}/open`, async (c) => {
      const { token } = await read(c, opened);
      const { grant } = await grantOf(c, token, ['heatmap', 'preview', 'editor']);
      const { purpose, language, variant, endsAt } = grant;
      const opens = { purpose, language, endsAt };
      if (purpose === 'heatmap') return c.json({ ...opens, ...(await choicesOf(grant)) });
      return c.json({ ...opens, experiment: (await experimentOf(grant)) ?? null, variant });
    })
    .post(`${base}/heatmap`, async (c) => {
      const { token, page, days, device, segment, variant } = await read(c, heatmapAsked);
      const { site } = await grantOf(c, token, ['heatmap']);
      const definition: HeatmapDefinitionInput = {
        range: { last: days, unit: 'day' },
        page,
        layers: ['elements'],
        elements: { limit: MOST_ELEMENTS, cells: CELLS },
        filters: [
          ...(device ? [{ property: 'device', operator: 'is' as const, values: [device] }] : []),
          ...(segment ? [{ visitor: { segment } }] : []),
          ...(variant ? [sawVariant(variant)] : []),
        ],
      };
      try {
        const { result } = await answerQuestion(
          { store: storeLink.required(), evaluator },
          { kind: 'heatmap', definition, context: await questionContext(options, site, definition) },
          { signal: c.req.raw.signal },
        );
        const { pageViews, total, elements } = result as HeatmapResult;
        return c.json({ pageViews, total, elements: elements ?? [] });
      } catch (error) {
        throw questionRefusal(error);
      }
    })
    .post(`${base}/changes`, async (c) => {
      const { token, changes } = await read(c, changed);
      const { grant, site } = await grantOf(c, token, ['editor']);
      const { experiment, variant, author } = grant;
      if (experiment === null || variant === null) throw refuseToken();
      await experiments.saveChanges({ siteId: site.id, id: experiment, variantId: variant, changes, author });
      await audit.byCollector({
        action: 'experiment.change',
        siteId: site.id,
        object: experiment,
        changes: [
          { field: 'variant', to: variant },
          { field: 'changes', to: changes.length },
          { field: 'changedBy', to: author },
        ],
      });
      return c.json({ saved: changes.length });
    });
};
