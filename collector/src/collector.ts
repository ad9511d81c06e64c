import type { Logger } from 'pino';
import type { OwnerLinks } from './access/owner-links.ts';
import type { AssetFolders } from './app.ts';
import type { HealthLimits } from './health.ts';
import type { Site } from './sites/site.ts';

/** A running collector. */
export interface Collector extends OwnerLinks {
  /** Where it listens on this machine, without a slash at the end. */
  url: string;
  /** Where people reach it: BASE_URL, or `url`. */
  publicUrl: string;
  /** Resolves when the store was reached and the first site and owner exist. @throws StoreError when that can never be. */
  whenReady: Promise<void>;
  sites(): readonly Site[];
  /** True when the demo is on and its site has no event yet. */
  isDemoEmpty(): Promise<boolean>;
  /**
   * Stops taking requests, writes what is under way, and lets go of everything; within this time, default 9 s.
   * @returns true when the spool is empty; otherwise the rest waits on disk for the next start.
   */
  close(withinMs?: number): Promise<boolean>;
}

/** What a start may be told. */
export interface StartOptions {
  log?: Logger;
  /** Told what happens, in words for people. */
  onNotice?: (text: string) => void;
  assets?: Partial<AssetFolders>;
  healthLimits?: HealthLimits;
  /** How often boards that are due are looked for, default 20 s. */
  mailLookEveryMs?: number;
  /** How often surveys that have their answers are looked for, default 20 s. */
  surveyLookEveryMs?: number;
  nowMs?: () => number;
}
