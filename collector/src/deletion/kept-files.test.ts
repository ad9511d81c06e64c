import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Deletion } from './deletion.ts';
import { KEPT_FILES_LAST_MS, openKeptFiles } from './kept-files.ts';

const NOW = Date.UTC(2026, 2, 15, 12);
const TOKEN = `${NOW - 60_000}-abcdefabcdef-crc`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kept-'));
});
afterEach(() => rm(folder, { recursive: true }));

const keep = (name: string, lines: readonly (object | string)[]) =>
  writeFile(
    path.join(folder, name),
    lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''),
  );
const left = async (name: string) => (await readFile(path.join(folder, name), 'utf8')).split('\n').filter(Boolean);
const open = ({ inSpool = [] as string[], nowMs = NOW } = {}) =>
  openKeptFiles({ folder, isInSpool: (token) => inSpool.includes(token), nowMs: () => nowMs });
const deletion = (target: Deletion['target'], visitorIds: string[] = []) =>
  ({ siteId: 'shop', target, visitorIds, requestedAt: NOW }) as unknown as Deletion;

const event = (visitor_id: string, change: object = {}) => ({
  site_id: 'shop',
  visitor_id,
  received_at: NOW - 1_000,
  time: NOW - 2_000,
  ...change,
});
const visitor: Deletion['target'] = { type: 'visitor', visitorId: '00000000000000ff' };

describe('what the spool keeps beside its segments', () => {
  it('loses the lines of a visitor who is deleted, and no other', async () => {
    const lines = [event('255'), event('2550'), event('7'), event('255', { site_id: 'other' })];
    await keep(`${TOKEN}.ndjson.refused`, lines);
    expect(await open().erase([deletion(visitor)])).toBe(1);
    expect(await left(`${TOKEN}.ndjson.refused`)).toEqual(lines.slice(1).map((line) => JSON.stringify(line)));
    expect(await open().erase([deletion(visitor)])).toBe(0);
  });

  it("loses a customer's lines, also where the id stands in JSON within JSON and where the line is damaged", async () => {
    const id = 'عميل "7"';
    const note = JSON.stringify({
      reason: 'x',
      rejection: { context: JSON.stringify({ shared: { customer_id: id } }) },
    });
    const other = event('9');
    await keep(`${TOKEN}.ndjson.refused`, [
      event('3', { customer_id: id }),
      { site_id: 'shop', received_at: NOW - 5, record: 'rejected', note },
      event('4'),
      other,
    ]);
    await keep(`${TOKEN}.open.torn`, [`{"site_id":"shop","customer_id":${JSON.stringify(id)},"dim`]);
    expect(await open().erase([deletion({ type: 'customer', customerId: id }, ['4'])])).toBe(4);
    expect(await left(`${TOKEN}.ndjson.refused`)).toEqual([JSON.stringify(other)]);
    expect(await readdir(folder)).toEqual([`${TOKEN}.ndjson.refused`]);
  });

  it('keeps what somebody did after the deletion, and what lies outside of a deleted range', async () => {
    const later = event('255', { time: NOW + 5, received_at: NOW + 6 });
    const [inside, outside] = [event('1', { time: NOW - 100 }), event('1', { time: NOW - 10_000 })];
    await keep(`${TOKEN}.ndjson.refused`, [later, inside, outside]);
    const range: Deletion['target'] = { type: 'range', from: NOW - 200, to: NOW };
    expect(await open().erase([deletion(visitor), deletion(range)])).toBe(1);
    expect(await left(`${TOKEN}.ndjson.refused`)).toEqual([later, outside].map((line) => JSON.stringify(line)));
  });

  it('loses all of a site that is deleted, and keeps the bytes of others as they are', async () => {
    const damage = Buffer.concat([Buffer.from([0, 255, 254, 10]), Buffer.from('{"site_id":"shop","x"\n')]);
    await writeFile(path.join(folder, `${TOKEN}.ndjson.damaged`), damage);
    expect(await open().erase([deletion({ type: 'site', name: 'Shop' })])).toBe(1);
    expect(await readFile(path.join(folder, `${TOKEN}.ndjson.damaged`))).toEqual(Buffer.from([0, 255, 254, 10]));
  });

  it('is left alone while its segment is in the spool, and gone after 90 days', async () => {
    await keep(`${TOKEN}.ndjson.refused`, [event('255')]);
    expect(await open({ inSpool: [TOKEN] }).erase([deletion(visitor)])).toBe(0);
    await open().removeOld();
    expect(await readdir(folder)).toHaveLength(1);
    await keep('notes.txt', ['mine']);
    await open({ nowMs: NOW + KEPT_FILES_LAST_MS }).removeOld();
    expect(await readdir(folder)).toEqual(['notes.txt']);
  });
});
