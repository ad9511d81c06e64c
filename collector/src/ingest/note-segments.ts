import { catalog, type Event } from '@telltale/protocol';
import type { Site } from '../sites/site.ts';
import type { JudgedEnvelope } from './validate.ts';

/** Answers the saved segments that a visitor (16 hex digits) is in now: their ids with spaces between, '' where that is not known. Never throws. */
export type SegmentsNow = (site: Site, visitorId: string) => Promise<string>;

/** The property in which a kind has them. */
const notedIn = new Map(
  catalog.flatMap(({ kind, notesSegmentsIn }) => (notesSegmentsIn ? [[kind, notesSegmentsIn] as const] : [])),
);

/** What happened longer ago, and waited in the tag's queue, happened in another moment. */
const MOMENT_MS = 300_000;

interface NotingParts {
  site: Site;
  receivedAt: number;
  segmentsNow: SegmentsNow;
}

const withSegments = (event: Event, { receivedAt, segments }: { receivedAt: number; segments: string }): Event => {
  const name = notedIn.get(event.kind);
  if (name === undefined) return event;
  const { [name]: _, ...properties } = event.properties as Record<string, unknown>;
  const isKnown = segments !== '' && receivedAt - event.at < MOMENT_MS;
  return { ...event, properties: { ...properties, ...(isKnown && { [name]: segments }) } } as Event;
};

/** Notes with each event whose kind asks for it which saved segments its visitor is in. Other events, nearly all, wait for nothing. */
export const noteSegments = async (
  envelopes: JudgedEnvelope[],
  { site, receivedAt, segmentsNow }: NotingParts,
): Promise<JudgedEnvelope[]> => {
  const isAsked = ({ events }: JudgedEnvelope) => events.some(({ kind }) => notedIn.has(kind));
  if (!envelopes.some(isAsked)) return envelopes;
  return Promise.all(
    envelopes.map(async (judged) => {
      const { visitorId } = judged.envelope;
      if (!isAsked(judged)) return judged;
      const segments = visitorId === undefined ? '' : await segmentsNow(site, visitorId);
      return { ...judged, events: judged.events.map((event) => withSegments(event, { receivedAt, segments })) };
    }),
  );
};
