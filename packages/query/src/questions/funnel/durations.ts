import { quantiles } from '@telltale/statistics';
import type { FunnelDurations } from './result.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Each about three times the one before, at numbers that people say. The longest window is 366 days. */
const EDGES_MS = [
  0,
  ...[1, 3, 10, 30].map((seconds) => seconds * SECOND),
  ...[1, 3, 10, 30].map((minutes) => minutes * MINUTE),
  ...[1, 3, 8].map((hours) => hours * HOUR),
  ...[1, 3, 7, 21, 60, 180].map((days) => days * DAY),
];

/** Where durations up to the window are cut. */
export const durationEdges = (windowMs: number): number[] => EDGES_MS.filter((edge) => edge <= windowMs);

/** How the durations are distributed; null where there are none. */
export const durationsOf = (durationsMs: readonly number[], edges: readonly number[]): FunnelDurations | null => {
  if (durationsMs.length === 0) return null;
  const counts = edges.map(() => 0);
  for (const ms of durationsMs) {
    let place = edges.length - 1;
    while (ms < (edges[place] ?? 0)) place--;
    counts[place] = (counts[place] ?? 0) + 1;
  }
  const [p10 = 0, p25 = 0, p50 = 0, p75 = 0, p90 = 0, p95 = 0] = quantiles(
    durationsMs,
    [0.1, 0.25, 0.5, 0.75, 0.9, 0.95],
  );
  return { p10, p25, p50, p75, p90, p95, counts };
};
