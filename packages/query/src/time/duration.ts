import { z } from 'zod';

const unitMs = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const;

/** A year and a day: a longer window would read the whole table for each entry. */
const MAX_DURATION_MS = 366 * unitMs.day;

/** Elapsed time; a day is always 24 hours, whatever the clocks do. */
export const durationSchema = z
  .strictObject({
    amount: z.int().min(1).describe('How many units.'),
    unit: z.enum(['second', 'minute', 'hour', 'day', 'week']).describe('Exact elapsed time: a day is 24 hours.'),
  })
  .refine(({ amount, unit }) => amount * unitMs[unit] <= MAX_DURATION_MS, 'at most 366 days')
  .meta({ id: 'Duration', description: 'Elapsed time, such as 14 days.' });

/** Elapsed time, such as `{ amount: 14, unit: 'day' }`. */
export type Duration = z.infer<typeof durationSchema>;

/** The duration in ms. */
export const durationMs = ({ amount, unit }: Duration): number => amount * unitMs[unit];
