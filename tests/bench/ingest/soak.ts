import { benchRow } from '../lib/bench-row.ts';
import { spreadOf } from '../lib/spread.ts';
import type { BenchSection } from '../lib/write-table.ts';
import { sustain } from './measure-load.ts';
import { probeBeside, queryableRows } from './measure-queryable.ts';
import type { Running } from './running.ts';
import type { MemorySample } from './sample-memory.ts';
import { slopeOf } from './slope.ts';

const MS_PER_HOUR = 3_600_000;
/** Caches fill and the engine's pools grow at first: the slope is that of the rest. */
const SETTLING_SHARE = 0.2;
const LOOKS = 400;

export interface SoakOptions {
  /** Events/s. */
  rate: number;
  minutes: number;
}

/** Runs at half load for so long and tells whether memory grows. */
export const soak = async (running: Running, { rate, minutes }: SoakOptions): Promise<BenchSection> => {
  const forMs = minutes * 60_000;
  let probes: number[] = [];
  const { memory, latencyMs, usPerEvent } = await sustain(running, {
    rate,
    forMs,
    lookAtMemoryEveryMs: forMs / LOOKS,
    meanwhile: async (isOver) => {
      probes = await probeBeside(running, isOver, forMs / 60);
    },
  });
  const settled = memory.filter(({ atMs }) => atMs > forMs * SETTLING_SHARE);
  const slope = (figure: 'rssMb' | 'anonymousMb') =>
    slopeOf(settled.map((sample) => ({ x: sample.atMs / MS_PER_HOUR, y: sample[figure] })));
  const range = (figure: keyof MemorySample) => {
    const values = settled.map((sample) => sample[figure]);
    return `${Math.round(Math.min(...values))} – ${Math.round(Math.max(...values))} MB`;
  };
  return {
    title: `Soak: ${rate.toLocaleString('en')} events/s for ${minutes} minutes`,
    rows: [
      benchRow({
        what: 'memory, slope by least squares',
        value: slope('rssMb'),
        unit: 'MB/hour',
        digits: 1,
        note: `after the first ${100 * SETTLING_SHARE} %; ${settled.length} samples, ${range('rssMb')}`,
      }),
      benchRow({
        what: 'memory without files (RssAnon), slope',
        value: slope('anonymousMb'),
        unit: 'MB/hour',
        digits: 1,
        note: range('anonymousMb'),
      }),
      benchRow({ what: 'memory', value: spreadOf(settled.map(({ rssMb }) => rssMb)), unit: 'MB', atMost: 450 }),
      benchRow({ what: 'latency p50', value: latencyMs.p50, unit: 'ms', digits: 1 }),
      benchRow({
        what: 'latency p99',
        value: latencyMs.p99,
        unit: 'ms',
        digits: 1,
        note: `longest ${latencyMs.max.toFixed(0)} ms; ${usPerEvent.toFixed(1)} µs of CPU an event, questions included`,
      }),
      ...queryableRows('from answer to queryable', probes, 2_000),
    ],
  };
};
