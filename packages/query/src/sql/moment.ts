import { bind, type Fragment, sql } from './fragment.ts';

/** A moment to compare a `time` with, of epoch ms. */
export const moment = (epochMs: number): Fragment => sql`fromUnixTimestamp64Milli(${bind('Int64', epochMs)}, 'UTC')`;
