import { z } from 'zod';
import type { EventKind } from './event-kind.ts';
import { eventKinds } from './events/index.ts';

/** 64 random bits as 16 lower-case hex digits: visitors, sessions, page views and events. */
export const id64 = z.string().regex(/^[0-9a-f]{16}$/, '16 lower-case hex digits (64 random bits)');

/** Epoch milliseconds, between 2020 and 2100: anything else is a broken clock. */
export const epochMs = z.int().min(1_577_836_800_000).max(4_102_444_800_000);

const eventSchemaOf = ({ kind, properties }: EventKind) =>
  z.strictObject({
    /**
     * The same event sent twice counts once. Unique within a visitor. Default: the page view's id plus `seq`, as 64 bits; then no two
     * events of a page view may have the same `seq`.
     */
    id: id64.optional(),
    kind: z.literal(kind),
    /** When it happened, by the browser's clock; the collector corrects skew with the batch's `sentAt`. */
    at: epochMs,
    /** Order within the page view: events of the same millisecond keep the order in which they were emitted. */
    seq: z.int().min(0).max(4_294_967_295),
    properties,
  });

type EventOf<Declaration> =
  Declaration extends EventKind<infer Kind, infer Properties>
    ? { id?: string | undefined; kind: Kind; at: number; seq: number; properties: z.infer<Properties> }
    : never;

/** One thing that happened, as it stands on the wire. */
export type Event = EventOf<(typeof eventKinds)[number]>;

/** An event kind's schema name. */
export type EventKindName = Event['kind'];

/** The properties of one event kind. */
export type PropertiesOf<Kind extends EventKindName> = Extract<Event, { kind: Kind }>['properties'];

const [first, ...rest] = eventKinds.map((kind) => eventSchemaOf(kind));
if (!first) throw new Error('There must be at least one event kind.');

/** One event of any kind, chosen by its `kind`. The type is stated because zod cannot infer it through the list. */
export const eventSchema = z.discriminatedUnion('kind', [first, ...rest]) as unknown as z.ZodType<Event, Event>;
