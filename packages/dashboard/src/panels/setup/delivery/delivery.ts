import { api } from '../../../api/client.ts';
import { readJson } from '../../../api/problem.ts';
import { isoDayAt } from '../../../state/iso-day.ts';
import type { DayRange } from '../../../state/range.ts';

/** How far back is looked. */
export const spans = ['day', 'week'] as const;
export type Span = (typeof spans)[number];

const HOUR_MS = 3_600_000;
export const spanHours: Readonly<Record<Span, number>> = { day: 24, week: 168 };

/** What became of a site's events in the last hours, hour by hour. @throws ApiProblem */
export const fetchDelivery = (siteId: string, span: Span) =>
  readJson(
    api.sites[':site'].delivery.$get({
      param: { site: siteId },
      // The hour that it lies in is the first: so many hours, the one that goes on included.
      query: { from: String(Date.now() - (spanHours[span] - 1) * HOUR_MS) },
    }),
  );

/** What became of events. */
export type Delivery = Awaited<ReturnType<typeof fetchDelivery>>;
/** … of one hour. */
export type HourOfDelivery = Delivery['hours'][number];

/** The site's days in which its hours lie, up to today. */
export const daysOf = ({ timeZone }: Delivery, span: Span): DayRange => {
  const now = Date.now();
  return { from: isoDayAt(now - (spanHours[span] - 1) * HOUR_MS, timeZone), to: isoDayAt(now, timeZone) };
};

/** How many came to what. */
export type Fates = Delivery['total'];

/** Enough to see what is wrong; the card stands among others. */
const REFUSED_A_PAGE = 6;

interface RefusedSelection {
  /** Empty: all. */
  reason: string;
  /** "next" of the answer before; empty: from the newest on. */
  after?: string;
}

/** Refused events that are kept, newest first, and how many there are by reason. @throws ApiProblem */
export const fetchRefused = (siteId: string, { reason, after = '' }: RefusedSelection) =>
  readJson(
    api.sites[':site'].rejected.$get({
      param: { site: siteId },
      query: { limit: String(REFUSED_A_PAGE), ...(reason && { reason }), ...(after && { after }) },
    }),
  );

/** A page of the list. */
export type Refused = Awaited<ReturnType<typeof fetchRefused>>;
/** A refused event. */
export type RefusedEvent = Refused['events'][number];

/** What judging again came to. */
export interface Replayed {
  judged: number;
  accepted: number;
  rejected: number;
  unreplayable: number;
}

/** Has refused events judged again: those of a reason, or all when it is empty, to the last one. @throws ApiProblem */
export const replayRefused = async (siteId: string, reason: string): Promise<Replayed> => {
  const sum: Replayed = { judged: 0, accepted: 0, rejected: 0, unreplayable: 0 };
  for (let after: string | null = ''; after !== null; ) {
    const { next, ...part }: Replayed & { next: string | null } = await readJson(
      api.sites[':site'].rejected.replay.$post({
        param: { site: siteId },
        json: { ...(reason && { reason }), ...(after && { after }) },
      }),
    );
    for (const name of ['judged', 'accepted', 'rejected', 'unreplayable'] as const) sum[name] += part[name];
    after = next;
  }
  return sum;
};
