import { sql } from './fragment.ts';

/** The order of emission, time, seq and event id, as one number: the engine compares numbers three times as fast as tuples. */
export const emissionOrder = sql`bitShiftLeft(toInt256(toUnixTimestamp64Milli(time)), 96) + bitShiftLeft(toInt256(seq), 64) + toInt256(event_id)`;
