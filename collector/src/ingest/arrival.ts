import type { Site } from '../sites/site.ts';

/** What the request itself says about a batch, beside its body. */
export interface Arrival {
  site: Site;
  /** Epoch ms by the collector's clock. */
  receivedAt: number;
  /** The visitor's address: hashed within the request, never stored. */
  ip: string;
  userAgent: string;
  acceptLanguage: string;
}
