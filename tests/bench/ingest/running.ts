import { setTimeout as pause } from 'node:timers/promises';
import type { LoadGenerator } from './load/load-generator.ts';
import type { LoadResult } from './load/tally.ts';
import type { BareServer } from './start-bare-server.ts';
import type { BenchCollector } from './start-bench-collector.ts';

/** What all loads together must have left behind in the store. */
export interface Ledger {
  acknowledged: number;
}

/** The three processes of a run, and what was acknowledged so far. */
export interface Running {
  generator: LoadGenerator;
  bare: BareServer;
  collector: BenchCollector;
  ledger: Ledger;
}

/** @throws Error when the collector refused anything: then the figures would be those of refusing. */
export const refuseFailures = ({ failures, rejected }: LoadResult): void => {
  if (Object.keys(failures).length > 0 || rejected > 0)
    throw new Error(`The collector refused: requests by status ${JSON.stringify(failures)}, events ${rejected}.`);
};

const LOOK_EVERY_MS = 50;
const COUNTED_WITHIN_MS = 10_000;

/** Checks what the collector tells against what was acknowledged. @throws Error when they differ */
export const checkStored = async (collector: BenchCollector, ledger: Ledger): Promise<void> => {
  const until = performance.now() + COUNTED_WITHIN_MS;
  let { stored, duplicate, waiting } = await collector.totals();
  // The file of a segment goes a moment before its events stop being told as waiting.
  while (waiting > 0 && performance.now() < until) {
    await pause(LOOK_EVERY_MS);
    ({ stored, duplicate, waiting } = await collector.totals());
  }
  if (stored !== ledger.acknowledged || duplicate > 0 || waiting > 0)
    throw new Error(
      `Acknowledged ${ledger.acknowledged} events, but stored are ${stored}, duplicate ${duplicate}, waiting ${waiting}.`,
    );
};
