import { catalog, type Event, type EventKindName, type Money } from '@telltale/protocol';
import type { OwnColumns } from './enrichers/enricher.ts';

const kinds = new Map(
  catalog.map(({ kind, object, properties }) => [
    kind,
    { object, properties: new Map(properties.map((property) => [property.name, property])) },
  ]),
);

const spread = (columns: OwnColumns, map: string, values: Record<string, unknown>) => {
  for (const [key, value] of Object.entries(values)) {
    if (typeof value === 'number') columns.measures[`${map}.${key}`] = value;
    else columns.dimensions[`${map}.${key}`] = String(value);
  }
};

/**
 * What an event has for itself: its place in time, and what it is about, its dimensions, measures and money, as its kind declares
 * them. Shared code never asks which kind it holds.
 * @param eventId UInt64 as decimal text.
 * @param path The object of kinds that are about the page.
 */
export const ownColumns = (event: Event, eventId: string, path: string): OwnColumns => {
  const declared = kinds.get(event.kind satisfies EventKindName);
  const columns: OwnColumns = {
    kind: event.kind,
    time: event.at,
    seq: event.seq,
    event_id: eventId,
    object: '',
    amount: '0',
    currency: '',
    dimensions: {},
    measures: {},
  };
  if (!declared) return columns;
  const given: Record<string, unknown> = event.properties;
  for (const name of Object.keys(given)) {
    const value = given[name];
    const property = declared.properties.get(name);
    if (!property || value === undefined) continue;
    if (property.isOpen) spread(columns, name, value as Record<string, unknown>);
    else if (property.unit === 'amount') Object.assign(columns, value as Money);
    else if (property.role === 'measure') columns.measures[name] = value as number;
    else columns.dimensions[name] = String(value);
  }
  if (declared.object === 'path') columns.object = path;
  else if (declared.object !== 'none') columns.object = String(given[declared.object] ?? '');
  return columns;
};
