import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createClient } from '@clickhouse/client';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { startClickHouseServer } from '../fixtures/clickhouse-server.ts';

interface Service {
  build?: { context: string; dockerfile: string };
  environment?: Record<string, string>;
  volumes?: string[];
  ports?: string[];
}
interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, null>;
}
interface Manifest {
  packageManager?: string;
  scripts: Record<string, string>;
  dependencies?: Record<string, string>;
}

const root = path.resolve(import.meta.dirname, '../..');
const deploy = path.join(root, 'deploy');
const text = (name: string) => readFile(path.join(root, name), 'utf8');
const manifest = async (name: string) => JSON.parse(await text(name)) as Manifest;

/** Every environment variable that the collector reads, as it tells them itself. */
const settingNames = async () => {
  const { scripts } = await manifest('collector/package.json');
  const [, ...args] = scripts.settings?.split(' ') ?? [];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: path.join(root, 'collector') });
  return [...stdout.matchAll(/^\| `(\w+)` \|/gm)].map(([, name = '']) => name);
};

/** The Dockerfile's instructions, one a line. */
const instructions = async () =>
  (await text('deploy/Dockerfile'))
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name = '', rest = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
      return { name, rest };
    });

const composeFiles = ['compose.yaml', 'compose.clickhouse.yaml', 'compose.cluster.yaml'] as const;
const compose = async (name: string) => parse(await text(`deploy/${name}`)) as Compose;

describe("Node's pool of threads", () => {
  it('is larger than usual wherever the collector is started: the embedded engine holds a thread for each statement', async () => {
    const starts = [
      (await manifest('package.json')).scripts.start,
      (await manifest('collector/package.json')).scripts.start,
    ];
    for (const start of starts)
      expect(start).toMatch(/(^|&& )UV_THREADPOOL_SIZE=\$\{UV_THREADPOOL_SIZE:-16\} (exec )?node /);
    const lines = (await instructions()).filter(({ name }) => name === 'ENV');
    expect(lines.at(-1)?.rest).toContain('UV_THREADPOOL_SIZE=16');
  });
});

describe('the Dockerfile', () => {
  it('starts the collector by the command of its package, as a user who is not root', async () => {
    const lines = await instructions();
    const { scripts } = await manifest('collector/package.json');
    const command = JSON.parse(lines.findLast(({ name }) => name === 'CMD')?.rest ?? '[]') as string[];
    expect(command.join(' ')).toBe(scripts.start?.replace(/^UV_THREADPOOL_SIZE=\S+ /, ''));
    expect(lines.findLast(({ name }) => name === 'WORKDIR')?.rest).toBe('/app/collector');
    expect(lines.findLast(({ name }) => name === 'USER')?.rest).toBe('node');
  });

  it('calls scripts that exist, with the package manager that the repository names', async () => {
    const { scripts, packageManager } = await manifest('package.json');
    const runs = (await instructions()).filter(({ name }) => name === 'RUN').map(({ rest }) => rest);
    const called = runs.flatMap((run) =>
      [...run.matchAll(/\bpnpm (?!fetch|install)([\w:-]+)/g)].map(([, name = '']) => name),
    );
    expect(called).toEqual(['build:app']);
    for (const name of called) expect(scripts).toHaveProperty([name]);
    expect(runs.join('\n')).toContain(`npm install --global ${packageManager}`);
    // Where there is no terminal pnpm stops otherwise: "Aborted removal of modules directory due to no TTY".
    expect(await instructions()).toContainEqual({ name: 'ENV', rest: 'CI=true' });
  });

  it('copies members that exist, and every one that the collector depends on', async () => {
    const copied = (await instructions())
      .filter(({ name, rest }) => name === 'COPY' && rest.startsWith('--from'))
      .map(({ rest }) => rest.split(' ')[1]?.replace('/app/', '') ?? '');
    for (const place of copied) expect(existsSync(path.join(root, place.replace(/\/dist$/, '')))).toBe(true);
    for (const member of ['collector', 'packages/protocol', 'packages/query', 'packages/statistics', 'packages/store'])
      expect(copied).toEqual(expect.arrayContaining([member, `${member}/dist`]));
  });

  it('runs what was built, with nothing but production dependencies that each package names itself', async () => {
    const run = promisify(execFile);
    await run('node', ['--import', 'tsx', 'scripts/build.ts'], { cwd: root });
    const { stdout } = await run('node', ['dist/main.js', '--settings'], { cwd: path.join(root, 'collector') });
    expect(stdout).toContain('| `CLICKHOUSE_URL` |');
    for (const member of [
      'collector',
      'packages/protocol',
      'packages/query',
      'packages/statistics',
      'packages/store',
    ]) {
      const { dependencies = {} } = await manifest(`${member}/package.json`);
      const built = await text(`${member}/dist/${member === 'collector' ? 'main' : 'index'}.js`);
      const chunks = await Promise.all(
        [...built.matchAll(/from "\.\/([\w-]+\.js)"/g)].map(([, chunk = '']) => text(`${member}/dist/${chunk}`)),
      );
      const imported = [built, ...chunks].flatMap((code) =>
        [...code.matchAll(/^import .*?"((?:@[\w-]+\/)?[\w-]+)(?:\/[\w./-]+)?";$/gm)].map(([, name = '']) => name),
      );
      expect(imported.filter((name) => !Object.hasOwn(dependencies, name))).toEqual([]);
    }
  });

  it('sets settings that exist, and asks for a health that the collector tells', async () => {
    const lines = await instructions();
    const set = (lines.findLast(({ name }) => name === 'ENV')?.rest ?? '')
      .split(' ')
      .map((pair) => pair.split('=')[0] ?? '');
    const known = await settingNames();
    const ofNode = ['NODE_ENV', 'UV_THREADPOOL_SIZE'];
    expect(set.filter((name) => !ofNode.includes(name))).toEqual(['DATA_DIR', 'DEMO']);
    for (const name of ['DATA_DIR', 'DEMO', 'PORT']) expect(known).toContain(name);
    expect(lines.find(({ name }) => name === 'HEALTHCHECK')?.rest).toContain('/healthz/ready');
  });
});

