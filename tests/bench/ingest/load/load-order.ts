import type { LoadTarget } from './sender.ts';

/** What a load generator is told to do. */
export interface LoadOrder {
  target: LoadTarget;
  forMs: number;
  /** Requests a second of an open loop; none: a closed loop. */
  rate?: number;
}
