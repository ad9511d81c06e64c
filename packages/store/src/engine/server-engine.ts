import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { StoreError } from '../store-error.ts';
import { bytesOf } from './bytes-of.ts';
import {
  type Engine,
  type EngineAnswer,
  type ReadStatement,
  restoringSettings,
  type SavedRows,
  type ServerWriter,
  type Settings,
  type Statement,
  type Writer,
} from './engine.ts';
import { boundParams, quoteText } from './format-params.ts';
import { createLane } from './lane.ts';
import { readCompactAnswer } from './read-answer.ts';
import { watchRead } from './read-watch.ts';
import { surveyCluster } from './survey-cluster.ts';
import { takeTurns } from './take-turns.ts';

export interface ServerOptions {
  /** http[s]://user:password@host:port of the server; of a cluster, of all its servers, of which the first that answers is used. */
  urls: readonly string[];
  database: string;
  cluster: string | undefined;
  /** Queries that run side by side. */
  readers: number;
}

/** No answer is larger: what folds over many rows asks for fewer. Memory is taken only as an answer grows. */
const WHOLE_ANSWER_BYTES = 256 * 1024 * 1024;

/** What every statement runs under. */
const commonSettings: Settings = {
  // An answer is sent only when it is whole: an error in the middle stays an error, and the statistics are final.
  wait_end_of_query: 1,
  // And it waits in memory: what waits on the server's disk is cut off in silence, with status 200, when that disk is full.
  http_response_buffer_size: WHOLE_ANSWER_BYTES,
  // The server's logs of queries grow without bound unless its owner limits them; ours leave no line there.
  log_queries: 0,
  log_processors_profiles: 0,
  query_profiler_real_time_period_ns: 0,
  query_profiler_cpu_time_period_ns: 0,
};

/** What keeps a cluster's answers whole and true, whatever the servers' own defaults are. */
const clusterSettings: Settings = {
  // An insert is acknowledged when every shard has its rows on the disk.
  distributed_foreground_insert: 1,
  // A segment's temporary table is on one server only.
  parallel_distributed_insert_select: 0,
  // What was written is read from the same replica of a shard, whichever server is asked, for as long as it lives.
  load_balancing: 'in_order',
  prefer_localhost_replica: 0,
  use_hedged_requests: 0,
  // An answer without a shard would be a wrong one; so would be one that trusts each visitor to lie on one shard, where a shard was added.
  skip_unavailable_shards: 0,
  optimize_skip_unused_shards: 0,
  // A subquery that forgot GLOBAL is an error, not an answer from a part.
  distributed_product_mode: 'deny',
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
  /** To the server that is meant. */
  client: ClickHouseClient;
  /** False before there is a database. */
  hasDatabase?: boolean;
  format: ReadStatement['format'];
  signal: AbortSignal;
  sessionId?: string;
  queryId?: string;
  /** The body behind an INSERT … FORMAT. */
  values?: Readable;
}

