import { startOf } from '@telltale/query';
import type { Delivery } from '@telltale/store';
import type { SpooledCount, SpooledCounts, SpooledOutcome } from './spooled-counts.ts';

/** How many events, by reason. */
export type ByReason = Record<string, number>;

/** What became of the events that were received in some time. */
export interface Fates {
  /** Events in the batches that were judged: `accepted` and `rejected`. */
  received: number;
  /** Events that passed: `stored`, `duplicate`, `waiting` and `setAside`. */
  accepted: number;
  stored: number;
  /** Copies of events that are stored. */
  duplicate: number;
  /** On this collector's disk, not in the store yet. */
  waiting: number;
  /** The store could not read them, or the disk damaged them; each is kept in a .refused or .damaged file of the spool. */
  setAside: number;
  rejected: ByReason;
  /** Among the stored: kept apart as a bot's. */
  bot: ByReason;
  /** Among the stored: received more than an hour after they happened. */
  late: number;
  /** Given up by the tag before it could send them: never received. */
  dropped: ByReason;
}

/** What became of the events of one hour. */
export interface HourlyFates extends Fates {
  /** Epoch ms; hours are the site's. */
  startAt: number;
}

/** What became of a site's events. */
export interface Truth {
  /** Epoch ms; the beginning of an hour. */
  from: number;
  to: number;
  timeZone: string;
  /** Hours in which something was received or dropped, oldest first. */
  hours: HourlyFates[];
  total: Fates;
  balance: {
    /** True when `received` = `accepted` + rejected, and `accepted` = `stored` + `duplicate` + `waiting` + `setAside`. */
    isBalanced: boolean;
    /** Accepted events of which nobody knows what became; 0. */
    unaccounted: number;
  };
}

const nothing = (): Fates => ({
  received: 0,
  accepted: 0,
  stored: 0,
  duplicate: 0,
  waiting: 0,
  setAside: 0,
  rejected: {},
  bot: {},
  late: 0,
  dropped: {},
});

type Add = (fates: Fates, events: number, reason: string) => void;

const byReason = (reasons: ByReason, reason: string, events: number) => {
  reasons[reason] = (reasons[reason] ?? 0) + events;
  // What was rejected and then accepted in a replay.
  if (reasons[reason] === 0) delete reasons[reason];
};

const adders: Record<SpooledOutcome, Add> = {
  accepted: (fates, events) => {
    fates.accepted += events;
    fates.received += events;
  },
  stored: (fates, events) => {
    fates.stored += events;
  },
  duplicate: (fates, events) => {
    fates.duplicate += events;
  },
  waiting: (fates, events) => {
    fates.waiting += events;
  },
  set_aside: (fates, events) => {
    fates.setAside += events;
  },
  rejected: (fates, events, reason) => {
    fates.received += events;
    byReason(fates.rejected, reason, events);
  },
  bot: (fates, events, reason) => byReason(fates.bot, reason, events),
  late: (fates, events) => {
    fates.late += events;
  },
  dropped: (fates, events, reason) => byReason(fates.dropped, reason, events),
};

const sum = (reasons: ByReason) => Object.values(reasons).reduce((total, events) => total + events, 0);

export interface TruthOptions {
  delivery: Pick<Delivery, 'counts'>;
  spooled: SpooledCounts;
  site: { id: string; timeZone: string };
  /** Epoch ms. */
  from: number;
  to: number;
}

/** While a backlog of thousands of segments drains, some may be stored between the two readings: then both are read again. */
const MOST_READINGS = 5;

/**
 * The segments that are counted here are left out there: none is missed, and none counted twice, while one is being stored.
 * @throws StoreError
 */
const readCounts = async ({ delivery, spooled, site, from, to }: TruthOptions): Promise<SpooledCount[]> => {
  for (let reading = 1; ; reading += 1) {
    const { segments, counts, areOthersWaiting } = await spooled.of(site.id);
    const inStore = await delivery.counts({ siteId: site.id, from, to, withoutSegments: segments });
    if (!areOthersWaiting() && reading < MOST_READINGS) continue;
    return [...inStore, ...counts.filter(({ slot }) => slot >= from && slot < to)];
  }
};

/**
 * What became of a site's events: what the store has, and what lies in this collector's spool, both as of the same moment. Other
 * collectors' events are there once they are stored.
 * @throws StoreError
 */
export const readTruth = async (options: TruthOptions): Promise<Truth> => {
  const { site, to } = options;
  const { timeZone } = site;
  const first = startOf('hour', options.from, { timeZone });
  const counts = await readCounts({ ...options, from: first });

  const total = nothing();
  const hours = new Map<number, HourlyFates>();
  for (const { slot, outcome, reason, events } of counts) {
    const startAt = startOf('hour', slot, { timeZone });
    const hour = hours.get(startAt) ?? { startAt, ...nothing() };
    hours.set(startAt, hour);
    for (const fates of [hour, total]) adders[outcome](fates, events, reason);
  }
  const unaccounted = total.accepted - total.stored - total.duplicate - total.waiting - total.setAside;
  return {
    from: first,
    to,
    timeZone,
    hours: [...hours.values()].toSorted((a, b) => a.startAt - b.startAt),
    total,
    balance: {
      isBalanced: unaccounted === 0 && total.received === total.accepted + sum(total.rejected),
      unaccounted,
    },
  };
};
