import type { Spread } from './spread.ts';

/** One line of a benchmark's table. */
export interface BenchRow {
  what: string;
  measured: string;
  /** Quartiles and number of measurements. */
  spread: string;
  goal: string;
  /** ✓, or ✗ with how much is missing. */
  verdict: string;
  /** What other products measured, or what the figure is made of. */
  note: string;
}

/** How to make a row out of a figure. */
export interface BenchFigure {
  what: string;
  value: number | Spread;
  /** Such as `bytes` or `ms`. */
  unit: string;
  /** Decimal places. Default 0. */
  digits?: number;
  /** The most that is wanted, in the same unit; none for a figure that only informs. */
  atMost?: number;
  /** The most that would be better still; the note says whether it is met. */
  stretch?: number;
  note?: string;
}

const written = (value: number, digits: number): string =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** Writes a figure beside its goal: met, or by how much it falls short. */
export const benchRow = ({ what, value, unit, digits = 0, atMost, stretch, note = '' }: BenchFigure): BenchRow => {
  const middle = typeof value === 'number' ? value : value.median;
  const over = atMost === undefined ? 0 : middle - atMost;
  const stretched =
    stretch === undefined ? [] : [`stretch ≤ ${stretch.toLocaleString('en')} ${middle > stretch ? '✗' : '✓'}`];
  const share = atMost ? ` (+${written((over / atMost) * 100, 0)} %)` : '';
  return {
    what,
    measured: `${written(middle, digits)} ${unit}`.trimEnd(),
    spread:
      typeof value === 'number'
        ? ''
        : `${written(value.p25, digits)} – ${written(value.p75, digits)}, n ${value.count}`,
    goal: atMost === undefined ? '' : `≤ ${atMost.toLocaleString('en')}`,
    verdict: atMost === undefined ? '' : over > 0 ? `✗ by ${written(over, digits)}${share}` : '✓',
    note: [...stretched, ...(note ? [note] : [])].join('; '),
  };
};
