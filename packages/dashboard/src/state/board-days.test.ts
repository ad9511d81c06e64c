import { describe, expect, it } from 'vitest';
import { withDays, withoutDays } from './board-days.ts';

const march = { days: { from: '2026-03-01', to: '2026-03-31' }, compared: { from: '2026-01-29', to: '2026-02-28' } };
const april = { days: { from: '2026-04-01', to: '2026-04-30' }, compared: { from: '2026-03-02', to: '2026-03-31' } };

const question = (asked: typeof march) => ({
  range: asked.days,
  comparison: asked.compared,
  filters: [{ visitor: { did: { kind: 'purchase' }, during: { from: '2025-01-01', to: '2025-12-31' } } }],
});

describe("a card's question", () => {
  it('goes on with the days, and leaves other days alone', () => {
    expect(withDays(withoutDays(question(march), march), april)).toEqual(question(april));
  });

  it('names no day that is looked at now', () => {
    expect(JSON.stringify(withoutDays(question(march), march))).not.toContain('2026');
  });

  it('is left as it is where nothing is compared', () => {
    const alone = { condition: { all: [] }, population: march.days };
    const saved = withoutDays(alone, { ...march, compared: undefined });
    expect(withDays(saved, { ...april, compared: undefined })).toEqual({ ...alone, population: april.days });
  });
});
