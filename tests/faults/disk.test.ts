import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ClickHouseServer, startClickHouseServer } from '../fixtures/clickhouse-server.ts';
import { killLeftovers } from '../fixtures/collector-process.ts';
import { acknowledgeMore, type FaultRun, startFaultRun } from '../fixtures/fault-run.ts';
import { findOnPath } from '../fixtures/find-on-path.ts';
import { mountSmallDisk } from '../fixtures/tmpfs.ts';

const MINUTE_MS = 60_000;

let folder: string;
let dataDir: string;
const ends: (() => Promise<void>)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'disk-'));
  dataDir = path.join(folder, 'data');
  await mkdir(dataDir);
});
afterEach(async () => {
  await killLeftovers();
  for (const end of ends.splice(0).reverse()) await end();
  await rm(folder, { recursive: true, force: true });
});

/** Senders were refused, and every time told when to come back. */
const whenRefused = async ({ traffic }: FaultRun, times = 20) => {
  await vi.waitFor(() => expect(traffic.refusals.length).toBeGreaterThanOrEqual(times), MINUTE_MS);
  expect(new Set(traffic.refusals.map(({ status, retryAfter }) => `${status} ${retryAfter}`))).toEqual(
    new Set(['503 10']),
  );
};
const isSpoolReady = async ({ running }: FaultRun) => {
  const response = await fetch(`${running.url}/healthz/ready`);
  const { checks } = (await response.json()) as { checks: { name: string; isPassed: boolean }[] };
  return checks.find(({ name }) => name === 'spool')?.isPassed;
};
const embedded = () => ({ dataDir: path.join(dataDir, 'store') });

describe('while the disk does not take what is sent, senders are told to come back; then each event is stored once', () => {
  it(
    'with a full disk under spool and store',
    async () => {
      const disk = await mountSmallDisk(dataDir, 96, 'a full disk under spool and store');
      if (!disk) return;
      ends.push(disk.end);
      const run = await startFaultRun(dataDir);
      run.traffic.start();
      await acknowledgeMore(run.traffic, 1_000);
      const ballast = path.join(dataDir, 'ballast');
      await writeFile(ballast, Buffer.alloc(96 * 1024 * 1024)).catch((error) => expect(error.code).toBe('ENOSPC'));
      await whenRefused(run);
      expect(await isSpoolReady(run)).toBe(false);
      await run.traffic.stop();
      await rm(ballast);
      await run.expectEachOnce('disk full under spool and store', embedded());
    },
    5 * MINUTE_MS,
  );

  describe('while the store is away', () => {
    let server: ClickHouseServer;
    beforeEach(async () => {
      const serverPath = path.join(folder, 'server');
      await mkdir(serverPath);
      server = await startClickHouseServer({ path: serverPath });
      ends.push(() => server.kill());
    });

    const fillUp = async (name: string, settings: Record<string, string>) => {
      const run = await startFaultRun(dataDir, { ...settings, CLICKHOUSE_URL: server.url });
      run.traffic.start();
      await acknowledgeMore(run.traffic, 500);
      await server.kill();
      await whenRefused(run);
      await server.restart();
      // As soon as there is room again, all is taken again.
      await acknowledgeMore(run.traffic, 2_000);
      await run.traffic.stop();
      await run.expectEachOnce(name, { url: server.url });
    };

    it(
      'with a spool disk that fills up',
      async () => {
        const disk = await mountSmallDisk(path.join(dataDir, 'spool'), 2, 'a small disk under the spool');
        if (!disk) return;
        ends.push(disk.end);
        await fillUp('spool disk of 2 MB full, store away', {});
      },
      5 * MINUTE_MS,
    );

    it(
      'with a spool that reaches its bound',
      () => fillUp('SPOOL_MAX_MB=1 reached, store away', { SPOOL_MAX_MB: '1' }),
      5 * MINUTE_MS,
    );
  });

  it(
    'with a folder that was made read-only',
    async () => {
      const disk = await mountSmallDisk(path.join(dataDir, 'spool'), 64, 'a read-only disk under the spool');
      if (!disk) return;
      ends.push(disk.end);
      const run = await startFaultRun(dataDir);
      run.traffic.start();
      await acknowledgeMore(run.traffic, 1_000);
      await run.traffic.stop();
      // Not while a file is open for writing.
      await vi.waitFor(() => disk.makeReadOnly(), MINUTE_MS);
      run.traffic.start();
      await whenRefused(run);
      expect(await isSpoolReady(run)).toBe(false);
      await disk.makeWritable();
      await acknowledgeMore(run.traffic, 1_000);
      expect(await isSpoolReady(run)).toBe(true);
      await run.traffic.stop();
      await run.expectEachOnce('spool read-only', embedded());
    },
    5 * MINUTE_MS,
  );

  it(
    'with a disk that takes longer than senders are kept waiting',
    async () => {
      const run = await startFaultRun(dataDir);
      run.traffic.start();
      await acknowledgeMore(run.traffic, 1_000);
      const tracer = spawn(findOnPath('strace') ?? 'strace', [
        ...['-f', '-qq', '-o', '/dev/null', '-e', 'trace=fdatasync', '-e', 'inject=fdatasync:delay_enter=8000000'],
        ...['-p', String(run.running.pid)],
      ]);
      let whyNot = '';
      tracer.stderr.on('data', (text) => {
        whyNot += String(text);
      });
      tracer.once('error', (error) => {
        whyNot += String(error);
      });
      await vi.waitFor(() => expect(whyNot !== '' || run.traffic.refusals.length > 0).toBe(true), MINUTE_MS);
      if (whyNot !== '') {
        process.stdout.write(`Skipped: a disk that hangs. It takes strace, and leave to trace: ${whyNot.trim()}\n`);
        return run.traffic.stop();
      }
      await whenRefused(run);
      tracer.kill('SIGINT');
      await once(tracer, 'exit');
      await acknowledgeMore(run.traffic, 1_000);
      await run.traffic.stop();
      await run.expectEachOnce('disk that hangs for 8 s a sync', embedded());
    },
    5 * MINUTE_MS,
  );
});
