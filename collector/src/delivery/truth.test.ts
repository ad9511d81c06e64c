import type { DeliveryCount } from '@telltale/store';
import { describe, expect, it } from 'vitest';
import { createSpooledCounts } from './spooled-counts.ts';
import { readTruth } from './truth.ts';

const NOON = Date.UTC(2026, 2, 15, 12);
const HOUR_MS = 3_600_000;

describe('the truth', () => {
  it('counts nothing twice while a backlog of thousands of segments drains from its middle', async () => {
    const spooled = createSpooledCounts();
    const tokens = Array.from({ length: 6_000 }, (_, index) => String(index).padStart(6, '0'));
    for (const token of tokens) spooled.appended(token, { siteId: 's', receivedAt: NOON, accepted: 1 });

    /** Stores five segments of the middle while it is asked, as a writer does that may not take those at the ends. */
    const inStore = new Set<string>();
    let asked = 0;
    const counts = async ({ withoutSegments }: { withoutSegments: readonly string[] }): Promise<DeliveryCount[]> => {
      asked += 1;
      if (asked === 1)
        for (const token of tokens.slice(3_000, 3_005)) {
          inStore.add(token);
          spooled.stored(token);
        }
      const events = [...inStore].filter((token) => !withoutSegments.includes(token)).length;
      return (['accepted', 'stored'] as const).map((outcome) => ({
        siteId: 's',
        slot: NOON,
        outcome,
        reason: '',
        events,
      }));
    };
    const { total, balance } = await readTruth({
      delivery: { counts },
      spooled,
      site: { id: 's', timeZone: 'UTC' },
      from: NOON,
      to: NOON + HOUR_MS,
    });
    expect(total).toMatchObject({ received: 6_000, accepted: 6_000, stored: 5, waiting: 5_995 });
    expect(balance).toEqual({ isBalanced: true, unaccounted: 0 });
  });
});
