import type { EventReference, Filter, RetentionDefinitionInput } from '@telltale/query';
import { ownEvent } from '../../builder/own-event.ts';
import { ownChoice } from '../../state/own.ts';
import type { DayRange } from '../../state/range.ts';

/** The lengths of a period. */
export const intervals = ['day', 'week', 'month'] as const;

/** Whether someone must come back in that very period, or may come later. */
export const modes = ['exact', 'on_or_after'] as const;

/** Into which cohorts someone comes. */
export const entries = ['first_time', 'every_time'] as const;

/** Who comes back. */
export const units = ['visitor', 'customer'] as const;

/** As many periods as a wide screen shows and as make a shape. */
const PERIODS = { day: 14, week: 8, month: 6 } as const;

/** What the panel's part of the address chooses. */
export interface RetentionChoice {
  start: EventReference;
  back: EventReference;
  interval: (typeof intervals)[number];
  mode: (typeof modes)[number];
  entry: (typeof entries)[number];
  unit: (typeof units)[number];
}

/** Reads the panel's part of the address: who came for the first time and comes again, by the week, if it says nothing. */
export const readChoice = (): RetentionChoice => ({
  start: ownEvent('start', { kind: 'page_view' }),
  back: ownEvent('back', { kind: 'page_view' }),
  interval: ownChoice('interval', intervals, 'week'),
  mode: ownChoice('mode', modes, 'exact'),
  entry: ownChoice('entry', entries, 'first_time'),
  unit: ownChoice('unit', units, 'visitor'),
});

/** The question that a choice asks of some days. */
export const retentionQuestion = (
  { start, back, interval, mode, entry, unit }: RetentionChoice,
  range: DayRange,
  filters: Filter[],
): RetentionDefinitionInput => ({
  range,
  startEvents: [start],
  returnEvents: [back],
  interval,
  periods: PERIODS[interval],
  mode,
  entry,
  unit,
  filters,
});
