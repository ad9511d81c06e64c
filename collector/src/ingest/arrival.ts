import type { Site } from '../sites/site.ts';

/** What the headers of a browser's own request tell beside its user agent and languages. */
export interface BrowserSigns {
  /** `Sec-CH-UA`: the browser's brands, as Chromium sends them over TLS; empty when there is none. */
  clientHints: string;
  /** True with `Sec-Fetch-Mode`, which every browser sends over TLS. */
  hasFetchMetadata: boolean;
}

/** What the request itself says about a batch, beside its body. */
export interface Arrival {
  site: Site;
  /** Epoch ms by the collector's clock. */
  receivedAt: number;
  /** The visitor's address: hashed within the request, never stored. */
  ip: string;
  userAgent: string;
  acceptLanguage: string;
  /** `Origin`: the page's scheme and host, as the browser says it; absent or empty when nobody says it. */
  origin?: string;
  /** Header in which a proxy named an address, read or not; empty or absent: none. */
  relayedBy?: string;
  /** Absent for what no page sent: mails, servers, and events that are judged again. */
  signs?: BrowserSigns;
}