describe.each(composeFiles)('%s', (name) => {
  it('sets settings that exist and mounts what exists', async () => {
    const { services, volumes } = await compose(name);
    const { telltale, ...others } = services;
    const known = await settingNames();
    expect(Object.keys(telltale?.environment ?? {}).filter((setting) => !known.includes(setting))).toEqual([]);
    expect(existsSync(path.resolve(deploy, telltale?.build?.context ?? '', telltale?.build?.dockerfile ?? ''))).toBe(
      true,
    );
    const mounted = [telltale, ...Object.values(others)].flatMap((service) => service?.volumes ?? []);
    for (const [source = ''] of mounted.map((mount) => mount.split(':')))
      if (source.startsWith('.')) expect(existsSync(path.resolve(deploy, source))).toBe(true);
      else expect(Object.keys(volumes)).toContain(source);
  });

  it('lets nobody in past the reverse proxy, and has no password in it', async () => {
    const { services } = await compose(name);
    const ports = Object.values(services).flatMap((service) => service.ports ?? []);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    for (const [key, value] of Object.values(services).flatMap(({ environment = {} }) => Object.entries(environment)))
      if (/PASSWORD|_URL/.test(key) && key !== 'BASE_URL') expect(value).toContain('${CLICKHOUSE_PASSWORD:?');
  });
});

describe("the configuration of the server's own logs", () => {
  it('leaves a server no log without an end', async () => {
    const bounded = await text('deploy/clickhouse/bounded-logs.xml');
    const logs = [...bounded.matchAll(/<(\w+_log)[ >]/g)].map(([, name = '']) => name);
    const folder = await mkdtemp(path.join(tmpdir(), 'telltale-logs-'));
    // The folder beside the fixture's server.xml, as config.d is beside config.xml.
    await mkdir(path.join(folder, 'server.d'));
    await writeFile(path.join(folder, 'server.d', 'bounded-logs.xml'), bounded);
    // What the server's own configuration turns on.
    const config = `<clickhouse>${logs.map((log) => `<${log}><database>system</database><table>${log}</table></${log}>`).join('')}</clickhouse>`;
    const server = await startClickHouseServer({ path: folder, config });
    const client = createClient({ url: server.url });
    try {
      await client.command({ query: 'SYSTEM FLUSH LOGS' });
      const found = await client.query({
        query:
          "SELECT name, create_table_query LIKE '%TTL %' AS ends FROM system.tables WHERE database = 'system' AND engine LIKE '%MergeTree' ORDER BY name",
        format: 'JSONEachRow',
      });
      expect(await found.json()).toEqual(
        ['backup_log', 'crash_log', 'error_log', 'part_log', 'query_log'].map((log) => ({ name: log, ends: 1 })),
      );
    } finally {
      await client.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
