import type { z } from 'zod';

/** Where an event kind finds what the event is about: the page's path, nothing, or one of its own properties. */
export type ObjectSource<PropertyName extends string = string> = 'path' | 'none' | { property: PropertyName };

/** One kind of event, declared once: what it is called, what it is about, which properties it has. */
export interface EventKind<Kind extends string = string, Properties extends z.ZodObject = z.ZodObject> {
  /** The schema name, snake_case, as it stands on the wire and in questions. */
  kind: Kind;
  /** What people read, in English. */
  title: string;
  /** What the event is about; events are stored so that "this kind on this object" is one contiguous range. */
  object: ObjectSource;
  /** A property whose value counts once per site, at its first event: the same order told twice is one order. */
  countsOnceBy?: string;
  /** A yes/no property of events that only go on with one told before: their measures add up, they count as no further one. */
  continuedBy?: string;
  /** A text in which the collector notes the saved segments that the visitor is in at that moment; what a tag says there counts for nothing. */
  notesSegmentsIn?: string;
  /** The properties' strict schema: unknown properties are refused by name. */
  properties: Properties;
}

/** Checks at compile time that `object` names one of the properties, and keeps the literal types. */
export const defineEventKind = <const Kind extends string, Properties extends z.ZodObject>(
  declaration: EventKind<Kind, Properties> & {
    object: ObjectSource<Extract<keyof z.infer<Properties>, string>>;
    countsOnceBy?: Extract<keyof z.infer<Properties>, string>;
    continuedBy?: Extract<keyof z.infer<Properties>, string>;
    notesSegmentsIn?: Extract<keyof z.infer<Properties>, string>;
  },
): EventKind<Kind, Properties> => declaration;