/** Opens ClickHouse over HTTP. Nothing is sent before the first statement. */
export const openServerEngine = ({ urls, database, cluster, readers }: ServerOptions): Engine => {
  const links = urls.map((url) => ({
    address: new URL(url).origin,
    client: createClient({
      url,
      log: { level: ClickHouseLogLevel.OFF },
      request_timeout: WRITE_TIMEOUT_MS,
      // Beside the questions: the writer, documents, pings, and killing what was cancelled.
      max_open_connections: readers + 8,
      // Long lists of values do not fit into an address.
      use_multipart_params_auto: true,
      application: 'telltale',
    }),
  }));
  const turns = takeTurns(links.map(({ client }) => client));
  const engineSettings = { ...commonSettings, ...(cluster === undefined ? {} : clusterSettings) };
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
    { format, signal, sessionId, queryId, values, client, hasDatabase = true }: Sending,
  ): Promise<EngineAnswer> => {
    const startedAt = performance.now();
    const request = {
      query: sql,
      query_params: boundParams(sql, params),
      clickhouse_settings: { ...engineSettings, ...settings },
      abort_signal: signal,
      // As headers, so that nothing has to be put behind SQL that may end in a comment.
      http_headers: {
        'X-ClickHouse-Format': format,
        ...(hasDatabase ? { 'X-ClickHouse-Database': database } : {}),
      },
      ...(sessionId === undefined ? {} : { session_id: sessionId }),
      ...(queryId === undefined ? {} : { query_id: queryId }),
    };
    const { stream, summary } = await client.exec(values === undefined ? request : { ...request, values });
    const bytes = await bytesOf(stream);
    return { bytes, rowsRead: Number(summary?.read_rows ?? 0), elapsedMs: performance.now() - startedAt };
  };

  /** The server notices a connection that was closed; a proxy in between may keep it open, so the query is killed too. */
  const kill = (client: ClickHouseClient, queryId: string) =>
    client
      .command({ query: `KILL QUERY WHERE query_id = ${quoteText(queryId)} ASYNC`, abort_signal: cuttingOff.signal })
      // A server that cannot be told has lost the query's connection anyway.
      .catch(() => {});

  const serverOf = (address: string, sending: Sending): ServerWriter => ({
    address,
    async run(statement) {
      await send(statement, sending);
    },
    async rows(statement) {
      return readCompactAnswer((await send(statement, sending)).bytes).rows;
    },
  });

  /** Sends a file that `save` wrote as the body of a statement. */
  const sendFile = async (path: string, statement: Statement, sending: Sending) => {
    const values = createGunzip();
    const [answer] = await Promise.all([
      send(statement, { ...sending, values }),
      pipeline(createReadStream(path), values),
    ]);
    return answer;
  };

  /** Rows that a saved file really has: a server whose disk fills up cuts a long answer off in silence. */
  const readBack = async ({ path, table, columns }: SavedRows, sending: Sending) => {
    await send({ sql: 'DROP TEMPORARY TABLE IF EXISTS saved_rows' }, sending);
    const none = `SELECT ${columns.join(', ')} FROM ${table} WHERE 0`;
    await send({ sql: `CREATE TEMPORARY TABLE saved_rows ENGINE = Null AS ${none}` }, sending);
    const sql = 'INSERT INTO saved_rows FORMAT Native';
    return (await sendFile(path, { sql, settings: { async_insert: 0 } }, sending)).rowsRead;
  };

  const openSession = (client: ClickHouseClient): Writer => {
    const common = { format: 'JSONCompact', signal: cuttingOff.signal } as const;
    // Statements of one session see its temporary tables, which lie on one server.
    const sending = { ...common, client, sessionId: randomUUID() };
    return {
      ...serverOf('', sending),
      servers: links.map((link) => serverOf(link.address, { ...common, client: link.client })),
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
          clickhouse_settings: { ...engineSettings },
          abort_signal: cuttingOff.signal,
          http_headers: { 'X-ClickHouse-Format': 'Native', 'X-ClickHouse-Database': database },
        });
        await pipeline(stream, createGzip({ level: GZIP_LEVEL }), createWriteStream(path, { flags: 'wx' }));
        const saved = await readBack({ path, table, columns }, sending);
        if (saved !== Number(summary?.result_rows))
          throw new StoreError(
            `The answer with the rows of ${table} was cut off: ${saved} of ${summary?.result_rows ?? 'an unknown number of'} rows came. Is the server's disk full?`,
            { code: 'failed', isRetryable: true },
          );
        return saved;
      },
      async restore({ path, table, columns }) {
        const sql = `INSERT INTO ${table} (${columns.join(', ')}) FORMAT Native`;
        await sendFile(path, { sql, settings: restoringSettings }, sending);
      },
    };
  };

  return {
    cluster,
    database,
    isShared: true,
    maxQueryMemoryBytes: MAX_QUERY_MEMORY_BYTES,
    async prepare() {
      const sending = { format: 'JSONCompact', signal: cuttingOff.signal, hasDatabase: false } as const;
      const servers = links.map(({ address, client }) => serverOf(address, { ...sending, client }));
      const layout = {
        database,
        cluster: cluster === undefined ? undefined : await surveyCluster(cluster, servers),
      };
      for (const server of servers) await server.run({ sql: `CREATE DATABASE IF NOT EXISTS ${database}` });
      return layout;
    },
    async read(statement) {
      refuseWhenClosed();
      const watch = watchRead(statement, closing.signal);
      const run = async (client: ClickHouseClient) => {
        const queryId = randomUUID();
        const limits = {
          // Only reading; settings may still be given.
          readonly: 2,
          max_execution_time: watch.remainingMs() / 1000,
          cancel_http_readonly_queries_on_client_close: 1,
        };
        try {
          return await send(
            { ...statement, settings: { ...limits, ...statement.settings } },
            { client, format: statement.format, signal: watch.signal, queryId },
          );
        } catch (error) {
          if (watch.signal.aborted) void kill(client, queryId);
          throw error;
        }
      };
      const runAnywhere = () => turns.withAny(run);
      try {
        return await (statement.isShort ? runAnywhere() : readersLane.with(runAnywhere, watch.signal));
      } catch (error) {
        throw watch.explain(error);
      } finally {
        watch.dispose();
      }
    },
    async write(use) {
      refuseWhenClosed();
      return writersLane.with(() => turns.withOne((client) => use(openSession(client))));
    },
    async ping() {
      refuseWhenClosed();
      await turns.withAny(async (client) => {
        const signal = AbortSignal.timeout(PING_TIMEOUT_MS);
        try {
          await send({ sql: 'SELECT 1' }, { client, format: 'JSONCompact', signal });
        } catch (error) {
          // Another server may answer in time.
          throw signal.aborted ? Object.assign(new Error('No answer in time.'), { code: 'ETIMEDOUT' }) : error;
        }
      });
    },
    async close() {
      closing.abort();
      const timer = setTimeout(() => cuttingOff.abort(), CLOSE_GRACE_MS);
      await Promise.all([writersLane.drained(), readersLane.drained()]);
      clearTimeout(timer);
      await Promise.all(links.map(({ client }) => client.close()));
    },
  };
};
