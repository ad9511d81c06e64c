import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { arrayBuffer } from 'node:stream/consumers';
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { StoreError } from '../store-error.ts';
import type { Engine, Statement, Writer } from './engine.ts';
import { boundParams, quoteText } from './format-params.ts';
import { createLane } from './lane.ts';
import { readCompactAnswer } from './read-answer.ts';
import { toStoreError } from './to-store-error.ts';

export interface ServerOptions {
  /** http[s]://user:password@host:port */
  url: string;
  database: string;
  cluster: string | undefined;
  /** Queries that run side by side. */
  readers: number;
}

/** An answer is sent only when it is whole: an error in the middle stays an error, and the statistics are final. */
const wholeAnswer = { wait_end_of_query: 1 } as const;

/** A write may wait for a merge or a slow disk; the writer tries again after this. */
const WRITE_TIMEOUT_MS = 300_000;

/** Opens ClickHouse over HTTP. Nothing is sent before the first statement. */
export const openServerEngine = ({ url, database, cluster, readers }: ServerOptions): Engine => {
  const client: ClickHouseClient = createClient({
    url,
    log: { level: ClickHouseLogLevel.OFF },
    // The engine's own limits end a query first; this only ends what no longer answers.
    request_timeout: WRITE_TIMEOUT_MS,
    max_open_connections: readers + 4,
    // Long lists of values do not fit into an address.
    use_multipart_params_auto: true,
    application: 'telltale',
  });
  const readersLane = createLane(Array.from({ length: readers }, (_, index) => index));
  const writers = createLane(['writer']);
  let isClosed = false;
  const refuseWhenClosed = () => {
    if (isClosed) throw new StoreError('The store is closed.', { code: 'closed' });
  };

  /** The format goes as a header, so that nothing has to be put behind SQL that may end in a comment. */
  const headers = (format: string) => ({ 'X-ClickHouse-Format': format, 'X-ClickHouse-Database': database });

  const send = async ({ sql, params = {}, settings = {} }: Statement, sessionId: string, values?: Readable) => {
    const common = {
      query: sql,
      query_params: boundParams(sql, params),
      clickhouse_settings: { ...wholeAnswer, ...settings },
      http_headers: headers('JSONCompact'),
      session_id: sessionId,
    };
    const { stream } = await client.exec(values ? { ...common, values } : common);
    return new Uint8Array(await arrayBuffer(stream));
  };

  return {
    cluster,
    database,
    async prepare() {
      const onCluster = cluster === undefined ? '' : ` ON CLUSTER ${cluster}`;
      await client.command({ query: `CREATE DATABASE IF NOT EXISTS ${database}${onCluster}` });
    },
    async read(statement) {
      refuseWhenClosed();
      const deadline = AbortSignal.timeout(statement.timeoutMs);
      const signal = statement.signal ? AbortSignal.any([statement.signal, deadline]) : deadline;
      const startedAt = performance.now();
      const queryId = randomUUID();
      try {
        return await readersLane.with(async () => {
          const remainingMs = Math.max(1, statement.timeoutMs - (performance.now() - startedAt));
          const { stream, summary } = await client.exec({
            query: statement.sql,
            query_params: boundParams(statement.sql, statement.params ?? {}),
            query_id: queryId,
            abort_signal: signal,
            clickhouse_settings: {
              ...wholeAnswer,
              readonly: '2',
              cancel_http_readonly_queries_on_client_close: 1,
              max_execution_time: remainingMs / 1000,
              ...statement.settings,
            },
            http_headers: headers(statement.format),
          });
          const bytes = new Uint8Array(await arrayBuffer(stream));
          return { bytes, rowsRead: Number(summary?.read_rows ?? 0), elapsedMs: performance.now() - startedAt };
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
      return writers.with(() => {
        const sessionId = randomUUID();
        const session: Writer = {
          async run(statement) {
            await send(statement, sessionId);
          },
          async rows(statement) {
            return readCompactAnswer(await send(statement, sessionId)).rows;
          },
          async load({ path, structure, insert }) {
            const statement = insert(`input(${quoteText(structure)})`);
            await send({ ...statement, sql: `${statement.sql} FORMAT JSONEachRow` }, sessionId, createReadStream(path));
          },
        };
        return use(session);
      });
    },
    async close() {
      isClosed = true;
      await Promise.all([writers.drained(), readersLane.drained()]);
      await client.close();
    },
  };
};
