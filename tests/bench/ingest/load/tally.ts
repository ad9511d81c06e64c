import { createHistogram } from 'node:perf_hooks';
import type { Verdict } from '@telltale/protocol';
import type { Answer } from './connection.ts';

/** What came of a load. Latencies in ms; each counts from the moment at which the request was due. */
export interface LoadResult {
  requests: number;
  /** Events that were answered 2xx: those of the bare server, or those that the verdict says were accepted. */
  acknowledged: number;
  /** Answers that were no 2xx, by status; 0: the connection broke. */
  failures: Record<string, number>;
  /** Events that were refused alone. */
  rejected: number;
  elapsedMs: number;
  latencyMs: { p50: number; p99: number; max: number };
  /** The generator's own CPU as a share of one core, 0–1. */
  generatorRatio: number;
}

/** Counts answers. */
export interface Tally {
  count(answer: Answer | undefined, events: number, latencyMs: number): void;
  result(): LoadResult;
}

const NS_PER_MS = 1e6;

/** Begins to count, now. */
export const createTally = (): Tally => {
  const begunAt = performance.now();
  const begunCpu = process.cpuUsage();
  const latencies = createHistogram();
  const failures: Record<string, number> = {};
  let requests = 0;
  let acknowledged = 0;
  let rejected = 0;

  const countAnswer = ({ status, body }: Answer, events: number) => {
    if (status === 204) acknowledged += events;
    // What is nearly always answered needs no parsing.
    else if (status === 202 && body === `{"accepted":${events},"rejected":[]}`) acknowledged += events;
    else if (status === 202) {
      const verdict = JSON.parse(body) as Verdict;
      acknowledged += verdict.accepted;
      rejected += verdict.rejected.length;
    } else failures[status] = (failures[status] ?? 0) + 1;
  };

  return {
    count: (answer, events, latencyMs) => {
      requests += 1;
      latencies.record(Math.max(1, Math.round(latencyMs * NS_PER_MS)));
      countAnswer(answer ?? { status: 0, body: '' }, events);
    },
    result: () => {
      const elapsedMs = performance.now() - begunAt;
      const { user, system } = process.cpuUsage(begunCpu);
      return {
        requests,
        acknowledged,
        failures,
        rejected,
        elapsedMs,
        latencyMs: {
          p50: latencies.percentile(50) / NS_PER_MS,
          p99: latencies.percentile(99) / NS_PER_MS,
          max: requests > 0 ? latencies.max / NS_PER_MS : 0,
        },
        generatorRatio: (user + system) / 1_000 / elapsedMs,
      };
    },
  };
};
