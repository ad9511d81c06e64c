import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { arrayBuffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { StoreError } from '../store-error.ts';
import {
  type Engine,
  type EngineAnswer,
  type ReadStatement,
  restoringSettings,
  type Settings,
  type Statement,
  type Writer,
} from './engine.ts';
import { boundParams, quoteText } from './format-params.ts';
import { createLane } from './lane.ts';
import { readCompactAnswer } from './read-answer.ts';
import { watchRead } from './read-watch.ts';

export interface ServerOptions {
  /** http[s]://user:password@host:port */
  url: string;
  database: string;
  cluster: string | undefined;
  /** Queries that run side by side. */
  readers: number;
}

/** What every statement runs under. */
const commonSettings: Settings = {
  // An answer is sent only when it is whole: an error in the middle stays an error, and the statistics are final.
  wait_end_of_query: 1,
  // The server's logs of queries grow without bound unless its owner limits them; ours leave no line there.
  log_queries: 0,
  log_processors_profiles: 0,
  query_profiler_real_time_period_ns: 0,
  query_profiler_cpu_time_period_ns: 0,
};

/** What one question may use of a server that others may use too. */
const MAX_QUERY_MEMORY_BYTES = 2_000_000_000;

/** How long a healthy server may take to answer `SELECT 1`. */
const PING_TIMEOUT_MS = 10_000;

/** A write may wait for a slow disk; one that is cut off is simply tried again. */
const WRITE_TIMEOUT_MS = 300_000;

/** How long `close` waits for a write under way before it cuts it off. */
const CLOSE_GRACE_MS = 5_000;

/** Fast: a backup is copied away soon. */
const GZIP_LEVEL = 3;

interface Sending {
  format: ReadStatement['format'];
  signal: AbortSignal;
  sessionId?: string;
  queryId?: string;
  /** The body behind an INSERT … FORMAT. */
  values?: Readable;
}

/** Opens ClickHouse over HTTP. Nothing is sent before the first statement. */
export const openServerEngine = ({ url, database, cluster, readers }: ServerOptions): Engine => {
  const client = createClient({
    url,
    log: { level: ClickHouseLogLevel.OFF },
    request_timeout: WRITE_TIMEOUT_MS,
    // Beside the questions: the writer, documents, pings, and killing what was cancelled.
    max_open_connections: readers + 8,
    // Long lists of values do not fit into an address.
    use_multipart_params_auto: true,
    application: 'telltale',
  });
  const readersLane = createLane(Array.from({ length: readers }, (_, index) => index));
  const writersLane = createLane(['writer']);
  const closing = new AbortController();
  // Every read listens.
  setMaxListeners(0, closing.signal);
  const cuttingOff = new AbortController();
  const refuseWhenClosed = () => {
    if (closing.signal.aborted) throw new StoreError('The store is closed.', { code: 'closed' });
  };

  const send = async (
    { sql, params = {}, settings = {} }: Statement,
    { format, signal, sessionId, queryId, values }: Sending,
  ): Promise<EngineAnswer> => {
    const startedAt = performance.now();
    const request = {
      query: sql,
      query_params: boundParams(sql, params),
      clickhouse_settings: { ...commonSettings, ...settings },
      abort_signal: signal,
      // As headers, so that nothing has to be put behind SQL that may end in a comment.
      http_headers: { 'X-ClickHouse-Format': format, 'X-ClickHouse-Database': database },
      ...(sessionId === undefined ? {} : { session_id: sessionId }),
      ...(queryId === undefined ? {} : { query_id: queryId }),
    };
    const { stream, summary } = await client.exec(values === undefined ? request : { ...request, values });
    const bytes = new Uint8Array(await arrayBuffer(stream));
    return { bytes, rowsRead: Number(summary?.read_rows ?? 0), elapsedMs: performance.now() - startedAt };
  };

  /** The server notices a connection that was closed; a proxy in between may keep it open, so the query is killed too. */
  const kill = (queryId: string) =>
    client
      .command({ query: `KILL QUERY WHERE query_id = ${quoteText(queryId)} ASYNC`, abort_signal: cuttingOff.signal })
      // A server that cannot be told has lost the query's connection anyway.
      .catch(() => {});

  const openSession = (): Writer => {
    // Statements of one session see its temporary tables.
    const sessionId = randomUUID();
    const sending = { format: 'JSONCompact', signal: cuttingOff.signal, sessionId } as const;
    return {
      async run(statement) {
        await send(statement, sending);
      },
      async rows(statement) {
        return readCompactAnswer((await send(statement, sending)).bytes).rows;
      },
      async load({ path, structure, insert }) {
        const statement = insert(`input(${quoteText(structure)})`);
        const file = await open(path);
        try {
          const values = file.createReadStream({ autoClose: false });
          await send({ ...statement, sql: `${statement.sql} FORMAT JSONEachRow` }, { ...sending, values });
        } finally {
          await file.close();
        }
      },
      async save({ path, table, columns, partition }) {
        const { stream, summary } = await client.exec({
          query: `SELECT ${columns.join(', ')} FROM ${table} WHERE _partition_id = {partition:String}`,
          query_params: { partition },
          clickhouse_settings: { ...commonSettings },
          abort_signal: cuttingOff.signal,
          http_headers: { 'X-ClickHouse-Format': 'Native', 'X-ClickHouse-Database': database },
        });
        await pipeline(stream, createGzip({ level: GZIP_LEVEL }), createWriteStream(path, { flags: 'wx' }));
        return Number(summary?.result_rows ?? 0);
      },
      async restore({ path, table, columns }) {
        const values = createGunzip();
        const reading = pipeline(createReadStream(path), values);
        const sql = `INSERT INTO ${table} (${columns.join(', ')}) FORMAT Native`;
        await Promise.all([reading, send({ sql, settings: restoringSettings }, { ...sending, values })]);
      },
    };
  };

  return {
    cluster,
    database,
    maxQueryMemoryBytes: MAX_QUERY_MEMORY_BYTES,
    async prepare() {
      const onCluster = cluster === undefined ? '' : ` ON CLUSTER ${cluster}`;
      await client.command({ query: `CREATE DATABASE IF NOT EXISTS ${database}${onCluster}` });
    },
    async read(statement) {
      refuseWhenClosed();
      const watch = watchRead(statement, closing.signal);
      const queryId = randomUUID();
      try {
        const run = () => {
          const limits = {
            // Only reading; settings may still be given.
            readonly: 2,
            max_execution_time: watch.remainingMs() / 1000,
            cancel_http_readonly_queries_on_client_close: 1,
          };
          return send(
            { ...statement, settings: { ...limits, ...statement.settings } },
            { format: statement.format, signal: watch.signal, queryId },
          );
        };
        return await (statement.isShort ? run() : readersLane.with(run, watch.signal));
      } catch (error) {
        if (watch.signal.aborted) void kill(queryId);
        throw watch.explain(error);
      } finally {
        watch.dispose();
      }
    },
    async write(use) {
      refuseWhenClosed();
      return writersLane.with(() => use(openSession()));
    },
    async ping() {
      refuseWhenClosed();
      await send({ sql: 'SELECT 1' }, { format: 'JSONCompact', signal: AbortSignal.timeout(PING_TIMEOUT_MS) });
    },
    async close() {
      closing.abort();
      const timer = setTimeout(() => cuttingOff.abort(), CLOSE_GRACE_MS);
      await Promise.all([writersLane.drained(), readersLane.drained()]);
      clearTimeout(timer);
      await client.close();
    },
  };
};
