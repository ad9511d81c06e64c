import type { Spool } from './ingest/spool.ts';
import type { StoreLink } from './store-link.ts';

/** When the pipeline counts as stuck. */
export interface HealthLimits {
  /** The oldest accepted event that is not in the store. Default 60 s. */
  oldestUnwrittenMs: number;
  /** How long the store has not answered. Default 60 s. */
  storeAwayMs: number;
}

/** One thing that must hold. */
export interface HealthCheck {
  name: 'spool' | 'writer' | 'store';
  isPassed: boolean;
  message: string;
}

/** Whether the collector can do its work. */
export interface Health {
  isReady: boolean;
  checks: HealthCheck[];
}

export interface HealthOptions {
  spool: Spool;
  storeLink: StoreLink;
  limits?: HealthLimits;
  nowMs?: () => number;
}

const defaultLimits: HealthLimits = { oldestUnwrittenMs: 60_000, storeAwayMs: 60_000 };
const seconds = (ms: number) => `${Math.round(ms / 1000)} s`;

/**
 * Asks the whole pipeline, not only the process: can the spool be written, does the writer keep up, does the store answer.
 * A short absence of the store is what the spool is for and passes.
 */
export const checkHealth = async ({
  spool,
  storeLink,
  limits = defaultLimits,
  nowMs = Date.now,
}: HealthOptions): Promise<Health> => {
  const [writeError, awayMs] = await Promise.all([
    spool.probe().then(
      () => undefined,
      (error: unknown) => error,
    ),
    storeLink.awayMs(),
  ]);
  const oldestMs = spool.oldestAgeMs(nowMs());
  const checks: HealthCheck[] = [
    {
      name: 'spool',
      isPassed: writeError === undefined,
      message: writeError === undefined ? 'can be written' : `cannot be written: ${String(writeError)}`,
    },
    {
      name: 'writer',
      isPassed: oldestMs <= limits.oldestUnwrittenMs,
      message: `oldest event not yet in the store: ${seconds(oldestMs)}`,
    },
    {
      name: 'store',
      isPassed: storeLink.current() !== undefined && awayMs <= limits.storeAwayMs,
      message: awayMs === 0 ? 'answers' : `has not answered for ${seconds(awayMs)}`,
    },
  ];
  return { isReady: checks.every(({ isPassed }) => isPassed), checks };
};
