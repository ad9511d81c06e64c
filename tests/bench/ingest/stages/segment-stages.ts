import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { decode } from '../../../../collector/src/ingest/decode.ts';
import { enrich } from '../../../../collector/src/ingest/enrich.ts';
import { rowLines } from '../../../../collector/src/ingest/row-line.ts';
import { judgeBatch, judgeEvents } from '../../../../collector/src/ingest/validate.ts';
import { connect } from '../../../../packages/store/src/engine/connect.ts';
import type { Engine, Writer } from '../../../../packages/store/src/engine/engine.ts';
import { insertSegment } from '../../../../packages/store/src/insert-segment.ts';
import { migrate } from '../../../../packages/store/src/migrate.ts';
import { migrations } from '../../../../packages/store/src/migrations/index.ts';
import { type Spread, spreadOf } from '../../lib/spread.ts';
import { arrivedBatches } from './arrivals.ts';
import { openParts, type StageParts } from './open-parts.ts';
import { stageSite } from './stage-site.ts';

const EVENTS_PER_BATCH = 20;
/** The first segments meet a cold engine. */
const WARM_UP = 2;

/** What a segment of one size costs, by row in µs. */
export interface SegmentCost {
  rows: number;
  cpuUs: Spread;
  elapsedUs: Spread;
  /** CPU by statement, in the order in which they run. */
  statements: Map<string, Spread>;
}

/** The table that a statement is about: enough to know it by. */
const nameOf = (sql: string): string => {
  const [, verb = '', table = ''] =
    /^\s*(?:WITH[\s\S]*?)?(INSERT INTO|TRUNCATE TABLE|CREATE TEMPORARY TABLE IF NOT EXISTS|SELECT|ALTER TABLE|DELETE FROM)\s+([\w.]*)/.exec(
      sql,
    ) ?? [];
  return verb === 'SELECT' ? 'SELECT (look-up)' : `${verb.replace(/ TEMPORARY.*/, '')} ${table}`.trim();
};

/** The engine as it is, every statement of its writer measured. */
const measuredEngine = (engine: Engine, onStatement: (name: string, cpuUs: number) => void): Engine => {
  const measured = async <Result>(name: string, run: () => Promise<Result>): Promise<Result> => {
    const begun = process.cpuUsage();
    const result = await run();
    const { user, system } = process.cpuUsage(begun);
    onStatement(name, user + system);
    return result;
  };
  const watch = (writer: Writer): Writer => ({
    ...writer,
    run: (statement) => measured(nameOf(statement.sql), () => writer.run(statement)),
    rows: (statement) => measured(nameOf(statement.sql), () => writer.rows(statement)),
    load: (file) => measured(`${nameOf(file.insert('file').sql)} (read the file)`, () => writer.load(file)),
  });
  return { ...engine, write: (use) => engine.write((writer) => use(watch(writer))) };
};

/** Writes a segment of that many fresh events. */
const writeSegment = async (file: string, rowCount: number, { enrichers }: StageParts) => {
  const lines = arrivedBatches(EVENTS_PER_BATCH, rowCount / EVENTS_PER_BATCH).flatMap(({ body, arrival }) => {
    const assigned = { ...arrival, site: stageSite };
    const { envelopes } = judgeEvents(judgeBatch(decode(body)), assigned);
    return enrich(enrichers, assigned, envelopes).map(rowLines);
  });
  await writeFile(file, lines.join(''));
};

/** Measures what the embedded engine needs for segments of these sizes: CPU of all its threads, its merges included. */
export const segmentStages = async (sizes: readonly { rows: number; segments: number }[]): Promise<SegmentCost[]> => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'bench-engine-'));
  const parts = await openParts();
  const engine = await connect({ dataDir: path.join(dataDir, 'store') });
  await migrate(engine, migrations);
  let segment = 0;

  const measure = async (rows: number, segments: number): Promise<SegmentCost> => {
    const cpuUs: number[] = [];
    const elapsedUs: number[] = [];
    const statements = new Map<string, number[]>();
    const warmUp = segment === 0 ? WARM_UP : 0;
    for (let turn = 0; turn < warmUp + segments; turn += 1) {
      const file = path.join(dataDir, `${segment}.ndjson`);
      await writeSegment(file, rows, parts);
      const taken = new Map<string, number>();
      const watched = measuredEngine(engine, (name, us) => taken.set(name, (taken.get(name) ?? 0) + us));
      const begun = process.cpuUsage();
      const begunAt = performance.now();
      const inserted = await insertSegment(watched, { path: file, token: `segment-${segment}` });
      const elapsedMs = performance.now() - begunAt;
      const { user, system } = process.cpuUsage(begun);
      if (inserted.rows !== rows) throw new Error(`Of ${rows} fresh events, ${inserted.rows} were stored.`);
      segment += 1;
      await rm(file);
      if (turn < warmUp) continue;
      cpuUs.push((user + system) / rows);
      elapsedUs.push((elapsedMs * 1_000) / rows);
      for (const [name, us] of taken) statements.set(name, [...(statements.get(name) ?? []), us / rows]);
    }
    return {
      rows,
      cpuUs: spreadOf(cpuUs),
      elapsedUs: spreadOf(elapsedUs),
      statements: new Map([...statements].map(([name, values]) => [name, spreadOf(values)])),
    };
  };

  try {
    const costs: SegmentCost[] = [];
    for (const { rows, segments } of sizes) costs.push(await measure(rows, segments));
    return costs;
  } finally {
    await engine.close();
    await parts.close();
    await rm(dataDir, { recursive: true, force: true });
  }
};
