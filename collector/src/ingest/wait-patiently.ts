/** The time is counted in so many looks: while this process has no time to look, what it waits for may have come. */
const LOOKS = 10;

/**
 * Calls `giveUp` once when this process has waited, awake, for so long.
 * @returns what ends the waiting.
 */
export const waitPatiently = (patienceMs: number, giveUp: () => void): (() => void) => {
  let looks = 0;
  const timer = setInterval(() => {
    looks += 1;
    if (looks < LOOKS) return;
    clearInterval(timer);
    giveUp();
  }, patienceMs / LOOKS);
  return () => clearInterval(timer);
};
