import { catalog } from '@telltale/protocol';
import { ask } from '@telltale/query';
import { nativeBytes } from '@telltale/query/oracles';
import { afterEach, describe, expect, it } from 'vitest';
import { createEvaluator, type Evaluator } from './evaluator.ts';

const context = { siteId: 'shop', timeZone: 'UTC', nowMs: Date.UTC(2026, 2, 10), catalog };
const definition = {
  range: { from: '2026-03-01', to: '2026-03-02' },
  steps: [{ events: [{ kind: 'page_view' }] }, { events: [{ kind: 'purchase' }] }],
};

/** The rows of a funnel: each visitor enters, every third converts. */
const rowsOf = (visitors: number): Uint8Array => {
  const rows = Array.from({ length: visitors * 2 }, (_, row) => ({ row, visitor: Math.floor(row / 2) }));
  const maskOf = (row: number, visitor: number) => (row % 2 === 0 ? 1 : visitor % 3 === 0 ? 2 : 0);
  return nativeBytes([
    {
      unit: { type: 'UInt64', values: rows.map(({ visitor }) => BigInt(visitor)) },
      // Since the range's start.
      at: { type: 'UInt32', values: rows.map(({ row }) => row) },
      seq: { type: 'UInt32', values: rows.map(() => 0) },
      event_id: { type: 'UInt64', values: rows.map(({ row }) => BigInt(row)) },
      mask: { type: 'UInt32', values: rows.map(({ row, visitor }) => maskOf(row, visitor)) },
    },
  ]);
};

let evaluator: Evaluator | undefined;
const opened = () => {
  evaluator = createEvaluator();
  return evaluator;
};
afterEach(() => evaluator?.close());

// To start a thread from the sources takes seconds where much else runs.
describe('an evaluator', { timeout: 60_000 }, () => {
  it.each([10, 30_000])('decodes the answer for %i visitors as the question does', async (visitors) => {
    const bytes = rowsOf(visitors);
    const expected = ask('funnel', definition, context).decode(bytes);
    expect(expected.total.entered).toBe(visitors);
    expect(await opened().decode({ kind: 'funnel', definition, context, bytes })).toEqual(expected);
  });

  it('lets others work while a large answer is decoded', async () => {
    let turns = 0;
    const working = setInterval(() => turns++);
    const decoding = opened().decode({ kind: 'funnel', definition, context, bytes: rowsOf(30_000) });
    await decoding;
    clearInterval(working);
    expect(turns).toBeGreaterThan(0);
  });

  it('decodes several answers that come at once, each by itself', async () => {
    const { decode } = opened();
    const results = await Promise.all(
      [20_000, 5_000, 10_000].map((visitors) =>
        decode({ kind: 'funnel', definition, context, bytes: rowsOf(visitors) }),
      ),
    );
    expect(results).toMatchObject([20_000, 5_000, 10_000].map((entered) => ({ total: { entered } })));
  });

  it('says of an answer that is cut off that it cannot be decoded, and decodes the next one', async () => {
    const { decode } = opened();
    const whole = rowsOf(20_000);
    await expect(
      decode({ kind: 'funnel', definition, context, bytes: whole.slice(0, whole.length - 10) }),
    ).rejects.toThrow('The answer cannot be decoded');
    await expect(decode({ kind: 'funnel', definition, context, bytes: whole })).resolves.toMatchObject({
      total: { entered: 20_000 },
    });
  });
});
