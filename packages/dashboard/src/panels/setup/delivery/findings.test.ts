import { describe, expect, it } from 'vitest';
import type { Delivery, Fates } from './delivery.ts';
import { findingsOf } from './findings.ts';

const NOW = Date.UTC(2026, 2, 15, 12, 30);
const HOUR_MS = 3_600_000;

const fates = (change: Partial<Fates> = {}): Fates => ({
  received: 0,
  accepted: 0,
  stored: 0,
  duplicate: 0,
  waiting: 0,
  setAside: 0,
  rejected: {},
  bot: {},
  late: 0,
  dropped: {},
  ...change,
});
const findings = (total: Partial<Fates>, { hoursAgo = 0, unaccounted = 0 } = {}) => {
  const startAt = NOW - (NOW % HOUR_MS) - hoursAgo * HOUR_MS;
  const delivery: Delivery = {
    from: 0,
    to: NOW,
    timeZone: 'UTC',
    hours: [{ startAt, ...fates(total) }],
    total: fates(total),
    balance: { isBalanced: unaccounted === 0, unaccounted },
  };
  return findingsOf(delivery, NOW).map(({ kind, tone }) => `${tone} ${kind}`);
};

describe('what the figures say', () => {
  it('is that all is well when everything that was received is stored', () => {
    expect(findings({ received: 100, accepted: 100, stored: 100 })).toEqual(['good well']);
  });

  it('is that nothing came when nothing came', () => {
    expect(findings({})).toEqual(['note nothing']);
    expect(findings({ dropped: { overflow: 1 } })).toEqual(['warning dropped']);
  });

  it('begins with what is lost', () => {
    const total = { received: 10, accepted: 8, stored: 6, setAside: 1, rejected: { too_old: 2 } };
    expect(findings(total, { unaccounted: 1 })).toEqual(['danger unaccounted', 'danger setAside', 'warning rejected']);
  });

  it('says nothing of events that wait for seconds, and that the store is behind of those that wait for hours', () => {
    const waiting = { received: 5, accepted: 5, waiting: 5 };
    expect(findings(waiting)).toEqual(['good well']);
    expect(findings(waiting, { hoursAgo: 1 })).toEqual(['good well']);
    expect(findings(waiting, { hoursAgo: 3 })).toEqual(['warning waiting']);
  });

  it("takes few rejected events for somebody's browser, and many for the site's fault", () => {
    expect(findings({ received: 1_000, accepted: 995, stored: 995, rejected: { too_old: 5 } })).toEqual([
      'good well',
      'note rejected',
    ]);
    expect(findings({ received: 100, accepted: 95, stored: 95, rejected: { too_old: 5 } })).toEqual([
      'warning rejected',
    ]);
  });

  it('notes many copies and many late ones', () => {
    expect(findings({ received: 100, accepted: 100, stored: 90, duplicate: 10, late: 30 })).toEqual([
      'good well',
      'note duplicate',
      'note late',
    ]);
  });
});
