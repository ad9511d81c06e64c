import type { z } from 'zod';
import type { EventKind } from './event-kind.ts';
import { eventKinds } from './events/index.ts';
import { type PropertyDeclaration, propertyDeclarations } from './property.ts';

/** The type of a property's values, as a question's filter sees it. */
export type PropertyValueType = 'text' | 'number' | 'boolean' | 'money' | 'map';

/** One property in the catalog. */
export interface CatalogProperty extends PropertyDeclaration {
  name: string;
  type: PropertyValueType;
  isRequired: boolean;
  /** The only values it can have, where it is an enumeration. */
  values?: readonly string[];
}

/** One event kind in the catalog. */
export interface CatalogKind {
  kind: string;
  title: string;
  /** `path`, `none`, or the name of the property the event is about. */
  object: string;
  /** The property whose value counts once per site, at its first event. */
  countsOnceBy?: string;
  /** The yes/no property of events that only go on with one told before: they count as no further one. */
  continuedBy?: string;
  /** The property in which the collector notes the saved segments that the visitor is in at that moment. */
  notesSegmentsIn?: string;
  properties: CatalogProperty[];
}

const unwrap = (schema: z.ZodType): z.ZodType =>
  schema.type === 'optional' ? unwrap((schema as z.ZodOptional<z.ZodType>).unwrap()) : schema;

const valueTypes: Partial<Record<z.ZodType['type'], PropertyValueType>> = {
  string: 'text',
  enum: 'text',
  number: 'number',
  int: 'number',
  boolean: 'boolean',
  object: 'money',
  record: 'map',
};

const propertyOf = (kind: string, name: string, declared: z.ZodType): CatalogProperty => {
  const schema = unwrap(declared);
  const declaration = propertyDeclarations.get(schema);
  const type = valueTypes[schema.type];
  if (!declaration || !type) {
    throw new Error(
      `Event kind "${kind}": property "${name}" must be declared with dimension(), measure() or openMap().`,
    );
  }
  const values = schema.type === 'enum' ? { values: (schema as z.ZodEnum).options.map(String) } : {};
  return { name, type, isRequired: declared.type !== 'optional', ...declaration, ...values };
};

/** Reads one kind's entry off its schema. @throws when a property declares no title, role and unit. */
export const catalogKindOf = ({
  kind,
  title,
  object,
  countsOnceBy,
  continuedBy,
  notesSegmentsIn,
  properties,
}: EventKind): CatalogKind => ({
  kind,
  title,
  object: typeof object === 'string' ? object : object.property,
  ...(countsOnceBy === undefined ? {} : { countsOnceBy }),
  ...(continuedBy === undefined ? {} : { continuedBy }),
  ...(notesSegmentsIn === undefined ? {} : { notesSegmentsIn }),
  properties: Object.entries(properties.shape).map(([name, schema]) => propertyOf(kind, name, schema as z.ZodType)),
});

/** Every kind with its properties' titles, roles, units and types, read off the schemas. */
export const catalog: readonly CatalogKind[] = eventKinds.map((kind) => catalogKindOf(kind));
