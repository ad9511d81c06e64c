import type { RequestListener } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { StoreError } from '@telltale/store';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Logger } from 'pino';
import { authenticate, type PrincipalVariables } from './access/authenticate.ts';
import { requireScope } from './access/principal.ts';
import type { ApiParts } from './api/api-env.ts';
import { API_PATH, createApi } from './api/index.ts';
import { type CspReportOptions, cspReportRoute } from './diagnosis/csp-report-route.ts';
import { createExperimentMemberships } from './experiments/experiment-memberships.ts';
import { checkHealth, type HealthLimits } from './health.ts';
import type { CollectParts } from './ingest/collect.ts';
import { collectFromServer } from './ingest/collect-from-server.ts';
import { createCollectHandler } from './ingest/collect-handler.ts';
import { mailImageRoute } from './ingest/mail-image-route.ts';
import { Refusal } from './lib/refusal.ts';
import { overlayRoutes } from './overlay/overlay-routes.ts';
import { type PageFolders, pageRoutes } from './serve/pages.ts';
import { tagRoutes } from './serve/tag.ts';
import { membersRoute } from './surveys/members-route.ts';
import type { Memberships } from './surveys/memberships.ts';
import { previewRoute } from './surveys/preview-route.ts';
import type { SegmentMembers } from './surveys/segment-members.ts';
import { createExports } from './transfer/export/exports.ts';
import { endOfImport } from './transfer/import/end-of-import.ts';
import { createImports } from './transfer/import/imports.ts';

export type { Api } from './api/index.ts';

/** Where built files lie that the collector serves. */
export interface AssetFolders extends PageFolders {
  tag: string;
}

/** Everything the routes are made of. */
export interface AppParts
  extends Omit<ApiParts, 'takeServerEvents' | 'imports' | 'exports'>,
    CollectParts,
    Pick<CspReportOptions, 'cspReports'> {
  memberships: Memberships;
  segmentMembers: SegmentMembers;
  assets: AssetFolders;
  log: Logger;
  healthLimits?: HealthLimits;
}

const ofStore = (error: StoreError): Refusal => {
  if (error.code === 'conflict') return new Refusal(409, 'conflict', error.message, { cause: error });
  if (error.isRetryable || error.code === 'closed')
    return new Refusal(503, 'store_unavailable', 'The store does not answer now; try again later.', {
      retryAfterS: 5,
      cause: error,
    });
  if (error.code === 'cancelled') return new Refusal(503, 'cancelled', error.message, { cause: error });
  return new Refusal(500, 'internal', "The store failed; the collector's log says more.", { cause: error });
};

const asRefusal = (error: unknown): Refusal => {
  if (error instanceof Refusal) return error;
  if (error instanceof StoreError) return ofStore(error);
  if (error instanceof HTTPException && error.status < 500)
    return new Refusal(400, 'invalid_request', error.message || 'The request is not valid.', { cause: error });
  return new Refusal(500, 'internal', 'The collector failed; its log says more.', { cause: error });
};

/** Assembles every route but the one that takes events: the API, the tag, the pages, health and metrics. */
export const createApp = (parts: AppParts) => {
  const { config, access, guessLimit, metrics, log, assets, sites, spool, storeLink, healthLimits, nowMs, publicUrl } =
    parts;
  const isSecure = publicUrl.startsWith('https:');
  const app = new Hono<{ Bindings: HttpBindings; Variables: PrincipalVariables }>();

  app.onError((error, c) => {
    const refusal = asRefusal(error);
    if (refusal.status >= 500 && refusal.code !== 'cancelled')
      log.error({ err: refusal.cause ?? error, method: c.req.method, path: c.req.path }, refusal.message);
    if (refusal.retryAfterS !== undefined) c.header('retry-after', String(refusal.retryAfterS));
    c.header('cache-control', 'no-store');
    return c.json(refusal.body, refusal.status);
  });
  app.notFound((c) => c.json(new Refusal(404, 'not_found', 'There is nothing at this address.').body, 404));

  app.route('/', mailImageRoute({ ...parts, clientAddressRules: config }));
  app.route(
    '/',
    cspReportRoute({
      ...parts,
      clientAddressRules: config,
      scriptName: config.trackerScriptName,
      collectPath: config.collectPath,
    }),
  );

  app.route('/', overlayRoutes(parts));
  const experimentMemberships = createExperimentMemberships({ ...parts, members: parts.segmentMembers });
  for (const [what, memberships] of [
    ['surveys', parts.memberships],
    ['experiments', experimentMemberships],
  ] as const)
    app.route(
      '/',
      membersRoute({ ...parts, memberships, clientAddressRules: config, path: `${config.collectPath}/${what}` }),
    );

  app.get('/healthz/live', (c) => c.json({ status: 'live' }));
  app.get('/healthz/ready', async (c) => {
    const health = await checkHealth({ spool, storeLink, nowMs, ...(healthLimits && { limits: healthLimits }) });
    return c.json({ status: health.isReady ? 'ready' : 'stuck', checks: health.checks }, health.isReady ? 200 : 503);
  });
  app.get(
    '/metrics',
    authenticate({ access, isSecure, baseUrl: config.baseUrl, guessLimit, addressRules: config }),
    async (c) => {
      requireScope(c.var.principal, 'metrics:read');
      return c.text(await metrics.registry.metrics(), 200, { 'content-type': metrics.registry.contentType });
    },
  );

  app.use('/api/*', async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
    c.header('x-content-type-options', 'nosniff');
  });
  const takeServerEvents: ApiParts['takeServerEvents'] = (body, site) =>
    collectFromServer(body, { site, receivedAt: nowMs() }, parts);
  const imports = createImports({
    ...parts,
    store: storeLink.required,
    spoolMaxBytes: config.spoolMaxMegabytes * 1024 * 1024,
    onEndedLate: (one) => parts.audit.byCollector(endOfImport(one)),
  });
  app.route(
    API_PATH,
    createApi({ ...parts, takeServerEvents, imports, exports: createExports(storeLink.required, parts.closing) }),
  );
  app.all('/api/*', (c) => c.notFound());

  app.route(
    '/',
    tagRoutes({
      folder: assets.tag,
      sites,
      scriptName: config.trackerScriptName,
      collectPath: config.collectPath,
      runningExperiments: (siteId) => parts.experiments.running(siteId),
    }),
  );
  app.route('/', previewRoute({ scriptName: config.trackerScriptName, isSecure }));
  app.route(
    '/',
    pageRoutes({ folders: assets, isDemo: config.isDemo, scriptName: config.trackerScriptName, isSecure }),
  );
  return app;
};

/** Answers every request: batches of events, and all that the app serves. */
export const createListener = (parts: AppParts): RequestListener => {
  const { config } = parts;
  const collects = createCollectHandler({ ...parts, path: config.collectPath, clientAddressRules: config });
  const serve = getRequestListener(createApp(parts).fetch);
  return (incoming, outgoing) => {
    if (!collects(incoming, outgoing)) void serve(incoming, outgoing);
  };
};
