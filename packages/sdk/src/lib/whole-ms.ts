import { MAX_DURATION_MS } from '@telltale/protocol/limits';

/** A duration as the wire wants it: whole, and no longer than a clock can be trusted. */
export const wholeMs = (ms: number): number => Math.min(MAX_DURATION_MS, Math.round(ms));
