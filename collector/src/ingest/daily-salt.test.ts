import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type OpenDailySalt, openDailySalt } from './daily-salt.ts';

const now = Date.UTC(2025, 10, 20, 12);

describe("the day's salt", () => {
  const opened: OpenDailySalt[] = [];
  const open = async (at: number, place: string) => {
    const one = openDailySalt(place, () => at);
    opened.push(one);
    return Buffer.from(one.current(at)).toString('hex');
  };
  afterEach(() => {
    for (const one of opened.splice(0)) one.close();
  });

  it('outlives a restart, but not the day: nothing of it is left on disk', async () => {
    const place = await mkdtemp(path.join(tmpdir(), 'salt-'));
    const today = await open(now, place);
    expect(await open(now + 3_600_000, place)).toBe(today);
    const tomorrow = await open(now + 86_400_000, place);
    expect(tomorrow).not.toBe(today);
    const text = await readFile(path.join(place, 'visitor-salt.json'), 'utf8');
    expect(text).toContain(Buffer.from(tomorrow, 'hex').toString('base64'));
    expect(text).not.toContain(Buffer.from(today, 'hex').toString('base64'));
    await rm(place, { recursive: true });
  });

  it('changes at midnight in a process that goes on', async () => {
    const place = await mkdtemp(path.join(tmpdir(), 'salt-'));
    const one = openDailySalt(place, () => now);
    opened.push(one);
    const before = Buffer.from(one.current(now)).toString('hex');
    expect(Buffer.from(one.current(now + 86_400_000)).toString('hex')).not.toBe(before);
    await rm(place, { recursive: true });
  });

  it('is made anew when its file is damaged', async () => {
    const place = await mkdtemp(path.join(tmpdir(), 'salt-'));
    await open(now, place);
    await writeFile(path.join(place, 'visitor-salt.json'), '{');
    expect(await open(now, place)).toMatch(/^[0-9a-f]{64}$/);
    await rm(place, { recursive: true });
  });
});
