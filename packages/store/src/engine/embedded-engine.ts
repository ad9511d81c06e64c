import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { drainPending } from 'chdb';
import { StoreError } from '../store-error.ts';
import { createRowsReadCounter } from './create-rows-read-counter.ts';
import { type EmbeddedConnection, openEmbeddedConnection } from './embedded-connection.ts';
import { type Engine, type ReadStatement, restoringSettings, type ServerWriter, type Writer } from './engine.ts';
import { quoteText } from './format-params.ts';
import { createLane } from './lane.ts';
import { readCompactAnswer } from './read-answer.ts';
import { watchRead } from './read-watch.ts';

export interface EmbeddedOptions {
  dataDir: string;
  database: string;
  /** Connections that read side by side. */
  readers: number;
}

/** How long a healthy engine may take to answer `SELECT 1`. */
const PING_TIMEOUT_MS = 10_000;

/** How often a statement that does not end yet is killed again. */
const KILL_EVERY_MS = 50;

/** Bytes of memory this process may use: the container's limit, else the machine's. */
const memoryBytes = () => {
  const limit = process.constrainedMemory();
  return limit > 0 && limit < totalmem() ? limit : totalmem();
};

/** What the engine may use in all: a refused query is better than a killed collector. */
const engineMemoryBytes = Math.round(memoryBytes() / 2);

/** What one question may use: two of them and a merge fit. */
const maxQueryMemoryBytes = Math.min(2_000_000_000, Math.round(engineMemoryBytes * 0.4));

/**
 * The engine's own limits, given when its first connection opens. The defaults are a server's: caches of several GB, and
 * nine tenths of the machine's memory.
 */
const engineArguments = [
  `--max_server_memory_usage=${engineMemoryBytes}`,
  `--mark_cache_size=${64 * 2 ** 20}`,
  `--index_mark_cache_size=${16 * 2 ** 20}`,
  `--primary_index_cache_size=${64 * 2 ** 20}`,
  `--query_condition_cache_size=${32 * 2 ** 20}`,
  `--compiled_expression_cache_size=${32 * 2 ** 20}`,
];

/**
 * Opens ClickHouse inside this process. One connection runs one statement at a time, so the writer has its own and never
 * waits for a reader, and another one takes what is short: documents, pings, and killing what was cancelled.
 *
 * @throws StoreError `locked` when another process holds the folder
 */
export const openEmbeddedEngine = async ({ dataDir, database, readers }: EmbeddedOptions): Promise<Engine> => {
  const path = resolve(dataDir);
  await mkdir(path, { recursive: true });
  const connections: EmbeddedConnection[] = [];
  const rowsRead = createRowsReadCounter();
  const connect = () => {
    const connection = rowsRead.watched(openEmbeddedConnection(path, engineArguments));
    connections.push(connection);
    return connection;
  };

  const writer = connect();
  const control = connect();
  const reading = Array.from({ length: readers }, connect);
  await writer.run({ sql: `CREATE DATABASE IF NOT EXISTS ${database} ENGINE = Atomic` }, 'Null');
  for (const connection of [writer, control, ...reading]) await connection.run({ sql: `USE ${database}` }, 'Null');
  // Not through `settings`: it must stay.
  for (const connection of reading) await connection.run({ sql: 'SET readonly = 2' }, 'Null');

  const writersLane = createLane([writer]);
  const readersLane = createLane(reading);
  const controlLane = createLane([control]);
  const closing = new AbortController();
  // Every read listens.
  setMaxListeners(0, closing.signal);
  const refuseWhenClosed = () => {
    if (closing.signal.aborted) throw new StoreError('The store is closed.', { code: 'closed' });
  };

  /** Kills a statement until it has ended: it may not have begun yet when the first attempt is made. */
  const killUntil = async (marker: string, hasEnded: () => boolean) => {
    while (!hasEnded()) {
      const sql = `KILL QUERY WHERE Settings['log_comment'] = ${quoteText(marker)} ASYNC`;
      await controlLane.with((connection) => connection.run({ sql }, 'Null'));
      await new Promise((next) => setTimeout(next, KILL_EVERY_MS));
    }
  };

  const answer = async (
    connection: EmbeddedConnection,
    statement: ReadStatement,
    signal: AbortSignal,
    remainingMs: number,
  ) => {
    const marker = randomUUID();
    let hasEnded = false;
    let killing: Promise<void> | undefined;
    const kill = () => {
      // When even killing fails, the engine is going down, and the statement with it.
      killing = killUntil(marker, () => hasEnded).catch(() => {});
    };
    // What is short ends by itself; killing would wait for the very connection that it holds.
    if (!statement.isShort) signal.addEventListener('abort', kill, { once: true });
    try {
      const settings = {
        ...statement.settings,
        log_comment: marker,
        max_threads: availableParallelism(),
        max_execution_time: remainingMs / 1000,
      };
      return await rowsRead.run(connection, { ...statement, settings });
    } finally {
      hasEnded = true;
      signal.removeEventListener('abort', kill);
      // The marker stays on the connection until the next statement sets its own: a kill that is still under way would hit that.
      await killing;
    }
  };

  const server: ServerWriter = {
    address: '',
    async run(statement) {
      await writer.run(statement, 'Null');
    },
    async rows(statement) {
      return readCompactAnswer((await writer.run(statement, 'JSONCompact')).bytes).rows;
    },
  };
  const session: Writer = {
    run: server.run,
    rows: server.rows,
    servers: [server],
    async load({ path: file, structure, insert }) {
      await session.run(insert(`file(${quoteText(resolve(file))}, 'JSONEachRow', ${quoteText(structure)})`));
    },
    async save({ path: file, table, columns, partition }) {
      const source = `file(${quoteText(resolve(file))}, 'Native', 'auto', 'gzip')`;
      await session.run({
        sql: `INSERT INTO FUNCTION ${source} SELECT ${columns.join(', ')} FROM ${table} WHERE _partition_id = {partition:String}`,
        params: { partition },
      });
      const [counted] = await session.rows({ sql: `SELECT count() AS saved FROM ${source}` });
      return Number(counted?.saved);
    },
    async restore({ path: file, table, columns }) {
      const names = columns.join(', ');
      await session.run({
        sql: `INSERT INTO ${table} (${names}) SELECT ${names} FROM file(${quoteText(resolve(file))}, 'Native', 'auto', 'gzip')`,
        settings: restoringSettings,
      });
    },
  };

  return {
    cluster: undefined,
    database,
    isShared: false,
    maxQueryMemoryBytes,
    // The database was made on opening: each connection has to enter it.
    prepare: async () => ({ database, cluster: undefined }),
    async read(statement) {
      refuseWhenClosed();
      const watch = watchRead(statement, closing.signal);
      try {
        return await (statement.isShort ? controlLane : readersLane).with(
          (connection) => answer(connection, statement, watch.signal, watch.remainingMs()),
          watch.signal,
        );
      } catch (error) {
        throw watch.explain(error);
      } finally {
        watch.dispose();
      }
    },
    async write(use) {
      refuseWhenClosed();
      return writersLane.with(() => use(session));
    },
    async ping() {
      refuseWhenClosed();
      await controlLane.with(
        (connection) => connection.run({ sql: 'SELECT 1' }, 'Null'),
        AbortSignal.timeout(PING_TIMEOUT_MS),
      );
    },
    async close() {
      closing.abort();
      await Promise.all([writersLane.drained(), readersLane.drained()]);
      await controlLane.drained();
      for (const connection of connections) connection.close();
      await drainPending();
    },
  };
};
