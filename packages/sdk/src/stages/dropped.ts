import { readStored, removeStored, writeStored } from '../lib/storage.ts';
import { fromJson, toJson } from '../lib/to-json.ts';

/** How many events were given up, by reason. */
type DroppedCounts = Record<string, number>;

/** What was given up since the last delivered batch, as JSON; empty when nothing was. It outlives the page. */
export const droppedJson = (): string => readStored('d') ?? '';

/** Counts events given up for `reason`; a negative count takes back what a delivered batch has reported. */
export const countDropped = (reason: string, count: number): void => {
  const counts: DroppedCounts = fromJson(droppedJson() || '{}');
  const { [reason]: before = 0 } = counts;
  counts[reason] = before + count;
  if (!counts[reason]) delete counts[reason];
  const json = toJson(counts);
  if (json === '{}') removeStored('d');
  else writeStored('d', json);
};

/** A delivered batch reported these. */
export const acknowledgeDropped = (reported: string): void => {
  const counts: DroppedCounts = fromJson(reported || '{}');
  for (const reason of Object.keys(counts)) countDropped(reason, -(counts[reason] ?? 0));
};
