import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Session } from 'chdb';
import { StoreError } from '../store-error.ts';
import type { Engine, EngineAnswer, Statement, Writer } from './engine.ts';
import { boundParams, formatParam, quoteText } from './format-params.ts';
import { createLane } from './lane.ts';
import { lockedError } from './locked-error.ts';
import { readCompactAnswer } from './read-answer.ts';
import { toStoreError } from './to-store-error.ts';

export interface EmbeddedOptions {
  dataDir: string;
  database: string;
  /** Connections that read side by side. */
  readers: number;
}

/**
 * Text that sets what the statement runs under, put before it. Three things would go wrong otherwise: the client's
 * `clickhouse_settings` stay on the connection, chDB runs statements with `query_params` one at a time in the whole
 * process, and a value that is left over from an earlier statement would fill a place that was forgotten
 * (`boundParams` refuses that).
 */
const prelude = ({ sql, params = {}, settings = {} }: Statement) => {
  const assignments = [
    ...Object.entries(settings).map(
      ([name, value]) => `${name} = ${typeof value === 'number' ? value : quoteText(value)}`,
    ),
    ...Object.entries(boundParams(sql, params)).map(
      ([name, value]) => `param_${name} = ${quoteText(formatParam(value))}`,
    ),
  ];
  return assignments.length === 0 ? '' : `SET ${assignments.join(', ')};\n`;
};

const runOn = async (connection: Session, sql: string, format: string): Promise<EngineAnswer> => {
  const startedAt = performance.now();
  const answer = await connection.queryAsync(sql, { format });
  return { bytes: answer.bytes(), rowsRead: answer.rowsRead, elapsedMs: performance.now() - startedAt };
};

/**
 * Opens ClickHouse inside this process. One connection runs one statement at a time, so the writer has its own and never
 * waits for a reader; another one only cancels.
 *
 * @throws StoreError `locked` when another process holds the folder
 */
export const openEmbeddedEngine = async ({ dataDir, database, readers }: EmbeddedOptions): Promise<Engine> => {
  const path = resolve(dataDir);
  await mkdir(path, { recursive: true });
  const connections: Session[] = [];
  const connect = () => {
    try {
      const connection = new Session(path);
      connections.push(connection);
      return connection;
    } catch (error) {
      throw lockedError(path, error);
    }
  };

  const writer = connect();
  const canceller = connect();
  const reading = Array.from({ length: readers }, connect);
  await runOn(writer, `CREATE DATABASE IF NOT EXISTS ${database} ENGINE = Atomic`, 'TSV');
  for (const connection of [writer, ...reading]) await runOn(connection, `USE ${database}`, 'TSV');
  for (const connection of reading) await runOn(connection, 'SET readonly = 2', 'TSV');

  const writers = createLane([writer]);
  const readersLane = createLane(reading);
  const cancellers = createLane([canceller]);
  let isClosed = false;
  const refuseWhenClosed = () => {
    if (isClosed) throw new StoreError('The store is closed.', { code: 'closed' });
  };

  /** Kills a statement until it has ended: it may not have begun yet when the first attempt is made. */
  const killUntil = async (marker: string, hasEnded: () => boolean) => {
    while (!hasEnded()) {
      await cancellers.with((connection) =>
        runOn(connection, `KILL QUERY WHERE Settings['log_comment'] = '${marker}' ASYNC`, 'TSV'),
      );
      await new Promise((next) => setTimeout(next, 20));
    }
  };

  const session: Writer = {
    async run(statement) {
      await runOn(writer, prelude(statement) + statement.sql, 'TSV');
    },
    async rows(statement) {
      const { bytes } = await runOn(writer, prelude(statement) + statement.sql, 'JSONCompact');
      return readCompactAnswer(bytes).rows;
    },
    async load({ path: file, structure, insert }) {
      await session.run(insert(`file(${quoteText(resolve(file))}, 'JSONEachRow', ${quoteText(structure)})`));
    },
  };

  return {
    cluster: undefined,
    database,
    // Made on opening: each connection has to enter it.
    async prepare() {},
    async read(statement) {
      refuseWhenClosed();
      const deadline = AbortSignal.timeout(statement.timeoutMs);
      const signal = statement.signal ? AbortSignal.any([statement.signal, deadline]) : deadline;
      const startedAt = performance.now();
      try {
        return await readersLane.with(async (connection) => {
          const marker = randomUUID();
          const remainingMs = Math.max(1, statement.timeoutMs - (performance.now() - startedAt));
          const settings = { ...statement.settings, log_comment: marker, max_execution_time: remainingMs / 1000 };
          let hasEnded = false;
          const kill = () => void killUntil(marker, () => hasEnded).catch(() => {});
          signal.addEventListener('abort', kill, { once: true });
          try {
            return await runOn(connection, prelude({ ...statement, settings }) + statement.sql, statement.format);
          } finally {
            hasEnded = true;
            signal.removeEventListener('abort', kill);
          }
        }, signal);
      } catch (error) {
        if (statement.signal?.aborted)
          throw new StoreError('The query was cancelled.', { code: 'cancelled', cause: error });
        if (deadline.aborted)
          throw new StoreError(`The query took longer than its limit of ${statement.timeoutMs} ms.`, {
            code: 'timeout',
            cause: error,
          });
        throw toStoreError(error, 'answering a query');
      }
    },
    async write(use) {
      refuseWhenClosed();
      return writers.with(() => use(session));
    },
    async close() {
      isClosed = true;
      await Promise.all([writers.drained(), readersLane.drained(), cancellers.drained()]);
      for (const connection of connections) connection.close();
    },
  };
};
