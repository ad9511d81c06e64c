/** A checkout in which no step was reached for this long is lost; the next step begins another. */
export const LOST_AFTER_MS = 30 * 86_400_000;
