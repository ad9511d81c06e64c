import { catalog, type Event } from '@telltale/protocol';
import type { Site } from '../sites/site.ts';
import type { SegmentsNow } from '../surveys/segments-now.ts';
import type { JudgedEnvelope } from './validate.ts';

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

/** An event with the segments that the collector knows of; what its sender wrote in their place counts for nothing. */
export const withSegments = (event: Event, segments: string): Event => {
  const name = notedIn.get(event.kind);
  if (name === undefined) return event;
  const { [name]: _, ...properties } = event.properties as Record<string, unknown>;
  return { ...event, properties: { ...properties, ...(segments !== '' && { [name]: segments }) } } as Event;
};

/**
 * Notes with each event whose kind asks for it which saved segments its visitor is in, as far as that is known: nobody waits for it.
 * Such an event has the segments evaluated anew, for the next one: who sees a survey is known by the time of the answer.
 */
export const noteSegments = (
  envelopes: JudgedEnvelope[],
  { site, receivedAt, segmentsNow }: NotingParts,
): JudgedEnvelope[] => {
  const isAsked = ({ events }: JudgedEnvelope) => events.some(({ kind }) => notedIn.has(kind));
  if (!envelopes.some(isAsked)) return envelopes;
  void segmentsNow.refresh(site);
  return envelopes.map((judged) => {
    const { visitorId } = judged.envelope;
    if (!isAsked(judged)) return judged;
    const segments = visitorId === undefined ? '' : segmentsNow.of(site, visitorId);
    const isRecent = ({ at }: Event) => receivedAt - at < MOMENT_MS;
    return { ...judged, events: judged.events.map((event) => withSegments(event, isRecent(event) ? segments : '')) };
  });
};
