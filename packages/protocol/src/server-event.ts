import { z } from 'zod';
import { type EventKindName, epochMs, id64, type PropertiesOf } from './event.ts';
import type { EventKind } from './event-kind.ts';
import { eventKinds } from './events/index.ts';
import { MAX_EVENTS_PER_BATCH, MAX_URL_LENGTH } from './limits.ts';
import { name } from './property.ts';

const serverEventSchemaOf = ({ kind, properties }: EventKind) =>
  z.strictObject({
    /**
     * The sender's own id, of any form: the same one sent again counts once. May be left out only where the kind counts once by one
     * of its properties (an order by its `orderId`).
     */
    id: name.optional(),
    kind: z.literal(kind),
    /** When it happened, epoch ms; left out: now. */
    at: epochMs.optional(),
    /** The visitor, as the tag knows it: puts the event into that visitor's journey. */
    visitorId: id64.optional(),
    sessionId: id64.optional(),
    /** The customer. This or `visitorId` must be there, or the properties name a `customerId`. */
    customerId: name.optional(),
    /** The page that it happened on, if any. */
    url: z.string().min(1).max(MAX_URL_LENGTH).optional(),
    properties,
  });

const [first, ...rest] = eventKinds.map((kind) => serverEventSchemaOf(kind));
if (!first) throw new Error('There must be at least one event kind.');

type ServerEventOf<Kind extends EventKindName> = Kind extends EventKindName
  ? {
      id?: string | undefined;
      kind: Kind;
      at?: number | undefined;
      visitorId?: string | undefined;
      sessionId?: string | undefined;
      customerId?: string | undefined;
      url?: string | undefined;
      properties: PropertiesOf<Kind>;
    }
  : never;

/** One event as a site's own server tells it. */
export type ServerEvent = ServerEventOf<EventKindName>;

/** One event as a site's own server tells it. The type is stated because zod cannot infer it through the list. */
export const serverEventSchema = z.discriminatedUnion('kind', [first, ...rest]) as unknown as z.ZodType<
  ServerEvent,
  ServerEvent
>;

/** What one request of a server carries, before its events are judged one by one. */
export const unjudgedServerEventsSchema = z.array(z.unknown()).min(1).max(MAX_EVENTS_PER_BATCH);

/** What one request of a server carries. */
export const serverEventsSchema = z.array(serverEventSchema).min(1).max(MAX_EVENTS_PER_BATCH);
