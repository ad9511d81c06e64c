/** How often something is measured. */
export interface Rounds {
  atMost: number;
  /** A round that is due later than this is left out, the first two excepted: a busy machine measures less often. */
  withinMs: number;
}

/** Counts rounds from 0. */
export function* roundsOf({ atMost, withinMs }: Rounds): Generator<number> {
  const begun = performance.now();
  for (let round = 0; round < atMost && (round < 2 || performance.now() - begun < withinMs); round++) yield round;
}
