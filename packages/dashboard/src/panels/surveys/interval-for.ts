import type { DayRange } from '../../state/range.ts';

const DAY_MS = 86_400_000;
/** Few answer a survey in a day: over more days a score of each would be noise. */
const MOST_DAYS = 31;

/** How the chosen days are cut for a trend. */
export const intervalFor = ({ from, to }: DayRange): 'day' | 'week' =>
  (Date.parse(to) - Date.parse(from)) / DAY_MS + 1 > MOST_DAYS ? 'week' : 'day';
