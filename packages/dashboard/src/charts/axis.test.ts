import { describe, expect, it } from 'vitest';
import { shownLabels, valueAxis } from './axis.ts';

describe('the value axis', () => {
  it.each([0, 1, 3, 97, 12_345])('ends on a round number at or above %i and starts at 0', (highest) => {
    const { end, lines } = valueAxis(highest, { isWhole: true });
    expect(end).toBeGreaterThanOrEqual(highest);
    expect(lines[0]).toBe(0);
    expect(lines.at(-1)).toBe(end);
    expect(lines.every(Number.isInteger)).toBe(true);
  });

  it.each([0.004, 0.12, 1])('is not much longer than the highest ratio, %d', (highest) => {
    expect(valueAxis(highest, { isWhole: false }).end).toBeLessThan(highest * 2);
  });

  it.each([-0.5, -7, -1234])('begins on a round number at or below %d, and has a line at 0', (lowest) => {
    const { start, end, lines } = valueAxis(10, { isWhole: false, lowest });
    expect(start).toBeLessThanOrEqual(lowest);
    expect(end).toBeGreaterThanOrEqual(10);
    expect(lines).toContain(0);
  });

  it('stands even where there is nothing', () => {
    expect(valueAxis(0, { isWhole: false }).end).toBe(1);
  });
});

describe('the labels', () => {
  it('always name the newest point, and keep their distance', () => {
    expect(shownLabels(30, 400, 76)).toEqual([5, 11, 17, 23, 29]);
    expect(shownLabels(1, 300, 76)).toEqual([0]);
    expect(shownLabels(3, 10, 76)).toEqual([2]);
  });
});
