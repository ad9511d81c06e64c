import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { signIn, startTestCollector } from '../fixtures/collector.ts';
import { killLeftovers, startCollectorProcess } from '../fixtures/collector-process.ts';
import { createImport, type ImportAnswer, type ImportPlace, sendPart } from '../fixtures/imports.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'import-crash-'));
});
afterEach(async () => {
  await killLeftovers();
  await rm(dataDir, { recursive: true, force: true });
});
afterAll(killLeftovers);

const LINES = 10_000;
const KILLS = 3;
const PART_BYTES = 120_000;

/** Every other event has an id of its own; the others are told apart by their line. */
const fileOf = (at: number) =>
  Buffer.from(
    Array.from({ length: LINES }, (_, index) => {
      const own = index % 2 === 0 ? { id: `row ${index}` } : {};
      const event = {
        ...own,
        kind: 'custom',
        at: at + index,
        customerId: `c-${index % 50}`,
        properties: { name: 'row' },
      };
      return `${JSON.stringify(event)}\n`;
    }).join(''),
  );

describe('a collector that is killed in mid-import', () => {
  it('goes on where it was: every line is stored once, and counted so', async () => {
    const before = await startTestCollector({ dataDir });
    await before.whenReady;
    const { id: site } = (await (await before.owner('/sites', { method: 'POST', body: { name: 'Shop' } })).json()) as {
      id: string;
    };
    const made = await before.owner(`/sites/${site}/keys`, {
      method: 'POST',
      body: { name: 'importer', scopes: ['events:write'] },
    });
    const { key } = (await made.json()) as { key: string };
    await before.close();

    const file = fileOf(Date.now() - 86_400_000);
    const headers = { authorization: `Bearer ${key}` };
    let state: ImportAnswer | undefined;
    let unanswered = 0;
    for (let run = 0; run <= KILLS; run += 1) {
      const running = await startCollectorProcess({ DATA_DIR: dataDir });
      const place: ImportPlace = { url: running.url, site, headers };
      const asked = async () =>
        (await (
          await fetch(`${running.url}/api/v1/sites/${site}/imports/${state?.id}`, { headers })
        ).json()) as ImportAnswer;
      state = state ? await asked() : await createImport(place, 'ndjson');
      const next = async ({ id, offset }: ImportAnswer) => {
        const bytes = file.subarray(offset, offset + PART_BYTES);
        const response = await sendPart(place, id, { offset, isLast: offset + bytes.length === file.length, bytes });
        if (response.status === 503) return asked();
        expect(response.status).toBe(200);
        return (await response.json()) as ImportAnswer;
      };
      if (run === KILLS) {
        while (state.status === 'open') state = await next(state);
        await running.kill('SIGTERM');
        break;
      }
      // One part is answered; the next one's answer never comes.
      state = await next(state);
      const cut = next(state).then(
        () => 'answered',
        () => 'cut off',
      );
      await new Promise((later) => setTimeout(later, 3 + run * 40));
      await running.kill('SIGKILL');
      if ((await cut) === 'cut off') unanswered += 1;
    }
    expect(unanswered).toBeGreaterThan(0);
    expect(state).toMatchObject({
      status: 'done',
      read: LINES,
      accepted: LINES,
      duplicate: 0,
      rejected: 0,
      line: LINES,
    });

    const after = await startTestCollector({ dataDir });
    await after.whenReady;
    await signIn(after);
    const question = {
      range: { last: 2, unit: 'day' },
      series: [{ aggregation: 'count', events: [{ kind: 'custom' }] }],
    };
    await vi.waitFor(
      async () => {
        const { lines } = (await after.ask(site, 'trend', question)) as { lines: { total: number }[] };
        expect(lines[0]?.total).toBe(LINES);
      },
      { timeout: 60_000, interval: 200 },
    );
    await after.close();
  }, 240_000);
});
