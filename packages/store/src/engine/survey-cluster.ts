import type { ClusterLayout } from '../migrations/migration.ts';
import { StoreError } from '../store-error.ts';
import type { ServerWriter } from './engine.ts';

interface Place {
  shard: number;
  /** Of the shard's replicas. */
  replica: number;
  /** What the cluster calls the server. */
  name: string;
}

const refuse = (message: string) => new StoreError(message, { code: 'invalid_query' });

const placesOf = async (cluster: string, { address, rows }: ServerWriter) => {
  const found = await rows({
    sql: `SELECT shard_num, replica_num, concat(host_name, ':', toString(port)) AS name, is_local, internal_replication
      FROM system.clusters WHERE cluster = {cluster:String} ORDER BY shard_num, replica_num`,
    params: { cluster },
  });
  if (found.length === 0) {
    const known = await rows({ sql: 'SELECT DISTINCT cluster FROM system.clusters ORDER BY cluster' });
    throw refuse(
      `The ClickHouse server ${address} knows no cluster "${cluster}"${known.length > 0 ? `, only ${known.map((row) => `"${row.cluster}"`).join(', ')}` : ''}. Give its name in CLICKHOUSE_CLUSTER, or add it to remote_servers in the server's configuration.`,
    );
  }
  return found.map((row) => ({
    shard: Number(row.shard_num),
    replica: Number(row.replica_num),
    name: String(row.name),
    isLocal: Number(row.is_local) === 1,
    isReplicatedInside: Number(row.internal_replication) === 1,
  }));
};

/** Which of the cluster's places the server takes. */
const ownPlace = (cluster: string, { address }: ServerWriter, places: readonly (Place & { isLocal: boolean })[]) => {
  const [own, ...others] = places.filter(({ isLocal }) => isLocal);
  if (own === undefined || others.length > 0)
    throw refuse(
      `The ClickHouse server ${address} ${own ? 'stands more than once' : 'does not stand'} in its own cluster "${cluster}" (${places.map(({ name }) => name).join(', ')}). Name each server once in remote_servers, with its own TCP port.`,
    );
  return own;
};

const nameOf = ({ shard, replica }: Place) => `${shard}/${replica}`;

/** Servers that name their shard and replica can have replicated tables; those that do not, cannot. */
const hasMacros = async ({ rows }: ServerWriter) => {
  const [found] = await rows({
    sql: "SELECT uniqExact(macro) AS macros FROM system.macros WHERE macro IN ('shard', 'replica')",
  });
  return Number(found?.macros) === 2;
};

/**
 * Asks every server of a cluster how it is set up. All of them must be reached: tables are made on each.
 *
 * @throws StoreError `invalid_query` when the addresses are not all of the cluster's servers, each once, or the servers are not
 *   set up alike
 */
export const surveyCluster = async (name: string, servers: readonly ServerWriter[]): Promise<ClusterLayout> => {
  const taken = new Map<string, string>();
  const withMacros: string[] = [];
  let places: Awaited<ReturnType<typeof placesOf>> = [];
  for (const server of servers) {
    places = await placesOf(name, server);
    const own = nameOf(ownPlace(name, server, places));
    const other = taken.get(own);
    if (other !== undefined)
      throw refuse(`${other} and ${server.address} are the same ClickHouse server: name each once in CLICKHOUSE_URL.`);
    taken.set(own, server.address);
    if (await hasMacros(server)) withMacros.push(server.address);
  }
  const missing = places.filter((place) => !taken.has(nameOf(place)));
  if (missing.length > 0)
    throw refuse(
      `The cluster "${name}" has ${places.length} servers, and CLICKHOUSE_URL does not name all of them: ${missing.map((place) => place.name).join(', ')} is missing. Give the HTTP addresses of all, separated by commas.`,
    );
  if (withMacros.length > 0 && withMacros.length < servers.length)
    throw refuse(
      `Of the cluster "${name}" only ${withMacros.join(', ')} has the macros "shard" and "replica": give them to every server for replicated tables, or to none for one copy of each shard.`,
    );
  const isReplicated = withMacros.length > 0;
  const copied = places.find(({ replica }) => replica > 1);
  if (copied && !isReplicated)
    throw refuse(
      `Shard ${copied.shard} of the cluster "${name}" has several replicas, but its servers have no macros "shard" and "replica", which replicated tables need.`,
    );
  if (copied && places.some(({ isReplicatedInside }) => !isReplicatedInside))
    throw refuse(
      `The cluster "${name}" has replicas, but not internal_replication: each row would be written to every replica and replicated as well. Set <internal_replication>true</internal_replication> in its shards.`,
    );
  return { name, isReplicated };
};
