import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ClickHouseServer, startClickHouseServer } from '../fixtures/clickhouse-server.ts';
import { id64, startTestCollector, type TestCollector, wireBatch, wireEvent } from '../fixtures/collector.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Runs what `pnpm backup` and `pnpm restore` run once it is built, from its sources. */
const command = async (name: 'backup' | 'restore', folder: string, settings: Record<string, string>) => {
  const { scripts } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const [, program = ''] = new RegExp(`exec node collector/dist/(.*)\\.js ${name}$`).exec(scripts[name] ?? '') ?? [];
  const args = ['--conditions=source', '--import', 'tsx', `collector/src/${program}.ts`, name, folder];
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...settings };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, env });
    return { said: stdout, code: 0 };
  } catch (error) {
    const { stderr, code } = error as { stderr: string; code: number };
    return { said: stderr, code };
  }
};

let folder: string;
let running: TestCollector | undefined;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'telltale-backup-'));
});
afterEach(async () => {
  await running?.close();
  running = undefined;
  await rm(folder, { recursive: true, force: true });
});

const start = async (dataDir: string, settings: Record<string, string> = {}) => {
  running = await startTestCollector({ dataDir, settings });
  return running;
};
const stop = async () => {
  await running?.close();
  running = undefined;
};
const createSite = async (collector: TestCollector, name: string) =>
  (await (await collector.owner('/sites', { method: 'POST', body: { name } })).json()) as {
    id: string;
    publicKey: string;
  };
const totalOf = (collector: TestCollector, site: string, series: object, total: number) =>
  vi.waitFor(
    async () => {
      const definition = { range: { last: 1, unit: 'day' }, series: [series] };
      const { lines } = (await collector.ask(site, 'trend', definition)) as { lines: { total: number }[] };
      expect(lines[0]?.total).toBe(total);
    },
    { timeout: 15_000, interval: 50 },
  );
const counted = (collector: TestCollector, site: string, events: number) =>
  totalOf(collector, site, { aggregation: 'count', events: [{ kind: 'page_view' }] }, events);
const actsOf = async (collector: TestCollector) => {
  const { entries } = (await (await collector.owner('/audit')).json()) as { entries: { action: string }[] };
  return entries.filter(({ action }) => action.startsWith('backup.'));
};
const views = (count: number) => Array.from({ length: count }, (_, seq) => wireEvent({ seq }));

/** Each starts several processes one after the other. */
const timeout = 300_000;

