import type { Erasure } from '@telltale/store';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccess } from '../access/access.ts';
import { createAudit } from '../audit/audit.ts';
import { readConfig } from '../config.ts';
import { openTestStore, type TestStore } from '../testing/open-test-store.ts';
import { retentionLimit, startRetention } from './retention.ts';

const log = pino({ level: 'silent' });
const NOON = Date.UTC(2026, 2, 15, 12);
const DAY_MS = 86_400_000;
const midnight = (daysAgo: number) => Date.UTC(2026, 2, 15) - daysAgo * DAY_MS;

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.end());

const start = (sites: { id: string; retentionDays: number }[], erasure?: Erasure) => {
  const store = () => ({ ...test.store, ...(erasure && { erasure }) });
  const nowMs = () => NOON;
  const audit = createAudit({ store, addressRules: readConfig({}), log, nowMs });
  const access = createAccess({ documents: () => test.store.documents, nowMs });
  return startRetention({ sites: () => sites, store, access, audit, log, nowMs });
};

describe('retention', { timeout: 30_000 }, () => {
  it('erases of each site what is older than it keeps, to the day, bots included, and nothing of others', async () => {
    const times = [midnight(400), midnight(31), midnight(30) - 1, midnight(30), NOON];
    for (const site_id of ['month', 'year', 'unlisted'])
      await test.insert(
        times.map((time, index) => ({ site_id, time, is_bot: index === 1 ? 1 : 0, received_at: NOON })),
      );
    const retention = start([
      { id: 'month', retentionDays: 30 },
      { id: 'year', retentionDays: 365 },
    ]);
    expect(await retention.run()).toBe(4);
    expect(await Promise.all(['month', 'year', 'unlisted'].map(test.count))).toEqual([2, 4, 5]);
    expect(await retention.run()).toBe(0);
    await retention.stop();
    const entries = await test.store.auditLog.list({ limit: 10 });
    expect(entries.toSorted((a, b) => (a.siteId < b.siteId ? -1 : 1))).toMatchObject([
      { action: 'retention.erase', siteId: 'month', object: '3 events', actor: { kind: 'collector' } },
      { action: 'retention.erase', siteId: 'year', object: '1 events', actor: { kind: 'collector' } },
    ]);
  });

  it('names in the audit log what the engine was told to erase, though it was stopped meanwhile', async () => {
    await test.insert([midnight(400), midnight(200)].map((time) => ({ site_id: 'halted', time, received_at: NOON })));
    const sites = [{ id: 'halted', retentionDays: 30 }];
    const { erasure } = test.store;
    const stopping = start(sites, {
      ...erasure,
      erase: (selections, options) =>
        erasure.erase(selections, {
          ...options,
          onBegun: (eventsBySite) => {
            options?.onBegun?.(eventsBySite);
            void stopping.stop();
          },
        }),
    });
    await expect(stopping.run()).rejects.toMatchObject({ code: 'cancelled' });
    const told = async () =>
      (await test.store.auditLog.list({ siteId: 'halted', limit: 10 })).map(({ object }) => object);
    expect(await told()).toEqual(['1 events']);
    const again = start(sites);
    expect(await again.run()).toBe(1);
    await again.stop();
    expect(await told()).toEqual(['1 events', '1 events']);
    expect(await test.count('halted')).toBe(0);
  });

  it('removes keys that ended and says so in the audit log', async () => {
    const access = createAccess({ documents: () => test.store.documents, nowMs: () => NOON - DAY_MS });
    const { id } = await access.createKey({ siteId: 'keys', name: 'CI', scopes: ['sites:read'], author: 'test' });
    await access.replaceKey({ siteId: 'keys', keyId: id, endsAt: NOON - 1, author: 'test' });
    const retention = start([]);
    await retention.run();
    await retention.stop();
    expect((await access.keys('keys')).map((key) => key.id)).not.toContain(id);
    expect(await test.store.auditLog.list({ siteId: 'keys', limit: 10 })).toMatchObject([
      { action: 'key.end', object: id, actor: { kind: 'collector' } },
    ]);
  });

  it('erases events though expired sessions cannot be removed', async () => {
    await test.insert([{ site_id: 'stubborn', time: midnight(31), received_at: NOON }]);
    const store = () => test.store;
    const nowMs = () => NOON;
    const audit = createAudit({ store, addressRules: readConfig({}), log, nowMs });
    const access = { forgetExpired: () => Promise.reject(new Error('The store refuses.')) };
    const sites = () => [{ id: 'stubborn', retentionDays: 30 }];
    const retention = startRetention({ sites, store, access, audit, log, nowMs });
    expect(await retention.run()).toBe(1);
    await retention.stop();
  });

  it('moves its limit once a day, so that a month is not rewritten every hour', () => {
    expect(retentionLimit(NOON, 30)).toBe(midnight(30));
    expect(retentionLimit(NOON + 11 * 3_600_000, 30)).toBe(midnight(30));
    expect(retentionLimit(NOON + 12 * 3_600_000, 30)).toBe(midnight(29));
  });

  it('erases nothing where there is no site, and nothing any more once it was stopped', async () => {
    await test.insert([{ site_id: 'left', time: midnight(400) }]);
    const none = start([]);
    expect(await none.run()).toBe(0);
    await none.stop();
    const stopped = start([{ id: 'left', retentionDays: 30 }]);
    await stopped.stop();
    await expect(stopped.run()).rejects.toMatchObject({ code: 'cancelled' });
    expect(await test.count('left')).toBe(1);
  });
});
