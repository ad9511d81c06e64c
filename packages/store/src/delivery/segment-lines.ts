/**
 * SQL over a staged segment. Most of its lines are events; a line with a `record` is none: it counts what became of events, or
 * keeps a refused one. A line's `note` is JSON of a `LineNote`.
 */
export const isEvent = "record = ''";

/** Lines that count once, however often they are sent. */
export const countsOnce = "record IN ('', 'dropped')";

/** The quarter of an hour in which a line is counted: that in which its batch arrived. */
export const slot = 'toStartOfFifteenMinutes(received_at)';

const noted = (...path: readonly string[]) => `note, ${path.map((name) => `'${name}'`).join(', ')}`;

/** Cheaper than to read the note; a text that only looks like it is told apart by `replayedId`. */
export const isReplay = `position(note, '"replays"') > 0`;
/** UInt64; 0 when the line is no replay. */
export const replayedId = `toUInt64OrZero(JSONExtractString(${noted('replays', 'id')}))`;
export const replayedReason = `JSONExtractString(${noted('replays', 'reason')})`;
export const noteReason = `JSONExtractString(${noted('reason')})`;
/** How many events a record stands for. */
export const noteEvents = `if(JSONHas(${noted('events')}), JSONExtractInt(${noted('events')}), 1)`;
/** UInt64; 0 when the record keeps no refused event. */
export const rejectionId = `toUInt64OrZero(JSONExtractString(${noted('rejection', 'id')}))`;
export const rejectionText = (name: string) => `JSONExtractString(${noted('rejection', name)})`;