describe('a backup of the embedded store', { timeout }, () => {
  it('is refused while a collector runs, and brings back events, definitions and the spool into an empty folder', async () => {
    const [from, to, backup] = ['from', 'to', 'backup'].map((name) => path.join(folder, name)) as [
      string,
      string,
      string,
    ];
    const before = await start(from);
    const site = await createSite(before, 'متجر');
    const batch = wireBatch(site.publicKey, views(3));
    await before.send(batch);
    await counted(before, site.id, 3);
    expect(await command('backup', backup, { DATA_DIR: from })).toMatchObject({
      code: 1,
      said: expect.stringContaining('Stop the collector'),
    });
    expect(await readdir(folder)).not.toContain('to');
    await rm(backup, { recursive: true });
    await stop();

    // A segment that its collector had no time to store.
    const row = {
      site_id: site.id,
      kind: 'page_view',
      visitor_id: '7',
      event_id: '7',
      time: Date.now(),
      received_at: Date.now(),
    };
    await writeFile(path.join(from, 'spool', `${Date.now()}-00000000abcd.ndjson`), `${JSON.stringify(row)}\n`);
    const saved = await command('backup', backup, { DATA_DIR: from });
    expect(saved).toMatchObject({
      code: 0,
      said: expect.stringMatching(/events: 3 rows[\s\S]*and 1 files of the spool/),
    });
    expect(await readdir(backup)).not.toContain('visitor-salt.json');
    expect(await command('backup', backup, { DATA_DIR: from })).toMatchObject({
      code: 1,
      said: expect.stringContaining('is not empty'),
    });

    expect(await command('restore', backup, { DATA_DIR: to })).toMatchObject({ code: 0 });
    const after = await start(to);
    await counted(after, site.id, 4);
    expect(await (await after.owner(`/sites/${site.id}`)).json()).toMatchObject({ name: 'متجر' });
    expect(await actsOf(after)).toMatchObject([
      { action: 'backup.restore', object: backup, actor: { kind: 'collector' }, siteId: '' },
    ]);
    // The claims of event ids came along: what a browser sends again still counts once.
    await after.send(batch);
    await after.send(wireBatch(site.publicKey, views(1)));
    await counted(after, site.id, 5);
    await stop();
    expect(await command('restore', backup, { DATA_DIR: to })).toMatchObject({
      code: 1,
      said: expect.stringContaining('is not empty'),
    });
  });

  it('that is damaged or was not finished is refused before anything is written', async () => {
    const [from, to, backup] = ['from', 'to', 'backup'].map((name) => path.join(folder, name)) as [
      string,
      string,
      string,
    ];
    const before = await start(from);
    const site = await createSite(before, 'Shop');
    await before.send(wireBatch(site.publicKey, views(2)));
    await counted(before, site.id, 2);
    await stop();
    await command('backup', backup, { DATA_DIR: from });
    const [file = ''] = await readdir(path.join(backup, 'events'));
    const damaged = path.join(backup, 'events', file);
    const bytes = await readFile(damaged);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    await writeFile(damaged, bytes);
    expect(await command('restore', backup, { DATA_DIR: to })).toMatchObject({
      code: 1,
      said: expect.stringContaining('damaged'),
    });
    await rm(path.join(backup, 'backup.json'));
    expect(await command('restore', backup, { DATA_DIR: to })).toMatchObject({
      code: 1,
      said: expect.stringContaining('not finished'),
    });
    expect(await command('restore', '', {})).toMatchObject({
      code: 1,
      said: expect.stringContaining('Name the folder'),
    });
  });
});

describe('a backup of a ClickHouse server', { timeout }, () => {
  let server: ClickHouseServer;
  beforeAll(async () => {
    server = await startClickHouseServer();
  });
  afterAll(() => server.stop());

  it('is made beside a running collector, and comes back in another database and in the embedded store', async () => {
    const [from, second, embedded, backup] = ['from', 'second', 'embedded', 'backup'].map((name) =>
      path.join(folder, name),
    ) as [string, string, string, string];
    const before = await start(from, { CLICKHOUSE_URL: server.url });
    const site = await createSite(before, 'Shop');
    const properties = { name: 'plan', props: { since: '2024-01-01', seats: 3, share: 0.5 } };
    await before.send(
      wireBatch(site.publicKey, [...views(2), wireEvent({ kind: 'custom', properties })], { visitorId: id64() }),
    );
    await counted(before, site.id, 2);
    // A text that looks like a date is still a text, a number a number.
    const filters = [{ property: 'props.since', operator: 'is', values: ['2024-01-01'] }];
    const ownValues = { aggregation: 'sum', property: 'props.seats', events: [{ kind: 'custom', filters }] };
    await totalOf(before, site.id, ownValues, 3);
    const saved = await command('backup', backup, { DATA_DIR: from, CLICKHOUSE_URL: server.url });
    expect(saved).toMatchObject({ code: 0, said: expect.stringContaining('A collector is running') });
    expect(await actsOf(before)).toMatchObject([{ action: 'backup.create', object: backup, siteId: '' }]);
    await stop();

    const other = { CLICKHOUSE_URL: `${server.url}/restored` };
    for (const [dataDir, settings] of [
      [second, other],
      [embedded, {}],
    ] as const) {
      expect(await command('restore', backup, { DATA_DIR: dataDir, ...settings })).toMatchObject({ code: 0 });
      const after = await start(dataDir, settings);
      await counted(after, site.id, 2);
      await totalOf(after, site.id, ownValues, 3);
      await stop();
    }
    expect(await command('restore', backup, { DATA_DIR: path.join(folder, 'third'), ...other })).toMatchObject({
      code: 1,
      said: expect.stringContaining('The database restored is not empty'),
    });
  });
});
