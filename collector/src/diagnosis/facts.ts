/** When the tag was seen: page views of people that came with a page's id, as only tags send it. */
export interface TagFacts {
  nowMs: number;
  /** Hours in which it was seen, epoch ms of their beginning, ascending; of the last 90 days. */
  hours: readonly { startAt: number; views: number }[];
  /** Epoch ms; null: not in the last 90 days. */
  lastSeenAt: number | null;
}

/** What became of the last 24 hours' events, as far as senders are concerned. */
export interface RefusedFacts {
  received: number;
  /** Refused because a page elsewhere sent them. */
  foreign: number;
  /** Host names of those pages, the most frequent first. */
  hosts: readonly string[];
  /** False when the site takes events from anywhere. */
  hasDomains: boolean;
}

/** Reports by browsers that a page's policy kept the tag or its batches away, of the last 24 hours, since this collector started. */
export interface CspFacts {
  /** Reports of whatever a policy kept away; none ever: the page does not report here. */
  reports: number;
  /** … of them about the tag. */
  aboutTag: number;
  /** Directives that kept it away, such as `script-src`. */
  directives: readonly string[];
  /** Pages, without query. */
  pages: readonly string[];
}

/** Pages of the site that visitors came from and on which the tag was never seen, of the last 7 days. */
export interface UntaggedFacts {
  /** Page views that came from another page of the same host. */
  internalViews: number;
  /** … of them from a page without the tag. */
  fromUntagged: number;
  /** Paths, the most frequent first. */
  paths: readonly string[];
}

/** What requests of tags had in common in the last hour at most, as far as this collector saw. */
export interface ArrivalFacts {
  requests: number;
  /** Different visitors; counted to 2,000. */
  visitors: number;
  /** Different addresses; counted to 50. */
  addresses: number;
  /** Requests whose address is private or of this machine. */
  privateRequests: number;
  /** Requests that a proxy had marked with the visitor's address, by header. */
  relayed: ReadonlyMap<string, number>;
  /** The header that is read; empty: none. */
  clientIpHeader: string;
  /** True when people reach the collector at an address of this machine or of a private network. */
  isLocal: boolean;
  /** Visitors whose clock is more than a minute off, among `visitors`. */
  skewedVisitors: number;
  /** Page loads with a second tag, by page. */
  secondTags: ReadonlyMap<string, number>;
}

/** Page views of people in the last 24 hours. */
export interface DoubledFacts {
  views: number;
  /** The same visitor on the same page less than a second after the one before. */
  doubled: number;
  /** Paths, the most frequent first. */
  paths: readonly string[];
}

/** Orders that the site's server told in the last 30 days, since the tag was first seen. */
export interface OrderFacts {
  fromServer: number;
  /** … whose order, visitor or customer a tag told of, too. */
  knownToTag: number;
}

/** Bots among the stored events: in the last 24 hours, and in the week before. */
export interface BotFacts {
  lately: { stored: number; bots: number };
  before: { stored: number; bots: number };
}

/** What waits on this collector's disk. */
export interface SpoolFacts {
  bytes: number;
  maxBytes: number;
  /** Age of the oldest event that is not in the store. */
  oldestMs: number;
  /** What it had ten minutes ago, or when the collector started. */
  bytesBefore: number;
}

/** How the store answers. */
export interface StoreFacts {
  /** For how long it has not answered; 0: it answers. */
  awayMs: number;
  /** Questions answered in the last hour, at most 500 of them. */
  questions: number;
  /** What they took the engine, in the median and at the 95th percentile. */
  medianMs: number;
  slowMs: number;
}

/** Room on the disks. */
export interface DiskFacts {
  /** Of the disk that the store lies on; of several, the fullest. */
  freeBytes: number;
  totalBytes: number;
  /** Of the disk that the spool lies on. */
  spoolFreeBytes: number;
  /** What the events take. */
  eventBytes: number;
  /** What they grow by in a day, by the last week's. */
  bytesPerDay: number;
  /** Events are erased after this many days; of several sites, the longest. */
  retentionDays: number;
}

/** All that checks judge by. Each is measured for itself. */
export interface Facts {
  tag: TagFacts;
  refused: RefusedFacts;
  csp: CspFacts;
  untagged: UntaggedFacts;
  arrivals: ArrivalFacts;
  doubled: DoubledFacts;
  orders: OrderFacts;
  bots: BotFacts;
  spool: SpoolFacts;
  store: StoreFacts;
  disk: DiskFacts;
}
