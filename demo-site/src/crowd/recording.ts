import type { Batch, Event, EventKindName, PropertiesOf } from '@telltale/protocol';
import type { Language } from '../catalog.ts';
import { type PagePath, pathOf } from '../routes.ts';
import type { Person } from './people.ts';
import type { Random } from './random.ts';

/** An envelope with its events, as it stands in a batch. */
export type FilledEnvelope = Batch['envelopes'][number];

/** One session of a person, as the tag would have recorded it. */
export interface Session {
  sessionId: string;
  startedAtMs: number;
  envelopes: FilledEnvelope[];
}

/** How a page view came about, as `page_view` says it. */
type Navigation = NonNullable<PropertiesOf<'page_view'>['navigation']>;

/** Plays the tag for one person: keeps a clock, and writes down what happens until the crowd's time is over. */
export interface Recording {
  readonly sessions: readonly Session[];
  /** The person's clock, epoch ms. */
  readonly nowMs: number;
  beginSession(atMs: number, arrival: { referrer?: string; search?: string }): void;
  openPage(page: PagePath, navigation?: Navigation): void;
  /** Lets time pass on the page. */
  stay(ms: number): void;
  emit<Kind extends EventKindName>(kind: Kind, properties: PropertiesOf<Kind>): void;
  /** What `identify` does: later envelopes carry the customer. */
  becomeCustomer(): void;
}

/** Where the crowd's shop is and when its time is over. */
export interface RecordingOptions {
  /** Origin of the shop, such as `https://shop.example`. */
  origin: string;
  language: Language;
  /** Events from this moment on have not happened yet. */
  endMs: number;
}

/** Starts a recording of one person. */
export const createRecording = (
  person: Person,
  random: Random,
  { origin, language, endMs }: RecordingOptions,
): Recording => {
  const sessions: Session[] = [];
  let nowMs = 0;
  let arrival: { referrer?: string; search?: string } = {};
  let previousUrl: string | undefined;
  let customerId: string | undefined;
  let envelope: FilledEnvelope | undefined;
  let seq = 0;

  const emit = <Kind extends EventKindName>(kind: Kind, properties: PropertiesOf<Kind>): void => {
    if (!envelope || nowMs >= endMs) return;
    // The generic kind cannot be narrowed to one member of the union; `PropertiesOf` has checked the pair.
    const event = { id: random.id(), kind, at: Math.round(nowMs), seq: seq++, properties } as unknown as Event;
    if (envelope.events.length === 0) sessions.at(-1)?.envelopes.push(envelope);
    envelope.events.push(event);
  };

  return {
    sessions,
    get nowMs() {
      return nowMs;
    },
    beginSession(atMs, { referrer, search }) {
      nowMs = atMs;
      arrival = { ...(referrer && { referrer }), ...(search && { search }) };
      previousUrl = undefined;
      sessions.push({ sessionId: random.id(), startedAtMs: atMs, envelopes: [] });
    },
    openPage(page, navigation = 'load') {
      const session = sessions.at(-1);
      if (!session) throw new Error('A page can only be opened in a session: call beginSession first.');
      const address = origin + pathOf(language, page);
      const url = previousUrl === undefined && arrival.search ? `${address}?${arrival.search}` : address;
      const referrer = previousUrl ?? arrival.referrer;
      envelope = {
        visitorId: person.visitorId,
        sessionId: session.sessionId,
        pageId: random.id(),
        url,
        ...(referrer && { referrer }),
        ...(customerId && { customerId }),
        language: person.place.locale,
        viewport: [...person.device.viewport],
        events: [],
      };
      previousUrl = url;
      seq = 0;
      emit('page_view', { navigation });
    },
    stay(ms) {
      nowMs += Math.max(0, ms);
    },
    emit,
    becomeCustomer() {
      customerId = person.customerId;
      // Same page view, so the order goes on; another envelope, because the events before do not know the customer.
      if (envelope) envelope = { ...envelope, customerId, events: [] };
    },
  };
};
