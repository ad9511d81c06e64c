import { createServer, type RequestListener } from 'node:http';
import path from 'node:path';
import { pino } from 'pino';
import { createAccess } from './access/access.ts';
import { createOwnerLinks } from './access/owner-links.ts';
import { createPasswords } from './access/passwords.ts';
import { type AssetFolders, createListener } from './app.ts';
import { createAudit } from './audit/audit.ts';
import { createSavedBoards } from './boards/saved-boards.ts';
import type { Collector, StartOptions } from './collector.ts';
import type { Config } from './config.ts';
import { openKeptFiles } from './deletion/kept-files.ts';
import { startDeletions } from './deletion/start-deletions.ts';
import { createRejections } from './delivery/rejections.ts';
import { createReplay } from './delivery/replay.ts';
import { createSpooledCounts } from './delivery/spooled-counts.ts';
import { createArrivalSigns } from './diagnosis/arrival-signs.ts';
import { createCspReports } from './diagnosis/csp-reports.ts';
import { openDiagnosis } from './diagnosis/diagnosis.ts';
import { createQuestionTimes } from './diagnosis/question-times.ts';
import { createEvaluator } from './evaluation/evaluator.ts';
import { openExperiments } from './experiments/experiments.ts';
import { openGeoDatabase } from './geo/geo-database.ts';
import { openDailySalt } from './ingest/daily-salt.ts';
import { createEnrichers } from './ingest/enrichers/index.ts';
import { settleSpool } from './ingest/settle-spool.ts';
import { openToldSpool, startToldWriter } from './ingest/told-spool.ts';
import { collectorFolder } from './lib/collector-folder.ts';
import { type AnswerLine, lockFolder } from './lib/folder-lock.ts';
import { listen, reachableHost, stopListening } from './lib/listening.ts';
import { within } from './lib/within.ts';
import { createGuessLimit } from './limits/guess-limit.ts';
import { createIngestLimits } from './limits/ingest-limits.ts';
import { createSignInLimit } from './limits/sign-in-limit.ts';
import { openMails } from './mail/open-mails.ts';
import { createMetrics } from './metrics.ts';
import { createOverlayTokens } from './overlay/overlay-tokens.ts';
import { createRecentEvents } from './recent-events.ts';
import { createAnswerReset } from './reset-password/answer-reset.ts';
import { startRetention } from './retention/retention.ts';
import { createSavedSegments } from './segments/saved-segments.ts';
import { createSharing } from './sharing/sharing.ts';
import { ensureFirstRun, hasDemoEvents } from './sites/first-run.ts';
import { createSiteCatalogs } from './sites/site-catalog.ts';
import { openSiteRegistry } from './sites/site-registry.ts';
import { openStoreLink } from './store-link.ts';
import { openSurveys } from './surveys/open-surveys.ts';

const root = path.dirname(collectorFolder);
const builtAssets: AssetFolders = {
  tag: path.join(root, 'packages/sdk/dist/tag'),
  dashboard: path.join(root, 'packages/dashboard/dist'),
  demo: path.join(root, 'demo-site/dist'),
};

/** How long a start waits for the store before it goes on without it. */
const STORE_PATIENCE_MS = 5_000;
/** Sites that another collector made or changed are known here after this long. */
const REFRESH_SITES_MS = 10_000;
/** A stop that takes longer is given up. */
const CLOSE_WITHIN_MS = 9_000;

/** Whoever sends this slowly only means to keep a connection busy. */
const slowSenders = { headersTimeout: 10_000, requestTimeout: 30_000 };

/**
 * Starts a collector: spool and listener first, the store as soon as it answers.
 * @throws Error with a sentence for people when it cannot start.
 */
