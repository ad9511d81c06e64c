/** A browser's clock may seem this late merely because the batch was on its way. */
const SLOWEST_NETWORK_MS = 30_000;

/**
 * What to add to a browser's times, in ms, so that they are the collector's.
 *
 * The rule: a batch "sent" after it arrived proves a clock that runs ahead, so all of the difference is taken back. A batch sent up
 * to 30 s before it arrived may simply have travelled: its times stay, because shifting each batch by its own delay would reorder a
 * visitor's events. A longer difference is the clock's and is corrected in full.
 */
export const clockOffsetMs = (sentAt: number, receivedAt: number): number => {
  const difference = receivedAt - sentAt;
  return difference >= 0 && difference <= SLOWEST_NETWORK_MS ? 0 : difference;
};

/** An event's time by the collector's clock; never later than its arrival. */
export const correctedTime = (at: number, offsetMs: number, receivedAt: number): number =>
  Math.min(at + offsetMs, receivedAt);
