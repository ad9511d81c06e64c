/**
 * `pnpm bench:questions`: how long the questions take beside a plain `windowFunnel` over the same events in the same run, what memory
 * that takes, how it grows with the events, and what an event takes of the disk. `--events N` (default 20,000,000) and `--rounds N`
 * (default 5) choose the scale, `--only TEXT` the questions whose name has it; `--keep FOLDER` keeps the filled servers
 * there for the next run.
 */
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { quantile } from '@telltale/statistics';
import { type BenchRow, benchRow } from '../lib/bench-row.ts';
import { spreadOf } from '../lib/spread.ts';
import { type BenchSection, writeTable } from '../lib/write-table.ts';
import { benchQuestions } from './asked.ts';
import { type EventSet, setOf } from './fill.ts';
import { type MeasuredQuestion, measureQuestions } from './measure-questions.ts';
import { type FilledServer, openFilledServer } from './open-filled-server.ts';

const { values: options } = parseArgs({
  options: {
    events: { type: 'string', default: '20000000' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
    keep: { type: 'string' },
  },
});
const events = Number(options.events);
const rounds = Number(options.rounds);
if (!(events >= 100_000) || !(rounds >= 1)) {
  console.error('--events must be at least 100000, --rounds at least 1.');
  process.exit(1);
}
const questions = benchQuestions.filter(({ what }) => what.includes(options.only));

const begun = performance.now();
const say = (what: string) => console.error(`${((performance.now() - begun) / 1000).toFixed(0)} s: ${what}`);

const MB = 1_000_000;

const timeRow = ({ what, ratios, ms, decodeMs, rowsRead, atMostRatio }: MeasuredQuestion): BenchRow =>
  benchRow({
    what,
    value: spreadOf(ratios),
    unit: '×',
    digits: 2,
    ...(atMostRatio === undefined ? {} : { atMost: atMostRatio }),
    note: `${quantile(ms, 0.5).toFixed(0)} ms, decoding ${quantile(decodeMs, 0.5).toFixed(0)}; ${(rowsRead / MB).toFixed(1)} million rows read`,
  });

const memoryRow = ({ what, engineBytes, answerBytes }: MeasuredQuestion): BenchRow =>
  benchRow({
    what,
    value: (engineBytes + answerBytes) / MB,
    unit: 'MB',
    atMost: 150,
    note: `engine ${(engineBytes / MB).toFixed(0)}, answer ${(answerBytes / MB).toFixed(0)}`,
  });

const growthRow = ({ what, ms }: MeasuredQuestion, smaller: readonly MeasuredQuestion[]): BenchRow => {
  const before = smaller.find((row) => row.what === what)?.ms ?? [];
  return benchRow({ what, value: quantile(ms, 0.5) / quantile(before, 0.5), unit: '×', digits: 1, atMost: 10 });
};

const storageRow = async ({ client }: FilledServer): Promise<BenchRow> => {
  const answer = await client.query({
    query: `SELECT table, sum(bytes_on_disk) AS bytes, sum(rows) AS lines FROM system.parts
      WHERE active AND database = 'telltale' AND table != 'yardstick' GROUP BY table ORDER BY bytes DESC`,
    format: 'JSONEachRow',
  });
  const tables = await answer.json<{ table: string; bytes: string; lines: string }>();
  const stored = Number(tables.find(({ table }) => table === 'events')?.lines);
  const bytes = tables.reduce((sum, table) => sum + Number(table.bytes), 0);
  return benchRow({
    what: 'all tables',
    value: bytes / stored,
    unit: 'bytes per event',
    digits: 1,
    atMost: 35,
    note: `${stored.toLocaleString('en')} events`,
  });
};

const measure = async (set: EventSet) => {
  const server = await openFilledServer(set, options.keep);
  try {
    say(`${set.events.toLocaleString('en')} events are there`);
    const storage = await storageRow(server);
    const result = await measureQuestions(server, { questions, endAt: set.endAt, rounds });
    say('asked');
    return { ...result, storage };
  } finally {
    await server.close();
  }
};

const [busy = 0] = loadavg();
if (busy > availableParallelism() / 2)
  console.log(`Other programs keep this machine busy (load ${busy.toFixed(1)}): only the ratios are worth reading.`);
const smaller = await measure(setOf(events / 10));
const { measured, yardstickMs, storage } = await measure(setOf(events));
const sections: BenchSection[] = [
  { title: `Time, beside the yardstick's ${quantile(yardstickMs, 0.5).toFixed(0)} ms`, rows: measured.map(timeRow) },
  { title: 'Memory', rows: measured.map(memoryRow) },
  { title: 'Ten times the events', rows: measured.map((row) => growthRow(row, smaller.measured)) },
  { title: 'Disk', rows: [storage] },
];
console.log(`\n${writeTable(sections)}\nTook ${((performance.now() - begun) / 1000).toFixed(0)} s.`);