export const startCollector = async (config: Config, options: StartOptions = {}): Promise<Collector> => {
  const { onNotice = () => {}, healthLimits, nowMs = Date.now } = options;
  const log = options.log ?? pino({ level: config.logLevel });
  const assets = { ...builtAssets, ...options.assets };
  const { dataDir } = config;

  const geoDatabase = await openGeoDatabase(config.geoDatabase);
  let answerLine: AnswerLine = () => Promise.reject(new Error('The collector is still starting.'));
  const lock = await lockFolder(dataDir, (line) => answerLine(line));
  const salt = openDailySalt(dataDir, nowMs);
  const metrics = createMetrics({
    spoolBytes: () => spool.sizeBytes(),
    oldestUnwrittenSeconds: () => spool.oldestAgeMs(nowMs()) / 1000,
  });
  const spool = await openToldSpool({ config, metrics, log, nowMs });
  if (spool.sealed().length > 0) onNotice(`Found ${spool.sealed().length} spool segments to write to the store.`);

  let storeLink: Awaited<ReturnType<typeof openStoreLink>> | undefined;
  const required = () => {
    if (!storeLink) throw new Error('The link to the store is not made yet.');
    return storeLink.required();
  };
  const documents = () => required().documents;
  const sites = await openSiteRegistry({ folder: dataDir, documents, nowMs });
  const experiments = await openExperiments({ folder: dataDir, documents, nowMs });
  const passwords = createPasswords();
  const access = createAccess({ documents, passwords, nowMs });
  storeLink = await openStoreLink({
    dataDir: path.join(dataDir, 'store'),
    url: config.clickhouseUrl,
    database: config.clickhouseDatabase,
    cluster: config.clickhouseCluster,
    onProgress: ({ migration, step, steps }) => {
      if (step === 1) onNotice(`Preparing the store: ${migration} (${steps} steps).`);
    },
    onAway: (error, retryInMs) => log.warn({ err: error, retryInMs }, 'the store cannot be reached yet'),
    prepare: () =>
      ensureFirstRun({ sites, experiments, access, isDemo: config.isDemo, demoFolder: assets.demo, nowMs }),
    nowMs,
  });
  const link = storeLink;

  const recentEvents = createRecentEvents();
  const spooledCounts = createSpooledCounts();
  const arrivalSigns = createArrivalSigns();
  const cspReports = createCspReports(nowMs);
  const questionTimes = createQuestionTimes(nowMs);
  const diagnosis = openDiagnosis({
    config,
    publicUrl: () => publicUrl,
    storeLink: link,
    spool,
    spooled: spooledCounts,
    arrivalSigns,
    cspReports,
    questionTimes,
    sites: sites.all,
    log,
    nowMs,
  });
  const isInSpool = (token: string) => spool.sealed().some((left) => left.token === token);
  void spooledCounts.readLeftovers(spool.checkedLeftovers(), isInSpool);
  const audit = createAudit({ store: link.current, addressRules: config, log, nowMs });
  const deletions = startDeletions({
    store: link.current,
    requiredStore: required,
    access,
    settleSpool: (signal) => settleSpool(spool, signal),
    keptFiles: openKeptFiles({
      folder: path.join(dataDir, 'spool'),
      isInSpool,
      nowMs,
    }),
    audit,
    onSeen: recentEvents.forget,
    log,
    nowMs,
  });
  const retention = startRetention({ sites: sites.all, store: link.current, access, audit, log, nowMs });
  const writer = startToldWriter({
    spool,
    store: link.current,
    onStored: (segment) => {
      recentEvents.stored(segment.token);
      spooledCounts.stored(segment.token);
      deletions.segmentStored(segment.openedAt);
    },
    onChanged: (segment) => void spooledCounts.changed(segment, isInSpool),
    metrics,
    log,
  });

  const release = async () => {
    await Promise.all([deletions.stop(), retention.stop()]);
    diagnosis.close();
    salt.close();
    await lock.release();
  };

  const reached = await within(
    link.whenReady.then(
      () => 'ready' as const,
      (error: unknown) => ({ error }),
    ),
    STORE_PATIENCE_MS,
  );
  if (reached !== undefined && reached !== 'ready') {
    await writer.stop();
    await link.close();
    await release();
    throw reached.error;
  }
  if (reached === undefined)
    onNotice('The store does not answer yet. Events are taken and kept on disk until it does.');

  const refresher = setInterval(() => {
    if (!link.current()) return;
    sites.refresh().catch((err: unknown) => log.warn({ err }, 'the sites could not be read again'));
    experiments.refresh().catch((err: unknown) => log.warn({ err }, 'the experiments could not be read again'));
  }, REFRESH_SITES_MS).unref();

  const closing = new AbortController();
  const evaluator = createEvaluator();
  const signInLimit = createSignInLimit();
  let listener: RequestListener;
  const server = createServer(slowSenders, (incoming, outgoing) => listener(incoming, outgoing));
  const { port } = await listen(server, config.port, config.host).catch(async (error: unknown) => {
    clearInterval(refresher);
    await writer.stop();
    await link.close();
    await release();
    throw error;
  });
  const url = `http://${reachableHost(config.host)}:${port}`;
  const publicUrl = config.baseUrl || url;
  answerLine = createAnswerReset({ access, audit, publicUrl });
  const answering = {
    catalogs: createSiteCatalogs(required, nowMs),
    segments: createSavedSegments(required),
    boards: createSavedBoards(documents),
    experiments,
    overlayTokens: createOverlayTokens({ documents, nowMs }),
    storeLink: link,
    evaluator,
    geoDatabase: geoDatabase.facts,
    sites,
    publicUrl,
    config,
    log,
    nowMs,
  };
  const { stop: stopSurveys, ...asking } = openSurveys({
    ...answering,
    documents,
    audit,
    lookEveryMs: options.surveyLookEveryMs,
  });
  const mails = openMails({ ...answering, documents, lookEveryMs: options.mailLookEveryMs });
  listener = createListener({
    ...answering,
    ...asking,
    access,
    guessLimit: createGuessLimit(),
    signInLimit,
    sharing: createSharing({ documents, passwords, signInLimit, nowMs }),
    mailing: mails.mailing,
    recentEvents,
    spooledCounts,
    arrivalSigns,
    cspReports,
    questionTimes,
    diagnosis,
    rejections: createRejections(),
    replay: createReplay({ delivery: () => required().delivery, spool, spooled: spooledCounts, metrics, recentEvents }),
    audit,
    deletions,
    enrichers: createEnrichers(salt, geoDatabase),
    limits: createIngestLimits(config),
    spool,
    metrics,
    assets,
    closing: closing.signal,
    ...(healthLimits && { healthLimits }),
  });

  let closed: Promise<boolean> | undefined;
  const close = async (withinMs: number) => {
    const deadline = Date.now() + withinMs;
    const left = () => deadline - Date.now();
    clearInterval(refresher);
    closing.abort();
    await stopListening(server);
    await within(Promise.all([deletions.stop(), retention.stop(), mails.stop(), stopSurveys()]), left());
    await within(spool.close(), left());
    const isDrained = link.current() ? await writer.drain(left() - 1_000) : spool.sealed().length === 0;
    await within(writer.stop(), left());
    await within(evaluator.close(), left());
    await within(link.close(), left());
    await release();
    return isDrained;
  };

  return {
    url,
    publicUrl,
    whenReady: link.whenReady,
    sites: sites.all,
    ...createOwnerLinks({ access, whenReady: link.whenReady, publicUrl }),
    isDemoEmpty: async () => {
      if (!config.isDemo) return false;
      await link.whenReady;
      return spool.sizeBytes() === 0 && !(await hasDemoEvents(required()));
    },
    close: (withinMs = CLOSE_WITHIN_MS) => {
      closed ??= close(withinMs);
      return closed;
    },
  };
};
