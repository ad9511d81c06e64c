/** What each stage costs, in a process of its own: stages run as in the collector, without sockets between them. */
import { type BenchRow, benchRow } from '../lib/bench-row.ts';
import type { BenchSection } from '../lib/write-table.ts';
import { requestStages } from './stages/request-stages.ts';
import { segmentStages } from './stages/segment-stages.ts';

const isQuick = process.argv.includes('--quick');
const batchSizes = [1, 5, 20];
const segmentSizes = isQuick
  ? [
      { rows: 1_000, segments: 5 },
      { rows: 10_000, segments: 2 },
      { rows: 50_000, segments: 1 },
    ]
  : [
      { rows: 1_000, segments: 20 },
      { rows: 10_000, segments: 8 },
      { rows: 50_000, segments: 4 },
    ];

const sections: BenchSection[] = [];
for (const eventCount of batchSizes) {
  const { costs, bytes, lineBytes } = await requestStages(
    eventCount,
    isQuick ? { events: 3_000, rounds: 5 } : { events: 10_000, rounds: 20 },
  );
  sections.push({
    title: `Stages, CPU of an event in a batch of ${eventCount} (${Math.round(bytes)} bytes of body and ${Math.round(lineBytes)} of row line an event)`,
    rows: [...costs].map(([what, value]) => benchRow({ what, value, unit: 'µs', digits: 2 })),
  });
}

const rowsOfSegments: BenchRow[] = [];
for (const { rows, cpuUs, elapsedUs, statements } of await segmentStages(segmentSizes)) {
  const size = `segment of ${rows.toLocaleString('en')}`;
  rowsOfSegments.push(
    benchRow({
      what: size,
      value: cpuUs,
      unit: 'µs',
      digits: 2,
      note: `${elapsedUs.median.toFixed(2)} µs a row by the clock`,
    }),
    ...[...statements].map(([name, value]) => benchRow({ what: `  ${name}`, value, unit: 'µs', digits: 2 })),
  );
}
sections.push({ title: 'Embedded engine, CPU of a row', rows: rowsOfSegments });
process.send?.(sections);
process.disconnect?.();
