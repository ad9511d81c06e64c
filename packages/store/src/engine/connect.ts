import { StoreError } from '../store-error.ts';
import type { Engine } from './engine.ts';
import { openServerEngine } from './server-engine.ts';

export interface ConnectOptions {
  /** Folder of the embedded engine; used when there is no `url`. */
  dataDir?: string;
  /** `http[s]://user:password@host:port/database` of a ClickHouse server; of a cluster, of all its servers, separated by commas. */
  url?: string;
  /** Default: the first address's path, else `telltale`. */
  database?: string;
  /** Name of a cluster in the servers' configuration: tables are spread over its shards. */
  cluster?: string;
}

/** Embedded reads side by side: with the writer this leaves one of libuv's four threads to the spool's disk. */
const EMBEDDED_READERS = 2;

/** Queries a server answers side by side; more wait here, in order, rather than being refused there. */
const SERVER_READERS = 8;

/** A name that needs no quoting anywhere. */
const checkName = (what: string, name: string) => {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    throw new StoreError(`The ${what} "${name}" must be letters, digits and "_", not beginning with a digit.`, {
      code: 'invalid_query',
    });
  return name;
};

const readAddress = (text: string): URL => {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text);
  throw new StoreError('The address of the ClickHouse server must look like http://user:password@host:8123/database.', {
    code: 'invalid_query',
  });
};

/** Chooses where ClickHouse runs: the one place that knows embedded, server and cluster apart. */
export const connect = async ({ dataDir, url, database, cluster }: ConnectOptions): Promise<Engine> => {
  if (url === undefined || url === '') {
    if (dataDir === undefined)
      throw new StoreError('A store needs a data folder or the address of a ClickHouse server.', {
        code: 'invalid_query',
      });
    if (cluster !== undefined && cluster !== '')
      throw new StoreError('A cluster needs the address of a ClickHouse server.', { code: 'invalid_query' });
    // Its library has 566 MB: whoever has a server does without.
    const { openEmbeddedEngine } = await import('./embedded-engine.ts');
    return openEmbeddedEngine({
      dataDir,
      database: checkName('database', database ?? 'telltale'),
      readers: EMBEDDED_READERS,
    });
  }
  const addresses = url.split(',').map((text) => readAddress(text.trim()));
  if (addresses.length > 1 && !cluster)
    throw new StoreError(
      'Several addresses are those of a cluster: set CLICKHOUSE_CLUSTER to its name, or give one address.',
      { code: 'invalid_query' },
    );
  const named = decodeURIComponent(addresses[0]?.pathname.slice(1) ?? '');
  return openServerEngine({
    urls: addresses.map((address) => Object.assign(new URL(address), { pathname: '/' }).href),
    database: checkName('database', database ?? (named || 'telltale')),
    cluster: cluster ? checkName('cluster', cluster) : undefined,
    readers: SERVER_READERS,
  });
};
