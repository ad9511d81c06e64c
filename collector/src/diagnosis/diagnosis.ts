import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { SpooledCounts } from '../delivery/spooled-counts.ts';
import type { Spool } from '../ingest/spool.ts';
import { createAddressRanges } from '../lib/address-ranges.ts';
import type { Site } from '../sites/site.ts';
import type { StoreLink } from '../store-link.ts';
import type { ArrivalSigns } from './arrival-signs.ts';
import { checks, type Finding } from './checks/index.ts';
import type { CspReports } from './csp-reports.ts';
import type { Facts } from './facts.ts';
import { measureDelivery } from './measure/measure-delivery.ts';
import { measureDisk } from './measure/measure-disk.ts';
import { measureDoubled } from './measure/measure-doubled.ts';
import { measureOrders } from './measure/measure-orders.ts';
import { measureStore } from './measure/measure-store.ts';
import { measureTag } from './measure/measure-tag.ts';
import { measureUntagged } from './measure/measure-untagged.ts';
import type { QuestionTimes } from './question-times.ts';
import { watchSpool } from './spool-watch.ts';

/** What is well and what is wrong with a site. */
export interface SiteDiagnosis {
  /** Epoch ms. */
  measuredAt: number;
  /** One of each check, in the order of the list. */
  findings: Finding[];
}

/** Says what is wrong. */
export interface Diagnosis {
  /** As measured in the last half minute; `isFresh`: in the last second. */
  of(site: Site, asked?: { isFresh: boolean }): Promise<SiteDiagnosis>;
  close(): void;
}

export interface DiagnosisOptions {
  config: Pick<Config, 'dataDir' | 'spoolMaxMegabytes' | 'clientIpHeader'>;
  /** Where people reach the collector. */
  publicUrl: () => string;
  storeLink: StoreLink;
  spool: Spool;
  spooled: SpooledCounts;
  arrivalSigns: ArrivalSigns;
  cspReports: CspReports;
  questionTimes: QuestionTimes;
  sites: () => readonly Site[];
  log: Logger;
  nowMs: () => number;
}

/** Every page of the dashboard asks whether something is wrong. */
const KEPT_MS = 30_000;
/** Who has just mended something asks again; not more often than this. */
const FRESH_MS = 1_000;
/** Of whom the last diagnosis is kept. */
const MOST_SITES = 1_000;

/** How each fact is measured. */
type Measures = { [Fact in keyof Facts]: () => Promise<Facts[Fact]> };

const localAddresses = createAddressRanges('private');

const isLocalAddress = (address: string): boolean => {
  const { hostname } = new URL(address);
  return /^localhost$|\.localhost$/.test(hostname) || localAddresses.includes(hostname.replace(/^\[|\]$/g, ''));
};

/** Begins to look. */
export const openDiagnosis = (options: DiagnosisOptions): Diagnosis => {
  const { config, storeLink, spool, spooled, arrivalSigns, cspReports, questionTimes, log, nowMs } = options;
  const spoolWatch = watchSpool(spool, { maxBytes: config.spoolMaxMegabytes * 1024 * 1024, nowMs });
  const known = new Map<string, { at: number; told: Promise<SiteDiagnosis> }>();

  const measuresOf = (site: Site): Measures => {
    const measured = { siteId: site.id, nowMs: nowMs() };
    const store = () => storeLink.required();
    let delivery: ReturnType<typeof measureDelivery> | undefined;
    const ofDelivery = async () => {
      delivery ??= measureDelivery({ delivery: store().delivery, spooled, site, nowMs: measured.nowMs });
      return delivery;
    };
    return {
      tag: async () => measureTag(store(), measured),
      doubled: async () => measureDoubled(store(), measured),
      untagged: async () => measureUntagged(store(), measured),
      orders: async () => measureOrders(store(), measured),
      refused: async () => (await ofDelivery()).refused,
      bots: async () => (await ofDelivery()).bots,
      csp: async () => cspReports.of(site.id),
      arrivals: async () => ({
        ...arrivalSigns.of(site.id, measured.nowMs),
        clientIpHeader: config.clientIpHeader,
        isLocal: isLocalAddress(options.publicUrl()),
      }),
      spool: async () => spoolWatch.read(),
      store: () => measureStore(storeLink, questionTimes),
      disk: () =>
        measureDisk({
          store: store(),
          dataDir: config.dataDir,
          retentionDays: options.sites().map(({ retentionDays }) => retentionDays),
          nowMs: measured.nowMs,
        }),
    };
  };

  const diagnose = async (site: Site): Promise<SiteDiagnosis> => {
    const measures = measuresOf(site);
    const facts: Partial<Facts> = {};
    const read = async <Fact extends keyof Facts>(name: Fact) => {
      facts[name] = await measures[name]();
    };
    await Promise.all(
      (Object.keys(measures) as (keyof Facts)[]).map((name) =>
        // While the store is away the rest is told all the same.
        read(name).catch((err: unknown) => log.debug({ err, fact: name }, 'a fact for the diagnosis is not to be had')),
      ),
    );
    return { measuredAt: nowMs(), findings: findingsOf(facts) };
  };

  return {
    of: (site, { isFresh } = { isFresh: false }) => {
      const before = known.get(site.id);
      if (before && nowMs() - before.at < (isFresh ? FRESH_MS : KEPT_MS)) return before.told;
      if (known.size >= MOST_SITES) known.clear();
      const told = diagnose(site);
      known.set(site.id, { at: nowMs(), told });
      return told;
    },
    close: () => spoolWatch.close(),
  };
};

/** Judges by what could be measured. */
export const findingsOf = (facts: Readonly<Partial<Facts>>): Finding[] =>
  checks.map((check) => {
    const fact = facts[check.reads];
    const judge = check.judge as (fact: unknown) => Omit<Finding, 'check'>;
    const found = fact === undefined ? { cause: 'unmeasured', status: 'unknown', figures: {}, names: [] } : judge(fact);
    return { check: check.name, ...found } as Finding;
  });
